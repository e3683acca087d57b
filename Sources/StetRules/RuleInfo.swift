/// What a rule does with findings inside direct quotations.
public enum QuotedPolicy: String, CaseIterable, Sendable {
  /// Reports them as elsewhere.
  case check
  /// Reports them as advice.
  case advise
  /// Stays silent.
  case skip
}

/// The folder a rule belongs to.
public enum RuleCategory: String, CaseIterable, Sendable {
  /// Spelling of words and names.
  case words
  /// Quotation marks and brackets.
  case quotations
  /// People, honorifics, offices.
  case people
  /// Headlines and other furniture.
  case headlines
  /// House style.
  case style
  /// Figures, dates, units.
  case figures
}

/// A sample of copy for documentation and tests.
///
/// `⟦` and `⟧` mark the range of a finding; an example without marks must stay silent.
public struct Example: Hashable, Sendable {
  /// The copy, with marks.
  public var text: String
  /// The text after the best fix has been applied, when the rule offers one that applies.
  public var fixed: String?
  /// The format of the copy.
  public var isMarkdown: Bool
  /// The dialect (`en-GB`, `en-US`) the example needs, nil for the default.
  public var dialect: String?
  /// Values of options of the rule that the example needs.
  public var options: [String: OptionValue]
  /// Where it stands in the source, for failure messages.
  public var line: UInt

  /// Makes an example.
  public init(
    _ text: String, fixed: String? = nil, markdown: Bool = false, dialect: String? = nil,
    options: [String: OptionValue] = [:], line: UInt = #line
  ) {
    self.text = text
    self.fixed = fixed
    self.isMarkdown = markdown
    self.dialect = dialect
    self.options = options
    self.line = line
  }
}

/// The value of an option of a rule.
public enum OptionValue: Hashable, Sendable {
  /// On or off.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// One of the option's choices, or free text when it has none.
  case string(String)
  /// A list of texts.
  case list([String])
}

/// An option that a rule understands.
public struct RuleOption: Hashable, Sendable {
  /// Its key in the configuration, kebab-case.
  public var name: String
  /// What it does, one sentence.
  public var summary: String
  /// What holds when it isn't set; also says which kind of value it takes.
  public var defaultValue: OptionValue
  /// The texts that are allowed; empty when any is.
  public var choices: [String]

  /// Makes an option.
  public init(
    name: String, summary: String, defaultValue: OptionValue, choices: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.defaultValue = defaultValue
    self.choices = choices
  }
}

/// Everything there is to know about a rule: the registry, `stet explain`, the documentation and
/// the tests are all made from it.
public struct RuleInfo: Sendable {
  /// The offence in kebab-case: `misspelling`.
  public var id: String
  /// The folder it belongs to.
  public var category: RuleCategory
  /// What it reports, one sentence.
  public var summary: String
  /// Why it matters and how it decides, a few sentences.
  public var rationale: String
  /// How grave its findings are unless configured otherwise.
  public var severity: Severity
  /// Why it has that severity, one sentence.
  public var severityReason: String
  /// Whether it runs unless configured otherwise.
  public var isOnByDefault: Bool
  /// The safest fix that it offers, nil when none.
  public var fixSafety: Applicability?
  /// What it does inside direct quotations unless configured otherwise.
  public var quoted: QuotedPolicy
  /// The options that it understands.
  public var options: [RuleOption]
  /// Copy that it reports.
  public var findings: [Example]
  /// Copy that it leaves alone.
  public var silent: [Example]
  /// Former ids, accepted wherever an id is.
  public var aliases: [String]

  /// Makes a description.
  public init(
    id: String, category: RuleCategory, summary: String, rationale: String, severity: Severity,
    severityReason: String, isOnByDefault: Bool = true, fixSafety: Applicability? = nil,
    quoted: QuotedPolicy = .check, options: [RuleOption] = [], findings: [Example],
    silent: [Example], aliases: [String] = []
  ) {
    self.id = id
    self.category = category
    self.summary = summary
    self.rationale = rationale
    self.severity = severity
    self.severityReason = severityReason
    self.isOnByDefault = isOnByDefault
    self.fixSafety = fixSafety
    self.quoted = quoted
    self.options = options
    self.findings = findings
    self.silent = silent
    self.aliases = aliases
  }
}

import StetDocument
import StetRules

/// What is set for one rule; nil means the rule's own default.
public struct RuleSetting: Hashable, Sendable {
  /// On or off.
  public var isOn: Bool?
  /// How grave its findings are.
  public var severity: Severity?
  /// What it does inside direct quotations.
  public var quoted: QuotedPolicy?
  /// Options that are set.
  public var options: [String: OptionValue]

  /// Makes a setting.
  public init(
    isOn: Bool? = nil, severity: Severity? = nil, quoted: QuotedPolicy? = nil,
    options: [String: OptionValue] = [:]
  ) {
    self.isOn = isOn
    self.severity = severity
    self.quoted = quoted
    self.options = options
  }
}

/// Everything that decides how a file is linted: resolved once, immutable, shared by workers.
public struct Settings: Sendable {
  /// `en-GB`, `en-US` …; nil accepts all dialects.
  public var dialect: String?
  /// The house profile; `none` reports inconsistency only.
  public var profile: String
  /// What is set for each rule, by id.
  public var rules: [String: RuleSetting]
  /// The project's own words and names; a lower-case entry also accepts its inflections.
  public var words: [String]
  /// Names that the project knows to be right, as written; one may be of several words.
  public var names: [String]
  /// Whether a plain text file's first line may be its headline.
  public var headline: HeadlineSetting
  /// Whether fixes inside direct quotations may be applied; they are for people to read otherwise.
  public var mendsQuotations = false

  /// Makes settings; the defaults are those of a run without configuration.
  public init(
    dialect: String? = nil, profile: String = "none", rules: [String: RuleSetting] = [:],
    words: [String] = [], names: [String] = [], headline: HeadlineSetting = .auto
  ) {
    self.dialect = dialect
    self.profile = profile
    self.rules = rules
    self.words = words
    self.names = names
    self.headline = headline
  }
}

extension Settings {
  /// Adds everything that is set to a hash, in a fixed order.
  func add(to hash: inout ContentHash) {
    hash.add(dialect ?? "")
    hash.add(profile)
    hash.add(headline.rawValue)
    for list in [words, names] {
      hash.add(UInt64(list.count))
      for text in list { hash.add(text) }
    }
    for (id, rule) in rules.sorted(by: { $0.key < $1.key }) {
      hash.add(id)
      hash.add(rule.isOn.map { $0 ? "on" : "off" } ?? "")
      hash.add(rule.severity?.rawValue ?? "")
      hash.add(rule.quoted?.rawValue ?? "")
      for (name, value) in rule.options.sorted(by: { $0.key < $1.key }) {
        hash.add(name)
        hash.add("\(value)")
      }
    }
  }
}

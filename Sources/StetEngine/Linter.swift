import StetAnalysis
import StetDocument
import StetLexicon
import StetRules
import StetText

/// What linting one file gave.
public struct LintResult: Sendable {
  /// The document, for reporters.
  public let document: Document
  /// The findings, by place.
  public let diagnostics: [Diagnostic]
  /// How many findings marks in the copy let stand.
  public let suppressed: Int

  /// The document that reports of a file read: a very large file's has no tokens.
  static func document(of file: SourceFile, headline: HeadlineSetting) -> Document {
    file.bytes.count > DocumentSections.threshold
      ? DocumentSections(file, headline: headline).whole : Document(file, headline: headline)
  }

  /// Makes a result.
  public init(document: Document, diagnostics: [Diagnostic], suppressed: Int = 0) {
    self.document = document
    self.diagnostics = diagnostics
    self.suppressed = suppressed
  }
}

/// Runs the rules that are on over documents.
public struct Linter: Sendable {
  /// The settings in force.
  public let settings: Settings
  private let resources: AnalysisResources
  private let declarative: DeclarativeSet?
  /// The rules that are on, and the turn of each.
  private let active: [any Rule]
  private let turns: [RuleTurn]
  /// The options of each rule in YAML, nil for those that are off.
  private let declarativeOptions: [[String: OptionValue]?]
  private let policies: [String: QuotedBehaviour]

  /// What becomes of a rule's findings inside direct quotations.
  private struct QuotedBehaviour: Sendable {
    let policy: QuotedPolicy
    /// Whether the rule mends the marks themselves, which are nobody's words.
    let mendsMarks: Bool
  }

  /// Prepares the rules that the settings turn on.
  ///
  /// - Parameters:
  ///   - lexicon: the compiled lexicon; rules that need one stay silent without it.
  ///   - declarative: the rules written in YAML.
  public init(
    settings: Settings, lexicon: Lexicon? = nil, declarative: DeclarativeSet? = nil
  ) {
    self.settings = settings
    self.declarative = declarative
    resources = AnalysisResources(
      lexicon: lexicon, preferred: settings.dialect.flatMap { Dialects(tag: $0) } ?? [],
      own: OwnWords(settings.words + settings.names))
    let on = RuleRegistry.all.filter {
      settings.rules[$0.info.id]?.isOn ?? $0.info.isOnByDefault
    }
    active = on.map { $0.init() }
    turns = on.map {
      RuleTurn(info: $0.info, options: settings.rules[$0.info.id]?.options ?? [:])
    }
    declarativeOptions = (declarative?.rules ?? []).map { rule in
      let setting = settings.rules[rule.info.id]
      return setting?.isOn ?? rule.info.isOnByDefault ? setting?.options ?? [:] : nil
    }
    var policies: [String: QuotedBehaviour] = [:]
    for info in RuleRegistry.all.map({ $0.info }) + (declarative?.rules.map { $0.info } ?? []) {
      policies[info.id] = QuotedBehaviour(
        policy: settings.rules[info.id]?.quoted ?? info.quoted,
        mendsMarks: info.category == .quotations)
    }
    self.policies = policies
  }

  /// Lints one file; a very large one in sections (`DocumentSections`).
  public func lint(_ file: SourceFile) -> LintResult {
    if file.bytes.count > DocumentSections.threshold {
      return lint(DocumentSections(file, headline: settings.headline))
    }
    let document = Document(file, headline: settings.headline)
    return result(of: document, findings(document))
  }

  /// Lints several files, small ones side by side: each rule looks at all of them before the next one does.
  func lint(_ files: [SourceFile]) -> [LintResult] {
    if files.contains(where: { $0.bytes.count > DocumentSections.threshold }) {
      return files.map { lint($0) }
    }
    let documents = files.map { Document($0, headline: settings.headline) }
    return zip(documents, findings(documents)).map { result(of: $0, $1) }
  }

  /// Lints a document.
  public func lint(_ document: Document) -> [Diagnostic] {
    result(of: document, findings(document)).diagnostics
  }

  /// Lints a large file, one section in memory at a time.
  func lint(_ sections: DocumentSections) -> LintResult {
    var all = Findings()
    for index in 0..<sections.count {
      let found = findings(sections.section(index))
      all.diagnostics += found.diagnostics
      all.suppressed += found.suppressed
    }
    return result(of: sections.whole, all)
  }

  /// What the rules found in a document or a section of one.
  private struct Findings {
    var diagnostics: [Diagnostic] = []
    /// How many were let stand by `[sic]`.
    var suppressed = 0
  }

  private func findings(_ document: Document) -> Findings {
    findings([document]).first ?? Findings()
  }

  private func findings(_ documents: [Document]) -> [Findings] {
    // With every rule in Swift off, those in YAML still run.
    var contexts = documents.map {
      RuleContext(
        document: $0, analysis: Analysis(document: $0, resources: resources),
        info: UnusedStet.info, turns: turns)
    }
    for (place, rule) in active.enumerated() {
      for index in contexts.indices {
        contexts[index].turn(to: place)
        rule.check(&contexts[index])
      }
    }
    if let declarative {
      for index in contexts.indices {
        declarative.check(&contexts[index], declarativeOptions)
      }
    }
    return contexts.indices.map { index in
      let analysis = contexts[index].analysis
      var found = Findings(
        diagnostics: contexts[index].takeDiagnostics().compactMap { settle($0, analysis) })
      found.suppressed = Suppressions.applySic(to: &found.diagnostics, in: documents[index])
      return found
    }
  }

  /// Applies the marks of a document and puts the findings in order.
  private func result(of document: Document, _ found: Findings) -> LintResult {
    var diagnostics = found.diagnostics
    var suppressions = Suppressions(document)
    let suppressed = suppressions.apply(
      to: &diagnostics, severity: settings.rules[UnusedStet.info.id]?.severity,
      isActive: { isActive($0) }, nearest: { nearestRule(to: $0) })
    diagnostics.sort(by: Diagnostic.precedes)
    return LintResult(
      document: document, diagnostics: OverlappingFindings.settle(diagnostics, in: document.text),
      suppressed: found.suppressed + suppressed)
  }

  /// All rules that there are, whether or not they are on.
  private var known: [RuleInfo] {
    RuleRegistry.all.map { $0.info } + (declarative?.rules.map(\.info) ?? [])
  }

  /// Whether a rule is on; nil for ids that no rule has.
  private func isActive(_ id: String) -> Bool? {
    guard let info = known.first(where: { $0.id == id }) else { return nil }
    return settings.rules[id]?.isOn ?? info.isOnByDefault
  }

  private func nearestRule(to id: String) -> String? {
    Nearest.name(to: id, among: known.map(\.id))
  }

  /// Gives a finding its final severity, or drops it. Inside a direct quotation the rule's policy
  /// holds, and its fixes are for people to read: a speaker's words are not the tool's to change.
  private func settle(_ diagnostic: Diagnostic, _ analysis: Analysis) -> Diagnostic? {
    var result = diagnostic
    let setting = settings.rules[diagnostic.rule]
    if let severity = setting?.severity { result.severity = severity }
    guard let behaviour = policies[diagnostic.rule], !behaviour.mendsMarks,
      behaviour.policy != .check || !result.fixes.isEmpty,
      analysis.quotations.isQuoted(result.range)
    else { return result }
    switch behaviour.policy {
    case .skip: return nil
    case .advise: result.severity = .advice
    case .check: break
    }
    if settings.mendsQuotations { return result }
    for index in result.fixes.indices { result.fixes[index].applicability = .displayOnly }
    return result
  }
}

import StetAnalysis
import StetDocument
import StetLexicon
import StetText

/// A check over one document. One type, one file, one id.
public protocol Rule: Sendable {
  /// What the rule is.
  static var info: RuleInfo { get }
  /// Makes the rule; it holds no state between documents.
  init()
  /// Looks at one document and reports what it finds. Called once a document.
  func check(_ context: inout RuleContext)
}

/// A rule with its options, as it runs over any number of documents: a class, since descriptions are large and every
/// document would copy them.
public final class RuleTurn: Sendable {
  /// What the rule is.
  public let info: RuleInfo
  /// The options set for it.
  public let options: [String: OptionValue]

  /// Joins a description and options.
  public init(info: RuleInfo, options: [String: OptionValue]) {
    self.info = info
    self.options = options
  }
}

/// What a rule sees of a document, and where it reports.
public struct RuleContext {
  /// The document.
  public let document: Document
  /// The models built over the document, each on first use.
  public let analysis: Analysis
  // A place, and no reference, which would be counted for every rule and document.
  private var turns: [RuleTurn]
  private var place = 0
  /// The rule that is running.
  public var info: RuleInfo { turns[place].info }
  /// The options set for the rule; those not set are at their default.
  public var options: [String: OptionValue] { turns[place].options }
  /// What has been reported so far, by all rules.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Makes a context for a document.
  ///
  /// - Parameters:
  ///   - info: the rule that runs when there are no turns.
  ///   - turns: the rules that look at the document by turns; the first one runs.
  public init(document: Document, analysis: Analysis, info: RuleInfo, turns: [RuleTurn] = []) {
    self.document = document
    self.analysis = analysis
    self.turns = turns.isEmpty ? [RuleTurn(info: info, options: [:])] : turns
  }

  /// Turns to one of the rules that the context was made for, by its place among them; stays where there is none.
  public mutating func turn(to place: Int) {
    if turns.indices.contains(place) { self.place = place }
  }

  /// Turns to a rule that comes once; those that the context was made for are gone.
  public mutating func turn(to info: RuleInfo, options: [String: OptionValue]) {
    turns = [RuleTurn(info: info, options: options)]
    place = 0
  }

  /// Reports a finding of the running rule at its default severity.
  ///
  /// - Parameter severity: lowers (never raises) the rule's severity for this finding.
  public mutating func report(
    _ range: TextRange, _ message: String, notes: [String] = [], related: [RelatedRange] = [],
    fixes: [Fix] = [], severity: Severity? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        rule: info.id, severity: min(severity ?? info.severity, info.severity), range: range,
        message: message, notes: notes, related: related, fixes: fixes))
  }

  /// Takes the findings out.
  public mutating func takeDiagnostics() -> [Diagnostic] {
    defer { diagnostics = [] }
    return diagnostics
  }

  /// The value of an option: as set, or its default.
  public func option(_ name: String) -> OptionValue? {
    options[name] ?? info.options.first { $0.name == name }?.defaultValue
  }

  /// The value of a yes-or-no option; false when the rule has no such option.
  public func flag(_ name: String) -> Bool {
    if case .bool(let value)? = option(name) { return value }
    return false
  }

  /// The value of a number option.
  public func number(_ name: String) -> Int? {
    if case .int(let value)? = option(name) { return value }
    return nil
  }

  /// The value of a text option.
  public func text(_ name: String) -> String? {
    if case .string(let value)? = option(name) { return value }
    return nil
  }

  /// The values of a list option.
  public func list(_ name: String) -> [String] {
    if case .list(let value)? = option(name) { return value }
    return []
  }
}

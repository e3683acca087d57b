import StetText

/// How certain and how grave a finding is.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// Opinion begins here: worth a look, never fails a run by default.
  case advice
  /// A sub-editor should look.
  case warning
  /// Certain.
  case error

  private var rank: Int {
    switch self {
    case .advice: return 0
    case .warning: return 1
    case .error: return 2
    }
  }

  /// Orders advice before warning before error.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// How safe it is to apply a fix without looking.
public enum Applicability: String, CaseIterable, Comparable, Sendable {
  /// For people to read; never applied by the tool.
  case displayOnly = "display-only"
  /// Changes wording; applied only when asked for.
  case unsafe
  /// Mechanical; cannot change the meaning.
  case safe

  private var rank: Int {
    switch self {
    case .displayOnly: return 0
    case .unsafe: return 1
    case .safe: return 2
    }
  }

  /// Orders by how readily a fix may be applied.
  public static func < (a: Applicability, b: Applicability) -> Bool { a.rank < b.rank }
}

/// One replacement in the document's text.
public struct TextEdit: Hashable, Sendable {
  /// The bytes to replace; empty for an insertion.
  public var range: TextRange
  /// What stands there afterwards.
  public var replacement: String

  /// Makes a replacement.
  public init(_ range: TextRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

/// One way to mend a finding. A diagnostic's fixes are ordered, the best first.
public struct Fix: Hashable, Sendable {
  /// What to do, in a few words: `replace with "Trump"`.
  public var title: String
  /// The replacements, in text order, not overlapping.
  public var edits: [TextEdit]
  /// How safe it is.
  public var applicability: Applicability

  /// Makes a fix of several edits.
  public init(title: String, edits: [TextEdit], applicability: Applicability) {
    self.title = title
    self.edits = edits
    self.applicability = applicability
  }

  /// Makes a fix that replaces one range; its title quotes the replacement.
  public static func replace(
    _ range: TextRange, with text: String, _ applicability: Applicability
  ) -> Fix {
    Fix(
      title: text.isEmpty ? "delete" : "replace with \"\(text)\"",
      edits: [TextEdit(range, text)], applicability: applicability)
  }
}

/// Another place that belongs to a finding.
public struct RelatedRange: Hashable, Sendable {
  /// Where, in the document's text.
  public var range: TextRange
  /// Why it is shown: `first spelled so here`.
  public var message: String

  /// Makes a related place.
  public init(_ range: TextRange, _ message: String) {
    self.range = range
    self.message = message
  }
}

/// One finding of a rule in one document.
public struct Diagnostic: Hashable, Sendable {
  /// The rule's id.
  public var rule: String
  /// How grave it is, after settings.
  public var severity: Severity
  /// Where, in the document's text.
  public var range: TextRange
  /// What is wrong: short, lower-case start, no full stop, the writer's words quoted.
  public var message: String
  /// Why it matters, or what else to know; one sentence each.
  public var notes: [String]
  /// Other places that belong to it.
  public var related: [RelatedRange]
  /// Ways to mend it, the best first.
  public var fixes: [Fix]

  /// Makes a finding.
  public init(
    rule: String, severity: Severity, range: TextRange, message: String, notes: [String] = [],
    related: [RelatedRange] = [], fixes: [Fix] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.range = range
    self.message = message
    self.notes = notes
    self.related = related
    self.fixes = fixes
  }

  /// The replacement texts of the fixes that replace exactly the finding's own range.
  public var suggestions: [String] {
    fixes.compactMap { fix in
      guard fix.edits.count == 1, let edit = fix.edits.first, edit.range == range else {
        return nil
      }
      return edit.replacement
    }
  }

  /// Orders findings for reports: by place, then by rule.
  public static func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    if a.range != b.range { return a.range < b.range }
    if a.rule != b.rule { return a.rule < b.rule }
    return a.message < b.message
  }
}

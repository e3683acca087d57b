/// A rule that is written in YAML (`rules/<category>/<id>.yml`), with Vale's names for the type and its keys.
///
/// Two of Vale's types are understood: `existence` (words that should not stand) and `substitution`
/// (words with a better form).
public struct DeclarativeRule: Sendable {
  /// The kinds of rule.
  public enum Kind: UInt8, Sendable {
    /// Reports each token that stands in the copy.
    case existence
    /// Reports each key that stands in the copy and offers its value.
    case substitution
  }

  /// One thing to look for.
  public struct Pattern: Hashable, Sendable {
    /// A plain phrase in lower case when `isRegex` is false, else a PCRE2 pattern.
    public var text: String
    /// Whether `text` is a regular expression.
    public var isRegex: Bool
    /// What to write instead, the best first; empty for existence rules.
    public var replacements: [String]
    /// Whether the expression holds as it is, without word boundaries at its ends.
    public var isRaw: Bool

    /// Makes a pattern.
    public init(text: String, isRegex: Bool, replacements: [String], isRaw: Bool = false) {
      self.isRaw = isRaw
      self.text = text
      self.isRegex = isRegex
      self.replacements = replacements
    }
  }

  /// What it is, as for rules written in Swift.
  public var info: RuleInfo
  /// The kind of rule.
  public var kind: Kind
  /// What is shown; `%s` stands for the replacement (substitution, first) and the words found.
  public var message: String
  /// Whether capitals are ignored; a phrase is then found in any case.
  public var ignoresCase: Bool
  /// Whether patterns may start and end inside words.
  public var isNonword: Bool
  /// What to look for.
  public var patterns: [Pattern]
  /// Texts that are never reported, as written.
  public var exceptions: [String]
  /// Whether replacements are safe to apply without looking.
  public var applicability: Applicability

  /// Makes a rule.
  public init(
    info: RuleInfo, kind: Kind, message: String, ignoresCase: Bool, isNonword: Bool,
    patterns: [Pattern], exceptions: [String], applicability: Applicability
  ) {
    self.info = info
    self.kind = kind
    self.message = message
    self.ignoresCase = ignoresCase
    self.isNonword = isNonword
    self.patterns = patterns
    self.exceptions = exceptions
    self.applicability = applicability
  }

  /// The message with its `%s` filled in: replacement first, then the words found.
  func filledMessage(found: String, replacement: String?) -> String {
    var arguments = replacement.map { [$0, found] } ?? [found]
    var output = ""
    var rest = message[...]
    // By bytes: a search by characters takes longer than all else about a finding.
    while let percent = rest.utf8.firstIndex(of: 0x25) {
      let next = rest.utf8.index(after: percent)
      let isMarker = next < rest.endIndex && rest.utf8[next] == 0x73
      output += rest[..<(isMarker ? percent : next)]
      if isMarker, !arguments.isEmpty { output += arguments.removeFirst() }
      rest = rest[(isMarker ? rest.utf8.index(after: next) : next)...]
    }
    return output + rest
  }
}

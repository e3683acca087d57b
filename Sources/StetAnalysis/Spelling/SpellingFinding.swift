import StetText

/// A word that the spelling model thinks is wrong.
public struct SpellingFinding: Sendable {
  /// What kind of slip it is.
  public enum Kind: Sendable {
    /// A word that no dictionary has.
    case word
    /// A name that another form in the story, or a well-known name, contradicts.
    case name
    /// Two words without the space between them.
    case joined
    /// One word with a space inside it.
    case split
  }

  /// A form that is probably meant.
  public struct Suggestion: Sendable {
    /// The text to write, in the case and with the possessive of the word found.
    public var text: String
    /// Where the story itself has the form, when it does.
    public var seenAt: TextRange?

    /// Makes a suggestion.
    public init(_ text: String, seenAt: TextRange? = nil) {
      self.text = text
      self.seenAt = seenAt
    }
  }

  /// What kind of slip it is.
  public var kind: Kind
  /// Where, in the document's text.
  public var range: TextRange
  /// What is probably meant, the best first.
  public var suggestions: [Suggestion]
  /// Whether a sub-editor need not think twice: no reading of the word makes sense.
  public var isCertain: Bool
  /// Whether the evidence is too thin for more than advice.
  public var isDoubtful: Bool

  /// Makes a finding.
  public init(
    kind: Kind, range: TextRange, suggestions: [Suggestion], isCertain: Bool = false,
    isDoubtful: Bool = false
  ) {
    self.kind = kind
    self.range = range
    self.suggestions = suggestions
    self.isCertain = isCertain
    self.isDoubtful = isDoubtful
  }
}

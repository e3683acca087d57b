/// A word that the document itself speaks for.
public struct SuggestionEvidence: Sendable {
  /// The word as the document writes it.
  public var word: [UInt8]
  /// How often the document has it; more weight for better company is the caller's to give.
  public var weight: Double

  /// Names a candidate and its weight.
  public init(word: [UInt8], weight: Double) {
    self.word = word
    self.weight = weight
  }
}

/// What surrounds the word that is to be corrected.
public struct SuggestionContext: Sendable {
  /// The word before (any case), `<s>` at the start of a sentence, `<n>` for a number; nil when
  /// punctuation or nothing known stands there.
  public var left: [UInt8]?
  /// The word after, in the same way.
  public var right: [UInt8]?
  /// Whether a capital says nothing here: first word of a sentence or a title-case headline.
  public var isCapitalExpected = false
  /// The dialects that the document keeps to; empty for no preference.
  public var dialects: Dialects = []
  /// Words of the document: name forms above all, but any word that it uses.
  public var evidence: [SuggestionEvidence] = []

  /// A context from the neighbouring words.
  public init(left: [UInt8]? = nil, right: [UInt8]? = nil) {
    self.left = left
    self.right = right
  }
}

/// One correction offered for a word.
public struct Suggestion: Sendable, Equatable {
  /// The text to put in place, in the case that fits; two words for a missing space.
  public let text: [UInt8]
  /// The logarithm of how likely it is, for comparing suggestions of one word.
  public let score: Double
  /// What the slip costs (see `EditCosts`): 3 for swapped letters, 6.6 for any replacement.
  public let cost: Double
}

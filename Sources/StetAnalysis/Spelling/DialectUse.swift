import StetDocument
import StetLexicon
import StetText

/// Which spellings of a story are British and which American, in the reporter's own words.
///
/// Only recorded pairs whose forms differ in every sense count (source: VarCon); `-ize` is British
/// too (Oxford spelling) and says nothing. Names keep their own spelling, so capitalised words
/// inside a sentence are left out.
public struct DialectUse: Sendable {
  /// One spelling that belongs to one side.
  public struct Occurrence: Sendable {
    /// The token.
    public var token: Int
    /// Whether the form is American.
    public var isAmerican: Bool
    /// Whether it stands inside a direct quotation.
    public var isQuoted: Bool
  }

  /// The occurrences, by place.
  public let occurrences: [Occurrence]
  /// American spellings outside quotations.
  public let americanCount: Int
  /// British spellings outside quotations.
  public let britishCount: Int

  init(
    _ document: Document, vocabulary: Vocabulary, lexicon: Lexicon, isQuoted: (Int) -> Bool
  ) {
    var occurrences: [Occurrence] = []
    let words = document.words
    for id in vocabulary.variants where words.firstToken[Int(id)] != UInt32.max {
      guard let side = words.withBytes(words.folded[Int(id)], { lexicon.variantSide(of: $0) })
      else { continue }
      var token = words.firstToken[Int(id)]
      while token != UInt32.max {
        let place = Int(token)
        if !Self.isPartOfName(place, document) {
          occurrences.append(
            Occurrence(
              token: place, isAmerican: side == .american, isQuoted: isQuoted(place)))
        }
        token = document.tokens.nextSame[place]
      }
    }
    occurrences.sort { $0.token < $1.token }
    self.occurrences = occurrences
    americanCount = occurrences.count { $0.isAmerican && !$0.isQuoted }
    britishCount = occurrences.count { !$0.isAmerican && !$0.isQuoted }
  }

  /// How often words that are one of the recorded variants stand in a text.
  public static func uses(_ vocabulary: Vocabulary, _ document: Document) -> Int {
    vocabulary.variants.reduce(0) { $0 + Int(document.words.counts[Int($1)]) }
  }

  /// The other side's forms of a word, as bytes in lower case.
  public static func others(of word: [UInt8], _ lexicon: Lexicon) -> [[UInt8]] {
    lexicon.variants(of: word).compactMap { pair in
      if pair.american == pair.british { return nil }
      if pair.american == word { return pair.british }
      return pair.british == word || pair.oxford == word ? pair.american : nil
    }
  }

  /// Whether a token is, or stands in, a name: capitalised inside a sentence, or followed by a
  /// capitalised word at a sentence's start.
  private static func isPartOfName(_ token: Int, _ document: Document) -> Bool {
    let shape = document.words.shapes[Int(document.tokens.words[token])]
    if shape == .lower { return false }
    if !document.tokens.opensSentence[token] || shape != .capitalised { return true }
    guard let after = Neighbourhood(document: document).wordAfter(token) else { return false }
    return document.words.shapes[Int(document.tokens.words[after])] != .lower
  }
}

import StetDocument
import StetText

/// One title word in front of a capitalised word.
public struct TitleWord: Sendable {
  /// Its token.
  public let token: Int
  /// The word, in lower case without a stop.
  public let word: String
  /// What kind of title it is.
  public let kind: TitleKind
  /// Whether a full stop follows it.
  public let hasStop: Bool
  /// The token of the capitalised word behind it.
  public let next: Int
  /// Whether the word behind it is a title, too, and which kind.
  public let nextKind: TitleKind?
}

extension People {
  /// Titles as they stand in front of capitalised words, in text order. Linear in their number.
  public func titleWords(in document: Document) -> [TitleWord] {
    var found: [TitleWord] = []
    let tokens = document.tokens
    let words = document.words
    for token in titleTokens where tokens.kinds[token] == .word {
      let id = tokens.words[token]
      guard !traits[Int(id)].isDisjoint(with: .anyTitle), words.shapes[Int(id)] == .capitalised,
        words.stems[Int(id)] == id, let kind = PeopleBuilder.kind(of: traits[Int(id)])
      else { continue }
      var next = token + 1
      var hasStop = false
      if next < tokens.count, tokens.kinds[next] == .punctuation,
        document.text[Int(tokens.starts[next])] == 0x2E
      {
        hasStop = true
        next += 1
      }
      guard next + 1 < tokens.count, tokens.kinds[next] == .space else { continue }
      next += 1
      guard tokens.kinds[next].hasWord else { continue }
      let follower = tokens.words[next]
      let shape = words.shapes[Int(follower)]
      guard shape == .capitalised || shape == .mixed || shape == .upper else { continue }
      // A stop that ends the sentence is no part of the title.
      if hasStop, tokens.opensSentence[next] { continue }
      found.append(
        TitleWord(
          token: token, word: words.string(words.folded[Int(id)]), kind: kind, hasStop: hasStop,
          next: next, nextKind: PeopleBuilder.kind(of: traits[Int(follower)])))
    }
    return found
  }
}

import StetDocument
import StetText

/// One title word in front of a capitalised word.
public struct TitleWord: Sendable {
  /// Its token.
  public let token: Int
  /// What kind of title it is.
  public let kind: TitleKind
  /// Which of the words that rules tell from each other.
  public let form: TitleForm
  /// Whether a full stop follows it.
  public let hasStop: Bool
  /// The token of the capitalised word behind it.
  public let next: Int
  /// Whether the word behind it is a title, too, and which kind.
  public let nextKind: TitleKind?

  /// The word, in lower case without a stop.
  public func word(in document: Document) -> String {
    document.words.string(document.words.folded[Int(document.tokens.words[token])])
  }
}

extension People {
  /// Titles as they stand in front of capitalised words, in text order. Linear in their number.
  public func titleWords(in document: Document) -> [TitleWord] {
    guard !titleTokens.isEmpty else { return [] }
    return CopyView.with(document) { view in
      var found: [TitleWord] = []
      found.reserveCapacity(titleTokens.count)
      for token in titleTokens {
        if let word = titleWord(token, view) { found.append(word) }
      }
      return found
    }
  }

  private func titleWord(_ token: Int, _ view: CopyView) -> TitleWord? {
    guard view.kinds[token] == .word else { return nil }
    let id = view.tokenWords[token]
    guard view.shapes[Int(id)] == .capitalised, view.stems[Int(id)] == id,
      let kind = NameParser.kind(of: traits[Int(id)])
    else { return nil }
    let count = view.kinds.count
    var next = token + 1
    var hasStop = false
    if next < count, view.kinds[next] == .punctuation, view.byte(next) == 0x2E {
      hasStop = true
      next += 1
    }
    guard next + 1 < count, view.kinds[next] == .space else { return nil }
    next += 1
    guard view.kinds[next].hasWord else { return nil }
    let follower = Int(view.tokenWords[next])
    switch view.shapes[follower] {
    case .lower, .caseless: return nil
    case .capitalised, .mixed, .upper: break
    }
    // A stop that ends the sentence is no part of the title.
    if hasStop, view.opensSentence[next] { return nil }
    return TitleWord(
      token: token, kind: kind,
      form: .of(WordKey.of(view, Int(view.folded[Int(id)])).key), hasStop: hasStop, next: next,
      nextKind: NameParser.kind(of: traits[follower]))
  }
}

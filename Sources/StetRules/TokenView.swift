import StetDocument

/// The tokens of a document as bare memory, for loops that look at every one of them: through the table each
/// look costs a check and, in a class, a count of references.
struct TokenView {
  /// The number of tokens.
  let count: Int
  /// The document's text.
  let text: UnsafeBufferPointer<UInt8>
  /// See `TokenTable.starts`.
  let starts: UnsafeBufferPointer<UInt32>
  /// See `TokenTable.kinds`.
  let kinds: UnsafeBufferPointer<TokenKind>
  /// See `TokenTable.words`.
  let words: UnsafeBufferPointer<WordID>
  /// See `TokenTable.nextSame`.
  let nextSame: UnsafeBufferPointer<UInt32>
  /// See `TokenTable.opensSentence`.
  let opensSentence: UnsafeBufferPointer<Bool>

  /// Calls `body` with the view, which is good for that call only.
  @inline(__always)
  static func with<R>(_ document: Document, _ body: (TokenView) -> R) -> R {
    let tokens = document.tokens
    return document.text.withUnsafeBufferPointer { text in
      tokens.starts.withUnsafeBufferPointer { starts in
        tokens.kinds.withUnsafeBufferPointer { kinds in
          tokens.words.withUnsafeBufferPointer { words in
            tokens.nextSame.withUnsafeBufferPointer { nextSame in
              tokens.opensSentence.withUnsafeBufferPointer { opens in
                body(
                  TokenView(
                    count: kinds.count, text: text, starts: starts, kinds: kinds, words: words,
                    nextSame: nextSame, opensSentence: opens))
              }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with each token of one kind that has tokens of two other kinds before and behind it.
  @inline(__always)
  func forEach(
    _ kind: TokenKind, between before: TokenKind, and after: TokenKind, _ body: (Int) -> Void
  ) {
    var token = 1
    while token < count - 1 {
      let end = min(token + Self.stretch, count - 1)
      if end - token < Self.stretch || hasAny(kind, before, after, inStretchFrom: token) {
        for i in token..<end
        where kinds[i] == kind && kinds[i - 1] == before && kinds[i + 1] == after { body(i) }
      }
      token = end
    }
  }

  /// How many tokens are looked at together.
  private static let stretch = 32

  /// Without branches and of a fixed length, so that the compiler makes a few vector instructions of it.
  @inline(__always)
  private func hasAny(
    _ kind: TokenKind, _ before: TokenKind, _ after: TokenKind, inStretchFrom token: Int
  ) -> Bool {
    let raw = UnsafeRawBufferPointer(kinds)
    let here = UnsafeRawBufferPointer(rebasing: raw[token..<token + Self.stretch])
    let left = UnsafeRawBufferPointer(rebasing: raw[token - 1..<token - 1 + Self.stretch])
    let right = UnsafeRawBufferPointer(rebasing: raw[token + 1..<token + 1 + Self.stretch])
    var found: UInt8 = 0
    for i in 0..<Self.stretch {
      let differs =
        (here[i] ^ kind.rawValue) | (left[i] ^ before.rawValue) | (right[i] ^ after.rawValue)
      found |= differs == 0 ? 1 : 0
    }
    return found != 0
  }
}

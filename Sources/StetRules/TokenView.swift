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
}

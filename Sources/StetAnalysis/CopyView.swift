import StetDocument

/// The tables of a document as raw memory.
///
/// The models walk tokens and words in inner loops: there a look into an array of an object would count a
/// reference and check a bound each time. The buffers are the document's own and belong to the scope of
/// `with`; nothing may keep a view.
public struct CopyView {
  /// The kind of each token.
  public let kinds: UnsafeBufferPointer<TokenKind>
  /// Where each token starts, and where the last one ends.
  public let starts: UnsafeBufferPointer<UInt32>
  /// The word of each token.
  public let tokenWords: UnsafeBufferPointer<WordID>
  /// The next token with the same word.
  public let nextSame: UnsafeBufferPointer<UInt32>
  /// Whether each token is the first word of its sentence.
  public let opensSentence: UnsafeBufferPointer<Bool>
  /// How each word uses capitals.
  public let shapes: UnsafeBufferPointer<WordShape>
  /// Each word without possessive ending.
  public let stems: UnsafeBufferPointer<WordID>
  /// Each word in lower case.
  public let folded: UnsafeBufferPointer<WordID>
  /// How often each word stands in the text.
  public let counts: UnsafeBufferPointer<UInt32>
  /// The first token with each word.
  public let firstToken: UnsafeBufferPointer<UInt32>
  /// The text.
  public let text: UnsafeBufferPointer<UInt8>
  /// The bytes of all words, where each word's begin and how many they are.
  @usableFromInline let pool: UnsafeBufferPointer<UInt8>
  @usableFromInline let offsets: UnsafeBufferPointer<UInt32>
  @usableFromInline let lengths: UnsafeBufferPointer<UInt32>

  @inlinable
  @inline(__always)
  init(
    kinds: UnsafeBufferPointer<TokenKind>, starts: UnsafeBufferPointer<UInt32>,
    tokenWords: UnsafeBufferPointer<WordID>, nextSame: UnsafeBufferPointer<UInt32>,
    opensSentence: UnsafeBufferPointer<Bool>, shapes: UnsafeBufferPointer<WordShape>,
    stems: UnsafeBufferPointer<WordID>, folded: UnsafeBufferPointer<WordID>,
    counts: UnsafeBufferPointer<UInt32>, firstToken: UnsafeBufferPointer<UInt32>,
    text: UnsafeBufferPointer<UInt8>, pool: UnsafeBufferPointer<UInt8>,
    offsets: UnsafeBufferPointer<UInt32>, lengths: UnsafeBufferPointer<UInt32>
  ) {
    self.kinds = kinds
    self.starts = starts
    self.tokenWords = tokenWords
    self.nextSame = nextSame
    self.opensSentence = opensSentence
    self.shapes = shapes
    self.stems = stems
    self.folded = folded
    self.counts = counts
    self.firstToken = firstToken
    self.text = text
    self.pool = pool
    self.offsets = offsets
    self.lengths = lengths
  }

  /// Calls `body` with the tables of a document.
  @inlinable
  @inline(__always)
  public static func with<R>(_ document: Document, _ body: (CopyView) -> R) -> R {
    let tokens = document.tokens
    let words = document.words
    return words.withPool { pool, offsets, lengths in
      tokens.kinds.withUnsafeBufferPointer { kinds in
        tokens.starts.withUnsafeBufferPointer { starts in
          tokens.words.withUnsafeBufferPointer { tokenWords in
            tokens.nextSame.withUnsafeBufferPointer { nextSame in
              tokens.opensSentence.withUnsafeBufferPointer { opensSentence in
                words.shapes.withUnsafeBufferPointer { shapes in
                  words.stems.withUnsafeBufferPointer { stems in
                    words.folded.withUnsafeBufferPointer { folded in
                      words.counts.withUnsafeBufferPointer { counts in
                        words.firstToken.withUnsafeBufferPointer { firstToken in
                          document.text.withUnsafeBufferPointer { text in
                            body(
                              CopyView(
                                kinds: kinds, starts: starts, tokenWords: tokenWords,
                                nextSame: nextSame, opensSentence: opensSentence, shapes: shapes,
                                stems: stems, folded: folded, counts: counts,
                                firstToken: firstToken, text: text, pool: pool,
                                offsets: offsets, lengths: lengths))
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The number of tokens.
  @inlinable
  @inline(__always)
  public var count: Int { kinds.count }

  /// The bytes of a word.
  @inlinable
  @inline(__always)
  public func bytes(_ word: WordID) -> UnsafeBufferPointer<UInt8> {
    let start = Int(offsets[Int(word)])
    return UnsafeBufferPointer(rebasing: pool[start..<start + Int(lengths[Int(word)])])
  }

  /// The byte that a token starts with.
  @inlinable
  @inline(__always)
  public func byte(_ token: Int) -> UInt8 { text[Int(starts[token])] }

  /// The number of bytes of a token.
  @inlinable
  @inline(__always)
  public func length(_ token: Int) -> Int { Int(starts[token + 1] - starts[token]) }

  /// The word of a token, nil where the token lies outside a block or has no word.
  @inlinable
  @inline(__always)
  public func word(_ token: Int, in block: Range<Int>) -> WordID? {
    guard block.contains(token) else { return nil }
    let word = tokenWords[token]
    return word == WordTable.none ? nil : word
  }
}

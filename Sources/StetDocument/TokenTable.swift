import StetText

/// What a token is.
public enum TokenKind: UInt8, Sendable {
  /// Letters, with apostrophes between them: `don't`, `O'Brien`, `Trump’s`.
  case word
  /// Letters and digits mixed: `21st`, `4am`, `H1N1`, `1990s`.
  case alphanumeric
  /// Single letters with full stops: `U.S.`, `a.m.`, `J.K.`; the last stop belongs to it.
  case initials
  /// Digits with separators between them: `1,200.50`.
  case number
  /// White space other than line breaks.
  case space
  /// One line break (CRLF is one).
  case newline
  /// One punctuation mark.
  case punctuation
  /// One symbol: currency, emoji, control character.
  case symbol
  /// Not copy: tags, code, link targets, emphasis marks, front matter.
  case markup
  /// A web address, e-mail address, handle or hashtag.
  case link

  /// Whether the token carries a `WordID`.
  @inlinable
  public var hasWord: Bool { rawValue <= TokenKind.initials.rawValue }
}

/// The tokens of a document as a struct of columns. They tile the text: each ends where the next
/// starts, and the last ends at the text's end.
public struct TokenTable: @unchecked Sendable {
  @usableFromInline let memory: TableMemory
  @usableFromInline let startsBase: UnsafePointer<UInt32>
  @usableFromInline let wordsBase: UnsafePointer<WordID>
  @usableFromInline let nextSameBase: UnsafePointer<UInt32>
  @usableFromInline let kindsBase: UnsafePointer<TokenKind>
  @usableFromInline let opensBase: UnsafePointer<Bool>
  /// The tokens that a sentence may end with (marks and initials), all quotation marks, accents that stand alone and
  /// brackets, words with a left-turned mark inside (`don‘t`), and some other signs beyond ASCII, in text order: one token in
  /// twenty. Who looks for these follows them rather than all tokens, and looks at the bytes.
  public let marks: Column<UInt32>
  /// The number of tokens.
  public let count: Int

  /// Takes over columns of `count` values in a piece of memory; `starts` has one more.
  init(
    _ memory: TableMemory, count: Int, starts: UnsafePointer<UInt32>,
    words: UnsafePointer<WordID>, nextSame: UnsafePointer<UInt32>,
    kinds: UnsafePointer<TokenKind>, opensSentence: UnsafePointer<Bool>, marks: Column<UInt32>
  ) {
    self.memory = memory
    self.count = count
    startsBase = starts
    wordsBase = words
    nextSameBase = nextSame
    kindsBase = kinds
    opensBase = opensSentence
    self.marks = marks
  }

  /// Byte offset of each token's first byte, and one more entry: where the last one ends.
  @inlinable
  public var starts: Column<UInt32> { Column(memory, startsBase, count &+ 1) }
  /// The kind of each token.
  @inlinable
  public var kinds: Column<TokenKind> { Column(memory, kindsBase, count) }
  /// The word of each token, `WordTable.none` where it has none.
  @inlinable
  public var words: Column<WordID> { Column(memory, wordsBase, count) }
  /// The next token with the same word, or `UInt32.max`: occurrence lists without a second table.
  @inlinable
  public var nextSame: Column<UInt32> { Column(memory, nextSameBase, count) }
  /// Whether the token is the first word or number of its sentence.
  @inlinable
  public var opensSentence: Column<Bool> { Column(memory, opensBase, count) }

  /// Whether two tokens of one block stand in one sentence: none opens behind the first of them, up to the other.
  public func shareSentence(_ a: Int, _ b: Int) -> Bool {
    !(min(a, b) + 1..<max(a, b) + 1).contains { opensSentence[$0] }
  }

  /// Whether a mark or a symbol that starts with a byte is noted in `marks`.
  @inline(__always)
  static func notes(_ byte: UInt8) -> Bool {
    switch byte {
    // ! " ' ( ) . : ? [ ] ` { }
    case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2E, 0x3A, 0x3F, 0x5B, 0x5D, 0x60, 0x7B, 0x7D: return true
    // Those of two and of three bytes.
    case 0xC2, 0xE2: return true
    default: return false
    }
  }

  /// The same for a mark from U+2010 to U+2027, by its last byte: an ellipsis or a quotation mark.
  @inline(__always)
  static func notesGeneral(_ last: UInt8) -> Bool { last == 0xA6 || last & 0xF8 == 0x98 }

  /// Where a token stands in the text.
  @inlinable
  public func range(_ token: Int) -> TextRange { TextRange(starts[token], starts[token + 1]) }

  /// The index of the token that holds a byte offset; the last one for the end of the text.
  public func index(at offset: Int) -> Int {
    let next = starts.partitioningIndex { Int($0) > offset }
    return max(0, min(next, count) - 1)
  }
}

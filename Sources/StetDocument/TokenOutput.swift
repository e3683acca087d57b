import StetText

/// What a byte is, for the tokenizer's first look.
enum ByteClass: UInt8 {
  case letter
  case space
  case newline
  case punctuation
  case symbol
  /// From here on, a byte after letters may belong to the same word, number, initials or address.
  case digit
  /// `@` and `#`, which may start a handle or a hashtag.
  case handleMark
  case multiByte
  /// Punctuation that may stand inside a word or an address: `'`, `.`, `:`, `-`, `_`.
  case joiner

  /// Whether a byte after letters may belong to the same word, number, initials or address.
  @inline(__always)
  var mayGoOn: Bool { rawValue >= ByteClass.digit.rawValue }

  /// What a byte that is no letter is as a token of its own; nil where more than one byte has to be looked at. White
  /// space goes on to its last byte.
  @inline(__always)
  func kindAlone(_ byte: UInt8) -> TokenKind? {
    switch self {
    case .punctuation, .joiner: return .punctuation
    case .symbol: return .symbol
    case .space: return .space
    case .newline: return byte == 0x0D ? nil : .newline
    case .letter, .digit, .handleMark, .multiByte: return nil
    }
  }

  /// The class of every byte.
  static let table: [ByteClass] = (0..<256).map { value in
    let b = UInt8(value)
    if b >= 0x80 { return .multiByte }
    if b == 0x40 || b == 0x23 { return .handleMark }
    if b == 0x27 || b == 0x2E || b == 0x3A || b == 0x2D || b == 0x5F { return .joiner }
    switch ScalarClass.ascii(b) {
    case .letter: return .letter
    case .digit: return .digit
    case .space: return .space
    case .newline: return .newline
    case .punctuation: return .punctuation
    case .symbol: return .symbol
    }
  }
}

/// The raw memory of a token table while it is filled.
struct TokenOutput {
  let starts: UnsafeMutablePointer<UInt32>
  let kinds: UnsafeMutablePointer<TokenKind>
  let words: UnsafeMutablePointer<WordID>
  /// One more than there are tokens: what words that have not been used before are chained to.
  let nextSame: UnsafeMutablePointer<UInt32>
  /// What is noted for `TokenTable.marks`.
  let marks: UnsafeMutablePointer<UInt32>
  /// The number of tokens that there is room for; what is written beyond is dropped.
  let capacity: Int

  /// The bytes that a table for so many tokens takes.
  static func size(capacity: Int) -> Int { capacity * (4 * 4 + 1) + 4 }

  /// Lays a table for so many tokens out in memory of that size.
  init(capacity: Int, in memory: UnsafeMutableRawPointer) {
    self.capacity = capacity
    var columns = ColumnCutter(memory)
    starts = columns.take(UInt32.self, capacity)
    words = columns.take(WordID.self, capacity)
    nextSame = columns.take(UInt32.self, capacity + 1)
    marks = columns.take(UInt32.self, capacity)
    kinds = columns.take(TokenKind.self, capacity)
  }

  /// Writes a token; one without room is dropped, and the table is filled anew with more.
  @inline(__always)
  func write(_ token: Int, _ start: Int, _ kind: TokenKind, _ word: WordID) {
    if token < capacity { set(token, start, kind, word) }
  }

  /// Writes a token for which there is room.
  @inline(__always)
  func set(_ token: Int, _ start: Int, _ kind: TokenKind, _ word: WordID) {
    starts[token] = UInt32(truncatingIfNeeded: start)
    kinds[token] = kind
    words[token] = word
    nextSame[token] = UInt32.max
  }

  /// Writes a token and the space behind it, for which there is room: one store a column.
  @inline(__always)
  func setWithSpace(_ token: Int, _ start: Int, _ space: Int, _ kind: TokenKind, _ word: WordID) {
    UnsafeMutableRawPointer(starts + token).storeBytes(
      of: UInt64(UInt32(truncatingIfNeeded: start))
        | UInt64(truncatingIfNeeded: space) &<< 32, as: UInt64.self)
    UnsafeMutableRawPointer(kinds + token).storeBytes(
      of: UInt16(kind.rawValue) | UInt16(TokenKind.space.rawValue) &<< 8, as: UInt16.self)
    UnsafeMutableRawPointer(words + token).storeBytes(
      of: UInt64(word) | UInt64(WordTable.none) &<< 32, as: UInt64.self)
    UnsafeMutableRawPointer(nextSame + token).storeBytes(of: UInt64.max, as: UInt64.self)
  }

  /// Chains a token to an earlier one with the same word.
  @inline(__always)
  func link(_ before: UInt32, _ token: UInt32) {
    if Int(before) < capacity { nextSame[Int(before)] = token }
  }
}

import StetAnalysis
import StetDocument
import StetText

/// A document as the word counts see it: one symbol a word, number or mark, with sentence
/// boundaries, so that what is counted and what is looked up agree.
///
/// Hyphens, quotation marks, currency signs, `%` and stops inside a sentence leave no symbol: the words beside them
/// are neighbours. Other punctuation is one `mark`, however many marks stand together.
package struct ContextWords: Sendable {
  /// What a symbol stands for.
  package enum Kind: UInt8, Sendable {
    /// The start or end of a sentence.
    case boundary
    /// A number, or digits mixed with letters.
    case number
    /// Commas, colons, brackets, dashes.
    case mark
    /// A word, in lower case.
    case word
    /// A link, handle or hashtag.
    case other
  }

  /// What each symbol stands for.
  package private(set) var kinds: [Kind] = []
  /// The folded word of each symbol, `WordTable.none` where it has none.
  package private(set) var words: [WordID] = []
  /// The token of each symbol; for a boundary, that of the symbol that follows.
  package private(set) var tokens: [UInt32] = []

  /// Reads the blocks of copy of a document. Linear in its tokens.
  package init(_ document: Document) {
    let capacity = document.tokens.count / 2 + 8
    kinds.reserveCapacity(capacity)
    words.reserveCapacity(capacity)
    tokens.reserveCapacity(capacity)
    CopyView.with(document) { Self.read($0, document.blocks, into: &self) }
    for i in words.indices where kinds[i] == .word {
      words[i] = document.words.folded[Int(words[i])]
    }
  }
}

/// What takes the symbols of a document, one by one.
protocol ContextSink {
  /// Takes a symbol.
  ///
  /// - Parameters:
  ///   - word: the word as written, `WordTable.none` where there is none.
  ///   - token: the token; for a boundary, that of the symbol that follows.
  mutating func add(_ kind: ContextWords.Kind, _ word: WordID, _ token: Int)
  /// Takes the last symbol back.
  mutating func removeLast()
}

extension ContextWords: ContextSink {
  mutating func add(_ kind: Kind, _ word: WordID, _ token: Int) {
    kinds.append(kind)
    words.append(word)
    tokens.append(UInt32(token))
  }

  mutating func removeLast() {
    kinds.removeLast()
    words.removeLast()
    tokens.removeLast()
  }

  /// Reads the blocks of copy of a document. Linear in its tokens; there are at most twice as many symbols and one.
  ///
  /// - Parameter sink: where they go: a variable of the function that calls, so that it stays in registers.
  @inline(__always)
  static func read(_ tokens: CopyView, _ blocks: [Block], into sink: inout some ContextSink) {
    var last = Kind?.none
    for block in blocks where block.kind != .separator {
      readBlock(block.tokens, tokens, &last, &sink)
    }
    addBoundary(tokens.count, &last, &sink)
  }

  @inline(__always)
  private static func readBlock(
    _ block: Range<Int>, _ tokens: CopyView, _ last: inout Kind?, _ sink: inout some ContextSink
  ) {
    addBoundary(block.lowerBound, &last, &sink)
    var token = block.lowerBound
    while token < block.upperBound {
      let eight = TokenEight(token, block.upperBound, tokens)
      var special = eight.special
      var words = eight.words
      // From one token that needs a look of its own to the next: the words before it are taken by a short loop.
      while true {
        let next = special & (0 &- special)
        var plain = words & (next &- 1)
        if plain != 0 { last = .word }
        while plain != 0 {
          let place = token &+ plain.trailingZeroBitCount >> 3
          sink.add(.word, tokens.tokenWords[place], place)
          plain &= plain &- 1
        }
        if next == 0 { break }
        readSpecial(token &+ next.trailingZeroBitCount >> 3, tokens, &last, &sink)
        special ^= next
        words &= ~(next | (next &- 1))
      }
      token &+= 8
    }
  }

  /// Reads a token that is neither a space nor a word inside a sentence.
  @inline(__always)
  private static func readSpecial(
    _ token: Int, _ tokens: CopyView, _ last: inout Kind?, _ sink: inout some ContextSink
  ) {
    if tokens.opensSentence[token] { addBoundary(token, &last, &sink) }
    let symbol: Kind
    switch tokens.kinds[token] {
    case .word, .initials:
      sink.add(.word, tokens.tokenWords[token], token)
      last = .word
      return
    case .alphanumeric, .number: symbol = .number
    case .link: symbol = .other
    case .punctuation:
      guard last != .mark, last != .boundary, isMark(token, tokens) else { return }
      symbol = .mark
    case .space, .newline, .symbol: return
    // Code and tags hide words: what stands beyond them is no company.
    case .markup:
      if last == .boundary { return }
      symbol = .other
    }
    sink.add(symbol, WordTable.none, token)
    last = symbol
  }

  @inline(__always)
  private static func addBoundary(
    _ token: Int, _ last: inout Kind?, _ sink: inout some ContextSink
  ) {
    if last == .boundary { return }
    if last == .mark { sink.removeLast() }
    sink.add(.boundary, WordTable.none, token)
    last = .boundary
  }

  /// Whether a punctuation token parts its neighbours.
  private static func isMark(_ token: Int, _ tokens: CopyView) -> Bool {
    let text = tokens.text
    let start = Int(tokens.starts[token])
    // Most marks: tests of their own, since the switch below jumps through a table.
    if text[start] == 0x2C { return true }
    if text[start] == 0x2E { return false }
    switch text[start] {
    case 0x22, 0x27, 0x60, 0x21, 0x3F, 0x25: return false
    case 0x2D:
      // A hyphen joins, a spaced one is a dash.
      return token > 0 && tokens.kinds[token - 1] == .space
    case 0xE2:
      guard start + 2 < text.count, text[start + 1] == 0x80 else { return true }
      // Curly quotation marks, hyphens.
      return !(0x98...0x9F).contains(text[start + 2]) && text[start + 2] != 0x90
        && text[start + 2] != 0x91
    case 0xC2: return start + 1 < text.count && text[start + 1] != 0xAB && text[start + 1] != 0xBB
    default: return true
    }
  }
}

/// What eight tokens are, the highest bit of a byte for each: looking at eight at a time is several times as fast. For
/// spaces, half of all tokens, nothing stands.
private struct TokenEight {
  /// Words and initials.
  let words: UInt64
  /// What opens a sentence, and what is neither a word nor a space.
  let special: UInt64

  /// - Parameters:
  ///   - token: the first one.
  ///   - end: where the block ends; of the tokens from there on none is seen.
  @inline(__always)
  init(_ token: Int, _ end: Int, _ tokens: CopyView) {
    var kinds: UInt64 = 0
    var opens: UInt64 = 0
    if token &+ 8 <= tokens.count {
      kinds = Self.load(UnsafeRawBufferPointer(tokens.kinds), token)
      opens = Self.load(UnsafeRawBufferPointer(tokens.opensSentence), token)
    } else {
      for place in token..<end {
        kinds |= UInt64(tokens.kinds[place].rawValue) << UInt64(8 * (place - token))
        opens |= (tokens.opensSentence[place] ? 1 : 0) << UInt64(8 * (place - token))
      }
    }
    let inside: UInt64 = end &- token < 8 ? 1 << UInt64(8 * (end &- token)) &- 1 : .max
    // Words are 0 and initials 2.
    words = Self.zeros(kinds & ~Self.each(.initials)) & inside
    let spaces = Self.zeros(kinds ^ Self.each(.space))
    special = (opens << 7 | ~words) & ~spaces & inside & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func load(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The highest bit of each byte that is zero; none has its highest bit.
  @inline(__always)
  private static func zeros(_ eight: UInt64) -> UInt64 {
    ~(eight &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func each(_ kind: TokenKind) -> UInt64 {
    UInt64(kind.rawValue) &* 0x0101_0101_0101_0101
  }
}

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
    Self.read(document, into: &self)
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
  @inline(__always)
  static func read(_ document: Document, into sink: inout some ContextSink) {
    CopyView.with(document) { tokens in
      var last = Kind?.none
      for block in document.blocks where block.kind != .separator {
        readBlock(block.tokens, tokens, &last, &sink)
      }
      addBoundary(tokens.count, &last, &sink)
    }
  }

  @inline(__always)
  private static func readBlock(
    _ block: Range<Int>, _ tokens: CopyView, _ last: inout Kind?, _ sink: inout some ContextSink
  ) {
    addBoundary(block.lowerBound, &last, &sink)
    for token in block {
      let kind = tokens.kinds[token]
      // Half of all tokens: nothing stands for them, and none opens a sentence.
      if kind == .space { continue }
      if tokens.opensSentence[token] { addBoundary(token, &last, &sink) }
      let symbol: Kind
      switch kind {
      case .word, .initials:
        sink.add(.word, tokens.tokenWords[token], token)
        last = .word
        continue
      case .alphanumeric, .number: symbol = .number
      case .link: symbol = .other
      case .punctuation:
        guard last != .mark, last != .boundary, isMark(token, tokens) else { continue }
        symbol = .mark
      case .space, .newline, .symbol: continue
      // Code and tags hide words: what stands beyond them is no company.
      case .markup:
        if last == .boundary { continue }
        symbol = .other
      }
      sink.add(symbol, WordTable.none, token)
      last = symbol
    }
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
    switch text[start] {
    case 0x22, 0x27, 0x60, 0x2E, 0x21, 0x3F, 0x25: return false
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

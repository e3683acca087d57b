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
    let table = document.tokens
    let capacity = table.count / 2 + 8
    kinds.reserveCapacity(capacity)
    words.reserveCapacity(capacity)
    tokens.reserveCapacity(capacity)
    for block in document.blocks where block.kind != .separator {
      readBlock(block, document, table)
    }
    addBoundary(table.count)
  }

  private mutating func readBlock(_ block: Block, _ document: Document, _ table: TokenTable) {
    addBoundary(block.tokens.lowerBound)
    for token in block.tokens {
      if table.opensSentence[token] { addBoundary(token) }
      switch table.kinds[token] {
      case .word, .initials:
        add(.word, document.words.folded[Int(table.words[token])], token)
      case .alphanumeric, .number: add(.number, WordTable.none, token)
      case .link: add(.other, WordTable.none, token)
      case .punctuation:
        if Self.isMark(document.text, table, token), kinds.last != .mark, kinds.last != .boundary {
          add(.mark, WordTable.none, token)
        }
      case .space, .newline, .symbol: break
      // Code and tags hide words: what stands beyond them is no company.
      case .markup: if kinds.last != .boundary { add(.other, WordTable.none, token) }
      }
    }
  }

  private mutating func addBoundary(_ token: Int) {
    if kinds.last == .mark {
      kinds.removeLast()
      words.removeLast()
      tokens.removeLast()
    }
    if kinds.last != .boundary { add(.boundary, WordTable.none, token) }
  }

  private mutating func add(_ kind: Kind, _ word: WordID, _ token: Int) {
    kinds.append(kind)
    words.append(word)
    tokens.append(UInt32(token))
  }

  /// Whether a punctuation token parts its neighbours.
  private static func isMark(_ text: [UInt8], _ table: TokenTable, _ token: Int) -> Bool {
    let start = Int(table.starts[token])
    switch text[start] {
    case 0x22, 0x27, 0x60, 0x2E, 0x21, 0x3F, 0x25: return false
    case 0x2D:
      // A hyphen joins, a spaced one is a dash.
      return token > 0 && table.kinds[token - 1] == .space
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

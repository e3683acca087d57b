import Foundation
import StetDocument
import StetRules

/// A folder of plain text read once: a stream of symbols and what is known of each word.
///
/// Every `.txt` file is one source; form feeds part its documents, blank lines its paragraphs.
struct Corpus {
  /// Symbols that are no words. Words are numbered from `firstWord` on.
  enum Symbol {
    static let boundary: UInt32 = 0
    static let number: UInt32 = 1
    static let mark: UInt32 = 2
    static let unknown: UInt32 = 3
    static let firstWord: UInt32 = 4
  }

  /// The distinct words, in lower case.
  private(set) var pool = WordPool()
  /// The symbols of all documents, each document from boundary to boundary. The highest bit says that a word
  /// was not written in lower case.
  private(set) var stream: [UInt32] = []
  /// How often each word stands in the corpus.
  private(set) var counts: [UInt32] = []
  /// In how many documents.
  private(set) var documents: [UInt32] = []
  /// How often inside a sentence that is not in title case.
  private(set) var inside: [UInt32] = []
  /// How often it had a capital there.
  private(set) var insideCapitals: [UInt32] = []

  /// The files, in the order of reading, and where each ends in `stream`.
  private(set) var sources: [(name: String, end: Int)] = []

  private var lastDocument: [UInt32] = []
  private var documentNumber: UInt32 = 0
  private var globalWords: [UInt32] = []

  /// The bit that marks a symbol as written with a capital.
  static let capitalBit: UInt32 = 1 << 31

  /// Reads every text below a folder, in the order of paths.
  init(folder: String) throws {
    let root = URL(fileURLWithPath: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for name in names.sorted() where name.hasSuffix(".txt") {
      let data = try Data(contentsOf: root.appendingPathComponent(name))
      for document in data.split(separator: 0x0C) { read(document) }
      sources.append((name, stream.count))
      print("\(name): \(stream.count) symbols so far, \(pool.count) words")
    }
  }

  private mutating func read(_ bytes: Data) {
    let text = String(decoding: bytes, as: UTF8.self)
    let document = Document(SourceFile(path: "text.txt", text: text))
    documentNumber += 1
    globalWords = [UInt32](repeating: UInt32.max, count: document.words.count)
    let context = ContextWords(document)
    var start = 0
    for i in context.kinds.indices {
      let symbol: UInt32
      switch context.kinds[i] {
      case .boundary:
        countSentence(start..<i, context, document)
        start = i + 1
        symbol = Symbol.boundary
      case .number: symbol = Symbol.number
      case .mark: symbol = Symbol.mark
      case .other: symbol = Symbol.unknown
      case .word:
        let written = document.tokens.words[Int(context.tokens[i])]
        let capital = document.words.shapes[Int(written)] != .lower
        symbol = number(context.words[i], document) + Symbol.firstWord
        stream.append(capital ? symbol | Self.capitalBit : symbol)
        continue
      }
      stream.append(symbol)
    }
  }

  private mutating func number(_ word: WordID, _ document: Document) -> UInt32 {
    if globalWords[Int(word)] != UInt32.max { return globalWords[Int(word)] }
    let id = document.words.withBytes(word) { pool.intern($0) }
    globalWords[Int(word)] = id
    if Int(id) == counts.count {
      counts.append(0)
      documents.append(0)
      inside.append(0)
      insideCapitals.append(0)
      lastDocument.append(0)
    }
    return id
  }

  /// Counts the words of a sentence; capitals count only where they mean something.
  private mutating func countSentence(
    _ range: Range<Int>, _ context: ContextWords, _ document: Document
  ) {
    var long = 0
    var longCapitals = 0
    for i in range where context.kinds[i] == .word {
      guard document.words.byteCount(context.words[i]) >= 4 else { continue }
      long += 1
      let written = document.tokens.words[Int(context.tokens[i])]
      if document.words.shapes[Int(written)] != .lower { longCapitals += 1 }
    }
    let isTitle = longCapitals * 5 > long * 3
    var isFirst = true
    for i in range where context.kinds[i] == .word {
      let id = Int(number(context.words[i], document))
      counts[id] += 1
      if lastDocument[id] != documentNumber {
        lastDocument[id] = documentNumber
        documents[id] += 1
      }
      if !isFirst, !isTitle {
        inside[id] += 1
        let written = document.tokens.words[Int(context.tokens[i])]
        if document.words.shapes[Int(written)] != .lower { insideCapitals[id] += 1 }
      }
      isFirst = false
    }
  }
}

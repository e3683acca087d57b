import StetAnalysis
import StetDocument
import StetLexicon

/// A document as `confused-word` judges it: `ContextWords`, each symbol as the table of confusions has it.
///
/// What is known of a word is looked up once for each distinct one. The memory is that of one call.
struct JudgedCopy {
  /// The symbols in reading order; the first and the last are edges of sentences.
  let symbols: UnsafeBufferPointer<Confusions.Symbol>
  private let tokens: UnsafePointer<UInt32>

  /// Calls `body` with a document's copy.
  static func with(
    _ document: Document, _ vocabulary: Vocabulary, _ table: Confusions,
    _ body: (JudgedCopy) -> Void
  ) {
    let most = document.tokens.count * 2 + 1
    withUnsafeTemporaryAllocation(of: Confusions.Symbol.self, capacity: document.words.count) {
      words in
      readWords(document, vocabulary, table, words)
      withUnsafeTemporaryAllocation(of: Confusions.Symbol.self, capacity: most) { symbols in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most) { tokens in
          guard let first = symbols.baseAddress, let firstToken = tokens.baseAddress,
            let words = words.baseAddress
          else { return }
          var sink = Sink(words: words, symbols: first, tokens: firstToken, table)
          ContextWords.read(document, into: &sink)
          body(
            JudgedCopy(
              symbols: UnsafeBufferPointer(start: first, count: sink.count), tokens: firstToken))
        }
      }
    }
  }

  /// What each word that stands in the text is; memory of the others stays as it was.
  private static func readWords(
    _ document: Document, _ vocabulary: Vocabulary, _ table: Confusions,
    _ output: UnsafeMutableBufferPointer<Confusions.Symbol>
  ) {
    let words = document.words
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: output.count) { entries in
      withUnsafeTemporaryAllocation(of: Confusions.Packed.self, capacity: output.count) { listed in
        guard let first = listed.baseAddress else { return }
        for id in output.indices {
          let entry = vocabulary.entries[Int(words.folded[id])]?.index
          entries.initializeElement(at: id, to: entry ?? UInt32.max)
        }
        table.read(UnsafeBufferPointer(entries), into: first)
        for id in output.indices where words.firstToken[id] != UInt32.max {
          let shape = words.shapes[id]
          let isJudged = shape == .lower || shape == .capitalised
          func unlisted() -> Neighbour {
            words.withBytes(words.folded[id]) {
              Neighbour.unlisted($0, isCapitalised: shape != .lower)
            }
          }
          let symbol: Confusions.Symbol
          if entries[id] != UInt32.max {
            symbol = table.symbol(listed[id], isJudged: isJudged, unlisted: unlisted)
          } else {
            let listed = words.withBytes(words.folded[id]) { table.listed($0) }
            symbol = table.symbol(
              listed.neighbour ?? unlisted(), judged: isJudged ? listed : nil)
          }
          output.initializeElement(at: id, to: symbol)
        }
      }
    }
  }

  /// Writes the symbols down.
  private struct Sink: ContextSink {
    private let words: UnsafePointer<Confusions.Symbol>
    private let symbols: UnsafeMutablePointer<Confusions.Symbol>
    private let tokens: UnsafeMutablePointer<UInt32>
    private let edge: Confusions.Symbol
    private let figure: Confusions.Symbol
    private let mark: Confusions.Symbol
    private let other: Confusions.Symbol
    private(set) var count = 0

    init(
      words: UnsafePointer<Confusions.Symbol>, symbols: UnsafeMutablePointer<Confusions.Symbol>,
      tokens: UnsafeMutablePointer<UInt32>, _ table: Confusions
    ) {
      self.words = words
      self.symbols = symbols
      self.tokens = tokens
      edge = table.symbol(.edge)
      figure = table.symbol(.figure)
      mark = table.symbol(.mark)
      other = table.symbol(.other)
    }

    @inline(__always)
    mutating func add(_ kind: ContextWords.Kind, _ word: WordID, _ token: Int) {
      let symbol =
        switch kind {
        case .word: words[Int(word)]
        case .boundary: edge
        case .number: figure
        case .mark: mark
        case .other: other
        }
      (symbols + count).initialize(to: symbol)
      (tokens + count).initialize(to: UInt32(truncatingIfNeeded: token))
      count &+= 1
    }

    @inline(__always)
    mutating func removeLast() { count &-= 1 }
  }

  /// Calls `body` with the place of each word that has a rival in sight.
  func forEachInSight(_ table: Confusions, _ body: (Int) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: symbols.count) { places in
      let count = table.findInSight(symbols, places)
      for place in places[..<count] { body(Int(place)) }
    }
  }

  /// The token of a symbol.
  func token(_ place: Int) -> Int { Int(tokens[place]) }

  /// The word of a symbol in lower case, `WordTable.none` when it is none.
  func word(_ place: Int, _ document: Document) -> WordID {
    // The last edge has no token behind it.
    if symbols[place].neighbour == .edge { return WordTable.none }
    let kind = document.tokens.kinds[token(place)]
    guard kind == .word || kind == .initials else { return WordTable.none }
    return document.words.folded[Int(document.tokens.words[token(place)])]
  }

  /// What stands around a word.
  func surroundings(_ place: Int) -> Surroundings {
    func neighbour(_ i: Int) -> Neighbour {
      symbols.indices.contains(i) ? symbols[i].neighbour : .edge
    }
    return Surroundings(
      before2: neighbour(place - 2), before: neighbour(place - 1), after: neighbour(place + 1),
      after2: neighbour(place + 2))
  }
}

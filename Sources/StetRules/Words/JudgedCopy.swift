import StetAnalysis
import StetDocument
import StetLexicon
import StetText

/// A document as `confused-word` judges it: `ContextWords`, each symbol as the table of confusions has it.
///
/// What is known of a word is looked up once for each distinct one. The memory is that of one call.
struct JudgedCopy {
  /// The symbols in reading order; the first and the last are edges of sentences.
  let symbols: UnsafeBufferPointer<Confusions.Symbol>
  private let tokens: UnsafePointer<UInt32>

  /// The places of the words that may be slips.
  private let confusable: UnsafeMutableBufferPointer<UInt32>

  /// Calls `body` with a document's copy.
  static func with(
    _ document: Document, _ vocabulary: Vocabulary, _ table: Confusions,
    _ body: (JudgedCopy) -> Void
  ) {
    let most = document.tokens.count * 2 + 1
    let words = document.words.count
    // One piece of memory: eight bytes for each word and each symbol, then four for each token and each place.
    let size = (words + most) * MemoryLayout<Confusions.Symbol>.size + most * 8
    CallMemory.with(byteCount: size) { memory in
      guard let base = memory.baseAddress else { return }
      let ofWords = base.bindMemory(to: Confusions.Symbol.self, capacity: words + most)
      let symbols = ofWords + words
      let tokens = (base + (words + most) * MemoryLayout<Confusions.Symbol>.size)
        .bindMemory(to: UInt32.self, capacity: most * 2)
      CopyView.with(document) { view in
        readWords(view, vocabulary, table, ofWords)
        var sink = Sink(
          words: ofWords, symbols: symbols, tokens: tokens, confusable: tokens + most, table)
        ContextWords.read(view, document.blocks, into: &sink)
        body(
          JudgedCopy(
            symbols: UnsafeBufferPointer(start: symbols, count: sink.count), tokens: tokens,
            confusable: UnsafeMutableBufferPointer(
              start: tokens + most, count: sink.confusableCount)))
      }
    }
  }

  /// What each word that stands in the text is.
  ///
  /// All are looked up before any is looked at: what lies far apart comes from memory together. A few words have to be
  /// looked at twice.
  @inline(__always)
  private static func readWords(
    _ view: CopyView, _ vocabulary: Vocabulary, _ table: Confusions,
    _ output: UnsafeMutablePointer<Confusions.Symbol>
  ) {
    vocabulary.entries.withUnsafeBufferPointer { entries in
      for id in 0..<view.shapes.count {
        // No table has as many entries: what has none is not listed there.
        let entry = entries[Int(view.folded[id])]?.index ?? UInt32.max
        (output + id).initialize(to: table.kept(ofCommonEntry: entry))
      }
      for id in 0..<view.shapes.count {
        let shape = view.shapes[id]
        let isJudged = shape == .lower || shape == .capitalised
        if table.isWhole(output[id]), isJudged { continue }
        if view.firstToken[id] == UInt32.max { continue }
        let form = view.folded[id]
        func unlisted() -> Neighbour {
          Neighbour.unlisted(view.bytes(form), isCapitalised: shape != .lower)
        }
        if let entry = entries[Int(form)]?.index {
          output[id] = table.symbol(
            table.kept(ofEntry: entry), isJudged: isJudged, unlisted: unlisted)
        } else {
          let listed = table.listed(view.bytes(form))
          output[id] = table.symbol(listed.neighbour ?? unlisted(), judged: isJudged ? listed : nil)
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
    private let confusable: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private(set) var confusableCount = 0

    init(
      words: UnsafePointer<Confusions.Symbol>, symbols: UnsafeMutablePointer<Confusions.Symbol>,
      tokens: UnsafeMutablePointer<UInt32>, confusable: UnsafeMutablePointer<UInt32>,
      _ table: Confusions
    ) {
      self.confusable = confusable
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
      // Written in any case: a branch would be guessed wrong for one word in three.
      (confusable + confusableCount).initialize(to: UInt32(truncatingIfNeeded: count))
      confusableCount &+= symbol.confusables
      (tokens + count).initialize(to: UInt32(truncatingIfNeeded: token))
      count &+= 1
    }

    @inline(__always)
    mutating func removeLast() { count &-= 1 }
  }

  /// Calls `body` with the place of each word that has a rival in sight.
  func forEachInSight(_ table: Confusions, _ body: (Int) -> Void) {
    let count = table.keepInSight(confusable, symbols)
    for place in confusable[..<count] { body(Int(place)) }
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

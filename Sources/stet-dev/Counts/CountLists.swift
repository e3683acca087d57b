import Foundation

/// Makes the lists of words and pairs from a corpus. All counts are per hundred million words.
struct CountLists {
  private let corpus: Corpus
  private let total: Double

  init(_ corpus: Corpus) {
    self.corpus = corpus
    total = Double(corpus.counts.reduce(into: UInt64(0)) { $0 += UInt64($1) })
  }

  private func rate(_ count: UInt32) -> Int {
    max(1, Int((Double(count) * 1e8 / total).rounded()))
  }

  /// `word TAB rate TAB percent capitalised`, in code point order: the `limit` commonest forms that stand at
  /// least three times and in two documents.
  func frequencies(limit: Int) -> [String] {
    var ids = corpus.counts.indices.filter { corpus.counts[$0] >= 3 && corpus.documents[$0] >= 2 }
    ids.sort { (corpus.counts[$0], $1) > (corpus.counts[$1], $0) }
    return ids.prefix(limit).map { id in
      let inside = Double(corpus.inside[id])
      let capitals = inside == 0 ? 100 : Double(corpus.insideCapitals[id]) * 100 / inside
      return
        "\(corpus.pool.string(UInt32(id)))\t\(rate(corpus.counts[id]))\t\(Int(capitals.rounded()))"
    }.sortedByCodePoint()
  }

  /// `word TAB word TAB rate`, in code point order: the `limit` pairs that say most.
  ///
  /// Both words are common, the pair stands at least five times and half as often again as chance would have it;
  /// pairs are ranked by count times the logarithm of that ratio.
  func pairs(limit: Int) -> [String] {
    let firstWord = Corpus.Symbol.firstWord
    var isKept = [Bool](repeating: false, count: corpus.counts.count + Int(firstWord))
    isKept[Int(Corpus.Symbol.boundary)] = true
    isKept[Int(Corpus.Symbol.number)] = true
    for id in corpus.counts.indices where corpus.counts[id] >= 20 && corpus.documents[id] >= 3 {
      isKept[id + Int(firstWord)] = true
    }
    var singles = [Double](repeating: 0, count: isKept.count)
    var table = CountTable(capacity: 1 << 22)
    var previous = Int(Corpus.Symbol.boundary)
    for symbol in corpus.stream {
      let current = Int(symbol & ~Corpus.capitalBit)
      singles[current] += 1
      if isKept[previous], isKept[current] { table.add(UInt64(previous) << 32 | UInt64(current)) }
      previous = current
    }
    let symbols = Double(corpus.stream.count)
    var ranked: [(key: UInt64, count: UInt32, gain: Double)] = []
    table.forEach { key, count in
      guard count >= 5, key != 0 else { return }
      let expected = singles[Int(key >> 32)] * singles[Int(key & 0xFFFF_FFFF)] / symbols
      let ratio = Double(count) / expected
      guard ratio >= 1.5 else { return }
      ranked.append((key, count, Double(count) * log(ratio)))
    }
    ranked.sort { ($0.gain, $1.key) > ($1.gain, $0.key) }
    return ranked.prefix(limit).map { entry in
      let first = name(UInt32(entry.key >> 32))
      return "\(first)\t\(name(UInt32(entry.key & 0xFFFF_FFFF)))\t\(rate(entry.count))"
    }.sortedByCodePoint()
  }

  private func name(_ symbol: UInt32) -> String {
    switch symbol {
    case Corpus.Symbol.boundary: return "<s>"
    case Corpus.Symbol.number: return "<n>"
    default: return corpus.pool.string(symbol - Corpus.Symbol.firstWord)
    }
  }
}

extension [String] {
  /// Sorted by code point, whatever the locale.
  func sortedByCodePoint() -> [String] {
    sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

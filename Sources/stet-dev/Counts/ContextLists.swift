import Foundation

/// Makes the counts of contexts for the words of `confusions.tsv`: which neighbours each has.
///
/// Contexts are words of `contextWords` in lower case, or `<s>`, `<n>`, `<,>`, `<name>` (another word with a capital),
/// `<unk>` (another word without). An occurrence counts when it is in lower case or opens a sentence.
struct ContextLists {
  /// The kinds of context, in the order in which rules weigh them.
  enum Slot: Int, CaseIterable {
    /// The word before; the word after; both; the two before; the two after.
    case before, after, around, twoBefore, twoAfter

    var name: String { ["p", "n", "pn", "pp", "nn"][rawValue] }
  }

  /// Least count of a context that is kept for its own sake, and the log odds over some rival that it must give.
  static let leastCount: UInt32 = 4
  static let leastEvidence = 1.75
  /// How often a word must stand to be a context of its own, and how often when it is mostly capitalised.
  static let leastContextWord: UInt32 = 300
  static let leastContextName: UInt32 = 3000

  private let corpus: Corpus
  private var confusables: [UInt32] = []
  private var rivals: [[UInt32]] = []
  private var contextOf: [UInt32]
  private var contextNames = ["<s>", "<n>", "<,>", "<unk>", "<name>"]
  private var totals: [Double] = []
  private var tables = [CountTable](
    repeating: CountTable(capacity: 1 << 20), count: Slot.allCases.count)

  /// Counts the contexts of the words in `pairs` (wrong, right).
  init(_ corpus: Corpus, pairs: [(wrong: String, right: String)]) {
    self.corpus = corpus
    contextOf = [UInt32](repeating: 0, count: corpus.counts.count)
    for id in corpus.counts.indices where corpus.counts[id] >= Self.leastContextWord {
      let isName = Double(corpus.insideCapitals[id]) >= 0.7 * Double(corpus.inside[id])
      guard !isName || corpus.counts[id] >= Self.leastContextName else { continue }
      contextOf[id] = UInt32(contextNames.count)
      contextNames.append(corpus.pool.string(UInt32(id)))
    }
    var numbers: [String: UInt32] = [:]
    for id in 0..<UInt32(corpus.pool.count) { numbers[corpus.pool.string(id)] = id }
    var indexOf = [UInt32](repeating: UInt32.max, count: corpus.counts.count)
    var sets: [Set<UInt32>] = []
    for pair in pairs {
      guard let a = numbers[pair.wrong], let b = numbers[pair.right] else { continue }
      for id in [a, b] where indexOf[Int(id)] == UInt32.max {
        indexOf[Int(id)] = UInt32(confusables.count)
        confusables.append(id)
        sets.append([])
      }
      let x = indexOf[Int(a)]
      let y = indexOf[Int(b)]
      sets[Int(x)].insert(y)
      sets[Int(y)].insert(x)
    }
    rivals = sets.map { $0.sorted() }
    totals = [Double](repeating: 0.5, count: confusables.count)
    count(indexOf)
  }

  private mutating func count(_ indexOf: [UInt32]) {
    let stream = corpus.stream
    for i in 1..<max(1, stream.count - 1) {
      let symbol = stream[i] & ~Corpus.capitalBit
      guard symbol >= Corpus.Symbol.firstWord else { continue }
      let x = indexOf[Int(symbol - Corpus.Symbol.firstWord)]
      guard x != UInt32.max else { continue }
      guard stream[i] & Corpus.capitalBit == 0 || stream[i - 1] == Corpus.Symbol.boundary else {
        continue
      }
      let before = context(stream, i - 1)
      let after = context(stream, i + 1)
      let second = before == 0 ? 0 : context(stream, i - 2)
      let third = after == 0 ? 0 : context(stream, i + 2)
      totals[Int(x)] += 1
      tables[0].add(Self.key(x, before, 0))
      tables[1].add(Self.key(x, after, 0))
      tables[2].add(Self.key(x, before, after))
      tables[3].add(Self.key(x, before, second))
      tables[4].add(Self.key(x, after, third))
    }
  }

  private func context(_ stream: [UInt32], _ i: Int) -> UInt32 {
    guard i >= 0, i < stream.count else { return 0 }
    let symbol = stream[i] & ~Corpus.capitalBit
    guard symbol >= Corpus.Symbol.firstWord else { return symbol }
    let own = contextOf[Int(symbol - Corpus.Symbol.firstWord)]
    if own != 0 { return own }
    return stream[i] & Corpus.capitalBit != 0 ? 4 : Corpus.Symbol.unknown
  }

  /// Confusable, nearer context, farther context: 21 bits each.
  private static func key(_ x: UInt32, _ near: UInt32, _ far: UInt32) -> UInt64 {
    (UInt64(x) << 42) | (UInt64(near) << 21) | UInt64(far)
  }

  /// The lines of `contexts.tsv`: `k` the words that are contexts of their own, `w` a word and how often it
  /// stands, and `slot TAB word TAB nearer context TAB farther context:count …` (`context:count …` in
  /// the slots of one context).
  func lines() -> [String] {
    var output: [String] = []
    for start in stride(from: 5, to: contextNames.count, by: 20) {
      output.append(
        "k\t" + contextNames[start..<min(start + 20, contextNames.count)].joined(separator: " "))
    }
    for x in confusables.indices {
      output.append("w\t\(corpus.pool.string(confusables[x]))\t\(Int(totals[x]))")
    }
    for slot in Slot.allCases { append(slot, to: &output) }
    return output.sortedByCodePoint()
  }

  private func append(_ slot: Slot, to output: inout [String]) {
    let table = tables[slot.rawValue]
    var kept: Set<UInt64> = []
    table.forEach { key, count in
      guard count >= Self.leastCount else { return }
      let x = Int(key >> 42)
      let context = key & ((1 << 42) - 1)
      guard
        rivals[x].contains(where: { y in
          let rival = table.count((UInt64(y) << 42) | context)
          return Self.evidence(Double(count), Double(rival), totals[x], totals[Int(y)])
            >= Self.leastEvidence
        })
      else { return }
      kept.insert(key)
      for y in rivals[x] {
        let rival = (UInt64(y) << 42) | context
        if table.count(rival) > 0 { kept.insert(rival) }
      }
    }
    let oneContext = slot == .before || slot == .after
    var rows: [UInt64: [(String, UInt32)]] = [:]
    for key in kept {
      let near = (key >> 21) & 0x1F_FFFF
      let far = key & 0x1F_FFFF
      let row = oneContext ? (key >> 42) << 42 : (key >> 21) << 21
      rows[row, default: []].append((contextNames[Int(oneContext ? near : far)], table.count(key)))
    }
    for (row, entries) in rows {
      let word = corpus.pool.string(confusables[Int(row >> 42)])
      let head =
        oneContext
        ? "\(slot.name)\t\(word)"
        : "\(slot.name)\t\(word)\t\(contextNames[Int((row >> 21) & 0x1F_FFFF)])"
      let list = entries.map { "\($0.0):\($0.1)" }.sortedByCodePoint().joined(separator: " ")
      output.append("\(head)\t\(list)")
    }
  }

  /// The log odds that a context gives for a word with `count` there and `total` uses over a rival, beyond
  /// the odds of their totals. The rarer of the two gets half a count for nothing, the other in proportion.
  static func evidence(_ count: Double, _ rival: Double, _ total: Double, _ rivalTotal: Double)
    -> Double
  {
    let least = min(total, rivalTotal)
    return log(
      (count + 0.5 * total / least) / (rival + 0.5 * rivalTotal / least) * rivalTotal / total)
  }
}

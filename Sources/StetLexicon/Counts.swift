import StetText

/// Word and word-pair counts, from `frequencies.tsv` and `pairs.tsv`.
enum Counts {
  /// Puts frequencies (per 100 million words) and shares of capitals into the table.
  static func addFrequencies(_ list: ListFile, to table: inout WordTable) {
    list.forEachLine { line in
      guard let first = line.firstIndex(of: 0x09) else { return }
      let rest = line[(first + 1)...]
      let second = rest.firstIndex(of: 0x09) ?? line.count
      guard let count = decimal(line[(first + 1)..<second]) else { return }
      let share = second < line.count ? decimal(line[(second + 1)...]) ?? 0 : 0
      _ = FoldedWord.with(UnsafeBufferPointer(rebasing: line[0..<first])) { folded, _ -> Int? in
        let row = table.row(folded)
        table.rows[row].frequency = max(table.rows[row].frequency, UInt32(clamping: count))
        table.rows[row].share = UInt8(clamping: share)
        return row
      }
    }
  }

  /// The sections of the pair counts. `entryOfRow` maps rows to entries; pairs of words that are
  /// not in the table are left out.
  static func pairSections(
    _ lists: [ListFile], _ table: WordTable, _ entryOfRow: [UInt32]
  ) -> (index: [UInt8], pairs: [UInt8]) {
    var packed: [PackedPair] = []
    packed.reserveCapacity(700_000)
    var lastFirst: [UInt8] = []
    var lastEntry: UInt32?
    for list in lists {
      list.forEachLine { line in
        guard let first = line.firstIndex(of: 0x09) else { return }
        let rest = line[(first + 1)...]
        guard let second = rest.firstIndex(of: 0x09), let count = decimal(line[(second + 1)...])
        else { return }
        let a = UnsafeBufferPointer(rebasing: line[0..<first])
        if !a.elementsEqual(lastFirst) {
          lastFirst = Array(a)
          lastEntry = table.existing(a).map { entryOfRow[$0] }
        }
        guard let entryA = lastEntry,
          let rowB = table.existing(UnsafeBufferPointer(rebasing: line[(first + 1)..<second]))
        else { return }
        packed.append(
          PackedPair(entryA, entryOfRow[rowB], PairCount.encode(Double(count))))
      }
    }
    packed.sort { ($0.first, $0.order, $0.count) < ($1.first, $1.order, $1.count) }
    var pairs = ByteSink()
    var index = ByteSink()
    pairs.bytes.reserveCapacity(packed.count * 4)
    var next: UInt32 = 0
    for (i, pair) in packed.enumerated() {
      while next <= pair.first {
        index.put(UInt32(truncatingIfNeeded: i))
        next += 1
      }
      pairs.put(pair.second << 8 | UInt32(pair.count))
    }
    index.put(UInt32(truncatingIfNeeded: packed.count))
    return (index.bytes, pairs.bytes)
  }
}

/// A pair and its count.
private struct PackedPair {
  let first: UInt32
  let second: UInt32
  let order: UInt32
  let count: UInt8

  init(_ first: UInt32, _ second: UInt32, _ count: UInt8) {
    self.first = first
    self.second = second
    order = PairCount.order(second)
    self.count = count
  }
}

/// Counts of pairs on a logarithmic scale of eighths of an octave, in one byte.
enum PairCount {
  /// Two to the k eighths.
  private static let steps: [Double] = {
    var steps = [1.0]
    for _ in 1..<256 { steps.append((steps.last ?? 1) * 1.0905077326652577) }
    return steps
  }()

  /// The nearest step at or below a count (0 stands for one or less).
  static func encode(_ count: Double) -> UInt8 {
    var low = 0
    var high = 255
    while low < high {
      let mid = (low + high + 1) / 2
      if steps[mid] <= count * 1.0443 { low = mid } else { high = mid - 1 }
    }
    return UInt8(low)
  }

  /// What the second words of one first word are sorted by: as good as random, so that it tells nearly where one stands.
  static func order(_ word: UInt32) -> UInt32 { (word & 0xFF_FFFF) &* 0x9E37_79B1 }

  /// The count of a step.
  static func decode(_ step: UInt8) -> UInt32 { UInt32(steps[Int(step)] + 0.5) }
}

extension Lexicon {
  /// How often two words stand side by side per 100 million words of news (folded; within about
  /// 5 per cent), 0 when the pair is not listed. `<s>` stands for the edge of a sentence, `<n>`
  /// for a number.
  public func pairCount(_ a: UInt32, _ b: UInt32) -> UInt32 {
    guard (Int(a) + 2) * 4 <= pairIndex.count else { return 0 }
    let first = Int(pairIndex.loadUnaligned(fromByteOffset: Int(a) * 4, as: UInt32.self))
    let end = Int(pairIndex.loadUnaligned(fromByteOffset: Int(a) * 4 + 4, as: UInt32.self))
    guard first < end, end * 4 <= pairs.count else { return 0 }
    let order = PairCount.order(b)
    var place = first + Int((UInt64(order) &* UInt64(end - first)) >> 32)
    // From the likely place backwards and then forwards, over a line or two of the processor's cache.
    while place > first, pairOrder(place - 1) >= order { place -= 1 }
    while place < end, pairOrder(place) < order { place += 1 }
    guard place < end else { return 0 }
    let value = pairs.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)
    return value >> 8 == b ? PairCount.decode(UInt8(truncatingIfNeeded: value)) : 0
  }

  private func pairOrder(_ place: Int) -> UInt32 {
    PairCount.order(pairs.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self) >> 8)
  }

  /// The same for words as written.
  public func pairCount(_ a: [UInt8], _ b: [UInt8]) -> UInt32 {
    guard let first = entry(for: a), let second = entry(for: b) else { return 0 }
    return pairCount(first.index, second.index)
  }
}

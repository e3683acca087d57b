/// Compiles `confusions.tsv` and `contexts.tsv` to a section of the pack.
///
/// Layout, all little-endian: counts of 4 bytes (vocabulary slots, listed neighbours, confusable words, rivals,
/// pairs, slots of weights, bytes of names), 4 bytes of nothing, then
/// - vocabulary: 8 bytes a slot: hash (high 32 bits), confusable + 1, neighbour + 1 (16 bits each);
/// - classes of the neighbours: 2 bytes each, filled up to a multiple of 4;
/// - places of each word's rivals, and of its name: 4 bytes a word, and one more;
/// - rivals, by wrong word: right word, threshold in hundredths, pair, side (2 bytes each);
/// - pairs: bias, first slot, number of places (4 bytes each);
/// - weights, a hash table of its own for each pair: 24 bits of the evidence's hash, weight (8 bits);
/// - names.
struct ConfusionSection {
  private struct Pair {
    var bias: Int32 = 0
    var weights: [(key: UInt64, weight: Int8)] = []
  }

  private var confusables: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt16] = [:]
  private var rivals: [[(right: UInt16, threshold: UInt16)]] = []
  private var neighbours: [[UInt8]: UInt16] = [:]
  private var kinds: [UInt16] = []
  private var symbols: [[UInt8]: UInt16] = [:]
  private var pairs: [Pair] = []
  private var pairNumbers: [UInt32: Int] = [:]

  /// Reads the lists; without them the section is empty.
  static func bytes(confusions: [ListFile], contexts: [ListFile]) -> [UInt8] {
    var section = ConfusionSection()
    for list in confusions { section.readRivals(list) }
    guard !section.confusables.isEmpty else { return [] }
    for (i, name) in Neighbour.specialNames.enumerated() {
      section.symbols[Array(name.utf8)] = UInt16(i)
    }
    for list in contexts { section.readNeighbours(list) }
    for list in contexts { section.readWeights(list) }
    return section.finish()
  }

  private mutating func number(_ word: [UInt8]) -> UInt16 {
    if let known = numbers[word] { return known }
    let number = UInt16(truncatingIfNeeded: confusables.count)
    numbers[word] = number
    confusables.append(word)
    rivals.append([])
    return number
  }

  private mutating func readRivals(_ list: ListFile) {
    list.forEachRow { row in
      guard row.count >= 3 else { return }
      let wrong = number(row[0])
      let right = number(row[1])
      rivals[Int(wrong)].append((right, UInt16(clamping: Self.hundredths(row[2]))))
    }
  }

  /// `7.5` as 750.
  private static func hundredths(_ text: [UInt8]) -> UInt64 {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    let whole = parts.first.flatMap { decimal($0) } ?? 0
    guard parts.count > 1, let fraction = decimal(parts[1].prefix(2)) else { return whole * 100 }
    return whole * 100 + (parts[1].count == 1 ? fraction * 10 : fraction)
  }

  /// A whole number with or without a minus sign.
  private static func signed(_ text: some Collection<UInt8>) -> Int? {
    if text.first == 0x2D { return decimal(Array(text.dropFirst())).map { -Int(clamping: $0) } }
    return decimal(Array(text)).map { Int(clamping: $0) }
  }

  private mutating func readNeighbours(_ list: ListFile) {
    list.forEachLine { line in
      guard line.count > 2, line[1] == 0x09 else { return }
      let letter = line[0]
      guard letter == 0x63 || letter == 0x6B || letter == 0x6D else { return }
      for part in line.dropFirst(2).split(separator: 0x20) {
        let word = Array(part)
        let number = Neighbour.firstWord + UInt16(truncatingIfNeeded: kinds.count)
        neighbours[word] = UInt16(truncatingIfNeeded: kinds.count)
        symbols[word] = number
        let kind = word.withUnsafeBufferPointer { bytes in
          switch letter {
          case 0x63: number
          case 0x6B: Neighbour.endingKind(bytes)
          default: Neighbour.nameKind(bytes)
          }
        }
        kinds.append(kind)
      }
    }
  }

  private mutating func readWeights(_ list: ListFile) {
    let slots = Dictionary(
      uniqueKeysWithValues: Evidence.allCases.map { (Array($0.name.utf8), $0) })
    var last: (first: UInt16, second: UInt16, pair: Int)?
    list.forEachLine { line in
      let columns = line.split(separator: 0x09)
      guard columns.count >= 4, let first = numbers[Array(columns[0])],
        let second = numbers[Array(columns[1])]
      else { return }
      if last?.first != first || last?.second != second {
        last = (first, second, pair(first, second))
      }
      guard let place = last?.pair else { return }
      if columns[2].elementsEqual([0x62]) {
        pairs[place].bias = Int32(clamping: Self.signed(columns[3]) ?? 0)
        return
      }
      guard let slot = slots[Array(columns[2])], columns.count == (slot.arity == 1 ? 4 : 5)
      else { return }
      var near: [UInt16] = []
      if slot.arity > 1 {
        near = columns[3].split(separator: 0x20).compactMap { symbols[Array($0)] }
        guard near.count == slot.arity - 1 else { return }
      }
      for entry in columns[columns.count - 1].split(separator: 0x20) {
        guard let colon = entry.lastIndex(of: 0x3A), let far = symbols[Array(entry[..<colon])],
          let weight = Self.signed(entry[(colon + 1)...])
        else { continue }
        let all = near + [far]
        let key = slot.key(all[0], all.count > 1 ? all[1] : 0, all.count > 2 ? all[2] : 0)
        pairs[place].weights.append((key, Int8(clamping: weight)))
      }
    }
  }

  private mutating func pair(_ first: UInt16, _ second: UInt16) -> Int {
    let key = UInt32(first) << 16 | UInt32(second)
    if let known = pairNumbers[key] { return known }
    pairNumbers[key] = pairs.count
    pairs.append(Pair())
    return pairs.count - 1
  }

  private func finish() -> [UInt8] {
    let slots = vocabulary()
    let tables = pairs.map { Self.table($0.weights) }
    // Rivals whose pair has no weights can't be judged.
    let judged = rivals.enumerated().map { wrong, list in
      list.compactMap { rival -> (right: UInt16, threshold: UInt16, pair: UInt16, side: UInt16)? in
        let wrong = UInt16(truncatingIfNeeded: wrong)
        if let pair = pairNumbers[UInt32(wrong) << 16 | UInt32(rival.right)] {
          return (rival.right, rival.threshold, UInt16(truncatingIfNeeded: pair), 1)
        }
        guard let pair = pairNumbers[UInt32(rival.right) << 16 | UInt32(wrong)] else { return nil }
        return (rival.right, rival.threshold, UInt16(truncatingIfNeeded: pair), 0)
      }
    }
    var sink = ByteSink()
    for count in [
      slots.count, kinds.count, confusables.count, judged.reduce(0) { $0 + $1.count },
      pairs.count, tables.reduce(0) { $0 + $1.slots.count },
      confusables.reduce(0) { $0 + $1.count }, 0,
    ] { sink.put(UInt32(truncatingIfNeeded: count)) }
    for slot in slots { sink.put(slot) }
    for kind in kinds { sink.put(kind) }
    if kinds.count % 2 == 1 { sink.put(UInt16(0)) }
    for lengths in [judged.map(\.count), confusables.map(\.count)] {
      var start: UInt32 = 0
      for length in lengths {
        sink.put(start)
        start += UInt32(truncatingIfNeeded: length)
      }
      sink.put(start)
    }
    for rival in judged.joined() {
      for part in [rival.right, rival.threshold, rival.pair, rival.side] { sink.put(part) }
    }
    var start: UInt32 = 0
    for (pair, table) in zip(pairs, tables) {
      sink.put(UInt32(bitPattern: pair.bias))
      sink.put(start)
      sink.put(UInt32(truncatingIfNeeded: table.places))
      start += UInt32(truncatingIfNeeded: table.slots.count)
    }
    for table in tables {
      for slot in table.slots { sink.put(slot) }
    }
    return sink.bytes + confusables.flatMap { $0 }
  }

  private func vocabulary() -> [UInt64] {
    var values: [UInt64: UInt64] = [:]
    for (word, context) in neighbours {
      values[WordHash.of(word) >> 32, default: 0] |= UInt64(context) + 1
    }
    for (x, word) in confusables.enumerated() where !rivals[x].isEmpty {
      values[WordHash.of(word) >> 32, default: 0] |= UInt64(x + 1) << 16
    }
    var capacity = 16
    while capacity * 3 < values.count * 4 { capacity *= 2 }
    var slots = [UInt64](repeating: 0, count: capacity)
    for (hash, value) in values.sorted(by: { $0.key < $1.key }) {
      var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[place] != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = hash << 32 | value
    }
    return slots
  }

  /// A table with places for a third more than there are, and an empty slot at its end, so that every search ends.
  private static func table(_ weights: [(key: UInt64, weight: Int8)]) -> (
    places: Int, slots: [UInt32]
  ) {
    let places = weights.count * 4 / 3 + 1
    var slots = [UInt32](repeating: 0, count: places)
    for entry in weights {
      let hash = Confusions.hash(entry.key)
      var place = Confusions.place(hash, UInt64(places))
      while place < slots.count, slots[place] != 0 { place += 1 }
      if place == slots.count { slots.append(0) }
      slots[place] = Confusions.mark(hash) | UInt32(UInt8(bitPattern: entry.weight))
    }
    return (places, slots + [0])
  }
}

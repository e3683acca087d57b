/// Compiles `confusions.tsv` and `contexts.tsv` to a section of the pack.
///
/// Confusable words are numbered by the size of their weights, the largest first. Large tables belong to common words: they
/// stand together, so that a story touches few pages of the file.
///
/// Layout, all little-endian: counts of 4 bytes (vocabulary slots, listed neighbours, confusable words, rivals,
/// pairs, slots of weights, bytes of names, classes, bytes of nearest weights, and of entries: blocks, those listed in blocks, those with a
/// place each), then
/// - vocabulary: 8 bytes a slot: hash (high 32 bits), confusable + 1, neighbour + 1 (16 bits each);
/// - the same by the lexicon's entry (see `ListedEntries`);
/// - classes of the neighbours: 2 bytes each, filled up to a multiple of 4;
/// - for each word: its first rival, the number of its rivals, where its nearest weights begin, the places of their hash table
///   (4 bytes each);
/// - places of each word's name: 4 bytes a word, and one more;
/// - each word's bounds (see `CompanyBounds`), all together filled up to a multiple of 4 bytes;
/// - rivals, by wrong word: right word, threshold in hundredths (12 bits) and how unlikely the confusion is (4 bits), pair × 2 and 1 when its weights speak for the rival, bias
///   (2 bytes each);
/// - pairs: first slot, number of places (4 bytes each);
/// - nearest weights (see `NearestWeights`);
/// - further weights, a hash table of its own for each pair: 24 bits of the evidence's hash, weight (8 bits);
/// - names.
struct ConfusionSection {
  private struct Pair {
    var bias = 0
    var nearest: [(slot: Evidence, neighbour: UInt16, weight: Int8)] = []
    var further: [(key: UInt64, weight: Int8)] = []
  }

  private var confusables: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt16] = [:]
  private var rivals: [[(right: UInt16, threshold: UInt16, unlikelihood: UInt16)]] = []
  private var neighbours: [[UInt8]: UInt16] = [:]
  private var kinds: [UInt16] = []
  private var symbols: [[UInt8]: UInt16] = [:]
  private var pairs: [Pair] = []
  private var pairNumbers: [UInt32: Int] = [:]

  /// Reads the lists; without them the section is empty.
  init(confusions: [ListFile], contexts: [ListFile]) {
    for list in confusions { readRivals(list) }
    guard !confusables.isEmpty else { return }
    for (i, name) in Neighbour.specialNames.enumerated() {
      symbols[Array(name.utf8)] = UInt16(i)
    }
    for list in contexts { readNeighbours(list) }
    for list in contexts { readWeights(list) }
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
      rivals[Int(wrong)].append(
        (
          right, UInt16(min(0xFFF, Self.hundredths(row[2]))),
          Self.unlikelihood[row.count > 6 ? row[6] : []] ?? 9
        ))
    }
  }

  /// How unlikely confusions of each kind are: the logarithm of how many uses of a word stand for one that is wrong, as
  /// `docs/confusions.md` lists them.
  private static let unlikelihood: [[UInt8]: UInt16] = Dictionary(
    uniqueKeysWithValues: [
      ("usage", 4), ("common", 6), ("sound", 9), ("form", 11), ("near", 12), ("slip", 13),
      ("far", 14),
    ].map { (Array($0.0.utf8), $0.1) })

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
      let columns = line.split(separator: 0x09)
      guard let letter = columns.first, let words = columns.last, columns.count > 1 else { return }
      let group: UInt16?
      switch (Array(letter), columns.count) {
      case ([0x63], 2): group = nil
      case ([0x67], 3):
        guard let known = symbols[Array(columns[1])], known < Neighbour.firstWord else { return }
        group = known
      default: return
      }
      for part in words.split(separator: 0x20) {
        let word = Array(part)
        let number = Neighbour.firstWord + UInt16(truncatingIfNeeded: kinds.count)
        neighbours[word] = UInt16(truncatingIfNeeded: kinds.count)
        symbols[word] = number
        kinds.append(group ?? number)
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
        pairs[place].bias = Self.signed(columns[3]) ?? 0
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
        if slot.isNearest {
          pairs[place].nearest.append((slot, far, Int8(clamping: weight)))
          continue
        }
        let all = near + [far]
        let key = slot.key(all[0], all.count > 1 ? all[1] : 0, all.count > 2 ? all[2] : 0)
        pairs[place].further.append((key, Int8(clamping: weight)))
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

  private struct Rival {
    let right: UInt16
    let threshold: UInt16
    let unlikelihood: UInt16
    let pair: Int
    /// 1 when the pair's weights speak for the rival, -1 when they speak against it.
    let side: Int
  }

  /// The rivals of each word; those whose pair has no weights can't be judged.
  private func judgedRivals() -> [[Rival]] {
    rivals.enumerated().map { wrong, list in
      let wrong = UInt16(truncatingIfNeeded: wrong)
      return list.compactMap { rival in
        for (first, second, side) in [(wrong, rival.right, 1), (rival.right, wrong, -1)] {
          if let pair = pairNumbers[UInt32(first) << 16 | UInt32(second)] {
            return Rival(
              right: rival.right, threshold: rival.threshold, unlikelihood: rival.unlikelihood,
              pair: pair, side: side)
          }
        }
        return nil
      }
    }
  }

  /// The section's bytes.
  ///
  /// - Parameter entry: the number of the lexicon's entry for a word, nil when it has none.
  func bytes(entry: ([UInt8]) -> UInt32?) -> [UInt8] {
    guard !confusables.isEmpty else { return [] }
    let tables = pairs.map { Self.table($0.further) }
    let unordered = judgedRivals()
    let order = Self.largestFirst(unordered.map { $0.reduce(0) { $0 + tables[$1.pair].places } })
    var rank = [UInt16](repeating: 0, count: order.count)
    for (i, word) in order.enumerated() { rank[word] = UInt16(truncatingIfNeeded: i) }
    let judged = order.map { unordered[$0] }
    let names = order.map { confusables[$0] }
    let listed = listedWords(rank)
    let slots = Self.slots(listed)
    let classes = Int(kinds.max().map { max($0 + 1, Neighbour.firstWord) } ?? Neighbour.firstWord)
    let byEntry = ListedEntries.bytes(
      listed.compactMap { word, value in
        entry(word).map { ($0, Confusions.packed(value, kinds, classes: classes)) }
      })
    let weights = judged.map { nearestWeights($0, classes) }
    let nearest = zip(judged, weights).map { rivals, table in
      table.bytes(lacking: rivals.map { Confusions.lacking(bias: bias(of: $0), $0.threshold) })
    }
    var sink = ByteSink()
    for count in [
      slots.count, kinds.count, names.count, judged.reduce(0) { $0 + $1.count },
      pairs.count, tables.reduce(0) { $0 + $1.slots.count },
      names.reduce(0) { $0 + $1.count }, classes, nearest.reduce(0) { $0 + $1.bytes.count },
      byEntry.counts.blocks, byEntry.counts.values, byEntry.counts.direct,
    ] { sink.put(UInt32(truncatingIfNeeded: count)) }
    sink.put(slots)
    sink.bytes += byEntry.bytes
    sink.put(kinds)
    if kinds.count % 2 == 1 { sink.put(UInt16(0)) }
    let first = Self.starts(judged.map(\.count))
    let nearestFirst = Self.starts(nearest.map(\.bytes.count))
    for i in names.indices {
      sink.put(first[i])
      sink.put(UInt32(truncatingIfNeeded: judged[i].count))
      sink.put(nearestFirst[i])
      sink.put(UInt32(truncatingIfNeeded: nearest[i].places))
    }
    sink.put(Self.starts(names.map(\.count) + [0]))
    for (rivals, table) in zip(judged, weights) {
      sink.bytes += table.bounds(
        lacking: rivals.map { Confusions.lacking(bias: bias(of: $0), $0.threshold) }
      ) { Int($0) < kinds.count ? kinds[Int($0)] : 0 }
    }
    while sink.bytes.count % 4 != 0 { sink.put(UInt8(0)) }
    for rival in judged.joined() {
      sink.put(rank[Int(rival.right)])
      sink.put(rival.threshold | rival.unlikelihood << 12)
      sink.put(UInt16(truncatingIfNeeded: rival.pair << 1 | (rival.side > 0 ? 1 : 0)))
      sink.put(UInt16(bitPattern: bias(of: rival)))
    }
    let pairOrder = Self.largestFirst(tables.map(\.places))
    let pairFirst = Self.starts(pairOrder.map { tables[$0].slots.count })
    for (start, pair) in zip(pairFirst, pairOrder).sorted(by: { $0.1 < $1.1 }) {
      sink.put(start)
      sink.put(UInt32(truncatingIfNeeded: tables[pair].places))
    }
    for table in nearest { sink.bytes += table.bytes }
    for i in pairOrder { sink.put(tables[i].slots) }
    return sink.bytes + names.flatMap { $0 }
  }

  private func bias(of rival: Rival) -> Int16 {
    Int16(clamping: rival.side * pairs[rival.pair].bias)
  }

  private static func largestFirst(_ sizes: [Int]) -> [Int] {
    sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
  }

  /// Where each of so many parts begins, one behind the other.
  private static func starts(_ sizes: [Int]) -> [UInt32] {
    var next = 0
    return sizes.map { size in
      defer { next += size }
      return UInt32(truncatingIfNeeded: next)
    }
  }

  private func nearestWeights(_ rivals: [Rival], _ classes: Int) -> NearestWeights {
    var table = NearestWeights(rivals: rivals.count, classes: classes)
    for (i, rival) in rivals.enumerated() {
      for (slot, neighbour, weight) in pairs[rival.pair].nearest {
        let weight = Int16(rival.side) * Int16(weight)
        let side: NearestWeights.Side =
          slot == .before || slot == .kindBefore ? .before : .after
        if slot == .kindBefore || slot == .kindAfter {
          table.add(weight, kind: neighbour, side, rival: i)
        } else if isOwnClass(neighbour) {
          table.add(weight, own: neighbour, side, rival: i)
        } else {
          table.add(weight, member: neighbour, side, rival: i)
        }
      }
    }
    return table
  }

  private func isOwnClass(_ neighbour: UInt16) -> Bool {
    guard neighbour >= Neighbour.firstWord else { return true }
    let place = Int(neighbour - Neighbour.firstWord)
    return place < kinds.count && kinds[place] == neighbour
  }

  /// What is listed of each word: confusable + 1 (high 16 bits), neighbour + 1.
  private func listedWords(_ rank: [UInt16]) -> [[UInt8]: UInt32] {
    var values: [[UInt8]: UInt32] = [:]
    for (word, context) in neighbours { values[word, default: 0] |= UInt32(context) + 1 }
    for (x, word) in confusables.enumerated() where !rivals[x].isEmpty {
      values[word, default: 0] |= (UInt32(rank[x]) + 1) << 16
    }
    return values
  }

  private static func slots(_ listed: [[UInt8]: UInt32]) -> [UInt64] {
    let values = listed.map { (hash: WordHash.of($0.key) >> 32, value: UInt64($0.value)) }
    var capacity = 16
    while capacity * 3 < values.count * 4 { capacity *= 2 }
    var slots = [UInt64](repeating: 0, count: capacity)
    for (hash, value) in values.sorted(by: { $0.hash < $1.hash }) {
      var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[place] != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = hash << 32 | value
    }
    return slots
  }

  /// A table with twice as many places as there are weights, since most searches are in vain, and an empty slot at its end, so that every search ends.
  private static func table(_ weights: [(key: UInt64, weight: Int8)]) -> (
    places: Int, slots: [UInt32]
  ) {
    let places = weights.count * 2 + 1
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

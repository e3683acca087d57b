/// Compiles `confusions.tsv` and `contexts.tsv` to a section of the pack.
///
/// Layout, all little-endian: five counts of 4 bytes (vocabulary slots, confusable words, pairs,
/// context slots, bytes of names), 4 bytes of nothing, then
/// - vocabulary: 8 bytes a slot: hash (high 32 bits), confusable + 1, context + 1 (16 bits each);
/// - totals: 4 bytes a confusable word: how often it stands;
/// - places of each word's pairs, and of its name: 4 bytes a word, and one more;
/// - pairs, by wrong word: right word (2 bytes), threshold in hundredths (2 bytes);
/// - contexts: 4 bytes a slot: 24 bits of the key's hash, count in eighths of an octave;
/// - names.
struct ConfusionSection {
  private var confusables: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt16] = [:]
  private var pairs: [[(right: UInt16, threshold: UInt16)]] = []
  private var contexts: [[UInt8]: UInt16] = [:]
  private var totals: [UInt32] = []
  private var grams: [(key: UInt64, count: UInt32)] = []

  /// Reads the lists; without them the section is empty.
  static func bytes(confusions: [ListFile], contexts: [ListFile]) -> [UInt8] {
    var section = ConfusionSection()
    for list in confusions { section.readPairs(list) }
    guard !section.confusables.isEmpty else { return [] }
    for name in Confusions.marks { section.addContext(Array(name.utf8)) }
    for list in contexts { section.readContexts(list) }
    return section.finish()
  }

  private mutating func number(_ word: [UInt8]) -> UInt16 {
    if let known = numbers[word] { return known }
    let number = UInt16(truncatingIfNeeded: confusables.count)
    numbers[word] = number
    confusables.append(word)
    pairs.append([])
    totals.append(1)
    return number
  }

  private mutating func readPairs(_ list: ListFile) {
    list.forEachRow { row in
      guard row.count >= 3 else { return }
      let wrong = number(row[0])
      let right = number(row[1])
      pairs[Int(wrong)].append((right, UInt16(clamping: Self.hundredths(row[2]))))
    }
  }

  /// `7.5` as 750.
  private static func hundredths(_ text: [UInt8]) -> UInt64 {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    let whole = parts.first.flatMap { decimal($0) } ?? 0
    guard parts.count > 1, let fraction = decimal(parts[1].prefix(2)) else { return whole * 100 }
    return whole * 100 + (parts[1].count == 1 ? fraction * 10 : fraction)
  }

  private mutating func addContext(_ word: [UInt8]) {
    if contexts[word] == nil { contexts[word] = UInt16(truncatingIfNeeded: contexts.count) }
  }

  private mutating func readContexts(_ list: ListFile) {
    list.forEachLine { line in
      if line.starts(with: [0x6B, 0x09]) {
        for word in line.dropFirst(2).split(separator: 0x20) { addContext(Array(word)) }
      }
    }
    list.forEachLine { line in
      let columns = line.split(separator: 0x09)
      guard columns.count >= 3, let x = numbers[Array(columns[1])] else { return }
      if columns[0].elementsEqual([0x77]) {
        totals[Int(x)] = UInt32(clamping: decimal(columns[2]) ?? 1)
        return
      }
      guard let slot = Confusions.Slot(name: Array(columns[0])) else { return }
      let isPair = slot == .before || slot == .after
      guard columns.count == (isPair ? 3 : 4) else { return }
      let near = isPair ? nil : contexts[Array(columns[2])]
      for entry in columns[columns.count - 1].split(separator: 0x20) {
        guard let colon = entry.lastIndex(of: 0x3A),
          let context = contexts[Array(entry[..<colon])], let count = decimal(entry[(colon + 1)...])
        else { continue }
        let key = Confusions.key(slot, x, near ?? context, near == nil ? 0 : context)
        grams.append((key, UInt32(clamping: count)))
      }
    }
  }

  private func finish() -> [UInt8] {
    var vocabulary: [UInt64: UInt64] = [:]
    for (word, context) in contexts where !word.starts(with: [0x3C]) {
      vocabulary[WordHash.of(word) >> 32, default: 0] |= UInt64(context) + 1
    }
    for (x, word) in confusables.enumerated() {
      vocabulary[WordHash.of(word) >> 32, default: 0] |= UInt64(x + 1) << 16
    }
    var slots = [UInt64](repeating: 0, count: Self.capacity(vocabulary.count))
    for (hash, value) in vocabulary.sorted(by: { $0.key < $1.key }) {
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = hash << 32 | value
    }
    var table = [UInt32](repeating: 0, count: Self.capacity(grams.count))
    for gram in grams {
      let hash = Confusions.hash(gram.key)
      var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = Confusions.mark(hash) | UInt32(PairCount.encode(Double(gram.count)))
    }
    var sink = ByteSink()
    for count in [slots.count, confusables.count, pairs.reduce(0) { $0 + $1.count }, table.count] {
      sink.put(UInt32(truncatingIfNeeded: count))
    }
    sink.put(UInt32(truncatingIfNeeded: confusables.reduce(0) { $0 + $1.count }))
    sink.put(UInt32(0))
    for slot in slots { sink.put(slot) }
    for total in totals { sink.put(total) }
    for lengths in [pairs.map(\.count), confusables.map(\.count)] {
      var start: UInt32 = 0
      for length in lengths {
        sink.put(start)
        start += UInt32(truncatingIfNeeded: length)
      }
      sink.put(start)
    }
    for list in pairs {
      for pair in list {
        sink.put(pair.right)
        sink.put(pair.threshold)
      }
    }
    for slot in table { sink.put(slot) }
    return sink.bytes + confusables.flatMap { $0 }
  }

  private static func capacity(_ count: Int) -> Int {
    var capacity = 16
    while capacity * 3 < count * 4 { capacity *= 2 }
    return capacity
  }
}

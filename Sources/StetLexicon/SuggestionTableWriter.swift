import StetText

/// Builds the table of the words that may be suggested, and the map from accentless to accented words.
struct SuggestionTableWriter {
  private struct Word {
    /// Its length and its first eleven letters: most words need no look at the others.
    let key: UInt64
    let codes: [UInt8]
    let entry: UInt32
  }

  private var words: [Word] = []
  private(set) var accents = StringMapWriter()
  /// The words that others have as their form without accents.
  private var accentedForms: Set<[UInt8]> = []

  /// Takes the words of the table that copy is known to use.
  init(_ table: WordTable, entryOfRow: [UInt32]) {
    words.reserveCapacity(table.rows.count / 3)
    for (index, row) in table.rows.enumerated() where Self.maySuggest(row) {
      let word = table.key(index)
      if word.allSatisfy({ $0 < 0x80 }) {
        if row.frequency > 0 || row.fame > 0 { add(word, entryOfRow[index]) }
        continue
      }
      let plain = CaseFolding.withoutAccents(Array(word))
      guard plain[...] != word else { continue }
      accents.add(plain, Array(word))
      accentedForms.insert(plain.map(LetterRuns.code))
      guard row.frequency > 0 || row.fame > 0 else { continue }
      let own = table.existing(plain).flatMap { Self.maySuggest(table.rows[$0]) ? $0 : nil }
      add(plain[...], own.map { entryOfRow[$0] } ?? SuggestionTable.noEntry)
    }
  }

  private static func maySuggest(_ row: WordTable.Row) -> Bool {
    let flags = WordFlags(rawValue: row.flags)
    let isKnown = row.lower | row.initial | row.upper != 0 || flags.contains(.hasMixed)
    return (isKnown || Suggester.isCommonName(frequency: row.frequency, share: row.share))
      && flags.isDisjoint(with: .unsuggestable)
  }

  private mutating func add(_ word: ArraySlice<UInt8>, _ entry: UInt32) {
    guard (2...SuggestionTable.maximumLength).contains(word.count) else { return }
    let codes = word.map(LetterRuns.code)
    guard codes.allSatisfy({ $0 < SuggestionTable.codeCount }) else { return }
    var key = UInt64(codes.count)
    for place in 0..<11 { key = key << 5 | (place < codes.count ? UInt64(codes[place]) : 0) }
    words.append(Word(key: key, codes: codes, entry: entry))
  }

  /// The section's bytes.
  consuming func finish() -> [UInt8] {
    words.sort { a, b in
      a.key != b.key ? a.key < b.key : a.codes.lexicographicallyPrecedes(b.codes)
    }
    var sorted: [Word] = []
    sorted.reserveCapacity(words.count)
    for word in words {
      if let last = sorted.last, last.key == word.key, last.codes == word.codes {
        // A word without accents, and the accentless form of another: the former has the entry.
        if last.entry == SuggestionTable.noEntry { sorted[sorted.count - 1] = word }
      } else {
        sorted.append(word)
      }
    }
    return section(sorted)
  }

  private func section(_ words: [Word]) -> [UInt8] {
    var letterStarts = [UInt32](repeating: 0, count: SuggestionTable.maximumLength + 2)
    for word in words { letterStarts[word.codes.count + 1] += UInt32(word.codes.count) }
    Self.sum(&letterStarts)
    var sink = ByteSink()
    sink.bytes.reserveCapacity(words.count * 36)
    sink.put(UInt32(words.count))
    sink.put(letterStarts)
    put(words, from: 0, Self.place, &sink)
    // In their order but for the two letters.
    let numbers = words.indices.sorted { a, b in
      let (one, other) = (Self.placeBySecond(words[a]), Self.placeBySecond(words[b]))
      return one != other ? one < other : a < b
    }
    put(numbers.map { words[$0] }, from: 1, Self.placeBySecond, &sink)
    return sink.bytes
  }

  /// Writes the words in one order.
  ///
  /// - Parameter first: the first letter that has a bit.
  private func put(
    _ words: [Word], from first: Int, _ place: (Word) -> Int, _ sink: inout ByteSink
  ) {
    var starts = [UInt32](repeating: 0, count: SuggestionTable.startCount)
    for word in words { starts[place(word) + 1] += 1 }
    Self.sum(&starts)
    sink.put(starts)
    for word in words {
      sink.put(word.codes.dropFirst(first).reduce(UInt32(0)) { $0 | 1 << UInt32($1) })
    }
    for _ in 0..<SuggestionTable.lanes { sink.put(UInt32(0)) }
    for word in words {
      sink.put(
        word.entry | (accentedForms.contains(word.codes) ? SuggestionTable.hasAccents : 0))
    }
    for word in words { sink.bytes.append(contentsOf: word.codes) }
    while sink.bytes.count % 4 != 0 { sink.bytes.append(0) }
  }

  private static func place(_ word: Word) -> Int {
    SuggestionTable.place(
      word.codes.count, Int(word.codes[0]), Int(word.codes[1]))
  }

  private static func placeBySecond(_ word: Word) -> Int {
    SuggestionTable.place(
      word.codes.count, Int(word.codes[1]), Int(word.codes[0]))
  }

  /// Makes numbers of how many there are numbers of where they begin.
  private static func sum(_ counts: inout [UInt32]) {
    for i in 1..<counts.count { counts[i] += counts[i - 1] }
  }
}

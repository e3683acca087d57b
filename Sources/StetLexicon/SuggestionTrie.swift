import StetText

/// The words that may be suggested, without accents, as a trie in one array of records of 16 bytes.
///
/// A record stands for the letters on the way to it. Its first eight bytes hold which letters go on from here (28 bits, see
/// `bit`), whether a word ends here (1 bit), and from bit 32 on the number of the record of the first letter that does. Those
/// of the others follow it in the order of their bits, which is that of the bytes. The other eight hold which letters there
/// are anywhere below (28 bits), and from bits 32 and 40 on how many letters the shortest and the longest word have below
/// (8 bits each): most of the trie is left aside for what it lacks. Record 0 is the root.
enum TrieFormat {
  static let letters: UInt64 = 1 << 28 - 1
  static let endOfWord: UInt64 = 1 << 28
  static let childShift: UInt64 = 32
  static let shortestShift: UInt64 = 32
  static let longestShift: UInt64 = 40
  static let recordSize = 16
  static let maximumRecords = 1 << 24
  /// The longest word in the trie, in bytes.
  static let maximumLength = 40
  /// The bytes of the letters, by their bits.
  static let alphabet = Array("'-abcdefghijklmnopqrstuvwxyz".utf8)

  /// The number of a letter's bit; nil for what is no letter of the trie.
  @inline(__always)
  static func bit(_ byte: UInt8) -> Int? {
    if byte &- 0x61 < 26 { return Int(byte &- 0x61) &+ 2 }
    return byte == 0x27 ? 0 : byte == 0x2D ? 1 : nil
  }
}

/// Builds the trie and the map from accentless to accented words.
struct SuggestionTrieWriter {
  private var words: [[UInt8]] = []
  private(set) var accents = StringMapWriter()

  /// Takes the words of the table that copy is known to use.
  init(_ table: WordTable) {
    words.reserveCapacity(table.rows.count / 3)
    for (index, row) in table.rows.enumerated() {
      let flags = WordFlags(rawValue: row.flags)
      let isKnown = row.lower | row.initial | row.upper != 0 || flags.contains(.hasMixed)
      let isName = Suggester.isCommonName(frequency: row.frequency, share: row.share)
      guard isKnown || isName, flags.isDisjoint(with: .unsuggestable) else { continue }
      let word = Array(table.key(index))
      var plain = word
      if word.contains(where: { $0 >= 0x80 }) {
        plain = CaseFolding.withoutAccents(word)
        guard plain != word else { continue }
        accents.add(plain, word)
      }
      guard row.frequency > 0 || row.fame > 0, plain.count > 1,
        plain.count <= TrieFormat.maximumLength,
        plain.allSatisfy({ TrieFormat.bit($0) != nil })
      else { continue }
      words.append(plain)
    }
  }

  /// The section's bytes.
  consuming func finish() -> [UInt8] {
    let sorted = Self.sorted(words)
    var records: [UInt64] = [0]
    var queue: [(start: Int, end: Int, depth: Int, parent: Int)] = [(0, sorted.count, 0, 0)]
    var next = 0
    while next < queue.count {
      let (start, end, depth, parent) = queue[next]
      next += 1
      guard start < end else { continue }
      let first = records.count
      if first >= TrieFormat.maximumRecords - 256 { break }
      records[parent] |= UInt64(first) << TrieFormat.childShift
      var i = start
      while i < end {
        let letter = sorted[i][depth]
        records[parent] |= 1 << UInt64(TrieFormat.bit(letter) ?? 0)
        var last = i
        while last < end, sorted[last][depth] == letter { last += 1 }
        var record: UInt64 = 0
        var below = i
        while below < last, sorted[below].count == depth + 1 {
          record |= TrieFormat.endOfWord
          below += 1
        }
        records.append(record)
        if below < last { queue.append((below, last, depth + 1, records.count - 1)) }
        i = last
      }
    }
    let below = Self.below(records)
    var sink = ByteSink()
    sink.bytes.reserveCapacity(records.count * TrieFormat.recordSize)
    for (record, below) in zip(records, below) {
      sink.put(record)
      sink.put(below)
    }
    return sink.bytes
  }

  /// The second half of each record. Children lie behind their parents.
  private static func below(_ records: [UInt64]) -> [UInt64] {
    var letters = [UInt64](repeating: 0, count: records.count)
    var shortest = [UInt64](repeating: 0, count: records.count)
    var longest = shortest
    for index in records.indices.reversed() {
      let record = records[index]
      letters[index] = record & TrieFormat.letters
      shortest[index] = record & TrieFormat.endOfWord != 0 ? 0 : 0xFF
      let first = Int(record >> TrieFormat.childShift)
      for child in first..<first + letters[index].nonzeroBitCount {
        letters[index] |= letters[child]
        shortest[index] = min(shortest[index], shortest[child] + 1)
        longest[index] = max(longest[index], longest[child] + 1)
      }
    }
    return records.indices.map {
      letters[$0] | shortest[$0] << TrieFormat.shortestShift
        | longest[$0] << TrieFormat.longestShift
    }
  }

  /// Sorts by bytes, by way of the first eight as one number: five times faster than by arrays.
  private static func sorted(_ words: [[UInt8]]) -> [[UInt8]] {
    var keyed: [(key: UInt64, index: Int)] = []
    keyed.reserveCapacity(words.count)
    for (index, word) in words.enumerated() {
      var key: UInt64 = 0
      for i in 0..<8 { key = key << 8 | UInt64(i < word.count ? word[i] : 0) }
      keyed.append((key, index))
    }
    keyed.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      return words[a.index].lexicographicallyPrecedes(words[b.index])
    }
    return keyed.map { words[$0.index] }
  }
}

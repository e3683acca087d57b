import StetText

/// The words that may be suggested, without accents, as a trie: records of eight bytes, then, in the same order, eight
/// bytes for what is below each.
///
/// A record stands for the letters on the way to it. It holds which letters go on from here (28 bits, see `bit`), whether a
/// word ends here (1 bit) and whether there are words that differ from it by accents alone (1 bit), and from bit 32 on the
/// number of the record of the first letter that goes on. Those of the others follow it in the order of their bits, which is
/// that of the bytes. What is below are the letters that there are anywhere (28 bits), and from bits 32 and 40 on how many
/// letters the shortest and the longest word have below (8 bits each): most of the trie is left aside for what it lacks,
/// and its records are never read. Record 0 is the root.
enum TrieFormat {
  static let letters: UInt64 = 1 << 28 - 1
  static let endOfWord: UInt64 = 1 << 28
  static let hasAccents: UInt64 = 1 << 29
  static let childShift: UInt64 = 32
  static let shortestShift: UInt64 = 32
  static let longestShift: UInt64 = 40
  static let recordSize = 8
  static let maximumRecords = 1 << 24
  /// The longest word in the trie, in bytes.
  static let maximumLength = 40
  /// The bytes of the letters, by their bits.
  static let alphabet = Array("'-abcdefghijklmnopqrstuvwxyz".utf8)

  /// How many letters the shortest word has below a record, 0 where one ends there; given what is below.
  @inline(__always)
  static func shortest(_ below: UInt64) -> Int {
    Int(truncatingIfNeeded: below &>> shortestShift & 0xFF)
  }

  /// How many letters the longest word has below a record, given what is below.
  @inline(__always)
  static func longest(_ below: UInt64) -> Int {
    Int(truncatingIfNeeded: below &>> longestShift & 0xFF)
  }

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
  /// The words that others have as their form without accents.
  private var accentedForms: [[UInt8]] = []

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
        accentedForms.append(plain)
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
    let accented = Set(accentedForms)
    var records: [UInt64] = [0]
    // What lies below a record is written before its sisters' is: a walk stays within a few lines of the processor's cache.
    var stack: [(start: Int, end: Int, depth: Int, parent: Int)] = [(0, sorted.count, 0, 0)]
    while let (start, end, depth, parent) = stack.popLast() {
      guard start < end else { continue }
      let first = records.count
      if first >= TrieFormat.maximumRecords - 256 { break }
      let left = stack.count
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
          if record == 0, accented.contains(sorted[below]) { record |= TrieFormat.hasAccents }
          record |= TrieFormat.endOfWord
          below += 1
        }
        records.append(record)
        if below < last { stack.append((below, last, depth + 1, records.count - 1)) }
        i = last
      }
      stack[left...].reverse()
    }
    let below = Self.below(records)
    var sink = ByteSink()
    sink.bytes.reserveCapacity(2 * records.count * TrieFormat.recordSize)
    for record in records { sink.put(record) }
    for below in below { sink.put(below) }
    return sink.bytes
  }

  /// What is below each record. Children lie behind their parents.
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

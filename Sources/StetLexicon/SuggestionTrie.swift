import StetText

/// The words that may be suggested, without accents, as a trie in one array of 32-bit records.
///
/// A record: letter (8 bits), end of a word (1), last of its siblings (1), first child (22, 0 for
/// none). Siblings lie side by side; the root's children start at record 1.
enum TrieFormat {
  static let endOfWord: UInt32 = 1 << 8
  static let lastSibling: UInt32 = 1 << 9
  static let childShift: UInt32 = 10
  static let maximumRecords = 1 << 22
  /// The longest word in the trie, in bytes.
  static let maximumLength = 40
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
        plain.count <= TrieFormat.maximumLength, plain.allSatisfy(Self.isLetter)
      else { continue }
      words.append(plain)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte == 0x27 || byte == 0x2D
  }

  /// The section's bytes.
  consuming func finish() -> [UInt8] {
    let sorted = Self.sorted(words)
    var records: [UInt32] = [0]
    var queue: [(start: Int, end: Int, depth: Int, parent: Int)] = [(0, sorted.count, 0, 0)]
    var next = 0
    while next < queue.count {
      let (start, end, depth, parent) = queue[next]
      next += 1
      guard start < end else { continue }
      let first = records.count
      if first >= TrieFormat.maximumRecords - 256 { break }
      if parent > 0 { records[parent] |= UInt32(first) << TrieFormat.childShift }
      var i = start
      while i < end {
        let letter = sorted[i][depth]
        var last = i
        while last < end, sorted[last][depth] == letter { last += 1 }
        var record = UInt32(letter)
        var below = i
        while below < last, sorted[below].count == depth + 1 {
          record |= TrieFormat.endOfWord
          below += 1
        }
        records.append(record)
        if below < last { queue.append((below, last, depth + 1, records.count - 1)) }
        i = last
      }
      records[records.count - 1] |= TrieFormat.lastSibling
    }
    var sink = ByteSink()
    sink.bytes.reserveCapacity(records.count * 4)
    for record in records { sink.put(record) }
    return sink.bytes
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

/// Walks the trie for all words within a number of edits (insert, delete, replace, swap).
struct SuggestionTrie: @unchecked Sendable {
  // Memory of the pack, never written.
  private let records: UnsafeRawBufferPointer
  private let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    records = bytes
    count = bytes.count / 4
  }

  /// Calls `visit` with each word within `limit` edits (three at most) of `word` and its distance,
  /// in the trie's order. Of two edits, one at most may be in the first two letters; of three, one in the first four
  /// and two in the first six. Words that are too long have no neighbours.
  func neighbours(
    of word: [UInt8], limit: Int,
    _ visit: (_ word: UnsafeBufferPointer<UInt8>, _ distance: Int) -> Void
  ) {
    guard count > 1, !word.isEmpty, limit <= 3, word.count + limit < TrieFormat.maximumLength
    else { return }
    let depthLimit = word.count + limit
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { places in
      places.initialize(repeating: 0)
      for (place, letter) in word.enumerated() { places[Int(letter)] |= 1 << UInt64(place) }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: depthLimit + 1) { path in
        var walk = Walk(
          records: records, count: count, places: UnsafeBufferPointer(places), path: path,
          limit: limit, depthLimit: depthLimit, end: 1 << UInt64(word.count))
        // With d letters left out, the first d places are reached before any letter is read.
        walk.descend(
          first: 1, depth: 1, above: States(none: 1, one: 3, two: 7, three: 15),
          twoAbove: States(none: 0, one: 0, two: 0, three: 0), before: 0)
        walk.letters.withUnsafeBufferPointer { letters in
          for word in walk.words {
            visit(
              UnsafeBufferPointer(rebasing: letters[word.start..<word.start + word.length]),
              word.distance)
          }
        }
      }
    }
  }

  /// A finite automaton of bits. Bit j of the state for d edits says that the path so far is within
  /// d edits of the first j letters of the word.
  private struct States {
    var none: UInt64
    var one: UInt64
    var two: UInt64
    var three: UInt64

    /// The states one letter further down.
    ///
    /// - Parameters:
    ///   - twoAbove: the states before the letter before.
    ///   - here: where in the word the letter stands.
    ///   - before: where the letter before stands.
    ///   - limit: the most edits that are asked for.
    @inline(__always)
    func after(_ here: UInt64, _ twoAbove: States, _ before: UInt64, limit: Int) -> States {
      // Two letters swapped: this one is meant first, the one before second.
      @inline(__always)
      func swapped(_ state: UInt64) -> UInt64 { ((state & here) << 1 & before) << 1 }
      // The same letter, a letter too many, another letter, a letter left out.
      let a = (none & here) << 1
      let b = (one & here) << 1 | none | none << 1 | a << 1 | swapped(twoAbove.none)
      let c = (two & here) << 1 | one | one << 1 | b << 1 | swapped(twoAbove.one)
      if limit < 3 { return States(none: a, one: b, two: c, three: 0) }
      let d = (three & here) << 1 | two | two << 1 | c << 1 | swapped(twoAbove.two)
      return States(none: a, one: b, two: c, three: d)
    }

    /// The state for a number of edits.
    @inline(__always)
    subscript(edits: Int) -> UInt64 {
      switch edits {
      case 0: none
      case 1: one
      case 2: two
      default: three
      }
    }
  }

  private struct Walk {
    let records: UnsafeRawBufferPointer
    let count: Int
    /// Where in the word each letter stands.
    let places: UnsafeBufferPointer<UInt64>
    let path: UnsafeMutableBufferPointer<UInt8>
    let limit: Int
    let depthLimit: Int
    /// The bit of the whole word.
    let end: UInt64
    // What is found is kept: a closure that goes down with the walk is retained at each step, and
    // that took half of the time.
    var letters: [UInt8] = []
    var words: [(start: Int, length: Int, distance: Int)] = []

    mutating func descend(
      first: Int, depth: Int, above: States, twoAbove: States, before: UInt64
    ) {
      // Two slips are hardly ever made in the first letters; looking for them takes most of the time.
      let allowed = min(
        limit, limit < 3 ? (depth <= 2 ? 1 : 2) : depth <= 4 ? 1 : depth <= 6 ? 2 : 3)
      var index = first
      while index < count {
        let record = records.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        let letter = UInt8(truncatingIfNeeded: record)
        let here = places[Int(letter)]
        let states = above.after(here, twoAbove, before, limit: limit)
        if states[allowed] != 0 {
          path[depth &- 1] = letter
          if record & TrieFormat.endOfWord != 0, states[limit] & end != 0 {
            var distance = 0
            while states[distance] & end == 0 { distance += 1 }
            words.append((letters.count, depth, distance))
            letters.append(contentsOf: path[0..<depth])
          }
          let child = Int(record >> TrieFormat.childShift)
          // Children lie behind their parent: damaged data can't send the walk in circles.
          if child > index, depth < depthLimit {
            descend(
              first: child, depth: depth &+ 1, above: states, twoAbove: above, before: here)
          }
        }
        if record & TrieFormat.lastSibling != 0 { return }
        index &+= 1
      }
    }
  }
}

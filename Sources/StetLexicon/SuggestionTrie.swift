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

  /// Calls `visit` with each word within `limit` edits of `word`, in the trie's order. Words that
  /// are too long have no neighbours.
  func neighbours(of word: [UInt8], limit: Int, _ visit: (_ word: [UInt8]) -> Void) {
    guard count > 1, !word.isEmpty, word.count + limit < TrieFormat.maximumLength else { return }
    let depthLimit = word.count + limit
    let width = word.count + 1
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (depthLimit + 2) * width) { rows in
      for j in 0..<width { rows[j] = UInt8(j) }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: depthLimit + 2) { path in
        word.withUnsafeBufferPointer { word in
          var walk = Walk(
            trie: self, word: word, limit: UInt8(limit), rows: rows, path: path, width: width)
          walk.descend(first: 1, depth: 1, visit)
        }
      }
    }
  }

  private struct Walk {
    let trie: SuggestionTrie
    let word: UnsafeBufferPointer<UInt8>
    let limit: UInt8
    let rows: UnsafeMutableBufferPointer<UInt8>
    let path: UnsafeMutableBufferPointer<UInt8>
    let width: Int

    mutating func descend(first: Int, depth: Int, _ visit: ([UInt8]) -> Void) {
      var index = first
      while index < trie.count {
        let record = trie.records.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        path[depth &- 1] = UInt8(truncatingIfNeeded: record)
        if fill(depth) <= limit {
          if record & TrieFormat.endOfWord != 0, rows[depth &* width &+ width &- 1] <= limit {
            visit(Array(path[0..<depth]))
          }
          let child = Int(record >> TrieFormat.childShift)
          // Children lie behind their parent: damaged data can't send the walk in circles.
          if child > index, depth < word.count &+ Int(limit) {
            descend(first: child, depth: depth &+ 1, visit)
          }
        }
        if record & TrieFormat.lastSibling != 0 { return }
        index &+= 1
      }
    }

    /// Fills the row of distances for the path of that depth; returns the smallest of them.
    @inline(__always)
    private func fill(_ depth: Int) -> UInt8 {
      let row = depth &* width
      let above = row &- width
      let letter = path[depth &- 1]
      let low = max(1, depth &- Int(limit))
      let high = min(width &- 1, depth &+ Int(limit))
      let far = limit &+ 1
      rows[row &+ low &- 1] = low == 1 ? UInt8(truncatingIfNeeded: depth) : far
      var smallest = rows[row &+ low &- 1]
      if low <= high {
        for j in low...high {
          let upper = j <= depth &- 1 &+ Int(limit) ? rows[above &+ j] : far
          var best = min(upper, rows[row &+ j &- 1]) &+ 1
          let diagonal = rows[above &+ j &- 1]
          best = min(best, word[j &- 1] == letter ? diagonal : diagonal &+ 1)
          if depth > 1, j > 1, letter == word[j &- 2], path[depth &- 2] == word[j &- 1],
            j &- 2 >= depth &- 2 &- Int(limit)
          {
            best = min(best, rows[above &- width &+ j &- 2] &+ 1)
          }
          rows[row &+ j] = best
          smallest = min(smallest, best)
        }
      }
      for j in stride(from: high &+ 1, to: width, by: 1) { rows[row &+ j] = far }
      return smallest
    }
  }
}

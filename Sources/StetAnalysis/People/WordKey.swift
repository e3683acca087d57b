import StetDocument

/// A number that stands for the letters of a word: equal for equal bytes, and the same in every run. It spreads in its
/// upper bits.
///
/// The same as the document's own tables have, so that a word of the document takes two loads.
enum WordKey {
  /// The key of a word, and whether all of its letters are ASCII.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> (key: UInt64, isASCII: Bool) {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return (WordTable.hash(of: bytes), all < 0x80)
  }

  /// The same for a word of a document.
  @inline(__always)
  static func of(_ view: CopyView, _ word: Int) -> (key: UInt64, isASCII: Bool) {
    if let key = ofShort(view, word) { return (key, true) }
    return of(view.bytes(WordID(truncatingIfNeeded: word)))
  }

  /// The key of a word of a document that is short and of ASCII letters, as nearly all are; nil for any other.
  @inline(__always)
  static func ofShort(_ view: CopyView, _ word: Int) -> UInt64? {
    guard let base = view.pool.baseAddress, Int(view.lengths[word]) <= WordTable.cellSize else {
      return nil
    }
    let raw = UnsafeRawPointer(base + Int(view.offsets[word]))
    // Zeros stand behind the last letter.
    let low = raw.loadUnaligned(as: UInt64.self)
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    if (low | high) & 0x8080_8080_8080_8080 != 0 { return nil }
    return WordTable.hash(low: low, high: high)
  }

  // MARK: Lists

  /// The keys of the words of a list, which spaces and line breaks part.
  static func list(_ words: String) -> [UInt64] { rows(words).flatMap { $0 } }

  /// The keys of the words of each line.
  static func rows(_ words: String) -> [[UInt64]] {
    var rows: [[UInt64]] = []
    forEach(in: words) { key, opensLine in
      if opensLine { rows.append([]) }
      rows[rows.count - 1].append(key)
    }
    return rows
  }

  /// Calls `body` with the key of each word of a list, and whether it is the first of its line. Goes by bytes: at
  /// the program's start there are thousands of words to read.
  static func forEach(in words: String, _ body: (_ key: UInt64, _ opensLine: Bool) -> Void) {
    var words = words
    words.withUTF8 { bytes in
      var start = 0
      var opensLine = true
      for end in 0...bytes.count {
        let isBreak = end < bytes.count && bytes[end] == 0x0A
        guard end == bytes.count || bytes[end] == 0x20 || isBreak else { continue }
        if end > start {
          body(WordTable.hash(of: UnsafeBufferPointer(rebasing: bytes[start..<end])), opensLine)
          opensLine = false
        }
        if isBreak { opensLine = true }
        start = end + 1
      }
    }
  }
}

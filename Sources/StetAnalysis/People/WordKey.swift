/// A number that stands for the letters of a word: equal for equal bytes, and the same in every run.
///
/// Made of the first and the last eight bytes, which overlap in a word that is short of sixteen and are the same
/// in one of eight or less, and of what lies between in a longer one.
enum WordKey {
  /// The key of a word, and whether all of its letters are ASCII.
  @inline(__always)
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> (key: UInt64, isASCII: Bool) {
    let count = bytes.count
    guard let base = bytes.baseAddress, count > 0 else { return (first, true) }
    let raw = UnsafeRawPointer(base)
    if count >= 8 { return of(raw, count, load(raw, 0), load(raw, count &- 8)) }
    let all: UInt64
    if count >= 4 {
      let low = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
      let high = UInt32(
        littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      all = UInt64(low) | UInt64(high) << UInt64(8 &* (count &- 4))
    } else {
      let middle = count >> 1
      let last = count &- 1
      all =
        UInt64(bytes[0]) | UInt64(bytes[middle]) << UInt64(8 &* middle)
        | UInt64(bytes[last]) << UInt64(8 &* last)
    }
    return of(raw, count, all, all)
  }

  /// The same for a word that lies among others: no branch depends on its length where eight bytes more may
  /// be read.
  @inline(__always)
  static func of(
    _ pool: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> (key: UInt64, isASCII: Bool) {
    guard let base = pool.baseAddress, count > 0, start &+ 8 <= pool.count else {
      return of(UnsafeBufferPointer(rebasing: pool[start..<start + count]))
    }
    let raw = UnsafeRawPointer(base + start)
    let short = min(count, 8)
    // Nothing is masked of eight bytes or more, all but one of one. The tail of a short word is its head.
    let mask = UInt64.max &>> UInt64(64 &- 8 &* short)
    return of(raw, count, load(raw, 0) & mask, load(raw, max(count, 8) &- 8) & mask)
  }

  @inline(__always)
  private static func of(
    _ raw: UnsafeRawPointer, _ count: Int, _ head: UInt64, _ tail: UInt64
  ) -> (key: UInt64, isASCII: Bool) {
    var head = head
    var bits = head | tail
    var next = 8
    while next &+ 8 < count {
      let middle = load(raw, next)
      bits |= middle
      // Spread first: two words that swap a letter between their eights are two.
      head &*= second
      head = (head ^ (head >> 32)) ^ middle
      next &+= 8
    }
    // The length times a large number: added plainly, it would undo the difference of two letters.
    let length = UInt64(truncatingIfNeeded: count) &* third
    let product = (head ^ first).multipliedFullWidth(by: (tail ^ second) &+ length)
    return (product.high ^ product.low, bits & 0x8080_8080_8080_8080 == 0)
  }

  @inline(__always)
  private static func load(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Odd numbers without a pattern.
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xBF58_476D_1CE4_E5B9
  private static let third: UInt64 = 0x94D0_49BB_1331_11EB

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
          body(of(UnsafeBufferPointer(rebasing: bytes[start..<end])).key, opensLine)
          opensLine = false
        }
        if isBreak { opensLine = true }
        start = end + 1
      }
    }
  }
}

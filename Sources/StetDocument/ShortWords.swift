/// A set of words of at most eight bytes, each the low bytes of a number: asked for at every full stop.
struct ShortWords {
  /// A bit for each of 1,024 hashes: nearly all words that are not in the set are told by it.
  private let bits: [UInt64]
  /// Ascending.
  private let words: [UInt64]

  /// Makes the set; longer words are left out.
  init(_ words: [String]) {
    var bits = [UInt64](repeating: 0, count: 16)
    var keys: [UInt64] = []
    for word in words where word.utf8.count <= 8 {
      let key = word.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      keys.append(key)
      let place = Self.place(key)
      bits[place / 64] |= 1 << UInt64(place % 64)
    }
    self.bits = bits
    self.words = keys.sorted()
  }

  /// Whether a word is in the set.
  @inline(__always)
  func contains(_ key: UInt64) -> Bool {
    let place = Self.place(key)
    guard bits[place / 64] &>> UInt64(place % 64) & 1 != 0 else { return false }
    return words.holds(key)
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }
}

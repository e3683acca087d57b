/// Distinct words of a corpus, numbered in order of first sight.
struct WordPool {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var slots = [UInt32](repeating: UInt32.max, count: 1 << 20)

  /// The number of distinct words.
  var count: Int { offsets.count - 1 }

  /// The number of a word, a new one if it was not met before.
  mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(word)) & mask
    while slots[slot] != UInt32.max {
      let id = slots[slot]
      if equals(id, word) { return id }
      slot = (slot + 1) & mask
    }
    let id = UInt32(count)
    slots[slot] = id
    bytes.append(contentsOf: word)
    offsets.append(UInt32(bytes.count))
    if count * 2 > slots.count { grow() }
    return id
  }

  /// The word with a number.
  func string(_ id: UInt32) -> String {
    String(decoding: bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])], as: UTF8.self)
  }

  private func equals(_ id: UInt32, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[Int(id)])
    guard Int(offsets[Int(id) + 1]) - start == word.count else { return false }
    for i in 0..<word.count where bytes[start + i] != word[i] { return false }
    return true
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: UInt32.max, count: slots.count * 2)
    let mask = larger.count - 1
    for id in 0..<UInt32(count) {
      let range = Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])
      let hash = bytes.withUnsafeBufferPointer {
        Self.hash(UnsafeBufferPointer(rebasing: $0[range]))
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] != UInt32.max { slot = (slot + 1) & mask }
      larger[slot] = id
    }
    slots = larger
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for b in word { h = (h ^ UInt64(b)) &* 0x0000_0100_0000_01B3 }
    return h ^ (h >> 29)
  }
}

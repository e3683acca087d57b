/// Counts by 64-bit key, for tens of millions of keys. A key of `UInt64.max` is not allowed.
struct CountTable {
  private var keys: [UInt64]
  private var counts: [UInt32]
  private(set) var size = 0

  init(capacity: Int = 1 << 16) {
    keys = [UInt64](repeating: UInt64.max, count: capacity)
    counts = [UInt32](repeating: 0, count: capacity)
  }

  /// Adds one to a key's count.
  mutating func add(_ key: UInt64, _ amount: UInt32 = 1) {
    let slot = find(key)
    if keys[slot] == UInt64.max {
      keys[slot] = key
      size += 1
    }
    counts[slot] &+= amount
    if size * 10 > keys.count * 7 { grow() }
  }

  /// The count of a key, 0 when it was never added.
  func count(_ key: UInt64) -> UInt32 {
    let slot = find(key)
    return keys[slot] == UInt64.max ? 0 : counts[slot]
  }

  /// Calls `body` with every key and count, in no meaningful order.
  func forEach(_ body: (UInt64, UInt32) -> Void) {
    for slot in keys.indices where keys[slot] != UInt64.max { body(keys[slot], counts[slot]) }
  }

  private func find(_ key: UInt64) -> Int {
    var h = key
    h = (h ^ (h >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    h = (h ^ (h >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: h ^ (h >> 33)) & mask
    while keys[slot] != UInt64.max, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldCounts = counts
    keys = [UInt64](repeating: UInt64.max, count: oldKeys.count * 2)
    counts = [UInt32](repeating: 0, count: oldKeys.count * 2)
    for slot in oldKeys.indices where oldKeys[slot] != UInt64.max {
      let place = find(oldKeys[slot])
      keys[place] = oldKeys[slot]
      counts[place] = oldCounts[slot]
    }
  }
}

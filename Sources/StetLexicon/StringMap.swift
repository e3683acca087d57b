/// A section that maps folded words or other keys to bytes.
///
/// Layout: slot count (4 bytes), 4 bytes of nothing, slots of 16 bytes (hash, start, length),
/// then the values. Keys are held by their 64-bit hash only.
struct StringMapWriter {
  private var order: [UInt64] = []
  private var values: [UInt64: [UInt8]] = [:]

  /// Sets the value of a key; a second value is appended after a line feed.
  mutating func add(_ key: [UInt8], _ value: [UInt8]) {
    let hash = WordHash.of(key) | 1
    if let old = values[hash] {
      if old.split(separator: 0x0A).contains(where: { Array($0) == value }) { return }
      values[hash] = old + [0x0A] + value
    } else {
      values[hash] = value
      order.append(hash)
    }
  }

  /// The section's bytes.
  func finish() -> [UInt8] {
    var count = 16
    while count < order.count * 2 { count *= 2 }
    var slots = [(hash: UInt64, start: UInt32, length: UInt32)](
      repeating: (0, 0, 0), count: count)
    var blob: [UInt8] = []
    for hash in order {
      let value = values[hash] ?? []
      var place = Int(truncatingIfNeeded: hash >> 8) & (count - 1)
      while slots[place].hash != 0 { place = (place + 1) & (count - 1) }
      slots[place] = (hash, UInt32(truncatingIfNeeded: blob.count), UInt32(value.count))
      blob.append(contentsOf: value)
    }
    var sink = ByteSink()
    sink.put(UInt32(count))
    sink.put(UInt32(0))
    for slot in slots {
      sink.put(slot.hash)
      sink.put(slot.start)
      sink.put(slot.length)
    }
    return sink.bytes + blob
  }
}

/// Reads a section that `StringMapWriter` made.
struct StringMap: @unchecked Sendable {
  // Memory of the pack, never written.
  private let bytes: UnsafeRawBufferPointer
  private let mask: Int
  private let blobStart: Int

  /// Reads a section; a damaged or absent one is empty.
  init(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count >= 8 ? Int(bytes.loadUnaligned(as: UInt32.self)) : 0
    let isGood = count > 0 && count & (count - 1) == 0 && 8 + count * 16 <= bytes.count
    self.bytes = isGood ? bytes : UnsafeRawBufferPointer(start: nil, count: 0)
    mask = isGood ? count - 1 : 0
    blobStart = 8 + count * 16
  }

  /// The bytes of a key, or nil.
  func value(_ key: [UInt8]) -> UnsafeRawBufferPointer? { value(hash: WordHash.of(key)) }

  /// The bytes of a key by its hash, or nil.
  func value(hash raw: UInt64) -> UnsafeRawBufferPointer? {
    guard bytes.count > 0 else { return nil }
    let hash = raw | 1
    var place = Int(truncatingIfNeeded: hash >> 8) & mask
    for _ in 0...mask {
      let at = 8 + place * 16
      let found = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if found == 0 { return nil }
      if found == hash {
        let start = blobStart + Int(bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt32.self))
        let length = Int(bytes.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
        guard start + length <= bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
      }
      place = (place + 1) & mask
    }
    return nil
  }
}

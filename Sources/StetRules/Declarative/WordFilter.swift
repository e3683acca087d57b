import StetDocument

/// Tells words, or pairs of words, that were not inserted from those that may have been: a bit for each by a hash of the first
/// sixteen bytes.
struct WordFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1 << 8)

  /// Adds a word, by its hash.
  mutating func insert(_ word: UInt64) {
    let bit = Self.bit(word)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Adds two words that follow each other, by their hashes.
  mutating func insert(_ first: UInt64, _ second: UInt64) {
    let bit = Self.bit(Self.joined(first, second))
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Whether two words may have been inserted together.
  func mayContain(_ first: UInt64, _ second: UInt64) -> Bool {
    let bit = Self.bit(Self.joined(first, second))
    return bits[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  /// Calls `body` with a view of the bits.
  @inline(__always)
  func withView<R>(_ body: (View) -> R) -> R {
    bits.withUnsafeBufferPointer { body(View(bits: $0)) }
  }

  /// The bits as bare memory.
  struct View {
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// 0 for words that were not inserted, by their hash; for others, and a few of these, 1.
    @inline(__always)
    func count(_ hash: UInt64) -> Int {
      let bit = WordFilter.bit(hash)
      return Int(truncatingIfNeeded: bits[bit >> 6] &>> UInt64(truncatingIfNeeded: bit) & 1)
    }
  }

  /// The hash of the word that starts at a place of a document's pool.
  @inline(__always)
  static func hash(_ pool: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(pool)
    return WordTable.hash(
      low: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self),
      high: bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
  }

  /// The hash of a word, as it would stand in a pool.
  static func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for place in 0..<min(word.count, WordTable.cellSize) {
      let shifted = UInt64(word[place]) &<< UInt64(truncatingIfNeeded: (place & 7) &* 8)
      if place < 8 { low |= shifted } else { high |= shifted }
    }
    return WordTable.hash(low: low, high: high)
  }

  @inline(__always)
  private static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first ^ second >> 7) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  private static func bit(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 50) }
}

/// Numbers by hashes of words.
struct HashSlots: Sendable {
  private var slots: [(hash: UInt64, value: UInt32)?]
  /// How far a hash is shifted so that its upper bits, which spread best, are a slot.
  private let shift: UInt64

  /// Keeps a number for each of some hashes; for one that comes more than once, the bits of all together.
  init(_ values: [(hash: UInt64, value: UInt32)]) {
    var size = 64
    while size < values.count * 4 { size *= 2 }
    shift = UInt64(64 - size.trailingZeroBitCount)
    slots = [(hash: UInt64, value: UInt32)?](repeating: nil, count: size)
    for (hash, value) in values {
      var slot = Int(truncatingIfNeeded: hash &>> shift)
      while let taken = slots[slot], taken.hash != hash { slot = (slot + 1) & (size - 1) }
      slots[slot] = (hash, value | (slots[slot]?.value ?? 0))
    }
  }

  /// The number for a hash, nil for others.
  func value(_ hash: UInt64) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while let taken = slots[slot] {
      if taken.hash == hash { return taken.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

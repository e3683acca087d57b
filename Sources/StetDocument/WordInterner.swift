import StetText

/// Numbers the distinct words of one text; the hot half of `WordTable`.
///
/// Words are hashed and compared eight bytes at a time, in raw memory that `finish` turns into a
/// `WordTable`; `deallocate` must be called in any case. The hash is the same in every run.
struct WordInterner {
  /// What is known of one word.
  private struct Entry {
    /// The word's first eight bytes, zero after its end.
    var key: UInt64
    var offset: UInt32
    var length: UInt32
    var count: UInt32
    var first: UInt32
    var last: UInt32
    /// The word in lower case.
    var folded: WordID
    /// The word without a possessive ending.
    var stem: WordID
    var shape: WordShape
  }

  private var slots: UnsafeMutablePointer<UInt64>
  private var slotCount: Int
  private var entries: UnsafeMutablePointer<Entry>
  private var entryCapacity: Int
  private var count = 0
  private var pool: UnsafeMutablePointer<UInt8>
  private var poolCapacity: Int
  private var poolCount = 0

  /// A free slot; no word has the number in its upper half.
  private static let free = UInt64.max
  /// Bytes after the pool's end that may be read.
  private static let slack = 8

  /// Makes a table with room for about `capacity` words.
  init(capacity: Int) {
    slotCount = 64
    while slotCount < capacity * 2 { slotCount *= 2 }
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Self.free, count: slotCount)
    entryCapacity = slotCount / 2 + 1
    entries = .allocate(capacity: entryCapacity)
    // English words have six letters and a half.
    poolCapacity = entryCapacity * 8
    pool = .allocate(capacity: poolCapacity + Self.slack)
    pool.initialize(repeating: 0, count: poolCapacity + Self.slack)
  }

  /// Frees the memory.
  func deallocate() {
    slots.deallocate()
    entries.deallocate()
    pool.deallocate()
  }

  // MARK: Hashing

  /// The first eight bytes of `length`, zero after them; `readable` bytes may be read.
  @inline(__always)
  private static func key(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ readable: Int) -> UInt64 {
    if readable >= 8 {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
      return length >= 8 ? word : word & (1 << (UInt64(length) &* 8) &- 1)
    }
    var word: UInt64 = 0
    for i in 0..<min(length, 8) { word |= UInt64(bytes[i]) << (UInt64(i) &* 8) }
    return word
  }

  /// A hash of a word's bytes given its first eight.
  @inline(__always)
  private static func hash(
    _ key: UInt64, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ readable: Int
  ) -> UInt64 {
    var h = (key ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    var i = 8
    while i < length {
      h ^= h >> 29
      h = (h ^ Self.key(bytes + i, length - i, readable - i)) &* 0xBF58_476D_1CE4_E5B9
      i += 8
    }
    h ^= h >> 32
    h = h &* 0x94D0_49BB_1331_11EB
    return h ^ (h >> 29)
  }

  /// The hash that slots of a finished table are ordered by.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0 }
    return hash(key(base, bytes.count, bytes.count), base, bytes.count, bytes.count)
  }

  // MARK: Interning

  /// Numbers an occurrence of a word.
  ///
  /// - Parameters:
  ///   - readable: how many bytes may be read from `bytes` on, at least `length`.
  ///   - token: the token that holds it.
  ///   - key: the word's first eight bytes, zero after its end, when they are at hand.
  /// - Returns: the word's number, and the token that held it last or `UInt32.max`.
  @inline(__always)
  mutating func add(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, readable: Int, token: UInt32,
    key: UInt64? = nil
  ) -> (id: WordID, before: UInt32) {
    let id = intern(bytes, length, readable, key ?? Self.key(bytes, length, readable))
    let entry = entries + Int(id)
    let before = entry.pointee.last
    entry.pointee.last = token
    entry.pointee.count &+= 1
    if before == UInt32.max { entry.pointee.first = token }
    return (id, before)
  }

  @inline(__always)
  private mutating func intern(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ readable: Int, _ key: UInt64
  ) -> WordID {
    let hash = Self.hash(key, bytes, length, readable)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
    while true {
      let value = slots[slot]
      if value == Self.free { break }
      if value & 0xFFFF_FFFF_0000_0000 == tag {
        let id = Int(truncatingIfNeeded: value & 0xFFFF_FFFF)
        if isEqual(entries + id, key, bytes, length, readable) {
          return WordID(truncatingIfNeeded: id)
        }
      }
      slot = (slot &+ 1) & (slotCount &- 1)
    }
    return append(bytes, length, key, tag, slot)
  }

  @inline(__always)
  private func isEqual(
    _ entry: UnsafeMutablePointer<Entry>, _ key: UInt64, _ bytes: UnsafePointer<UInt8>,
    _ length: Int, _ readable: Int
  ) -> Bool {
    guard entry.pointee.key == key, Int(entry.pointee.length) == length else { return false }
    let stored = pool + Int(entry.pointee.offset)
    var i = 8
    while i < length {
      let a = Self.key(stored + i, length - i, 8)
      if a != Self.key(bytes + i, length - i, readable - i) { return false }
      i += 8
    }
    return true
  }

  /// A word that has not been met yet.
  @inline(never)
  private mutating func append(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, _ tag: UInt64, _ slot: Int
  ) -> WordID {
    if count == entryCapacity { growEntries() }
    if poolCount + length > poolCapacity { growPool(length) }
    let id = WordID(truncatingIfNeeded: count)
    let word = UnsafeBufferPointer(start: bytes, count: length)
    let shortShape = Self.shapeOfLetters(key, length)
    let shape = shortShape ?? WordTable.shape(word)
    (entries + count).initialize(
      to: Entry(
        key: key, offset: UInt32(truncatingIfNeeded: poolCount),
        length: UInt32(truncatingIfNeeded: length), count: 0, first: .max, last: .max, folded: id,
        stem: id, shape: shape))
    (pool + poolCount).update(from: bytes, count: length)
    poolCount += length
    count += 1
    slots[slot] = tag | UInt64(id)
    if count * 2 > slotCount { growSlots() }
    if shortShape == nil {
      deriveForms(of: id, shape, word)
    } else if shape != .lower {
      let lower = internLetters(key | 0x2020_2020_2020_2020, length)
      // The entries may have moved.
      entries[Int(id)].folded = lower
    }
    return id
  }

  /// The shape of a word of at most eight ASCII letters; nil for any other word.
  @inline(__always)
  private static func shapeOfLetters(_ key: UInt64, _ length: Int) -> WordShape? {
    guard length <= 8, UTF8Scan.lettersAtStart(of: key) >= length else { return nil }
    // Bit 5 of each byte: set where the letter is a capital.
    let all: UInt64 = 0x2020_2020_2020_2020 >> UInt64(truncatingIfNeeded: 8 &* (8 &- length))
    let capitals = ~key & all
    if capitals == 0 { return .lower }
    if capitals == 0x20 { return .capitalised }
    return capitals == all ? .upper : .mixed
  }

  /// Interns a word of at most eight bytes, the low bytes of a number.
  private mutating func internLetters(_ letters: UInt64, _ length: Int) -> WordID {
    let key = length == 8 ? letters : letters & (1 << (UInt64(length) &* 8) &- 1)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 1) { memory in
      memory[0] = key.littleEndian
      return memory.withMemoryRebound(to: UInt8.self) { bytes in
        // Eight bytes always have a base.
        bytes.baseAddress.map { intern($0, length, 8, key) } ?? 0
      }
    }
  }

  private mutating func deriveForms(
    of id: WordID, _ shape: WordShape, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if shape != .lower, shape != .caseless {
      let lower = Self.withLowered(bytes) { form($0, else: id) }
      // The entries may have moved.
      entries[Int(id)].folded = lower
    }
    let n = bytes.count
    if n > 2, bytes[n - 2] == 0x27, bytes[n - 1] | 0x20 == 0x73 {
      let stem = form(UnsafeBufferPointer(rebasing: bytes[..<(n - 2)]), else: id)
      entries[Int(id)].stem = stem
    }
  }

  private mutating func form(_ bytes: UnsafeBufferPointer<UInt8>, else id: WordID) -> WordID {
    guard let base = bytes.baseAddress else { return id }
    let key = Self.key(base, bytes.count, bytes.count)
    return intern(base, bytes.count, bytes.count, key)
  }

  /// Calls `body` with a word in lower case.
  @inline(__always)
  private static func withLowered(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> WordID
  ) -> WordID {
    if bytes.count <= 64, bytes.allSatisfy({ $0 < 0x80 }) {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { lower in
        for (i, byte) in bytes.enumerated() {
          lower[i] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
        return body(UnsafeBufferPointer(lower))
      }
    }
    var lower: [UInt8] = []
    lower.reserveCapacity(bytes.count + 2)
    CaseFolding.appendLower(bytes, to: &lower)
    return lower.withUnsafeBufferPointer(body)
  }

  // MARK: Growing

  private mutating func growEntries() {
    let wider = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity * 2)
    wider.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = wider
    entryCapacity *= 2
  }

  private mutating func growPool(_ length: Int) {
    let capacity = max(poolCapacity * 2, poolCount + length)
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    wider.initialize(repeating: 0, count: capacity + Self.slack)
    wider.update(from: pool, count: poolCount)
    pool.deallocate()
    pool = wider
    poolCapacity = capacity
  }

  private mutating func growSlots() {
    slots.deallocate()
    slotCount *= 2
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Self.free, count: slotCount)
    for id in 0..<count {
      let word = pool + Int(entries[id].offset)
      let length = Int(entries[id].length)
      let hash = Self.hash(entries[id].key, word, length, length + Self.slack)
      var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
      while slots[slot] != Self.free { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(id)
    }
  }

  // MARK: Finishing

  /// The table of all words.
  func finish() -> WordTable {
    WordTable(
      pool: Array(UnsafeBufferPointer(start: pool, count: poolCount + Self.slack)),
      offsets: column { $0.offset }, lengths: column { $0.length },
      slots: Array(UnsafeBufferPointer(start: slots, count: slotCount)),
      shapes: column { $0.shape }, counts: column { $0.count }, folded: column { $0.folded },
      stems: column { $0.stem }, firstToken: column { $0.first })
  }

  /// One property of all words.
  @inline(__always)
  private func column<Value>(_ value: (Entry) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      for id in 0..<count { buffer.initializeElement(at: id, to: value(entries[id])) }
      initialized = count
    }
  }
}

extension WordInterner {
  /// The table of a text without words.
  static var empty: WordTable {
    let interner = WordInterner(capacity: 0)
    defer { interner.deallocate() }
    return interner.finish()
  }
}

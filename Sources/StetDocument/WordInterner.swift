import StetText

/// Numbers the distinct words of one text; the hot half of `WordTable`.
///
/// Nearly all words have at most sixteen bytes: they are compared as two numbers, and kept as these. Longer ones lie in
/// a pool of their own. All is raw memory, from which `finish` copies the tables; `deallocate` must be called in any
/// case. Numbers are given in the order in which words are met, forms that are derived from a word right behind it.
struct WordInterner {
  private(set) var tables: InternerTables
  /// The number of words.
  private(set) var count = 0
  /// The bytes of longer words, each followed by zeros up to a multiple of eight; nil before the first.
  private(set) var pool: UnsafeMutablePointer<UInt8>?
  private var poolCapacity = 0
  /// The bytes of longer words that there are.
  private(set) var poolCount = 0

  /// One use of a word, in `InternerTables.uses`.
  static let oneUse: UInt64 = 1 << 32
  /// The upper byte of the second number of a longer word; its place in the pool is in the lower half. No byte of a
  /// text has this value.
  private static let longMark: UInt64 = 0xFF << 56

  /// What stands in `InternerTables.uses` for a word that has not been used.
  private let unused: UInt64

  /// Numbers words in empty tables; others are taken when they are full.
  ///
  /// - Parameter unusedToken: the token that words are chained to which have not been used before.
  init(_ tables: InternerTables, unusedToken: UInt32) {
    unused = UInt64(unusedToken)
    self.tables = tables
  }

  /// The slots of tables with room for about `capacity` words.
  static func slotCount(capacity: Int) -> Int {
    var slotCount = 64
    while slotCount < capacity * 2 { slotCount *= 2 }
    return slotCount
  }

  /// Frees the memory.
  func deallocate() {
    tables.deallocate()
    pool?.deallocate()
  }

  // MARK: Interning

  /// The number of a word of one to sixteen ASCII letters.
  @inline(__always)
  mutating func intern(letters key: WordKey, _ length: Int) -> WordID {
    let (number, slot) = tables.probe(key)
    return number != 0 ? number &- 1 : appendLetters(key, length, slot)
  }

  /// The number of a word of one to sixteen bytes.
  @inline(__always)
  mutating func intern(short key: WordKey, _ length: Int) -> WordID {
    let number = tables.probe(key).number
    return number != 0 ? number &- 1 : intern(key, length)
  }

  /// The number of any word.
  mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> WordID {
    if word.count > WordKey.limit { return internLong(word) }
    let key = WordKey(word)
    let (number, slot) = tables.probe(key)
    if number != 0 { return number &- 1 }
    if key.isLetters(word.count) { return appendLetters(key, word.count, slot) }
    let shape = WordTable.shape(word)
    let id = append(key, key.hash, word.count, slot, shape)
    if shape != .lower, shape != .caseless {
      let lower =
        key.isASCII
        ? intern(key.loweredASCII, word.count) : Self.withLowered(word) { intern($0) }
      tables.folded[Int(id)] = lower
    }
    internStem(of: id, word)
    return id
  }

  /// Counts a use of a word.
  ///
  /// - Returns: how often it was used before, times `oneUse`, and the token that held it last.
  @inline(__always)
  mutating func use(_ id: WordID, token: UInt32) -> UInt64 {
    let before = tables.uses[Int(id)]
    tables.uses[Int(id)] =
      (before &+ Self.oneUse) & 0xFFFF_FFFF_0000_0000 | UInt64(token)
    return before
  }

  /// Whether a word can be added as things stand.
  @inline(__always)
  var hasRoom: Bool { count < tables.capacity }

  /// The number of a word of one to sixteen small ASCII letters, of which a use is counted; there must be room for it.
  ///
  /// One word in two is new: all that is known of such a word is written each time, which takes less than to guess wrong.
  @inline(__always)
  mutating func use(
    smallLetters key: WordKey, _ length: Int, token: UInt32,
    _ nextSame: UnsafeMutablePointer<UInt32>
  ) -> WordID {
    let tables = self.tables
    let (number, slot) = tables.find(key)
    let isNew = number == 0
    let place = isNew ? count : Int(number) &- 1
    let id = WordID(truncatingIfNeeded: place)
    count &+= isNew ? 1 : 0
    tables.slots[slot] = id &+ 1
    tables.keys[place] = key
    tables.folded[place] = id
    tables.stems[place] = id
    tables.lengths[place] = UInt32(truncatingIfNeeded: length)
    tables.shapes[place] = .lower
    let (uses, first) = (tables.uses[place], tables.first[place])
    let before = isNew ? unused : uses
    tables.uses[place] = (before & 0xFFFF_FFFF_0000_0000) &+ Self.oneUse | UInt64(token)
    nextSame[Int(UInt32(truncatingIfNeeded: before))] = token
    tables.first[place] = min(isNew ? .max : first, token)
    return id
  }

  /// Notes the first token that holds a word.
  @inline(__always)
  mutating func setFirst(_ id: WordID, token: UInt32) { tables.first[Int(id)] = token }

  @inline(never)
  private mutating func intern(_ key: WordKey, _ length: Int) -> WordID {
    withUnsafeBytes(of: key) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) {
        intern(UnsafeBufferPointer(rebasing: $0[..<length]))
      }
    }
  }

  @inline(never)
  private mutating func appendLetters(_ key: WordKey, _ length: Int, _ slot: Int) -> WordID {
    let shape = key.shapeOfLetters(length)
    let id = append(key, key.hash, length, slot, shape)
    if shape != .lower {
      let lower = key.loweredLetters(length)
      let (number, slot) = tables.probe(lower)
      let form = number != 0 ? number &- 1 : append(lower, lower.hash, length, slot, .lower)
      tables.folded[Int(id)] = form
    }
    return id
  }

  private mutating func internLong(_ word: UnsafeBufferPointer<UInt8>) -> WordID {
    let hash = Self.hash(long: word)
    var slot = tables.slot(hash)
    while true {
      let number = tables.slots[slot]
      if number == 0 { break }
      if isLong(Int(number) &- 1, word) { return number &- 1 }
      slot = tables.slot(after: slot)
    }
    let shape = WordTable.shape(word)
    let id = append(addToPool(word), hash, word.count, slot, shape)
    if shape != .lower, shape != .caseless {
      tables.folded[Int(id)] = Self.withLowered(word) { intern($0) }
    }
    internStem(of: id, word)
    return id
  }

  private func isLong(_ id: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(tables.lengths[id]) == word.count else { return false }
    return long(id).elementsEqual(word)
  }

  /// The bytes of a word of more than sixteen.
  private func long(_ id: Int) -> UnsafeBufferPointer<UInt8> {
    let place = Int(UInt32(truncatingIfNeeded: tables.keys[id].high))
    return UnsafeBufferPointer(start: pool.map { $0 + place }, count: Int(tables.lengths[id]))
  }

  /// The hash of a word of more than sixteen bytes.
  static func hash(long word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(word.count)
    var i = 0
    while i < word.count {
      let part = UnsafeBufferPointer(rebasing: word[i..<min(i + WordKey.limit, word.count)])
      hash = (hash ^ hash >> 32 ^ WordKey(part).hash) &* 0x94D0_49BB_1331_11EB
      i += WordKey.limit
    }
    return hash
  }

  private mutating func internStem(of id: WordID, _ word: UnsafeBufferPointer<UInt8>) {
    let n = word.count
    guard n > 2, word[n - 2] == 0x27, word[n - 1] | 0x20 == 0x73 else { return }
    let stem = intern(UnsafeBufferPointer(rebasing: word[..<(n - 2)]))
    tables.stems[Int(id)] = stem
  }

  /// Calls `body` with a word in lower case.
  private static func withLowered(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> WordID
  ) -> WordID {
    var lower: [UInt8] = []
    lower.reserveCapacity(word.count + 2)
    CaseFolding.appendLower(word, to: &lower)
    return lower.withUnsafeBufferPointer(body)
  }

  // MARK: Adding

  /// Adds a word that has not been met yet, at a free slot.
  @inline(__always)
  private mutating func append(
    _ key: WordKey, _ hash: UInt64, _ length: Int, _ slot: Int, _ shape: WordShape
  ) -> WordID {
    var slot = slot
    if count == tables.capacity {
      grow()
      slot = tables.freeSlot(hash)
    }
    let id = WordID(truncatingIfNeeded: count)
    tables.keys[count] = key
    tables.uses[count] = unused
    tables.first[count] = .max
    tables.folded[count] = id
    tables.stems[count] = id
    tables.lengths[count] = UInt32(truncatingIfNeeded: length)
    tables.shapes[count] = shape
    count &+= 1
    tables.slots[slot] = UInt32(truncatingIfNeeded: count)
    return id
  }

  @inline(never)
  private mutating func grow() {
    let wider = InternerTables(slotCount: tables.slotCount * 2)
    wider.copy(tables, count)
    tables.deallocate()
    tables = wider
    for id in 0..<count {
      let isShort = tables.lengths[id] <= UInt32(WordKey.limit)
      let hash = isShort ? tables.keys[id].hash : Self.hash(long: long(id))
      tables.slots[tables.freeSlot(hash)] = UInt32(truncatingIfNeeded: id &+ 1)
    }
  }

  /// Puts a word into the pool and returns the key that tells where.
  private mutating func addToPool(_ word: UnsafeBufferPointer<UInt8>) -> WordKey {
    let padded = (word.count + 7) & ~7
    let place = roomInPool(padded) + poolCount
    (place + padded - 8).update(repeating: 0, count: 8)
    if let source = word.baseAddress { place.update(from: source, count: word.count) }
    defer { poolCount += padded }
    return WordKey(
      low: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self),
      high: Self.longMark | UInt64(UInt32(truncatingIfNeeded: poolCount)))
  }

  /// The pool, with room for so many bytes more.
  private mutating func roomInPool(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if let pool, poolCount + more <= poolCapacity { return pool }
    let capacity = max(256, poolCapacity * 2, poolCount + more)
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    if let pool {
      wider.update(from: pool, count: poolCount)
      pool.deallocate()
    }
    pool = wider
    poolCapacity = capacity
    return wider
  }
}

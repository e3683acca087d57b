import StetText

/// The words of a pack: finds the entry of a word and reads it. A view of memory that is never written, valid as
/// long as its lexicon.
struct WordIndex: @unchecked Sendable {
  private let slots: UnsafeRawBufferPointer
  private let hotSlots: UnsafeRawBufferPointer
  private let topSlots: UnsafeRawBufferPointer
  let entries: UnsafeRawBufferPointer
  let keys: UnsafeRawBufferPointer
  let mixed: UnsafeRawBufferPointer
  private let slotMask: Int
  private let hotMask: Int
  private let topMask: Int
  private let flagMask: UInt16
  /// The number of entries.
  let count: Int

  /// Nil when the slots are damaged.
  ///
  /// - Parameters:
  ///   - hotSlots: the slots of the commonest words alone, which stay in the processor's cache.
  ///   - topSlots: one slot for each of many hashes, taken by the very commonest words.
  ///   - flagMask: the flags that are not to be left out.
  init?(
    slots: UnsafeRawBufferPointer, hotSlots: UnsafeRawBufferPointer,
    topSlots: UnsafeRawBufferPointer, entries: UnsafeRawBufferPointer, keys: UnsafeRawBufferPointer,
    mixed: UnsafeRawBufferPointer,
    flagMask: UInt16
  ) {
    for count in [slots.count / 4, hotSlots.count / 4, topSlots.count / 4] {
      guard count > 0, count & (count - 1) == 0 else { return nil }
    }
    self.slots = slots
    self.hotSlots = hotSlots
    self.topSlots = topSlots
    self.entries = entries
    self.keys = keys
    self.mixed = mixed
    self.flagMask = flagMask
    slotMask = slots.count / 4 - 1
    hotMask = hotSlots.count / 4 - 1
    topMask = topSlots.count / 4 - 1
    count = entries.count / PackFormat.entrySize
  }

  /// What is known of a word, or nil when there is no entry for it in any case.
  @inline(__always)
  func entry(for word: UnsafeBufferPointer<UInt8>) -> LexiconEntry? {
    if let (folded, shape) = FoldedWord.short(word) {
      guard let index = find(short: folded, count: word.count) else { return nil }
      return withUnsafeBytes(of: folded.littleEndian) { bytes in
        makeEntry(
          index, shape,
          UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[..<word.count]))
      }
    }
    return FoldedWord.with(word) { folded, shape in
      guard let index = find(folded) else { return nil }
      return makeEntry(index, shape, folded)
    }
  }

  /// The index of the entry of a folded word that is followed by zeros up to a multiple of eight.
  @inline(__always)
  func find(_ folded: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = WordHash.padded(folded)
    return find(folded, hash, hotSlots, hotMask) ?? find(folded, hash, slots, slotMask)
  }

  /// The same for a word of one to eight bytes, the low bytes of a number.
  @inline(__always)
  func find(short folded: UInt64, count length: Int) -> UInt32? {
    let hash = WordHash.short(folded, count: length)
    let isKey = { (index: UInt32) in startsKey(index, folded, length) }
    return find(hash, hotSlots, hotMask, isKey) ?? find(hash, slots, slotMask, isKey)
  }

  /// No entry.
  static let none = UInt32.max

  /// The slot that a hash points to.
  @inline(__always)
  func firstSlot(_ hash: UInt64, isHot: Bool) -> UInt32 {
    let place = Int(truncatingIfNeeded: hash) & (isHot ? hotMask : slotMask)
    return (isHot ? hotSlots : slots).loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
  }

  /// The entry that the slots of the very commonest words have for a hash, or `none`; of another word now and then.
  @inline(__always)
  func topIndex(_ hash: UInt64) -> UInt32 {
    let place = Int(truncatingIfNeeded: hash) & topMask
    let slot = topSlots.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
    let difference = (slot ^ UInt32(truncatingIfNeeded: hash >> 32)) & ~PackFormat.slotIndexMask
    // A free slot comes to `none` by itself, and all others that differ without a branch.
    let index = (slot & PackFormat.slotIndexMask) &- 1
    return index | UInt32(truncatingIfNeeded: (0 &- Int64(difference)) &>> 63)
  }

  /// The index of the first entry that the slots have for a hash, given the slot that it points to; of another word
  /// now and then.
  @inline(__always)
  func index(_ first: UInt32, _ hash: UInt64, isHot: Bool) -> UInt32 {
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    let mask = isHot ? hotMask : slotMask
    var slot = first
    var probes = 0
    while slot != 0, probes <= mask {
      if slot & ~PackFormat.slotIndexMask == fingerprint {
        return (slot & PackFormat.slotIndexMask) &- 1
      }
      probes &+= 1
      slot = firstSlot(hash &+ UInt64(truncatingIfNeeded: probes), isHot: isHot)
    }
    return Self.none
  }

  /// Whether an entry's key is as long as a word and starts with the same eight bytes, zero after its end.
  @inline(__always)
  func startsKey(_ index: UInt32, _ folded: UInt64, _ length: Int) -> Bool {
    guard Int(index) < count else { return false }
    let record = Int(index) &* PackFormat.entrySize
    return Int(entries[record &+ PackFormat.entryKeyLengthAt]) == length
      && entries.loadUnaligned(fromByteOffset: record &+ PackFormat.entryHeadAt, as: UInt64.self)
        == folded
  }

  /// Whether the ninth to sixteenth byte of an entry's key are those of a word of nine to sixteen bytes, zero after its
  /// end.
  @inline(__always)
  func endsKey(_ index: UInt32, _ high: UInt64, _ length: Int) -> Bool {
    let record = Int(index) &* PackFormat.entrySize
    let start = Int(
      entries.loadUnaligned(fromByteOffset: record &+ PackFormat.entryKeyAt, as: UInt32.self))
    // Eight bytes follow the last key.
    guard start &+ 16 <= keys.count else { return false }
    let own = keys.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self)
    return own & (UInt64.max &>> UInt64(truncatingIfNeeded: 8 &* (16 &- length))) == high
  }

  @inline(__always)
  private func find(
    _ folded: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slots: UnsafeRawBufferPointer,
    _ mask: Int
  ) -> UInt32? {
    find(hash, slots, mask) { isKey($0, folded) }
  }

  @inline(__always)
  private func find(
    _ hash: UInt64, _ slots: UnsafeRawBufferPointer, _ mask: Int, _ isKey: (UInt32) -> Bool
  ) -> UInt32? {
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    var place = Int(truncatingIfNeeded: hash) & mask
    var probes = 0
    while probes <= mask {
      let slot = slots.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
      if slot == 0 { return nil }
      if slot & ~PackFormat.slotIndexMask == fingerprint {
        let index = (slot & PackFormat.slotIndexMask) &- 1
        if isKey(index) { return index }
      }
      place = (place &+ 1) & mask
      probes &+= 1
    }
    return nil
  }

  @inline(__always)
  func isKey(_ index: UInt32, _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(index) < count else { return false }
    let record = Int(index) &* PackFormat.entrySize
    let length = Int(entries[record &+ PackFormat.entryKeyLengthAt])
    guard length == folded.count else { return false }
    let start = Int(
      entries.loadUnaligned(fromByteOffset: record &+ PackFormat.entryKeyAt, as: UInt32.self))
    // Eight bytes follow the last key, so that whole words can be compared.
    guard start &+ length &+ 8 <= keys.count else { return false }
    let own = UnsafeRawPointer(folded.baseAddress.unsafelyUnwrapped)
    var i = 0
    while i < length {
      let a = keys.loadUnaligned(fromByteOffset: start &+ i, as: UInt64.self)
      let b = own.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      var difference = a ^ b
      if length &- i < 8 {
        difference <<= UInt64(truncatingIfNeeded: 8 &* (8 &- (length &- i)))
      }
      if difference != 0 { return false }
      i &+= 8
    }
    return true
  }

  @inline(__always)
  func makeEntry(
    _ index: UInt32, _ shape: FoldedWord, _ folded: UnsafeBufferPointer<UInt8>
  ) -> LexiconEntry {
    let record = Int(index) &* PackFormat.entrySize
    let lower = entries[record &+ PackFormat.entryLowerAt]
    let initial = entries[record &+ PackFormat.entryInitialAt]
    let upper = entries[record &+ PackFormat.entryUpperAt]
    let flags = WordFlags(
      rawValue: entries.loadUnaligned(
        fromByteOffset: record &+ PackFormat.entryFlagsAt, as: UInt16.self) & flagMask)
    var accepted: UInt8
    var any = lower | initial | upper
    switch shape.shape {
    case .lower: accepted = lower
    case .initial: accepted = lower | initial
    case .upper: accepted = lower | initial | upper
    case .mixed: accepted = 0
    }
    if flags.contains(.hasMixed) {
      let first = Int(
        entries.loadUnaligned(fromByteOffset: record &+ PackFormat.entryMixedAt, as: UInt32.self))
      let patterns = Int(
        entries.loadUnaligned(
          fromByteOffset: record &+ PackFormat.entryMixedCountAt, as: UInt16.self))
      for i in first..<first &+ patterns where (i &+ 1) &* PackFormat.mixedSize <= mixed.count {
        let capitals = mixed.loadUnaligned(
          fromByteOffset: i &* PackFormat.mixedSize, as: UInt64.self)
        let mask = mixed[i &* PackFormat.mixedSize &+ 8]
        any |= mask
        if shape.shape == .mixed {
          if capitals == shape.capitals { accepted |= mask }
        } else if shape.shape == .upper, Self.isAfterApostrophe(capitals, folded) {
          accepted |= mask
        }
      }
    }
    return LexiconEntry(
      index: index,
      frequency: entries.loadUnaligned(
        fromByteOffset: record &+ PackFormat.entryFrequencyAt, as: UInt32.self),
      names: NameKinds(
        rawValue: entries.loadUnaligned(
          fromByteOffset: record &+ PackFormat.entryKindsAt, as: UInt16.self)),
      flags: flags, dialects: Dialects(rawValue: accepted),
      dialectsInAnyCase: Dialects(rawValue: any),
      fame: entries[record &+ PackFormat.entryFameAt],
      capitalisedShare: entries[record &+ PackFormat.entryShareAt])
  }

  /// Whether the capitals are those that libhunspell tries for a word in capitals with an
  /// apostrophe: `SANT'ELIA` stands for `sant'Elia` and `Sant'Elia`.
  private static func isAfterApostrophe(
    _ capitals: UInt64, _ folded: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let apostrophe = folded.firstIndex(of: 0x27), apostrophe + 1 < folded.count else {
      return false
    }
    let second: UInt64 = 1 << UInt64(apostrophe + 1)
    return capitals == second || capitals == second | 1
  }

  /// The folded form of an entry.
  func folded(_ index: UInt32) -> [UInt8] {
    guard Int(index) < count else { return [] }
    let record = Int(index) * PackFormat.entrySize
    let start = Int(
      entries.loadUnaligned(fromByteOffset: record + PackFormat.entryKeyAt, as: UInt32.self))
    let end = start + Int(entries[record + PackFormat.entryKeyLengthAt])
    guard end <= keys.count else { return [] }
    return Array(keys[start..<end])
  }

  /// How often an entry's word has a capital, in per cent.
  func capitalisedShare(_ index: UInt32) -> UInt8 {
    Int(index) < count ? entries[Int(index) &* PackFormat.entrySize &+ PackFormat.entryShareAt] : 0
  }
}

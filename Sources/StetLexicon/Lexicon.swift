import StetText

/// The compiled lexicon: every word that the dictionaries and lists accept, in one mapped file.
///
/// Lookups allocate nothing and are safe from any thread. Words are UTF-8 with straight
/// apostrophes (the tokenizer's normal form).
public final class Lexicon: @unchecked Sendable {
  // All stored properties are constants over memory that is never written.
  let storage: PackStorage
  private let sections: [(section: PackSection, range: Range<Int>)]
  private let slots: UnsafeRawBufferPointer
  let entries: UnsafeRawBufferPointer
  let keys: UnsafeRawBufferPointer
  let mixed: UnsafeRawBufferPointer
  let pairIndex: UnsafeRawBufferPointer
  let pairs: UnsafeRawBufferPointer
  let phraseSlots: UnsafeRawBufferPointer
  let variantMap: StringMap
  let misspellingMap: StringMap
  let listMap: StringMap
  private let slotMask: Int
  private let flagMask: UInt16
  /// The hash of everything that the pack was compiled from.
  public let contentHash: UInt64
  /// The dialects whose dictionaries are compiled in.
  public let dialects: Dialects
  let ordinalDialects: Dialects
  let edgeHyphenDialects: Dialects
  let dashDialects: Dialects
  /// The number of entries.
  public let count: Int

  /// Opens a pack from bytes in memory (copied).
  public convenience init(bytes: [UInt8]) throws(LexiconError) {
    try self.init(PackStorage(copying: bytes), verifyingBody: true)
  }

  /// Maps a pack file. The header is always checked; the whole body, at about 5 ms, only when
  /// asked for.
  public convenience init(path: String, verifyingBody: Bool = false) throws(LexiconError) {
    try self.init(PackStorage(mapping: path), verifyingBody: verifyingBody)
  }

  /// The same lexicon without recorded misspellings, for measuring what it does without them.
  public func ignoringAttestedPairs() throws(LexiconError) -> Lexicon {
    try Lexicon(storage, verifyingBody: false, usesAttestedPairs: false)
  }

  init(
    _ storage: PackStorage, verifyingBody: Bool, usesAttestedPairs: Bool = true
  ) throws(LexiconError) {
    self.storage = storage
    flagMask = usesAttestedPairs ? ~0 : ~WordFlags.attestedMisspelling.rawValue
    let bytes = storage.bytes
    let directory = try PackDirectory(bytes)
    if verifyingBody { try directory.verifyBody(bytes) }
    sections = directory.sections
    contentHash = directory.contentHash
    dialects = Dialects(rawValue: bytes[PackFormat.dialectsAt])
    ordinalDialects = Dialects(rawValue: bytes[PackFormat.ordinalDialectsAt])
    edgeHyphenDialects = Dialects(rawValue: bytes[PackFormat.edgeHyphenDialectsAt])
    dashDialects = Dialects(rawValue: bytes[PackFormat.dashDialectsAt])
    slots = directory.bytes(.slots, of: bytes)
    entries = directory.bytes(.entries, of: bytes)
    keys = directory.bytes(.keys, of: bytes)
    mixed = directory.bytes(.mixed, of: bytes)
    pairIndex = directory.bytes(.pairIndex, of: bytes)
    pairs = directory.bytes(.pairs, of: bytes)
    phraseSlots = directory.bytes(.phrases, of: bytes)
    variantMap = StringMap(directory.bytes(.variants, of: bytes))
    misspellingMap = StringMap(
      directory.bytes(usesAttestedPairs ? .misspellings : PackSection(rawValue: 0), of: bytes))
    listMap = StringMap(directory.bytes(.lists, of: bytes))
    let slotCount = slots.count / 4
    guard slotCount > 0, slotCount & (slotCount - 1) == 0 else {
      throw .badPack(reason: "its word index is damaged")
    }
    slotMask = slotCount - 1
    count = entries.count / PackFormat.entrySize
  }

  /// The bytes of a section, empty when the pack has none of that name. Other modules keep their
  /// compiled data here; the buffer lives as long as the lexicon.
  public func section(_ name: PackSection) -> UnsafeRawBufferPointer {
    for (section, range) in sections where section == name {
      return UnsafeRawBufferPointer(rebasing: storage.bytes[range])
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// What the lexicon knows of a word, or nil when it has no entry for it in any case.
  @inline(__always)
  public func entry(for word: UnsafeBufferPointer<UInt8>) -> LexiconEntry? {
    FoldedWord.with(word) { folded, shape in
      guard let index = find(folded) else { return nil }
      return makeEntry(index, shape, folded)
    }
  }

  /// The same for an array.
  public func entry(for word: [UInt8]) -> LexiconEntry? {
    word.withUnsafeBufferPointer { entry(for: $0) }
  }

  /// Whether one of the dialects, or the project's own lists, accepts the word as written.
  public func known(_ word: [UInt8], dialects wanted: Dialects = .all) -> Bool {
    !accepting(word).isDisjoint(with: wanted.union(.ownLists))
  }

  /// The index of the entry of a folded word that is followed by zeros up to a multiple of eight.
  @inline(__always)
  func find(_ folded: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = WordHash.padded(folded)
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    var place = Int(truncatingIfNeeded: hash) & slotMask
    var probes = 0
    while probes <= slotMask {
      let slot = slots.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
      if slot == 0 { return nil }
      if slot & ~PackFormat.slotIndexMask == fingerprint {
        let index = (slot & PackFormat.slotIndexMask) &- 1
        if isKey(index, folded) { return index }
      }
      place = (place &+ 1) & slotMask
      probes &+= 1
    }
    return nil
  }

  @inline(__always)
  private func isKey(_ index: UInt32, _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
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
  private func makeEntry(
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
      index: index, dialects: Dialects(rawValue: accepted),
      dialectsInAnyCase: Dialects(rawValue: any),
      names: NameKinds(
        rawValue: entries.loadUnaligned(
          fromByteOffset: record &+ PackFormat.entryKindsAt, as: UInt16.self)),
      fame: entries[record &+ PackFormat.entryFameAt],
      frequency: entries.loadUnaligned(
        fromByteOffset: record &+ PackFormat.entryFrequencyAt, as: UInt32.self),
      capitalisedShare: entries[record &+ PackFormat.entryShareAt], flags: flags)
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
  public func folded(_ index: UInt32) -> [UInt8] {
    guard Int(index) < count else { return [] }
    let record = Int(index) * PackFormat.entrySize
    let start = Int(
      entries.loadUnaligned(fromByteOffset: record + PackFormat.entryKeyAt, as: UInt32.self))
    let end = start + Int(entries[record + PackFormat.entryKeyLengthAt])
    guard end <= keys.count else { return [] }
    return Array(keys[start..<end])
  }
}

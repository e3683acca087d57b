/// Look-ups of many short strings, most of which are no words: they are hashed first and looked up together, so that what is
/// read comes from memory together.
struct StringSearches {
  /// A string of one to sixteen ASCII bytes without capitals.
  private struct Search {
    let low: UInt64
    let high: UInt64
    let length: UInt32
    let tag: Int
    var slot: UInt32
    let hash: UInt64
  }

  /// How many are looked up together.
  private static let most = 64

  private let words: WordIndex
  private let searches: UnsafeMutablePointer<Search>
  private var count = 0
  private var found: [Found] = []

  /// The entry of a string, and what the string was given as a tag.
  typealias Found = (entry: LexiconEntry, tag: Int)

  /// Calls `body` with look-ups that are good for this call; returns the entries of the strings that have one, in order
  /// but for those of more than sixteen bytes or beyond ASCII.
  static func entries(
    _ words: WordIndex, _ body: (inout StringSearches) -> Void
  ) -> [Found] {
    withUnsafeTemporaryAllocation(of: Search.self, capacity: most) { memory in
      guard let base = memory.baseAddress else { return [] }
      var searches = StringSearches(words: words, searches: base)
      body(&searches)
      searches.finish()
      return searches.found
    }
  }

  private init(words: WordIndex, searches: UnsafeMutablePointer<Search>) {
    self.words = words
    self.searches = searches
  }

  /// Takes a string in small letters; sixteen bytes can be read from its start.
  @inline(__always)
  mutating func add(_ string: UnsafeBufferPointer<UInt8>, tag: Int) {
    guard let base = string.baseAddress, !string.isEmpty else { return }
    guard string.count <= 16 else {
      if let entry = words.entry(for: string) { found.append((entry, tag)) }
      return
    }
    let bytes = UnsafeRawPointer(base)
    let inLow = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(8, string.count))
    let inHigh = ~(UInt64.max << UInt64(truncatingIfNeeded: 8 &* max(0, string.count &- 8)))
    let low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) & inLow
    let high =
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) & inHigh
    guard WordBatch.isASCII(low, high) else {
      if let entry = words.entry(for: string) { found.append((entry, tag)) }
      return
    }
    let length = UInt32(truncatingIfNeeded: string.count)
    (searches + count).initialize(
      to: Search(
        low: low, high: high, length: length, tag: tag, slot: 0,
        hash: WordHash.upToSixteen(low, high, count: length)))
    count &+= 1
    if count == Self.most { finish() }
  }

  private mutating func finish() {
    for i in 0..<count {
      searches[i].slot = words.firstSlot(searches[i].hash, isHot: false)
    }
    for i in 0..<count where searches[i].slot != 0 {
      let search = searches[i]
      if let entry = words.entry(
        search.slot, search.hash, search.low, search.high, Int(search.length))
      {
        found.append((entry, search.tag))
      }
    }
    count = 0
  }
}

extension WordIndex {
  /// The entry of a word of one to sixteen bytes in small letters, given the first slot for its hash.
  fileprivate func entry(
    _ slot: UInt32, _ hash: UInt64, _ low: UInt64, _ high: UInt64, _ length: Int
  ) -> LexiconEntry? {
    let index = index(slot, hash, isHot: false)
    if index == Self.none { return nil }
    if startsKey(index, low, length), length <= 8 || endsKey(index, high, length) {
      return makeEntry(
        index, FoldedWord(capitals: 0, hasLower: true),
        UnsafeBufferPointer(start: nil, count: 0))
    }
    // Another word has the same mark in its slot, now and then.
    return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { bytes in
      entry(for: UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<length]))
    }
  }
}

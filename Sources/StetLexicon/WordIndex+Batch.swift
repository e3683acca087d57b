import StetText

extension WordIndex {
  /// A word that is looked up.
  private struct Search {
    /// Its place among the words.
    let word: UInt32
    /// What the slot for its hash holds, and then the index of the entry that seems to be its own.
    var index: UInt32
    let hash: UInt64
    /// Its first eight bytes, zero after its end.
    let head: UInt64
    let count: UInt32
    /// Whether the entry's key is as long and begins in the same way.
    var isNear = false
  }

  /// The entries of the words of a text that are their own lower-case form; see `Lexicon.entries`.
  ///
  /// Rare words lie far apart in a large file, and waiting for memory takes longer than all else. So each step is taken for
  /// all words before the next one begins, and decides nothing by what it reads: the reads of many words are under
  /// way at once.
  func entries(
    _ pool: UnsafeBufferPointer<UInt8>, _ offsets: UnsafeBufferPointer<UInt32>,
    _ lengths: UnsafeBufferPointer<UInt32>, _ folded: UnsafeBufferPointer<UInt32>,
    _ take: (_ word: Int, LexiconEntry?) -> Void
  ) {
    @inline(__always)
    func word(_ i: Int) -> UnsafeBufferPointer<UInt8> {
      let start = Int(offsets[i])
      return UnsafeBufferPointer(rebasing: pool[start..<start + Int(lengths[i])])
    }
    withUnsafeTemporaryAllocation(of: Search.self, capacity: offsets.count) { memory in
      var count = 0
      for i in 0..<offsets.count where folded[i] == UInt32(truncatingIfNeeded: i) {
        guard let search = Self.search(word(i), i) else {
          take(i, entry(for: word(i)))
          continue
        }
        memory.initializeElement(at: count, to: search)
        count += 1
      }
      let searches = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      for i in 0..<count { searches[i].index = firstSlot(searches[i].hash, isHot: true) }
      for i in 0..<count {
        searches[i].index = index(searches[i].index, searches[i].hash, isHot: true)
      }
      for i in 0..<count where searches[i].index == Self.none {
        searches[i].index = index(
          firstSlot(searches[i].hash, isHot: false), searches[i].hash, isHot: false)
      }
      for i in 0..<count {
        searches[i].isNear = startsKey(
          searches[i].index, searches[i].head, Int(searches[i].count))
      }
      for search in searches {
        let place = Int(search.word)
        let own = word(place)
        if search.isNear, search.count <= 8 || isKey(search.index, own) {
          take(place, makeEntry(search.index, FoldedWord(capitals: 0, hasLower: true), own))
        } else {
          // Another word has the same mark in its slot, now and then.
          take(place, search.index == Self.none ? nil : entry(for: own))
        }
      }
    }
  }

  /// The search for an ASCII word that is followed by seven readable bytes; nil for other words.
  @inline(__always)
  private static func search(_ word: UnsafeBufferPointer<UInt8>, _ place: Int) -> Search? {
    guard let base = word.baseAddress, word.count > 0, word.count <= FoldedWord.limit else {
      return nil
    }
    let bytes = UnsafeRawPointer(base)
    let head = WordHash.chunk(bytes, 0, word.count)
    var seen = head
    var index = 8
    while index < word.count {
      seen |= WordHash.chunk(bytes, index, word.count)
      index &+= 8
    }
    guard seen & 0x8080_8080_8080_8080 == 0 else { return nil }
    return Search(
      word: UInt32(truncatingIfNeeded: place), index: 0,
      hash: WordHash.of(bytes, count: word.count), head: head,
      count: UInt32(truncatingIfNeeded: word.count))
  }
}

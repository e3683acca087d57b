import StetText

/// A word that is looked up together with others.
private struct WordSearch {
  let hash: UInt64
  /// Its first eight bytes, zero after its end.
  let head: UInt64
  /// Its place among the words.
  let word: UInt32
  let count: UInt32
  /// The entry that seems to be its own, or `WordIndex.none`.
  var index: UInt32
  /// Whether the entry's key is as long and has the same bytes.
  var isFound = false
}

/// The searches for the words of a text, in memory that is not kept.
private struct WordSearches {
  let all: UnsafeMutablePointer<WordSearch>
  var count = 0
  /// The searches that the slots of the very commonest words say nothing of.
  let rest: UnsafeMutablePointer<UInt32>
  var restCount = 0
  /// The searches for words of more than eight bytes.
  let long: UnsafeMutablePointer<UInt32>
  var longCount = 0

  /// Adds a search. What it is filed under is decided without a branch.
  @inline(__always)
  mutating func add(_ search: WordSearch) {
    (all + count).initialize(to: search)
    rest[restCount] = UInt32(truncatingIfNeeded: count)
    restCount &+= search.index == WordIndex.none ? 1 : 0
    long[longCount] = UInt32(truncatingIfNeeded: count)
    longCount &+= search.count > 8 ? 1 : 0
    count &+= 1
  }
}

extension WordIndex {
  /// The longest word that is looked up together with others, in bytes.
  private static let longest = 16

  /// The entries of the words of a text; see `Lexicon.entries`.
  ///
  /// Rare words lie far apart in a large file, and waiting for memory takes longer than all else. So each step is taken for
  /// all words before the next one begins, and decides little by what it reads: the reads of many words are under
  /// way at once.
  func entries(_ words: WordBatch, into output: UnsafeMutablePointer<LexiconEntry?>) {
    withUnsafeTemporaryAllocation(of: WordSearch.self, capacity: words.count) { memory in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: words.count * 2) { lists in
        guard let all = memory.baseAddress, let list = lists.baseAddress else { return }
        var searches = WordSearches(all: all, rest: list, long: list + words.count)
        begin(words, &searches, output)
        lookFurther(searches)
        compare(searches, words)
        for i in 0..<searches.count {
          let (word, index) = (Int(all[i].word), all[i].index)
          if all[i].isFound {
            (output + word).initialize(to: lowerEntry(index))
          } else {
            // Another word has the same mark in its slot, now and then.
            (output + word).initialize(
              to: index == Self.none ? nil : anyEntry(for: words.bytes(word)))
          }
        }
      }
    }
    // A word with a capital has the entry of its lower-case form: it is not searched for again.
    for i in 0..<words.count where words.folded[i] != UInt32(truncatingIfNeeded: i) {
      (output + i).initialize(to: cased(i, words, output))
    }
  }

  /// Hashes the words that are their own lower-case form, and looks for each among the very commonest words. Words that
  /// are not ASCII, or too long, have their entry at once.
  @inline(__always)
  private func begin(
    _ words: WordBatch, _ searches: inout WordSearches,
    _ output: UnsafeMutablePointer<LexiconEntry?>
  ) {
    for i in 0..<words.count where words.folded[i] == UInt32(truncatingIfNeeded: i) {
      let length = Int(words.lengths[i])
      let (low, high) = words.halves(i)
      guard length &- 1 < Self.longest, WordBatch.isASCII(low, high) else {
        (output + i).initialize(to: anyEntry(for: words.bytes(i)))
        continue
      }
      let hash =
        length <= 8
        ? WordHash.short(low, count: length) : WordHash.short(low, high, count: length)
      searches.add(
        WordSearch(
          hash: hash, head: low, word: UInt32(truncatingIfNeeded: i),
          count: UInt32(truncatingIfNeeded: length), index: topIndex(hash)))
    }
  }

  /// Looks for the words that are not among the very commonest.
  @inline(__always)
  private func lookFurther(_ searches: WordSearches) {
    let all = searches.all
    for i in 0..<searches.restCount {
      let search = Int(searches.rest[i])
      all[search].index = firstSlot(all[search].hash, isHot: true)
    }
    for i in 0..<searches.restCount {
      let search = Int(searches.rest[i])
      all[search].index = index(ofSlot: all[search].index, all[search].hash)
    }
  }

  /// Compares the entries that have been found with the words.
  @inline(__always)
  private func compare(_ searches: WordSearches, _ words: WordBatch) {
    let all = searches.all
    for i in 0..<searches.count {
      all[i].isFound = startsKey(all[i].index, all[i].head, Int(all[i].count))
    }
    for i in 0..<searches.longCount {
      let search = Int(searches.long[i])
      guard all[search].isFound else { continue }
      all[search].isFound = endsKey(
        all[search].index, words.halves(Int(all[search].word)).high, Int(all[search].count))
    }
  }

  /// The entry of a word that is looked up alone; outside the loops, which it would make slow.
  @inline(never)
  private func anyEntry(for word: UnsafeBufferPointer<UInt8>) -> LexiconEntry? { entry(for: word) }

  /// What is known of a word in lower case that has an entry.
  @inline(__always)
  private func lowerEntry(_ index: UInt32) -> LexiconEntry {
    makeEntry(
      index, FoldedWord(capitals: 0, hasLower: true), UnsafeBufferPointer(start: nil, count: 0))
  }

  /// The entry of a word with a capital, given those of all words without.
  @inline(__always)
  private func cased(
    _ word: Int, _ words: WordBatch, _ output: UnsafeMutablePointer<LexiconEntry?>
  ) -> LexiconEntry? {
    let (low, high) = words.halves(word)
    let form = Int(words.folded[word])
    // Beyond ASCII there is more than one way to fold.
    guard words.lengths[word] <= Self.longest, WordBatch.isASCII(low, high),
      words.folded[form] == UInt32(truncatingIfNeeded: form)
    else { return anyEntry(for: words.bytes(word)) }
    guard let index = output[form]?.index else { return nil }
    return makeEntry(index, FoldedWord(ascii: low, high), words.bytes(form))
  }

  /// The index of the first entry that the slots have for a hash, given the slot of the commonest words that it points
  /// to; of another word now and then.
  @inline(__always)
  private func index(ofSlot slot: UInt32, _ hash: UInt64) -> UInt32 {
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    if slot != 0, slot & ~PackFormat.slotIndexMask == fingerprint {
      return (slot & PackFormat.slotIndexMask) &- 1
    }
    return index(behind: slot, hash)
  }

  @inline(never)
  private func index(behind slot: UInt32, _ hash: UInt64) -> UInt32 {
    let hot = index(slot, hash, isHot: true)
    return hot != Self.none ? hot : index(firstSlot(hash, isHot: false), hash, isHot: false)
  }
}

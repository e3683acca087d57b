import StetText

/// A word that is not found at once among the very commonest.
private struct WordSearch {
  let hash: UInt64
  /// Its place among the words.
  let word: UInt32
  /// The entry that seems to be its own, or `WordIndex.none`.
  var index: UInt32
  /// Whether the entry's key has the same bytes.
  var isFound = false
}

/// The searches for the words of a text, in memory that is not kept.
private struct WordSearches {
  /// Words that have been found: the word, and its entry in the upper half.
  let found: UnsafeMutablePointer<UInt64>
  var foundCount = 0
  let open: UnsafeMutablePointer<WordSearch>
  var openCount = 0
  /// The open searches that the slots of the very commonest words say nothing of.
  let rest: UnsafeMutablePointer<UInt32>
  var restCount = 0

  /// Adds a word. What it is filed under is decided without a branch.
  @inline(__always)
  mutating func add(_ word: Int, _ hash: UInt64, index: UInt32, isFound: Bool) {
    found[foundCount] = UInt64(truncatingIfNeeded: word) | UInt64(index) &<< 32
    (open + openCount).initialize(
      to: WordSearch(hash: hash, word: UInt32(truncatingIfNeeded: word), index: index))
    rest[restCount] = UInt32(truncatingIfNeeded: openCount)
    restCount &+= index == WordIndex.none ? 1 : 0
    foundCount &+= isFound ? 1 : 0
    openCount &+= isFound ? 0 : 1
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
    guard count > 0 else {
      output.initialize(repeating: nil, count: words.count)
      return
    }
    withUnsafeTemporaryAllocation(of: WordSearch.self, capacity: words.count) { open in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words.count) { found in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: words.count) { rest in
          guard let open = open.baseAddress, let found = found.baseAddress,
            let rest = rest.baseAddress
          else { return }
          var searches = WordSearches(found: found, open: open, rest: rest)
          begin(words, &searches, output)
          lookFurther(searches)
          compare(searches, words)
          finish(searches, words, output)
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
      let index = topIndex(hash)
      // The entry is read whether there is one or not, so that nothing waits for the answer.
      let isOwn = startsKey(safe: index, low, length)
      searches.add(i, hash, index: index, isFound: isOwn && length <= 8)
    }
  }

  /// Looks for the words that are not among the very commonest.
  @inline(__always)
  private func lookFurther(_ searches: WordSearches) {
    let open = searches.open
    for i in 0..<searches.restCount {
      let search = Int(searches.rest[i])
      open[search].index = firstSlot(open[search].hash, isHot: true)
    }
    for i in 0..<searches.restCount {
      let search = Int(searches.rest[i])
      open[search].index = index(ofSlot: open[search].index, open[search].hash)
    }
  }

  /// Compares the entries that have been found with the words.
  @inline(__always)
  private func compare(_ searches: WordSearches, _ words: WordBatch) {
    let open = searches.open
    for i in 0..<searches.openCount {
      let word = Int(open[i].word)
      open[i].isFound = startsKey(
        safe: open[i].index, words.halves(word).low, Int(words.lengths[word]))
    }
    for i in 0..<searches.openCount where open[i].isFound {
      let word = Int(open[i].word)
      let length = Int(words.lengths[word])
      if length > 8 { open[i].isFound = endsKey(open[i].index, words.halves(word).high, length) }
    }
  }

  @inline(__always)
  private func finish(
    _ searches: WordSearches, _ words: WordBatch, _ output: UnsafeMutablePointer<LexiconEntry?>
  ) {
    for i in 0..<searches.foundCount {
      let found = searches.found[i]
      (output + Int(found & 0xFFFF_FFFF)).initialize(
        to: lowerEntry(UInt32(truncatingIfNeeded: found &>> 32)))
    }
    for i in 0..<searches.openCount {
      let search = searches.open[i]
      let word = Int(search.word)
      if search.isFound {
        (output + word).initialize(to: lowerEntry(search.index))
      } else if search.index == Self.none {
        (output + word).initialize(to: nil)
      } else {
        // Another word has the same mark in its slot, now and then.
        (output + word).initialize(to: anyEntry(for: words.bytes(word)))
      }
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
    guard let lower = output[form] else { return nil }
    return makeEntry(lower.index, FoldedWord(ascii: low, high), words.bytes(form))
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

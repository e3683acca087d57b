import StetText

/// The searches for the words of a text, in memory that is not kept: one for each word that is its own lower-case form.
private struct WordSearches {
  /// The word of each search.
  let words: UnsafeMutablePointer<UInt32>
  /// Its hash; when it has been looked up, the first eight bytes of the key of the entry.
  let hashes: UnsafeMutablePointer<UInt64>
  /// The entry that seems to be its own, or `WordIndex.none`.
  let indices: UnsafeMutablePointer<UInt32>
  /// Two lists of searches that a step leaves for the next one.
  let some: UnsafeMutablePointer<UInt32>
  let others: UnsafeMutablePointer<UInt32>
  /// The number of searches.
  var count = 0

  /// Lists of so many numbers, one behind the other.
  init(
    hashes: UnsafeMutablePointer<UInt64>, lists: UnsafeMutablePointer<UInt32>, capacity: Int
  ) {
    self.hashes = hashes
    words = lists
    indices = lists + capacity
    some = lists + 2 * capacity
    others = lists + 3 * capacity
  }

  /// How many lists of numbers there are.
  static let lists = 4
}

extension WordIndex {
  /// The longest word that is looked up together with others, in bytes.
  private static let longest = 16

  /// The entries of the words of a text; see `Lexicon.entries`.
  ///
  /// Rare words lie far apart in a large file, and waiting for memory takes longer than all else. So each step is taken for
  /// all words before the next one begins, and none branches on what it reads: a branch that is guessed wrong waits for
  /// what it hangs on, and the reads behind it with it. What a step finds is noted by counting on by 0 or 1.
  func entries(_ words: WordBatch, into output: UnsafeMutablePointer<LexiconEntry?>) {
    guard count > 0 else {
      output.initialize(repeating: nil, count: words.count)
      return
    }
    let capacity = words.count
    CallMemory.with(of: UInt64.self, capacity: capacity) { hashes in
      CallMemory.with(of: UInt32.self, capacity: capacity * WordSearches.lists) { lists in
        guard let hashes = hashes.baseAddress, let lists = lists.baseAddress else { return }
        var searches = WordSearches(hashes: hashes, lists: lists, capacity: capacity)
        searches.count = begin(words, searches)
        lookFurther(searches, count: lookNear(words, searches))
        readHeads(searches)
        finish(words, searches, output)
        finishOdd(words, searches, output)
      }
    }
    // A word with a capital has the entry of its lower-case form: it is not searched for again.
    for i in 0..<words.count where words.folded[i] != UInt32(truncatingIfNeeded: i) {
      (output + i).initialize(to: cased(i, words, output))
    }
  }

  /// 1 for any number but 0, without a branch.
  @inline(__always)
  private static func isSome(_ number: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(number) &+ 0xFFFF_FFFF) &>> 32)
  }

  /// Lists the words that are their own lower-case form; returns how many there are.
  @inline(never)
  private func begin(_ words: WordBatch, _ searches: WordSearches) -> Int {
    let (folded, list) = (words.folded, searches.words)
    var count = 0
    for i in 0..<words.count {
      let word = UInt32(truncatingIfNeeded: i)
      list[count] = word
      count &+= 1 &- Self.isSome(folded[i] ^ word)
    }
    return count
  }

  /// 0 for what may be looked up together with others: words of one to sixteen bytes, all of them ASCII.
  @inline(__always)
  private static func odds(_ low: UInt64, _ high: UInt64, _ length: UInt32) -> UInt32 {
    let bits = (low | high) & 0x8080_8080_8080_8080
    return UInt32(truncatingIfNeeded: bits) | UInt32(truncatingIfNeeded: bits &>> 32)
      | (length &- 1) &>> 4
  }

  /// Hashes the words and looks for each among the very commonest ones. Lists the searches that find nothing there (`some`);
  /// returns how many they are.
  @inline(never)
  private func lookNear(_ words: WordBatch, _ searches: WordSearches) -> Int {
    let (list, hashes, indices, rest) =
      (searches.words, searches.hashes, searches.indices, searches.some)
    var count = 0
    for k in 0..<searches.count {
      let word = Int(list[k])
      let (low, high) = words.halves(word)
      let hash = WordHash.upToSixteen(low, high, count: words.lengths[word])
      let index = topIndex(hash)
      hashes[k] = hash
      indices[k] = index
      rest[count] = UInt32(truncatingIfNeeded: k)
      count &+= 1 &- Self.isSome(~index)
    }
    return count
  }

  /// Looks for the words that are not among the very commonest: among the common ones, then among all.
  @inline(never)
  private func lookFurther(_ searches: WordSearches, count: Int) {
    let (hashes, indices, rest, further) =
      (searches.hashes, searches.indices, searches.some, searches.others)
    for i in 0..<count {
      let k = Int(rest[i])
      indices[k] = firstSlot(hashes[k], isHot: true)
    }
    var furtherCount = 0
    for i in 0..<count {
      let k = Int(rest[i])
      let index = index(indices[k], hashes[k], isHot: true)
      indices[k] = index
      further[furtherCount] = rest[i]
      furtherCount &+= 1 &- Self.isSome(~index)
    }
    for i in 0..<furtherCount {
      let k = Int(further[i])
      indices[k] = firstSlot(hashes[k], isHot: false)
    }
    for i in 0..<furtherCount {
      let k = Int(further[i])
      indices[k] = index(indices[k], hashes[k], isHot: false)
    }
  }

  /// Reads the first eight bytes of each entry's key, which most entries come from memory for. A loop as short as can be: the
  /// processor has the reads of as many words under way as it has room for their steps.
  @inline(never)
  private func readHeads(_ searches: WordSearches) {
    let (heads, indices) = (searches.hashes, searches.indices)
    guard let base = entries.baseAddress else { return }
    let most = UInt32(truncatingIfNeeded: count &- 1)
    for k in 0..<searches.count {
      let record = Int(min(indices[k], most)) &* PackFormat.entrySize
      heads[k] = (base + record).loadUnaligned(
        fromByteOffset: PackFormat.entryHeadAt, as: UInt64.self)
    }
  }

  /// Writes down the entries, compared with the words.
  @inline(never)
  private func finish(
    _ words: WordBatch, _ searches: WordSearches, _ output: UnsafeMutablePointer<LexiconEntry?>
  ) {
    let (list, indices, long, wrong) =
      (searches.words, searches.indices, searches.some, searches.others)
    var (longCount, wrongCount) = (0, 0)
    for k in 0..<searches.count {
      let word = Int(list[k])
      let length = words.lengths[word]
      let index = indices[k]
      let difference = difference(
        index, searches.hashes[k] ^ words.halves(word).low, length)
      // Written whether it is the word's own or not; one that is not is written over.
      (output + word).initialize(to: lowerEntry(min(index, UInt32(truncatingIfNeeded: count &- 1))))
      wrong[wrongCount] = UInt32(truncatingIfNeeded: k)
      wrongCount &+= Self.isSome(difference)
      long[longCount] = UInt32(truncatingIfNeeded: k)
      longCount &+= Self.isSome((length &- 1) &>> 3) & (1 &- Self.isSome(difference))
    }
    for i in 0..<longCount {
      let k = Int(long[i])
      let word = Int(list[k])
      if !endsKey(indices[k], words.halves(word).high, Int(words.lengths[word])) {
        wrong[wrongCount] = long[i]
        wrongCount &+= 1
      }
    }
    for i in 0..<wrongCount {
      let k = Int(wrong[i])
      let word = Int(list[k])
      // Another word has the same mark in its slot, now and then.
      output[word] = indices[k] == Self.none ? nil : anyEntry(for: words.bytes(word))
    }
  }

  /// Looks for the words that are not ASCII, or too long to be looked up together, each by itself.
  @inline(never)
  private func finishOdd(
    _ words: WordBatch, _ searches: WordSearches, _ output: UnsafeMutablePointer<LexiconEntry?>
  ) {
    for k in 0..<searches.count {
      let word = Int(searches.words[k])
      let (low, high) = words.halves(word)
      if Self.odds(low, high, words.lengths[word]) != 0 {
        output[word] = anyEntry(for: words.bytes(word))
      }
    }
  }

  /// 0 when an entry's key is as long as a word and starts with the same eight bytes, zero after its end; not 0 when there
  /// is no such entry. Without a branch.
  ///
  /// - Parameter bits: the exclusive or of the bytes.
  @inline(__always)
  private func difference(_ index: UInt32, _ bits: UInt64, _ length: UInt32) -> UInt32 {
    let safe = min(index, UInt32(truncatingIfNeeded: count &- 1))
    let ownLength = entries[Int(safe) &* PackFormat.entrySize &+ PackFormat.entryKeyLengthAt]
    return UInt32(truncatingIfNeeded: bits) | UInt32(truncatingIfNeeded: bits &>> 32)
      | (UInt32(ownLength) ^ length) | (safe ^ index)
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
}

import StetText

/// A word of the table near one that was typed.
struct NearWord {
  /// Its entry; nil when only words that differ from it by accents have one.
  let entry: UInt32?
  /// How many edits away it is.
  let distance: Int
  /// Whether others differ from it by accents alone.
  let hasAccents: Bool
  /// Its letters as codes of `LetterRuns`, good for the call.
  let codes: UnsafeBufferPointer<UInt8>
}

extension SuggestionTable {
  /// Calls `visit` with each word within `limit` edits (one to three) of `word`, in no order that means anything. Of all
  /// edits, one at most may be in the first two letters; of three, one in the first four and two in the first six. Words
  /// that are too long have no neighbours.
  func neighbours(of word: [UInt8], limit: Int, _ visit: (NearWord) -> Void) {
    guard word.count > 0, word.count + limit <= Self.maximumLength else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { places in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Search.room + 1) { picked in
        guard let places = places.baseAddress, let picked = picked.baseAddress else { return }
        places.initialize(repeating: 0, count: 256)
        for (place, letter) in word.enumerated() {
          let code = Int(LetterRuns.code(letter))
          // What is no letter of the table stands nowhere in its words.
          if code < Self.codeCount { places[code] |= 1 << UInt64(place) }
        }
        let search = Search(table: self, word: word, places: places, picked: picked)
        switch limit {
        case 1: search.run(OneEdit.self, visit)
        case 2: search.run(TwoEdits.self, visit)
        default: search.run(ThreeEdits.self, visit)
        }
      }
    }
  }

  private struct Search {
    /// So many words are picked at a time.
    static let room = 1024

    let table: SuggestionTable
    let wordCount: Int
    /// The bits of the letters of the word that was typed.
    let mask: UInt32
    /// Those of its letters but the first.
    let maskButFirst: UInt32
    /// Those of its letters but the second.
    let maskButSecond: UInt32
    /// Its first three letters; nil for what is no letter of the table, or beyond the word.
    let first: Int?
    let second: Int?
    let third: Int?
    /// Where in the word that was typed each letter stands; for each byte, so that a damaged table does no harm.
    let places: UnsafePointer<UInt64>
    /// Room for the numbers of words that have nearly the same letters.
    let picked: UnsafeMutablePointer<UInt32>

    init(
      table: SuggestionTable, word: [UInt8], places: UnsafePointer<UInt64>,
      picked: UnsafeMutablePointer<UInt32>
    ) {
      self.table = table
      self.places = places
      self.picked = picked
      wordCount = word.count
      // The letters that stand in other places than some.
      func letters(besides place: UInt64) -> UInt32 {
        (0..<codeCount).reduce(0) { $0 | (places[$1] & ~place != 0 ? 1 << UInt32($1) : 0) }
      }
      mask = letters(besides: 0)
      maskButFirst = letters(besides: 1)
      maskButSecond = letters(besides: 2)
      func code(_ place: Int) -> Int? {
        guard place < word.count else { return nil }
        let code = Int(LetterRuns.code(word[place]))
        return code < codeCount ? code : nil
      }
      (first, second, third) = (code(0), code(1), code(2))
    }

    /// Looks at the words whose first two letters are within an edit of the beginning of the word that was typed.
    ///
    /// A letter that the other word lacks takes an edit that adds none to it. Where the first letters are not the same,
    /// one edit is made there: it neither takes away any but the first letter of the word that was typed nor adds any but
    /// the first of the other. So it is with the second letters where the first are the same.
    ///
    /// - Parameter limit: the most edits; a type, so that the questions about it are answered when this is compiled.
    func run<Limit: EditLimit>(_ limit: Limit.Type, _ visit: (NearWord) -> Void) {
      let edits = Limit.edits
      for length in max(2, wordCount - edits)...wordCount + edits {
        let longer = length - wordCount
        let letters = Letters(
          wanted: mask, lacking: edits - max(0, longer), extra: edits - max(0, -longer))
        // Where the second letter is right, adding the first takes another edit there.
        let others = Letters(
          wanted: maskButFirst, lacking: edits - 1 - (longer > 0 ? max(1, longer - 1) : 0),
          extra: edits - 1 - max(0, -longer - 1))
        if let first {
          // The first letter is right, and perhaps the second.
          if let second {
            look(at: table.byFirst.words(length, first, second), letters, limit, visit)
            let others = Letters(
              wanted: maskButSecond, lacking: edits - 1 - max(0, longer - 1), extra: letters.extra)
            let (before, behind) = table.byFirst.words(length, first, besides: second)
            look(at: before, others, limit, visit)
            look(at: behind, others, limit, visit)
          } else {
            look(at: table.byFirst.words(length, first), letters, limit, visit)
          }
          // It comes second: behind one too few, or swapped with another, which may then be lacking in the rest.
          let swapped = Letters(wanted: mask, lacking: letters.lacking, extra: others.extra)
          let (before, behind) = table.bySecond.words(length, first, besides: first)
          look(at: before, swapped, limit, visit)
          look(at: behind, swapped, limit, visit)
        }
        guard let second, second != first else { continue }
        // The second letter is right, the first is another.
        if let first {
          let (before, behind) = table.bySecond.words(length, second, besides: first)
          look(at: before, others, limit, visit)
          look(at: behind, others, limit, visit)
        } else {
          look(at: table.bySecond.words(length, second), others, limit, visit)
        }
        // The first letter is one too many.
        if let third, third != first, third != second {
          look(at: table.byFirst.words(length, second, third), letters, limit, visit)
        }
      }
    }

    /// The letters of the word that was typed, beside those of words of one length.
    private struct Letters {
      let wanted: UInt32
      /// The most of them that another word may lack.
      let lacking: Int
      /// The most letters that another word may have besides all of the word that was typed, of those that have a bit.
      let extra: Int
    }

    private func look<Limit: EditLimit>(
      at words: Words?, _ letters: Letters, _ limit: Limit.Type, _ visit: (NearWord) -> Void
    ) {
      guard let words, letters.lacking >= 0 else { return }
      var start = 0
      while start < words.count {
        let count = min(Self.room, words.count - start)
        let picked = pick(words.masks + start, count, letters)
        for index in 0..<picked { judge(words, start + Int(self.picked[index]), limit, visit) }
        start += count
      }
    }

    /// Picks the words that have nearly the same letters.
    ///
    /// - Returns: how many are picked.
    private func pick(_ masks: UnsafePointer<UInt32>, _ count: Int, _ letters: Letters) -> Int {
      switch letters.lacking {
      case 0: pick(masks, count, letters, NoEdit.self)
      case 1: pick(masks, count, letters, OneEdit.self)
      case 2: pick(masks, count, letters, TwoEdits.self)
      default: pick(masks, count, letters, ThreeEdits.self)
      }
    }

    @inline(__always)
    private func pick<Lacking: EditLimit>(
      _ masks: UnsafePointer<UInt32>, _ count: Int, _ letters: Letters, _ lacking: Lacking.Type
    ) -> Int {
      switch letters.extra {
      case 0: pick(masks, count, letters.wanted, lacking, NoEdit.self)
      case 1: pick(masks, count, letters.wanted, lacking, OneEdit.self)
      case 2: pick(masks, count, letters.wanted, lacking, TwoEdits.self)
      default: pick(masks, count, letters.wanted, lacking, ThreeEdits.self)
      }
    }

    private func pick<Lacking: EditLimit, Extra: EditLimit>(
      _ masks: UnsafePointer<UInt32>, _ count: Int, _ wanted: UInt32, _ lacking: Lacking.Type,
      _ extra: Extra.Type
    ) -> Int {
      let wanted = SIMD8<UInt32>(repeating: wanted)
      let others = SIMD8<UInt32>(repeating: ~mask)
      let base = UnsafeRawPointer(masks)
      var found = 0
      var index = 0
      while index < count {
        let meant = base.loadUnaligned(fromByteOffset: index &* 4, as: SIMD8<UInt32>.self)
        let amiss = Self.more(wanted & ~meant, lacking) | Self.more(meant & others, extra)
        // Bits of letters are far below the highest, which only 0 less 1 has.
        let near = amiss &- 1
        let all = unsafeBitCast(near, to: SIMD4<UInt64>.self)
        if (all[0] | all[1] | all[2] | all[3]) & 0x8000_0000_8000_0000 != 0 {
          for lane in 0..<lanes {
            // Written in any case: a branch would often be guessed wrong. There is room for one more than are looked at.
            picked[found] = UInt32(truncatingIfNeeded: index &+ lane)
            let isNear = Int(truncatingIfNeeded: near[lane] >> 31)
            found &+= index &+ lane < count ? isNear : 0
          }
        }
        index &+= lanes
      }
      return found
    }

    /// Takes as many of the bits that are set out of each number: not 0 where there are more.
    @inline(__always)
    private static func more<Limit: EditLimit>(
      _ bits: SIMD8<UInt32>, _ limit: Limit.Type
    ) -> SIMD8<UInt32> {
      var bits = bits
      for _ in 0..<Limit.edits { bits &= bits &- 1 }
      return bits
    }

    /// Compares a word letter by letter.
    @inline(__always)
    private func judge<Limit: EditLimit>(
      _ words: Words, _ index: Int, _ limit: Limit.Type, _ visit: (NearWord) -> Void
    ) {
      let codes = words.letters + index &* words.length
      var before = EditAutomaton.nothing
      var state = EditAutomaton.start
      for place in 0..<words.length {
        let next = state.reading(places[Int(codes[place])], after: before, limit)
        if next[Self.allowed(place &+ 1, limit)] == 0 { return }
        before = state
        state = next
      }
      let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: wordCount)
      guard state[Limit.edits] & end != 0 else { return }
      var distance = 0
      while state[distance] & end == 0 { distance &+= 1 }
      let entry = words.entries[index] & ~SuggestionTable.hasAccents
      visit(
        NearWord(
          entry: entry == SuggestionTable.noEntry ? nil : entry, distance: distance,
          hasAccents: words.entries[index] & SuggestionTable.hasAccents != 0,
          codes: UnsafeBufferPointer(start: codes, count: words.length)))
    }

    /// The most edits in so many first letters: two slips are hardly ever made there.
    @inline(__always)
    private static func allowed<Limit: EditLimit>(_ count: Int, _ limit: Limit.Type) -> Int {
      // Words with two edits in the first two letters are not looked at.
      Limit.edits < 3 ? Limit.edits : count <= 4 ? 1 : count <= 6 ? 2 : 3
    }
  }
}

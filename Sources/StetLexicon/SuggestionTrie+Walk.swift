/// Walks the trie for all words within a number of edits (insert, delete, replace, swap).
struct SuggestionTrie: @unchecked Sendable {
  // Memory of the pack, never written.
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    count = bytes.count / (2 * TrieFormat.recordSize)
  }

  /// What is done with a word that is found.
  typealias Visit = (
    _ word: UnsafeBufferPointer<UInt8>, _ distance: Int, _ hasAccents: Bool
  ) -> Void

  /// Calls `visit` with each word within `limit` edits (three at most) of `word`, its distance, and whether
  /// others differ from it by accents alone; in the trie's order. Of two edits, one at most may be in the first two
  /// letters; of three, one in the first four and two in the first six. Words that are too long have no neighbours. Eight
  /// zeros follow a word that is visited, and sixteen bytes can be read from its start.
  func neighbours(of word: [UInt8], limit: Int, _ visit: Visit) {
    guard count > 1, !word.isEmpty, limit <= 3, word.count + limit < TrieFormat.maximumLength,
      let records = bytes.baseAddress
    else { return }
    let depthLimit = word.count + limit
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: TrieFormat.alphabet.count) { places in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * word.count + 1) { letters in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: depthLimit + 16) { path in
          withUnsafeTemporaryAllocation(of: Level.self, capacity: depthLimit + 3) { levels in
            places.initialize(repeating: 0)
            letters.initialize(repeating: 0)
            path.initialize(repeating: 0)
            levels.initialize(repeating: Level())
            for (place, letter) in word.enumerated() {
              guard let bit = TrieFormat.bit(letter) else { continue }
              places[bit] |= 1 << UInt64(place)
              letters[place] = 1 << UInt32(bit)
            }
            for place in (0..<word.count).reversed() {
              letters[word.count + place] = letters[place] | letters[word.count + place + 1]
            }
            guard let places = places.baseAddress, let letters = letters.baseAddress,
              let path = path.baseAddress, let levels = levels.baseAddress
            else { return }
            let walk = Walk(
              records: records, below: records + count * TrieFormat.recordSize, count: count,
              places: places, letters: letters,
              rests: letters + word.count, path: path, levels: levels, wordCount: word.count)
            switch limit {
            case 0: walk.run(NoEdit.self, visit)
            case 1: walk.run(OneEdit.self, visit)
            case 2: walk.run(TwoEdits.self, visit)
            default: walk.run(ThreeEdits.self, visit)
            }
          }
        }
      }
    }
  }

  private enum NoEdit: EditLimit { static var edits: Int { 0 } }
  private enum OneEdit: EditLimit { static var edits: Int { 1 } }
  private enum TwoEdits: EditLimit { static var edits: Int { 2 } }
  private enum ThreeEdits: EditLimit { static var edits: Int { 3 } }

  private struct Walk {
    let records: UnsafeRawPointer
    /// What is below each record.
    let below: UnsafeRawPointer
    let count: Int
    /// Where in the word each letter of the alphabet stands.
    let places: UnsafeMutablePointer<UInt64>
    /// The bit of the letter at each place of the word.
    let letters: UnsafeMutablePointer<UInt32>
    /// The bits of the letters from each place of the word on.
    let rests: UnsafeMutablePointer<UInt32>
    let path: UnsafeMutablePointer<UInt8>
    let levels: UnsafeMutablePointer<Level>
    let wordCount: Int

    /// The walk keeps its own stack: a call for each letter would take most of the time.
    ///
    /// - Parameter limit: the most edits; a type, so that the questions about it are answered when this is compiled.
    func run<Limit: EditLimit>(
      _ limit: Limit.Type, _ visit: Visit
    ) {
      let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: wordCount)
      // With d letters left out, the first d places are reached before any letter is read.
      levels[1] = Level(none: 1, one: 3, two: 7, three: 15)
      guard enter(0, records.loadUnaligned(as: UInt64.self), levels + 1, depth: 0, limit)
      else { return }
      TrieFormat.alphabet.withUnsafeBufferPointer { alphabet in
        // The number of letters on the path.
        var depth = 0
        while true {
          let level = levels + (depth &+ 1)
          let rest = level.pointee.rest
          if rest == 0 {
            if depth == 0 { return }
            depth &-= 1
            continue
          }
          level.pointee.rest = rest & (rest &- 1)
          let letter = rest.trailingZeroBitCount
          let next = level + 1
          next.pointee.read(places[letter], level, level - 1, limit)
          if next.pointee[Self.allowed(depth &+ 1, limit)] == 0 { continue }
          let lower = level.pointee.letters & (1 &<< UInt32(truncatingIfNeeded: letter) &- 1)
          let index = level.pointee.child &+ lower.nonzeroBitCount
          guard index < count else { continue }
          let place = index &* TrieFormat.recordSize
          // The record itself is read where it is wanted: most are not.
          let below = below.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          path[depth] = alphabet[letter]
          if next.pointee[Limit.edits] & end != 0, TrieFormat.shortest(below) == 0 {
            var distance = 0
            while next.pointee[distance] & end == 0 { distance &+= 1 }
            UnsafeMutableRawPointer(path + depth + 1).storeBytes(of: 0, as: UInt64.self)
            let record = records.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            visit(
              UnsafeBufferPointer(start: path, count: depth &+ 1), distance,
              record & TrieFormat.hasAccents != 0)
          }
          guard depth &+ 1 < wordCount &+ Limit.edits, mayGoOn(below, next, limit) else {
            continue
          }
          let record = records.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          if enter(index, record, next, depth: depth &+ 1, limit) {
            depth &+= 1
          }
        }
      }
    }

    /// The most edits on the way to a depth: two slips are hardly ever made in the first letters, and looking for them takes
    /// most of the time.
    @inline(__always)
    private static func allowed<Limit: EditLimit>(_ depth: Int, _ limit: Limit.Type) -> Int {
      switch Limit.edits {
      case 0, 1: Limit.edits
      case 2: depth <= 2 ? 1 : 2
      default: depth <= 4 ? 1 : depth <= 6 ? 2 : 3
      }
    }

    /// Whether a word below a record may be near enough, by its letters and length. All that speaks for it is put
    /// together before the one branch: each could be guessed wrong.
    @inline(__always)
    private func mayGoOn<Limit: EditLimit>(
      _ below: UInt64, _ level: UnsafePointer<Level>, _ limit: Limit.Type
    ) -> Bool {
      let edits = Limit.edits
      let missing = ~UInt32(truncatingIfNeeded: below)
      // The places of the word that as many letters are behind as the shortest and the longest word below have.
      let last = wordCount &- TrieFormat.shortest(below)
      let first = wordCount &- TrieFormat.longest(below)
      var hope = reach(level.pointee.none, missing, first, last, left: edits)
      // The first of two letters that are swapped: the next letter may be the other one.
      let swapped = level.pointee.here >> 1
      if edits > 0 {
        hope |= reach(level.pointee.one, missing, first, last, left: edits &- 1)
        hope |= level[-1].none & swapped
      }
      if edits > 1 {
        hope |= reach(level.pointee.two, missing, first, last, left: edits &- 2)
        hope |= level[-1].one & swapped
      }
      if edits > 2 {
        hope |= reach(level.pointee.three, missing, first, last, left: edits &- 3)
        hope |= level[-1].two & swapped
      }
      return hope != 0
    }

    /// Not 0 when a word may be near enough.
    ///
    /// - Parameters:
    ///   - state: the places of the word that are reached.
    ///   - missing: the letters that are not below.
    ///   - left: the edits that are left.
    @inline(__always)
    private func reach(
      _ state: UInt64, _ missing: UInt32, _ first: Int, _ last: Int, left: Int
    ) -> UInt64 {
      let last = min(wordCount, last &+ left)
      // Nothing is left where `last` is negative.
      let reached = state & (UInt64.max >> UInt64(truncatingIfNeeded: 63 &- last))
      let top = (63 &- (reached | 1).leadingZeroBitCount)
      // Each letter that is missing takes an edit; from the last place reached on, they are fewest.
      var needed = rests[top] & missing
      if left > 0 { needed &= needed &- 1 }
      if left > 1 { needed &= needed &- 1 }
      if left > 2 { needed &= needed &- 1 }
      let isNear = reached >> UInt64(truncatingIfNeeded: max(0, first &- left))
      // All bits where no letter is missing.
      return isNear & ((UInt64(needed) &- 1) >> 63 &* .max)
    }

    /// Leaves out letters below which words lack too many letters, or are too short or too long: most letters that go on
    /// where edits are left. Little is read for each, and nothing is guessed.
    ///
    /// - Parameters:
    ///   - letters: those that go on.
    ///   - child: the record of the first of them.
    ///   - level: the level before them.
    private func hopeful<Limit: EditLimit>(
      _ letters: UInt32, _ child: Int, _ level: UnsafePointer<Level>, _ limit: Limit.Type
    ) -> UInt32 {
      guard child &+ letters.nonzeroBitCount <= count else { return letters }
      // What a letter leads to that stands nowhere near in the word.
      let next = Level(far: level.pointee)
      let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: wordCount)
      guard (next[Limit.edits] | next.below(Limit.edits)) & end == 0 else { return letters }
      // The letters that stand near: those that come next, and the first ones of two that are swapped.
      let all = level.pointee.below(Limit.edits)
      var places = (all | all << 1 | level.pointee[Limit.edits]) & (end &- 1)
      var kept: UInt32 = 0
      while places != 0 {
        kept |= self.letters[places.trailingZeroBitCount]
        places &= places &- 1
      }
      let needs = Needs(next, self, limit)
      var rest = letters
      var place = below + child &* TrieFormat.recordSize
      while rest != 0 {
        let below = place.loadUnaligned(as: UInt64.self)
        kept |= (rest & (0 &- rest)) & (0 &- needs.areMet(below, limit))
        rest &= rest &- 1
        place += TrieFormat.recordSize
      }
      return letters & kept
    }

    /// What has to be below a letter for a word to be near enough, by the edits that are made.
    private struct Needs {
      private let one: Need
      private let two: Need
      private let three: Need

      @inline(__always)
      init<Limit: EditLimit>(_ level: Level, _ walk: Walk, _ limit: Limit.Type) {
        one = Need(level.one, left: Limit.edits &- 1, walk)
        two = Need(level.two, left: Limit.edits &- 2, walk)
        three = Need(level.three, left: Limit.edits &- 3, walk)
      }

      /// 1 when a word may be near enough, else 0.
      @inline(__always)
      func areMet<Limit: EditLimit>(_ below: UInt64, _ limit: Limit.Type) -> UInt32 {
        // Letters that stand nowhere near take an edit.
        var met = one.isMet(below, left: Limit.edits &- 1)
        if Limit.edits > 1 { met |= two.isMet(below, left: Limit.edits &- 2) }
        if Limit.edits > 2 { met |= three.isMet(below, left: Limit.edits &- 3) }
        return met
      }
    }

    /// What has to be below a letter for a word to be near enough with so many edits.
    private struct Need {
      /// The letters from the last place reached on.
      private let letters: UInt32
      private let shortest: Int
      private let longest: Int

      /// - Parameters:
      ///   - state: the places of the word that are reached, none of them its end.
      ///   - left: the edits that are left.
      @inline(__always)
      init(_ state: UInt64, left: Int, _ walk: Walk) {
        let state = state & (1 &<< UInt64(truncatingIfNeeded: walk.wordCount) &- 1)
        let last = 63 &- state.leadingZeroBitCount
        letters = state == 0 ? 0 : walk.rests[last]
        // No word is that long.
        longest = state == 0 ? 0x100 : walk.wordCount &- last &- left
        shortest = walk.wordCount &- state.trailingZeroBitCount &+ left
      }

      /// 1 when it may be, else 0, without a branch.
      @inline(__always)
      func isMet(_ below: UInt64, left: Int) -> UInt32 {
        var lacking = letters & ~UInt32(truncatingIfNeeded: below)
        if left > 0 { lacking &= lacking &- 1 }
        if left > 1 { lacking &= lacking &- 1 }
        // Each of the three is negative where something is amiss.
        let amiss =
          (0 &- Int(lacking)) | (shortest &- TrieFormat.shortest(below))
          | (TrieFormat.longest(below) &- longest)
        return UInt32(truncatingIfNeeded: ~amiss >> 63 & 1)
      }
    }

    /// Notes at a level which letters may go on from its record.
    ///
    /// - Returns: whether there is one.
    @inline(__always)
    private func enter<Limit: EditLimit>(
      _ index: Int, _ record: UInt64, _ level: UnsafeMutablePointer<Level>, depth: Int,
      _ limit: Limit.Type
    ) -> Bool {
      let letters = UInt32(truncatingIfNeeded: record & TrieFormat.letters)
      let child = Int(truncatingIfNeeded: record >> TrieFormat.childShift)
      // Children lie behind their parent: damaged data can't send the walk in circles.
      guard child > index else { return false }
      let edits = Self.allowed(depth &+ 1, limit)
      var rest = letters
      if level.pointee.below(edits) == 0 {
        // No edit is left: only the letters that come next in the word go on, or the first of two that are swapped.
        var next = level.pointee[edits]
        if edits > 0 { next |= level[-1][edits &- 1] & level.pointee.here >> 1 }
        next &= 1 &<< UInt64(truncatingIfNeeded: wordCount) &- 1
        var wanted: UInt32 = 0
        while next != 0 {
          wanted |= self.letters[next.trailingZeroBitCount]
          next &= next &- 1
        }
        rest &= wanted
      } else {
        rest = hopeful(letters, child, level, limit)
      }
      level.pointee.child = child
      level.pointee.letters = letters
      level.pointee.rest = rest
      return rest != 0
    }
  }
}

/// The most edits that a walk looks for, known when the walk is compiled.
private protocol EditLimit {
  static var edits: Int { get }
}

/// Walks the trie for all words within a number of edits (insert, delete, replace, swap).
struct SuggestionTrie: @unchecked Sendable {
  // Memory of the pack, never written.
  private let records: UnsafeRawBufferPointer
  private let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    records = bytes
    count = bytes.count / TrieFormat.recordSize
  }

  /// Calls `visit` with each word within `limit` edits (three at most) of `word` and its distance,
  /// in the trie's order. Of two edits, one at most may be in the first two letters; of three, one in the first four
  /// and two in the first six. Words that are too long have no neighbours. Eight zeros follow a word that is visited.
  func neighbours(
    of word: [UInt8], limit: Int,
    _ visit: (_ word: UnsafeBufferPointer<UInt8>, _ distance: Int) -> Void
  ) {
    guard count > 1, !word.isEmpty, limit <= 3, word.count + limit < TrieFormat.maximumLength
    else { return }
    let depthLimit = word.count + limit
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: TrieFormat.alphabet.count) { places in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * word.count + 1) { letters in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: depthLimit + 8) { path in
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
              records: records, count: count, places: places, letters: letters,
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

  /// What the walk knows at the record it has come to.
  ///
  /// The first four are a finite automaton of bits: bit j of the number for d edits says that the path so far is within d
  /// edits of the first j letters of the word.
  private struct Level {
    var none: UInt64 = 0
    var one: UInt64 = 0
    var two: UInt64 = 0
    var three: UInt64 = 0
    /// Where in the word the letter stands that led here.
    var here: UInt64 = 0
    /// The record of the first letter that goes on.
    var child = 0
    /// All letters that go on.
    var letters: UInt32 = 0
    /// Those that are still to be tried.
    var rest: UInt32 = 0

    /// The bits for a number of edits.
    @inline(__always)
    subscript(edits: Int) -> UInt64 {
      switch edits {
      case 0: none
      case 1: one
      case 2: two
      default: three
      }
    }

    /// The bits for fewer edits, together.
    @inline(__always)
    func below(_ edits: Int) -> UInt64 {
      switch edits {
      case 0: 0
      case 1: none
      case 2: none | one
      default: none | one | two
      }
    }

    /// Takes over the bits one letter further down.
    ///
    /// - Parameters:
    ///   - above: the level before the letter.
    ///   - twoAbove: the level before the letter before.
    ///   - here: where in the word the letter stands.
    ///   - limit: the most edits that are asked for.
    @inline(__always)
    mutating func read<Limit: EditLimit>(
      _ here: UInt64, _ above: UnsafePointer<Level>, _ twoAbove: UnsafePointer<Level>,
      _ limit: Limit.Type
    ) {
      let before = above.pointee.here
      // Two letters swapped: this one is meant first, the one before second.
      @inline(__always)
      func swapped(_ state: UInt64) -> UInt64 { ((state & here) << 1 & before) << 1 }
      self.here = here
      // The same letter, a letter too many, another letter, a letter left out.
      none = (above.pointee.none & here) << 1
      if Limit.edits == 0 { return }
      one =
        (above.pointee.one & here) << 1 | above.pointee.none | above.pointee.none << 1 | none << 1
        | swapped(twoAbove.pointee.none)
      if Limit.edits == 1 { return }
      two =
        (above.pointee.two & here) << 1 | above.pointee.one | above.pointee.one << 1 | one << 1
        | swapped(twoAbove.pointee.one)
      if Limit.edits == 2 { return }
      three =
        (above.pointee.three & here) << 1 | above.pointee.two | above.pointee.two << 1 | two << 1
        | swapped(twoAbove.pointee.two)
    }
  }

  private struct Walk {
    let records: UnsafeRawBufferPointer
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
      _ limit: Limit.Type, _ visit: (_ word: UnsafeBufferPointer<UInt8>, _ distance: Int) -> Void
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
          let record = records.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          path[depth] = alphabet[letter]
          if record & TrieFormat.endOfWord != 0, next.pointee[Limit.edits] & end != 0 {
            var distance = 0
            while next.pointee[distance] & end == 0 { distance &+= 1 }
            UnsafeMutableRawPointer(path + depth + 1).storeBytes(of: 0, as: UInt64.self)
            visit(UnsafeBufferPointer(start: path, count: depth &+ 1), distance)
          }
          guard depth &+ 1 < wordCount &+ Limit.edits, record & TrieFormat.letters != 0 else {
            continue
          }
          let below = records.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self)
          if mayGoOn(below, next, limit),
            enter(index, record, next, depth: depth &+ 1, limit)
          {
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

    /// Whether a word below a record may be near enough, by its letters and length.
    @inline(__always)
    private func mayGoOn<Limit: EditLimit>(
      _ below: UInt64, _ level: UnsafePointer<Level>, _ limit: Limit.Type
    ) -> Bool {
      let edits = Limit.edits
      let missing = ~UInt32(truncatingIfNeeded: below)
      // The places of the word that as many letters are behind as the shortest and the longest word below have.
      let last =
        wordCount &- Int(truncatingIfNeeded: below &>> TrieFormat.shortestShift & 0xFF)
      let first =
        wordCount &- Int(truncatingIfNeeded: below &>> TrieFormat.longestShift & 0xFF)
      if mayGoOn(level.pointee.none, missing, first, last, left: edits) { return true }
      if edits > 0 {
        if mayGoOn(level.pointee.one, missing, first, last, left: edits &- 1) { return true }
        if level[-1].none & level.pointee.here >> 1 != 0 { return true }
      }
      if edits > 1 {
        if mayGoOn(level.pointee.two, missing, first, last, left: edits &- 2) { return true }
        // The first of two letters that are swapped: the next letter may be the other one.
        if level[-1].one & level.pointee.here >> 1 != 0 { return true }
      }
      if edits > 2 {
        if mayGoOn(level.pointee.three, missing, first, last, left: 0) { return true }
        if level[-1].two & level.pointee.here >> 1 != 0 { return true }
      }
      return false
    }

    /// - Parameters:
    ///   - state: the places of the word that are reached.
    ///   - missing: the letters that are not below.
    ///   - left: the edits that are left.
    @inline(__always)
    private func mayGoOn(
      _ state: UInt64, _ missing: UInt32, _ first: Int, _ last: Int, left: Int
    ) -> Bool {
      let last = min(wordCount, last &+ left)
      if state == 0 || last < 0 { return false }
      let reached = state & (UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- last))
      if reached &>> UInt64(truncatingIfNeeded: max(0, first &- left)) == 0 { return false }
      // Each letter that is missing takes an edit; from the last place reached on, they are fewest.
      var needed = rests[63 &- reached.leadingZeroBitCount] & missing
      if left > 0 { needed &= needed &- 1 }
      if left > 1 { needed &= needed &- 1 }
      if left > 2 { needed &= needed &- 1 }
      return needed == 0
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
      }
      level.pointee.child = child
      level.pointee.letters = letters
      level.pointee.rest = rest
      return rest != 0
    }
  }
}

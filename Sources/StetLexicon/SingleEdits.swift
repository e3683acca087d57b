/// All strings one edit away from a word that may be words by their letters.
struct SingleEdits {
  // The string at hand, and its codes, which begin `LetterRuns.reach` places earlier.
  private let bytes: UnsafeMutablePointer<UInt8>
  private let codes: UnsafeMutablePointer<UInt8>
  private let runs: LetterRuns

  /// Calls `body` with each string: a letter more, another letter, two letters swapped, a letter less. By place;
  /// a string may come twice. Sixteen bytes can be read from its start.
  static func forEach(
    of word: [UInt8], _ runs: LetterRuns, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let count = word.count
    // Sixteen bytes can be read from the start of a string.
    let room = max(count + 1 + 2 * LetterRuns.reach, 16)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * room) { memory in
      memory.initialize(repeating: 0)
      guard let base = memory.baseAddress else { return }
      let edits = SingleEdits(bytes: base, codes: base + room, runs: runs)
      for place in 0...count { edits.edit(word, at: place, body) }
    }
  }

  private func edit(
    _ word: [UInt8], at place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let count = word.count
    for i in 0..<place { set(i, word[i]) }
    for i in place..<count { set(i + 1, word[i]) }
    let letters = runs.lettersThatMayStand(at: place + LetterRuns.reach, of: codes)
    put(letters, at: place, of: count + 1, body)
    guard place < count else { return }
    for i in place..<count { set(i, word[i]) }
    end(count)
    put(letters & ~(1 << UInt32(LetterRuns.code(word[place]))), at: place, of: count, body)
    set(place, word[place])
    if place + 1 < count, word[place] != word[place + 1] {
      set(place, word[place + 1])
      set(place + 1, word[place])
      offer(count, changed: place, place + 1, body)
      set(place, word[place])
      set(place + 1, word[place + 1])
    }
    if count > 1 {
      for i in place..<count - 1 { set(i, word[i + 1]) }
      end(count - 1)
      // What stands on either side of the gap is new to each other.
      offer(count - 1, changed: place, place - 1, body)
    }
  }

  /// Tries letters, given as bits of their codes, at a place of the string, which has so many.
  @inline(__always)
  private func put(
    _ letters: UInt32, at place: Int, of count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var left = letters & LetterRuns.letters
    while left != 0 {
      let code = UInt8(truncatingIfNeeded: left.trailingZeroBitCount)
      left &= left &- 1
      bytes[place] = LetterRuns.letter(code)
      codes[place &+ LetterRuns.reach] = code
      // The run that ends here is one of those that were asked for.
      guard runs.mayHold(codes, from: place &+ 1, through: place &+ LetterRuns.reach) else {
        continue
      }
      body(UnsafeBufferPointer(start: bytes, count: count))
    }
  }

  @inline(__always)
  private func set(_ place: Int, _ byte: UInt8) {
    bytes[place] = byte
    codes[place &+ LetterRuns.reach] = LetterRuns.code(byte)
  }

  /// Ends the string before a place.
  private func end(_ count: Int) {
    for i in 0..<LetterRuns.reach { codes[count + LetterRuns.reach + i] = 0 }
  }

  /// - Parameters:
  ///   - first: the first place that has changed.
  ///   - last: the last.
  @inline(__always)
  private func offer(
    _ count: Int, changed first: Int, _ last: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    // A run that holds place p begins at p, less the reach, in the word: at p in the codes.
    guard runs.mayHold(codes, from: first, through: last &+ LetterRuns.reach) else { return }
    body(UnsafeBufferPointer(start: bytes, count: count))
  }
}

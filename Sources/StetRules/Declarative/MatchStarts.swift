import StetText

/// Where matches of an expression may start, told by the byte there and, for signs beyond ASCII, by the next one.
struct MatchStarts: Sendable {
  /// Whether a match may start with a byte; 256 entries.
  let bytes: [Bool]
  /// For each byte: 0 where no match starts with it, 1 where one may, 2 where the next byte tells, 3 for a digit where the byte
  /// behind the run of digits tells.
  private var kinds: [UInt8]
  /// Whether a match may start in a run of digits with a byte behind.
  private var behindDigits = [Bool](repeating: false, count: 256)
  /// Whether a match may start with a byte from C0 on, six bits of it, and a continuation byte, six bits of it.
  private var pairs = [Bool](repeating: false, count: 1 << 12)
  /// All ones where `@`, `[` and capitals can be passed over with the small letters.
  private let skipsCapitals: UInt64
  /// Whether small letters and spaces can be passed over eight at a time.
  private let skipsLetters: Bool
  /// Where matches may start, when that is in a few ranges of bytes.
  private let ranges: ByteRanges?

  /// - Parameter bytes: whether a match may start with each of the 256 bytes.
  init(_ bytes: [Bool]) {
    self.bytes = bytes
    kinds = bytes.map { $0 ? 1 : 0 }
    skipsLetters = !bytes[0x20] && !bytes[0x60..<0x80].contains(true)
    skipsCapitals = bytes[0x40..<0x60].contains(true) ? 0 : ~0
    ranges = ByteRanges(bytes)
  }

  /// Says that a byte from C0 on starts a match only where one of some continuation bytes follows.
  mutating func require(_ next: Set<UInt8>, behind byte: UInt8) {
    guard kinds[Int(byte)] == 1, byte >= 0xC0 else { return }
    kinds[Int(byte)] = 2
    for other in next { pairs[Self.pair(byte, other)] = true }
  }

  /// Says that digits start a match only where one of some other bytes follows the run that they stand in.
  mutating func requireBehindDigits(_ next: ByteSet) {
    for digit in 0x30...0x39 where kinds[digit] == 1 { kinds[digit] = 3 }
    behindDigits = (0..<256).map { next.contains(UInt8($0)) }
  }

  @inline(__always)
  private static func pair(_ byte: UInt8, _ next: UInt8) -> Int {
    Int(byte & 0x3F) << 6 | Int(next & 0x3F)
  }

  /// Whether `test` holds for some stretch of a range in which matches may start at each byte.
  ///
  /// - Parameter test: takes the byte offsets of the first and the last place of the stretch.
  @inline(__always)
  func contains(
    in text: UnsafeBufferPointer<UInt8>, range: TextRange, where test: (Int, Int) -> Bool
  ) -> Bool {
    guard let base = text.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    let end = Int(range.end)
    var place = Int(range.start)
    /// All before it has been seen.
    var next = place
    return kinds.withUnsafeBufferPointer { kinds in
      @inline(__always)
      func holds(_ first: Int) -> Bool {
        let kind = kinds[Int(text[first])]
        if kind == 0 || first < next { return false }
        var last = first
        if kind == 2 {
          guard first + 1 < end, pairs[Self.pair(text[first], text[first + 1])] else {
            return false
          }
        } else {
          while last + 1 < end, kinds[Int(text[last + 1])] == kind { last += 1 }
        }
        next = last + 1
        if kind == 3, next == end || !behindDigits[Int(text[next])] { return false }
        return test(first, last)
      }
      @inline(__always)
      func holdsInEights(_ found: (UInt64) -> UInt64) -> Bool {
        while place &+ 8 <= end {
          var found = found(
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
          while found != 0 {
            if holds(place &+ found.trailingZeroBitCount >> 3) { return true }
            found &= found &- 1
          }
          place &+= 8
        }
        return false
      }
      if let ranges {
        if holdsInEights({ ranges.found(in: $0) }) { return true }
      } else if skipsLetters {
        if holdsInEights({ others($0) }) { return true }
      }
      while place < end {
        if holds(place) { return true }
        place &+= 1
      }
      return false
    }
  }

  /// The highest bit of each of eight bytes: set where it is no space, no small letter nor what stands among these in ASCII
  /// (60 to 7F), and no capital (40 to 5F) where these can be passed over, too.
  @inline(__always)
  private func others(_ eight: UInt64) -> UInt64 {
    let top: UInt64 = 0x8080_8080_8080_8080
    let notLetters = eight | ~((eight << 1) & ((eight << 2) | skipsCapitals))
    // The sums stay in their bytes.
    let difference = eight ^ 0x2020_2020_2020_2020
    let notSpaces = ((difference & ~top) &+ ~top) | difference
    return notLetters & notSpaces & top
  }
}

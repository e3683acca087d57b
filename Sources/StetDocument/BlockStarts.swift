/// The first two bytes, without case, of the texts that blocks of a kind start with: a look that settles most.
struct BlockStarts {
  /// Bit j of number i: a text starts with bytes that have i and j in their low five bits, which leave out the case
  /// of letters.
  private let bits: [UInt32]
  /// The bytes in lower case, ascending.
  private let pairs: [UInt16]

  /// Makes the set from texts in lower case.
  init(_ texts: Set<[UInt8]>) {
    var bits = [UInt32](repeating: 0, count: 32)
    var pairs: [UInt16] = []
    for text in texts where text.count >= 2 {
      bits[Int(text[0] & 31)] |= 1 << UInt32(text[1] & 31)
      pairs.append(Self.pair(text[0], text[1]))
    }
    self.bits = bits
    self.pairs = pairs.sorted()
  }

  /// Whether a range starts with two such bytes.
  @inline(__always)
  func contain(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard range.count >= 2 else { return false }
    let first = bytes[range.lowerBound]
    let second = bytes[range.lowerBound + 1]
    guard bits[Int(first & 31)] &>> UInt32(second & 31) & 1 != 0 else { return false }
    return pairs.holds(Self.pair(first, second))
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> UInt16 {
    func lower(_ b: UInt8) -> UInt16 { UInt16(b &- 0x41 < 26 ? b | 0x20 : b) }
    return lower(first) << 8 | lower(second)
  }
}

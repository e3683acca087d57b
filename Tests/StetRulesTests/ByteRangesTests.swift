import Testing

@testable import StetRules

@Suite struct ByteRangesTests {
  /// Every byte beside every other, for ranges at the ends of ASCII, single bytes and all together.
  @Test(
    arguments: [
      [0x30...0x39, 0x24...0x24, 0x58...0x58, 0x5B...0x5B, 0xC2...0xC2],
      [0x00...0x00, 0x7F...0x7F], [0x00...0x7F], [0x80...0xFF], [0x61...0x7A, 0x41...0x5A], [],
    ] as [[ClosedRange<Int>]])
  func bytesInRangesAreFound(_ ranges: [ClosedRange<Int>]) throws {
    let wanted = (0..<256).map { byte in ranges.contains { $0.contains(byte) } }
    let bytes = try #require(ByteRanges(wanted))
    let hasHigh = wanted[0x80...].contains(true)
    for byte in 0..<256 {
      for beside in 0..<256 {
        let found = bytes.found(
          in: UInt64(byte) << 24 | UInt64(beside) << 16 | UInt64(beside) << 32)
        let isWanted = byte < 0x80 ? wanted[byte] : hasHigh
        #expect((found >> 24 & 0xFF == 0x80) == isWanted, "\(byte) beside \(beside)")
      }
    }
  }

  @Test func fiveRangesAreTooMany() {
    #expect(ByteRanges((0..<256).map { [1, 3, 5, 7].contains($0) }) != nil)
    #expect(ByteRanges((0..<256).map { [1, 3, 5, 7, 9].contains($0) }) == nil)
  }
}

/// A few ranges of ASCII bytes, found in eight bytes at a time.
struct ByteRanges: Sendable {
  /// The most ranges that are told apart.
  static let limit = 4

  /// For each range what carries a byte's highest bit when it is added: where the byte is not below it, and where it is
  /// beyond. A range that isn't there carries none.
  private let low: SIMD4<UInt64>
  private let beyond: SIMD4<UInt64>
  /// The highest bit of each byte, when bytes beyond ASCII are found too; else 0.
  private let high: UInt64

  private static let highest: UInt64 = 0x8080_8080_8080_8080

  /// Makes the ranges; nil when the bytes lie in more of them than can be told.
  ///
  /// - Parameter bytes: whether each of the 256 bytes is to be found. Of those beyond ASCII all are found when one is.
  init?(_ bytes: [Bool]) {
    var low = SIMD4<UInt64>(repeating: 0)
    var beyond = SIMD4<UInt64>(repeating: 0)
    var count = 0
    for byte in 0..<0x80 where bytes[byte] {
      if byte == 0 || !bytes[byte - 1] {
        guard count < Self.limit else { return nil }
        low[count] = Self.each(0x80 - byte)
        count += 1
      }
      beyond[count - 1] = Self.each(0x7F - byte)
    }
    self.low = low
    self.beyond = beyond
    high = bytes[0x80...].contains(true) ? Self.highest : 0
  }

  private static func each(_ byte: Int) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The highest bit of each of eight bytes that is to be found.
  @inline(__always)
  func found(in eight: UInt64) -> UInt64 {
    // The sums stay in their bytes.
    let plain = eight & ~Self.highest
    let first = (plain &+ low[0]) & ~(plain &+ beyond[0])
    let second = (plain &+ low[1]) & ~(plain &+ beyond[1])
    let third = (plain &+ low[2]) & ~(plain &+ beyond[2])
    let fourth = (plain &+ low[3]) & ~(plain &+ beyond[3])
    return (first | second | third | fourth) & ~eight & Self.highest | eight & high
  }
}

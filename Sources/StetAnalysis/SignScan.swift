import StetDocument

/// Finds the tokens that are punctuation marks or symbols: one in ten, so that looking at eight kinds at a
/// time is several times as fast as looking at each.
public enum SignScan {
  /// Calls `body` with each token of a range that is a punctuation mark or a symbol, in order.
  @inlinable
  @inline(__always)
  public static func forEach(
    _ kinds: UnsafeBufferPointer<TokenKind>, in range: Range<Int>, _ body: (Int) -> Void
  ) {
    guard let base = kinds.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    var token = range.lowerBound
    while token < range.upperBound {
      var eight: UInt64 = 0
      if token &+ 8 <= kinds.count {
        eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: token, as: UInt64.self))
      } else {
        for k in 0..<(kinds.count - token) {
          eight |= UInt64(kinds[token + k].rawValue) << UInt64(8 * k)
        }
      }
      // A byte is zero where the kind is one of the two, which differ in the lowest bit only; kinds are
      // small numbers, so no sum carries into the next byte.
      let other = (eight ^ pattern) & 0xFEFE_FEFE_FEFE_FEFE
      var found = ~(other &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080
      // Those behind the range are looked at in vain.
      let left = range.upperBound &- token
      if left < 8 { found &= 1 << UInt64(8 &* left) &- 1 }
      while found != 0 {
        body(token &+ found.trailingZeroBitCount >> 3)
        found &= found &- 1
      }
      token &+= 8
    }
  }

  /// The kind of punctuation in each byte.
  @inlinable
  static var pattern: UInt64 {
    UInt64(TokenKind.punctuation.rawValue) &* 0x0101_0101_0101_0101
  }
}

/// The hash of a folded word: fixed for all time, since packs persist it (`Hasher` is seeded).
enum WordHash {
  /// Hashes bytes that are followed by zeros up to a multiple of eight.
  @inline(__always)
  static func padded(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var index = 0
    while index < bytes.count {
      let chunk = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let product = (hash ^ chunk).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
      index += 8
    }
    let product = (hash ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  /// Hashes one to eight bytes given as the low bytes of a number, to the same values.
  @inline(__always)
  static func short(_ bytes: UInt64, count: Int) -> UInt64 {
    let start: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    let product = (start ^ bytes).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    let hash = product.high ^ product.low
    let last = (hash ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return last.high ^ last.low
  }

  /// Hashes one to sixteen bytes given as two numbers, the first byte lowest in the first, to the same values and without
  /// a branch; of more bytes it makes something.
  @inline(__always)
  static func upToSixteen(_ low: UInt64, _ high: UInt64, count: UInt32) -> UInt64 {
    let start: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
    let first = (start ^ low).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    let short = first.high ^ first.low
    let second = (short ^ high).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    // All bits for more than eight bytes.
    let isLong = UInt64(bitPattern: (8 &- Int64(count)) &>> 63)
    let hash = short ^ ((short ^ second.high ^ second.low) & isLong)
    let last = (hash ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return last.high ^ last.low
  }

  /// Hashes any bytes, to the same values.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    var padded = bytes
    padded.append(contentsOf: repeatElement(0, count: 8 - bytes.count % 8))
    return padded.withUnsafeBufferPointer {
      Self.padded(UnsafeBufferPointer(rebasing: $0[0..<bytes.count]))
    }
  }
}

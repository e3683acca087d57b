/// Reading UTF-8 without `String`: decoding, validation and the classes that the tokenizer needs.
public enum UTF8Scan {
  /// The scalar that starts at `index` and its length in bytes (1 to 4).
  ///
  /// Malformed bytes decode as U+FFFD with length 1, so a scan always advances.
  @inlinable
  public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (
    scalar: UInt32, length: Int
  ) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let left = bytes.count - index
    @inline(__always)
    func tail(_ k: Int) -> UInt32? {
      guard k < left else { return nil }
      let b = bytes[index + k]
      return b & 0xC0 == 0x80 ? UInt32(b & 0x3F) : nil
    }
    if first < 0xC2 { return (0xFFFD, 1) }
    if first < 0xE0 {
      guard let a = tail(1) else { return (0xFFFD, 1) }
      return (UInt32(first & 0x1F) << 6 | a, 2)
    }
    if first < 0xF0 {
      guard let a = tail(1), let b = tail(2) else { return (0xFFFD, 1) }
      let scalar = UInt32(first & 0x0F) << 12 | a << 6 | b
      if scalar < 0x800 || (0xD800...0xDFFF).contains(scalar) { return (0xFFFD, 1) }
      return (scalar, 3)
    }
    if first < 0xF5 {
      guard let a = tail(1), let b = tail(2), let c = tail(3) else { return (0xFFFD, 1) }
      let scalar = UInt32(first & 0x07) << 18 | a << 12 | b << 6 | c
      if scalar < 0x10000 || scalar > 0x10FFFF { return (0xFFFD, 1) }
      return (scalar, 4)
    }
    return (0xFFFD, 1)
  }

  /// The scalar that ends just before `index` and its length, or nil at the start.
  @inlinable
  public static func decodeBefore(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (
    scalar: UInt32, length: Int
  )? {
    guard index > 0 else { return nil }
    var start = index - 1
    while start > 0, index - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let (scalar, length) = decode(bytes, start)
    return start + length == index ? (scalar, length) : (0xFFFD, 1)
  }

  /// The offset of the first byte that is not well-formed UTF-8, or nil when all are.
  ///
  /// - Parameter refusingZero: whether a zero byte counts as malformed.
  public static func firstInvalidByte(
    _ bytes: UnsafeBufferPointer<UInt8>, refusingZero: Bool = false
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let text = UnsafeRawPointer(base)
    let high: UInt64 = 0x8080_8080_8080_8080
    // Taking one from each byte sets the high bit where it was zero.
    let taken: UInt64 = refusingZero ? 0x0101_0101_0101_0101 : 0
    @inline(__always)
    func marks(_ i: Int) -> UInt64 {
      let eight = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      return eight | (eight &- taken)
    }
    let n = bytes.count
    var i = 0
    while i < n {
      // Nearly all copy is ASCII.
      while i &+ 32 <= n,
        (marks(i) | marks(i &+ 8) | marks(i &+ 16) | marks(i &+ 24)) & high == 0
      {
        i &+= 32
      }
      while i &+ 8 <= n, marks(i) & high == 0 { i &+= 8 }
      if i &+ 8 <= n {
        i &+= (marks(i) & high).trailingZeroBitCount / 8
      } else {
        while i < n, bytes[i] < 0x80, bytes[i] != 0 { i &+= 1 }
        guard i < n else { return nil }
      }
      let (scalar, length) = decode(bytes, i)
      if scalar == 0xFFFD && length == 1 || refusingZero && scalar == 0 { return i }
      i &+= length
    }
    return nil
  }

  /// The offset of the first line feed or carriage return from `start` on, or the number of bytes.
  public static func firstLineBreak(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let text = UnsafeRawPointer(base)
    // The high bit of each byte below 0x0E: few but line breaks are.
    @inline(__always)
    func controls(_ i: Int) -> UInt64 {
      let eight = text.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      return (eight &- 0x0E0E_0E0E_0E0E_0E0E) & ~eight
    }
    /// The first of the bytes marked that is a line break.
    @inline(__always)
    func lineBreak(_ marks: UInt64, _ i: Int) -> Int? {
      var left = marks & 0x8080_8080_8080_8080
      while left != 0 {
        let place = i &+ left.trailingZeroBitCount >> 3
        if base[place] == 0x0A || base[place] == 0x0D { return place }
        left &= left &- 1
      }
      return nil
    }
    var i = start
    while i &+ 32 <= bytes.count {
      let (a, b) = (controls(i), controls(i &+ 8))
      let (c, d) = (controls(i &+ 16), controls(i &+ 24))
      if (a | b | c | d) & 0x8080_8080_8080_8080 != 0,
        let place = lineBreak(a, i) ?? lineBreak(b, i &+ 8) ?? lineBreak(c, i &+ 16)
          ?? lineBreak(d, i &+ 24)
      {
        return place
      }
      i &+= 32
    }
    return first(of: 0x0A, or: 0x0D, in: bytes, from: i)
  }

  /// The number of bytes that are not the second or a later one of a scalar.
  public static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let text = UnsafeRawPointer(base)
    var count = bytes.count
    var i = 0
    while i &+ 8 <= bytes.count {
      let eight = text.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let later = (eight & ~(eight << 1) & 0x8080_8080_8080_8080) >> 7
      // The sum of all bytes, each 0 or 1, in the highest.
      count &-= Int(truncatingIfNeeded: (later &* 0x0101_0101_0101_0101) >> 56)
      i &+= 8
    }
    while i < bytes.count {
      if base[i] & 0xC0 == 0x80 { count &-= 1 }
      i &+= 1
    }
    return count
  }

  /// Whether all bytes are ASCII and no control characters.
  public static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let text = UnsafeRawPointer(base)
    var i = 0
    while i &+ 8 <= bytes.count {
      let eight = text.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      // The high bit is set by 0x7F, and is not by what is below a space; only bytes beyond ASCII carry into the next.
      let isOther = eight | (eight &+ 0x0101_0101_0101_0101) | ~(eight &+ 0x6060_6060_6060_6060)
      if isOther & 0x8080_8080_8080_8080 != 0 { return false }
      i &+= 8
    }
    while i < bytes.count {
      if base[i] &- 0x20 >= 0x5F { return false }
      i &+= 1
    }
    return true
  }

  /// The offset of the first byte from `start` on that is one of two, or the number of bytes.
  /// Looks at eight bytes at a time.
  @inlinable
  public static func first(
    of a: UInt8, or b: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var i = start
    let n = bytes.count
    if let base = bytes.baseAddress {
      let ones: UInt64 = 0x0101_0101_0101_0101
      let maskA = ones &* UInt64(a)
      let maskB = ones &* UInt64(b)
      while i + 8 <= n {
        let word = UInt64(
          littleEndian: UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self))
        let x = word ^ maskA
        let y = word ^ maskB
        // A byte that is zero sets its high bit; above the lowest such byte others may, too.
        let found = ((x &- ones) & ~x | (y &- ones) & ~y) & 0x8080_8080_8080_8080
        if found != 0 { return i + found.trailingZeroBitCount / 8 }
        i += 8
      }
    }
    while i < n, bytes[i] != a, bytes[i] != b { i += 1 }
    return i
  }

  /// The number of ASCII letters at the start of eight bytes in memory order (little endian).
  @inlinable
  public static func lettersAtStart(of word: UInt64) -> Int {
    others(in: word).trailingZeroBitCount / 8
  }

  /// The high bit of each of eight bytes that is no ASCII letter.
  @inlinable
  @inline(__always)
  public static func others(in word: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let folded = (word | 0x2020_2020_2020_2020) & ~high
    // The high bit is set where the byte is at least "a", and where it is beyond "z".
    let fromA = folded &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = folded &+ 0x0505_0505_0505_0505
    return ~(fromA & ~beyondZ & ~word) & high
  }

  /// All bits of the bytes before the first that has its high bit set; `marks` has such bits only, and one at least.
  @inlinable
  @inline(__always)
  public static func bytesBefore(_ marks: UInt64) -> UInt64 { (marks & (0 &- marks)) >> 7 &- 1 }

  /// Appends the scalar as UTF-8; values that are no scalar append U+FFFD.
  @inlinable
  public static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case 0xD800...0xDFFF, 0x110000...: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}

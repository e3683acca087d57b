import StetText

/// How a word is capitalised, as libhunspell's case rules see it.
public enum CaseShape: UInt8, Sendable {
  /// No capital: `word`, `21st`.
  case lower
  /// The first letter only: `Word`, `I`.
  case initial
  /// Every cased letter, and more than the first: `WORD`, `3D`.
  case upper
  /// Anything else: `McDonald`, `iPhone`.
  case mixed
}

/// A word's folded (lower-case) bytes with the places of its capitals.
///
/// Words longer than `limit` bytes have no shape: no dictionary holds one.
struct FoldedWord {
  /// The longest word in bytes, so that capitals fit one integer.
  static let limit = 64

  /// Bit i: an upper-case letter folded to the bytes at i.
  var capitals: UInt64
  /// Whether any letter is lower-case (and has an upper-case form).
  var hasLower: Bool

  /// The case pattern.
  @inline(__always)
  var shape: CaseShape {
    if capitals == 0 { return .lower }
    if capitals == 1 { return .initial }
    return hasLower ? .mixed : .upper
  }

  @inline(__always)
  init(capitals: UInt64, hasLower: Bool) {
    self.capitals = capitals
    self.hasLower = hasLower
  }

  /// A word of one to eight ASCII letters and marks, folded, as the low bytes of a number; nil for any other.
  @inline(__always)
  static func short(_ word: UnsafeBufferPointer<UInt8>) -> (folded: UInt64, shape: FoldedWord)? {
    guard let base = word.baseAddress, word.count > 0, word.count <= 8 else { return nil }
    let source = UnsafeRawPointer(base)
    let chunk =
      word.count == 8 ? source.loadUnaligned(as: UInt64.self) : tail(source, word.count)
    if chunk & 0x8080_8080_8080_8080 != 0 { return nil }
    var shape = FoldedWord(capitals: 0, hasLower: false)
    return (shape.add(chunk, at: 0), shape)
  }

  /// The shape of a word of ASCII bytes, given as two numbers with zeros after its end.
  @inline(__always)
  init(ascii low: UInt64, _ high: UInt64) {
    self.init(capitals: 0, hasLower: false)
    _ = add(low, at: 0)
    if high != 0 { _ = add(high, at: 8) }
  }

  /// Folds eight ASCII bytes and notes their case.
  @inline(__always)
  private mutating func add(_ chunk: UInt64, at index: Int) -> UInt64 {
    // Bit 7 of each byte: set where the byte is at least the letter.
    let fromUpperA = chunk &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondUpperZ = chunk &+ 0x2525_2525_2525_2525
    let upper = (fromUpperA ^ beyondUpperZ) & 0x8080_8080_8080_8080
    let fromLowerA = chunk &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondLowerZ = chunk &+ 0x0505_0505_0505_0505
    if (fromLowerA ^ beyondLowerZ) & 0x8080_8080_8080_8080 != 0 { hasLower = true }
    if upper != 0 {
      // Gathers bit 7 of byte i into bit i.
      let bits = (upper >> 7 &* 0x0102_0408_1020_4080) >> 56
      capitals |= bits << UInt64(index)
    }
    return chunk | upper >> 2
  }

  /// Folds a word and passes the folded bytes, followed by zeros up to a multiple of eight, to
  /// `body`; nil when the word is empty or longer than `limit`.
  @inline(__always)
  static func with<Result>(
    _ word: UnsafeBufferPointer<UInt8>,
    _ body: (_ folded: UnsafeBufferPointer<UInt8>, _ shape: FoldedWord) -> Result?
  ) -> Result? {
    guard let base = word.baseAddress, word.count > 0, word.count <= limit else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { raw -> Result? in
      guard let start = raw.baseAddress else { return nil }
      var result = FoldedWord(capitals: 0, hasLower: false)
      let source = UnsafeRawPointer(base)
      var index = 0
      let count = word.count
      while index < count {
        let left = count - index
        let chunk =
          left >= 8
          ? source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          : tail(source + index, left)
        if chunk & 0x8080_8080_8080_8080 != 0 {
          return slow(word, raw, body)
        }
        start.storeBytes(of: result.add(chunk, at: index), toByteOffset: index, as: UInt64.self)
        index += 8
      }
      let folded = UnsafeBufferPointer(
        start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count)
      return body(folded, result)
    }
  }

  /// One to seven bytes as the low bytes of a number, by at most two loads.
  @inline(__always)
  private static func tail(_ source: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = UInt64(source.loadUnaligned(as: UInt32.self))
      let high = UInt64(source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return low | high << UInt64(truncatingIfNeeded: 8 &* (count &- 4))
    }
    if count >= 2 {
      let low = UInt64(source.loadUnaligned(as: UInt16.self))
      let high = UInt64(source.loadUnaligned(fromByteOffset: count &- 2, as: UInt16.self))
      return low | high << UInt64(truncatingIfNeeded: 8 &* (count &- 2))
    }
    return UInt64(source.load(as: UInt8.self))
  }

  private static func slow<Result>(
    _ word: UnsafeBufferPointer<UInt8>, _ raw: UnsafeMutableRawBufferPointer,
    _ body: (_ folded: UnsafeBufferPointer<UInt8>, _ shape: FoldedWord) -> Result?
  ) -> Result? {
    var result = FoldedWord(capitals: 0, hasLower: false)
    var output: [UInt8] = []
    output.reserveCapacity(96)
    var index = 0
    while index < word.count {
      var (scalar, length) = UTF8Scan.decode(word, index)
      index += length
      if scalar == 0x2019 { scalar = 0x27 }
      let lower = CaseFolding.lower(scalar)
      if lower != scalar {
        guard output.count < limit else { return nil }
        result.capitals |= 1 << UInt64(output.count)
      } else if !result.hasLower, CaseFolding.upper(scalar) != scalar {
        result.hasLower = true
      }
      UTF8Scan.append(lower, to: &output)
    }
    let count = output.count
    guard count <= limit, let start = raw.baseAddress else { return nil }
    for i in 0..<96 { raw[i] = i < count ? output[i] : 0 }
    return body(
      UnsafeBufferPointer(
        start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count), result)
  }
}

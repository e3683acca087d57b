import StetText

/// The first sixteen bytes of a word as two numbers, the first byte lowest, with zeros after its end.
///
/// No word holds a zero byte: two words of at most sixteen bytes are the same when their keys are. In memory a key is the
/// word itself, since all machines that Swift knows count bytes from the lowest.
struct WordKey {
  /// The longest word, in bytes, that its key holds whole.
  static let limit = 16

  /// The first eight bytes.
  var low: UInt64
  /// The eight behind them.
  var high: UInt64

  /// Makes a key from its two numbers.
  @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of a word of at most sixteen bytes. Reads no byte beyond it.
  @inline(__always)
  init(_ word: UnsafeBufferPointer<UInt8>) {
    low = 0
    high = 0
    guard let base = word.baseAddress else { return }
    let bytes = UnsafeRawPointer(base)
    let count = word.count
    if count >= 8 {
      low = bytes.loadUnaligned(as: UInt64.self)
      if count > 8 {
        // The last eight bytes, less those that `low` has.
        high =
          bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
          &>> UInt64(truncatingIfNeeded: 8 &* (16 &- count))
      }
    } else if count >= 4 {
      let end = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      low =
        UInt64(bytes.loadUnaligned(as: UInt32.self))
        | end &<< UInt64(truncatingIfNeeded: 8 &* (count &- 4))
    } else {
      for i in 0..<count { low |= UInt64(word[i]) &<< UInt64(truncatingIfNeeded: 8 &* i) }
    }
  }

  /// Writes up to eight bytes behind the first `place`, of which there are at least one and less than sixteen.
  @inline(__always)
  mutating func insert(_ bytes: UInt64, at place: Int) {
    let shift = UInt64(truncatingIfNeeded: 8 &* (place & 7))
    if place >= 8 {
      high |= bytes &<< shift
    } else {
      low |= bytes &<< shift
      // What is shifted out above; by less than a whole number since `place` is not 0.
      high |= bytes &>> (64 &- shift)
    }
  }

  /// Whether a word of `length` bytes has ASCII letters only.
  @inline(__always)
  func isLetters(_ length: Int) -> Bool {
    UTF8Scan.lettersAtStart(of: low) >= min(length, 8)
      && (length <= 8 || UTF8Scan.lettersAtStart(of: high) >= length &- 8)
  }

  /// Whether all bytes are ASCII.
  @inline(__always)
  var isASCII: Bool { (low | high) & 0x8080_8080_8080_8080 == 0 }

  /// The bit that parts small letters from capitals, for each byte of a word of `length` bytes.
  @inline(__always)
  private static func caseBits(_ length: Int) -> WordKey {
    let all: UInt64 = 0x2020_2020_2020_2020
    return length <= 8
      ? WordKey(low: all &>> UInt64(truncatingIfNeeded: 8 &* (8 &- length)), high: 0)
      : WordKey(low: all, high: all &>> UInt64(truncatingIfNeeded: 8 &* (16 &- length)))
  }

  /// How a word of `length` ASCII letters uses capitals.
  @inline(__always)
  func shapeOfLetters(_ length: Int) -> WordShape {
    let all = Self.caseBits(length)
    let capitals = WordKey(low: ~low & all.low, high: ~high & all.high)
    if capitals.low | capitals.high == 0 { return .lower }
    if capitals.low == 0x20, capitals.high == 0 { return .capitalised }
    return capitals == all ? .upper : .mixed
  }

  /// A word of `length` ASCII letters in lower case.
  @inline(__always)
  func loweredLetters(_ length: Int) -> WordKey {
    let all = Self.caseBits(length)
    return WordKey(low: low | all.low, high: high | all.high)
  }

  /// A word of ASCII bytes in lower case.
  @inline(__always)
  var loweredASCII: WordKey {
    WordKey(low: Self.lowered(low), high: Self.lowered(high))
  }

  @inline(__always)
  private static func lowered(_ bytes: UInt64) -> UInt64 {
    // The high bit is set where the byte is at least "A", and where it is beyond "Z".
    let fromA = bytes &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = bytes &+ 0x2525_2525_2525_2525
    return bytes | ((fromA ^ beyondZ) & 0x8080_8080_8080_8080) >> 2
  }

  /// A number that spreads well in its upper bits.
  @inline(__always)
  var hash: UInt64 { WordTable.hash(low: low, high: high) }

  @inline(__always)
  static func == (a: WordKey, b: WordKey) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }
}

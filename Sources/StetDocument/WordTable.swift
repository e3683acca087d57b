import StetText

/// The number of a distinct word in one document; an index into `WordTable`.
public typealias WordID = UInt32

/// How a word uses capitals.
public enum WordShape: UInt8, Sendable {
  /// No capital: `copy`.
  case lower
  /// Only the first letter: `Copy`.
  case capitalised
  /// All letters, at least two: `COPY`.
  case upper
  /// Anything else: `McCopy`, `iCopy`, `MPs`.
  case mixed
  /// No letter with case.
  case caseless
}

/// The distinct words of a document, interned: each is looked up, folded and judged once.
///
/// Bytes are stored with curly apostrophes made straight and soft hyphens left out. The folded form and the
/// form without possessive are interned too, with a count of 0 when they do not stand in the text.
///
/// A class, since the judges pass it about: a copy of a structure would count nine references.
public final class WordTable: Sendable {
  /// What a token without a word carries.
  public static let none = WordID.max

  /// The bytes that a word of at most as many has in the pool, with zeros after its end. Longer words lie behind all
  /// others, each followed by zeros up to a multiple of eight. As many bytes follow the last.
  public static let cellSize = 16

  /// The number of distinct words, the interned forms included.
  public let count: Int
  @usableFromInline let pool: Column<UInt8>
  @usableFromInline let offsets: Column<UInt32>
  @usableFromInline let lengths: Column<UInt32>
  /// A word's number and one; 0 when free.
  private let slots: Column<UInt32>

  /// How each word uses capitals.
  public let shapes: Column<WordShape>
  /// How often each word stands in the text, in exactly this form.
  public let counts: Column<UInt32>
  /// The word in lower case.
  public let folded: Column<WordID>
  /// The word without a possessive ending (`'s`, or an apostrophe after s is a token of its own).
  public let stems: Column<WordID>
  /// The first token with the word, `UInt32.max` when it does not stand in the text itself.
  public let firstToken: Column<UInt32>

  /// Takes over what `WordInterner` has collected.
  init(
    pool: Column<UInt8>, offsets: Column<UInt32>, lengths: Column<UInt32>, slots: Column<UInt32>,
    shapes: Column<WordShape>, counts: Column<UInt32>, folded: Column<WordID>,
    stems: Column<WordID>, firstToken: Column<UInt32>
  ) {
    count = offsets.count
    self.pool = pool
    self.offsets = offsets
    self.lengths = lengths
    self.slots = slots
    self.shapes = shapes
    self.counts = counts
    self.folded = folded
    self.stems = stems
    self.firstToken = firstToken
  }

  /// The bytes of a word.
  public func bytes(_ word: WordID) -> [UInt8] {
    let start = Int(offsets[Int(word)])
    return Array(pool[start..<start + Int(lengths[Int(word)])])
  }

  /// The word as a string, for messages.
  public func string(_ word: WordID) -> String {
    let start = Int(offsets[Int(word)])
    return String(decoding: pool[start..<start + Int(lengths[Int(word)])], as: UTF8.self)
  }

  /// The number of bytes of a word.
  public func byteCount(_ word: WordID) -> Int { Int(lengths[Int(word)]) }

  /// The first eight bytes of a word as a number, the first byte lowest, with zeros after its end: a word of at most
  /// eight bytes is this number.
  @inlinable
  @inline(__always)
  public func key(_ word: WordID) -> UInt64 {
    let start = Int(offsets[Int(word)])
    return pool.withUnsafeBufferPointer {
      UnsafeRawBufferPointer($0).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    }
  }

  /// A number that spreads well in its upper bits, of the first sixteen bytes of a word as two numbers. Words of at most
  /// eight bytes have different ones; longer words share one by a chance of one in 2^64.
  @inlinable
  @inline(__always)
  public static func hash(low: UInt64, high: UInt64) -> UInt64 {
    (low ^ high &* 0xBF58_476D_1CE4_E5B9) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The same of all bytes of a word (straight apostrophes).
  public static func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    word.count <= WordKey.limit ? WordKey(word).hash : WordInterner.hash(long: word)
  }

  /// The hash of a word of the table.
  @inline(__always)
  public func hash(_ word: WordID) -> UInt64 { withBytes(word) { Self.hash(of: $0) } }

  /// Calls `body` with the bytes of a word, without a copy.
  @inlinable
  @inline(__always)
  public func withBytes<R>(_ word: WordID, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let start = Int(offsets[Int(word)])
    let length = Int(lengths[Int(word)])
    return pool.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + length]))
    }
  }

  /// Calls `body` with the bytes of all words, and where each word's begin and how many they are.
  @inlinable
  @inline(__always)
  public func withPool<R>(
    _ body: (
      _ pool: UnsafeBufferPointer<UInt8>, _ offsets: UnsafeBufferPointer<UInt32>,
      _ lengths: UnsafeBufferPointer<UInt32>
    ) -> R
  ) -> R {
    pool.withUnsafeBufferPointer { pool in
      offsets.withUnsafeBufferPointer { offsets in
        lengths.withUnsafeBufferPointer { lengths in body(pool, offsets, lengths) }
      }
    }
  }

  /// The number of a word given its bytes (straight apostrophes), or nil when the document lacks it.
  public func find(_ bytes: [UInt8]) -> WordID? {
    bytes.withUnsafeBufferPointer { find($0) }
  }

  private func find(_ bytes: UnsafeBufferPointer<UInt8>) -> WordID? {
    let hash = Self.hash(of: bytes)
    var slot = Int(truncatingIfNeeded: hash >> UInt64(64 - slots.count.trailingZeroBitCount))
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if withBytes(id, { $0.elementsEqual(bytes) }) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// How the bytes of a word use capitals; a possessive `'s` at the end does not count.
  public static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> WordShape {
    var upper = 0
    var lower = 0
    var firstIsUpper = false
    var first = true
    var n = bytes.count
    if n > 2, bytes[n - 2] == 0x27, bytes[n - 1] == 0x73 { n -= 2 }
    var i = 0
    // Most words have small letters only.
    while i < n, bytes[i] &- 0x61 < 26 { i += 1 }
    if i == n { return n == 0 ? .caseless : .lower }
    if i > 0 {
      lower = i
      first = false
    }
    while i < n {
      let b = bytes[i]
      var isUpper = false
      var isLower = false
      if b < 0x80 {
        isUpper = b &- 0x41 < 26
        isLower = b &- 0x61 < 26
        i += 1
      } else {
        let (scalar, length) = UTF8Scan.decode(bytes, i)
        isUpper = CaseFolding.isUpper(scalar)
        isLower = !isUpper && CaseFolding.isLower(scalar)
        i += length
      }
      if isUpper { upper += 1 }
      if isLower { lower += 1 }
      if isUpper || isLower {
        if first { firstIsUpper = isUpper }
        first = false
      }
    }
    if upper == 0 { return lower == 0 ? .caseless : .lower }
    if lower == 0 { return upper == 1 ? .capitalised : .upper }
    return upper == 1 && firstIsUpper ? .capitalised : .mixed
  }
}

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
public struct WordTable: Sendable {
  /// What a token without a word carries.
  public static let none = WordID.max

  var pool: [UInt8] = []
  var offsets: [UInt32] = []
  var lengths: [UInt32] = []
  var slots: [UInt32] = []
  var lastToken: [UInt32] = []

  /// How each word uses capitals.
  public internal(set) var shapes: [WordShape] = []
  /// How often each word stands in the text, in exactly this form.
  public internal(set) var counts: [UInt32] = []
  /// The word in lower case.
  public internal(set) var folded: [WordID] = []
  /// The word without a possessive ending (`'s`, or an apostrophe after s is a token of its own).
  public internal(set) var stems: [WordID] = []
  /// The first token with the word, `UInt32.max` when it does not stand in the text itself.
  public internal(set) var firstToken: [UInt32] = []

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: UInt32.max, count: size)
  }

  /// The number of distinct words, the interned forms included.
  public var count: Int { offsets.count }

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

  /// Calls `body` with the bytes of a word, without a copy.
  @inline(__always)
  public func withBytes<R>(_ word: WordID, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let start = Int(offsets[Int(word)])
    let length = Int(lengths[Int(word)])
    return pool.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + length]))
    }
  }

  /// The number of a word given its bytes (straight apostrophes), or nil when the document lacks it.
  public func find(_ bytes: [UInt8]) -> WordID? {
    bytes.withUnsafeBufferPointer { find($0) }
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> WordID? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(bytes)) & mask
    while true {
      let id = slots[slot]
      if id == UInt32.max { return nil }
      if equals(id, bytes) { return id }
      slot = (slot + 1) & mask
    }
  }

  private func equals(_ id: WordID, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(lengths[Int(id)]) == bytes.count else { return false }
    let start = Int(offsets[Int(id)])
    return pool.withUnsafeBufferPointer { pool in
      for i in 0..<bytes.count where pool[start + i] != bytes[i] { return false }
      return true
    }
  }

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for b in bytes { h = (h ^ UInt64(b)) &* 0x0000_0100_0000_01B3 }
    return h ^ (h >> 29)
  }

  /// Interns a word and returns its number. `bytes` must not lie in this table's own pool.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> WordID {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(bytes)) & mask
    while true {
      let id = slots[slot]
      if id == UInt32.max { break }
      if equals(id, bytes) { return id }
      slot = (slot + 1) & mask
    }
    let id = UInt32(offsets.count)
    offsets.append(UInt32(pool.count))
    lengths.append(UInt32(bytes.count))
    pool.append(contentsOf: bytes)
    shapes.append(Self.shape(bytes))
    counts.append(0)
    folded.append(id)
    stems.append(id)
    firstToken.append(UInt32.max)
    lastToken.append(UInt32.max)
    slots[slot] = id
    if offsets.count * 2 > slots.count { grow() }
    deriveForms(of: id, bytes)
    return id
  }

  private mutating func deriveForms(of id: WordID, _ bytes: UnsafeBufferPointer<UInt8>) {
    let shape = shapes[Int(id)]
    if shape != .lower, shape != .caseless {
      var lower: [UInt8] = []
      lower.reserveCapacity(bytes.count + 2)
      CaseFolding.appendLower(bytes, to: &lower)
      folded[Int(id)] = lower.withUnsafeBufferPointer { intern($0) }
    }
    let n = bytes.count
    if n > 2, bytes[n - 2] == 0x27, bytes[n - 1] | 0x20 == 0x73 {
      let stem = Array(bytes[..<(n - 2)])
      stems[Int(id)] = stem.withUnsafeBufferPointer { intern($0) }
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: UInt32.max, count: slots.count * 2)
    let mask = slots.count - 1
    pool.withUnsafeBufferPointer { pool in
      for id in 0..<offsets.count {
        let start = Int(offsets[id])
        let bytes = UnsafeBufferPointer(rebasing: pool[start..<start + Int(lengths[id])])
        var slot = Int(truncatingIfNeeded: Self.hash(bytes)) & mask
        while slots[slot] != UInt32.max { slot = (slot + 1) & mask }
        slots[slot] = UInt32(id)
      }
    }
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

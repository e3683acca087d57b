/// A set of tokens of one document, a bit each.
struct TokenSet {
  private var bits: [UInt64]
  /// How many tokens have been added.
  private(set) var count = 0

  /// Makes an empty set for a document of so many tokens.
  init(tokenCount: Int) { bits = [UInt64](repeating: 0, count: tokenCount >> 6 + 1) }

  /// Adds a token that is not in the set yet.
  @inline(__always)
  mutating func insert(_ token: Int) {
    bits[token &>> 6] |= 1 &<< UInt64(token & 63)
    count &+= 1
  }

  /// Calls `body` with the set as raw memory, for many looks.
  @inline(__always)
  func withMembers<R>(_ body: (Members) -> R) -> R {
    bits.withUnsafeBufferPointer { body(Members(bits: $0)) }
  }

  /// The set as raw memory.
  struct Members {
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// Whether a token is in the set.
    @inline(__always)
    func contains(_ token: Int) -> Bool { bits[token &>> 6] &>> UInt64(token & 63) & 1 != 0 }

    /// The first token of the set from one on, or `end` where there is none before it.
    @inline(__always)
    func next(from token: Int, before end: Int) -> Int {
      guard token < end else { return end }
      var place = token &>> 6
      var word = bits[place] & ~0 &<< UInt64(token & 63)
      let last = (end &- 1) &>> 6
      while word == 0 {
        place &+= 1
        if place > last { return end }
        word = bits[place]
      }
      return min(end, place &<< 6 &+ word.trailingZeroBitCount)
    }
  }
}

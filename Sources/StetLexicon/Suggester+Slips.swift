import StetText

/// A word that another word may be a single slip of.
public struct SlipCandidate: Sendable {
  /// The word, folded.
  public let folded: [UInt8]
  /// What the lexicon knows of it.
  public let entry: LexiconEntry
  /// What the slip costs in nats (see `EditCosts`): 3 for swapped letters, 6.6 for any replacement.
  public let cost: Double
}

extension Suggester {
  /// The words of copy one edit away from a folded word: what a judge of words needs before it asks
  /// for ranked suggestions. Words that copy hardly uses are left out. About a microsecond.
  ///
  /// - Parameters:
  ///   - leastFrequency: leaves out words that are met less often per 100 million.
  ///   - leastCapitalisedShare: leaves out words that have a capital less often, in per cent.
  public func slips(
    of folded: [UInt8], leastFrequency: UInt32 = 0, leastCapitalisedShare: UInt8 = 0
  ) -> [SlipCandidate] {
    guard folded.count >= 2, folded.count <= 40 else { return [] }
    let plain = CaseFolding.withoutAccents(folded)
    guard plain.allSatisfy({ $0 < 0x80 }) else { return [] }
    var seen: [UInt32] = []
    var slips: [SlipCandidate] = []
    slipIndex.forEachCandidate(plain) { index in
      guard lexicon.frequency(index) >= leastFrequency,
        lexicon.words.capitalisedShare(index) >= leastCapitalisedShare, !seen.contains(index)
      else { return }
      seen.append(index)
      // Most of what shares a bucket is told apart before anything is copied.
      guard lexicon.words.mayBeOneEdit(index, plain) else { return }
      let word = lexicon.folded(index)
      guard word != folded, Self.isOneEdit(plain, CaseFolding.withoutAccents(word)),
        let entry = lexicon.entry(for: word), entry.isKnownInAnyCase
      else { return }
      let cost = costs.cost(
        typed: EditDistance.scalars(folded), meant: EditDistance.scalars(word))
      slips.append(SlipCandidate(folded: word, entry: entry, cost: cost))
    }
    return slips
  }

  /// Whether two ASCII words are equal or one edit apart.
  static func isOneEdit(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.withUnsafeBytes { a in b.withUnsafeBytes { b in isOneEdit(a, b) } }
  }

  /// The same for bytes in memory.
  static func isOneEdit(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    if a.count > b.count { return isOneEdit(b, a) }
    guard b.count - a.count <= 1 else { return false }
    var i = 0
    while i < a.count, a[i] == b[i] { i += 1 }
    if i == a.count { return true }
    if a.count < b.count { return a[i...].elementsEqual(b[(i + 1)...]) }
    if a[(i + 1)...].elementsEqual(b[(i + 1)...]) { return true }
    return i + 1 < a.count && a[i] == b[i + 1] && a[i + 1] == b[i]
      && a[(i + 2)...].elementsEqual(b[(i + 2)...])
  }
}

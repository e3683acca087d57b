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
    var slips: [SlipCandidate] = []
    let words = lexicon.words
    let costs = costs
    plain.withUnsafeBufferPointer { plain in
      slipIndex.withCandidates(plain) { candidates in
        // Counted on without branches, so that what is known of all comes from memory together.
        var count = 0
        for index in candidates {
          candidates[count] = index
          let isMeant =
            lexicon.frequency(index) >= leastFrequency
            && words.capitalisedShare(index) >= leastCapitalisedShare
          count &+= isMeant ? 1 : 0
        }
        for index in candidates[..<count] {
          // Most of what shares a bucket is told apart before anything is copied.
          guard words.mayBeOneEdit(index, plain), !words.key(index).elementsEqual(folded),
            !slips.contains(where: { $0.entry.index == index }),
            let entry = words.entry(index: index), entry.isKnownInAnyCase
          else { continue }
          let word = words.folded(index)
          guard word.allSatisfy({ $0 < 0x80 }) || Self.isOneEdit(plain, word) else { continue }
          slips.append(
            SlipCandidate(
              folded: word, entry: entry, cost: Self.cost(costs, typed: folded, meant: word)))
        }
      }
    }
    return slips
  }

  /// The cost of typing one word for another, both folded, in UTF-8.
  package static func cost(_ costs: EditCosts, typed: [UInt8], meant: [UInt8]) -> Double {
    typed.withUnsafeBufferPointer { typed in
      meant.withUnsafeBufferPointer { meant in
        EditDistance.withScalars(typed) { cost(costs, typed: $0, meant: meant, upTo: .infinity) }
      }
    }
  }

  /// The cost of typing scalars for a folded word in UTF-8, infinity where it is more than `limit`.
  static func cost(
    _ costs: EditCosts, typed: UnsafeBufferPointer<UInt32>, meant: UnsafeBufferPointer<UInt8>,
    upTo limit: Double
  ) -> Double {
    EditDistance.withScalars(meant) {
      EditAlignment.cost(costs, typed: typed, meant: $0, upTo: limit)
    }
  }

  /// Whether a word, its accents left out, is equal to an ASCII word or one edit away.
  private static func isOneEdit(_ plain: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
    let word = CaseFolding.withoutAccents(word)
    return word.withUnsafeBytes { EditDistance.isWithinOne(UnsafeRawBufferPointer(plain), $0) }
  }
}

extension WordIndex {
  /// The folded word of an entry, where it lies in the pack; empty for what is no entry.
  @inline(__always)
  func key(_ index: UInt32) -> UnsafeBufferPointer<UInt8> {
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    guard Int(index) < count else { return nothing }
    let record = Int(index) &* PackFormat.entrySize
    let start = Int(
      entries.loadUnaligned(fromByteOffset: record &+ PackFormat.entryKeyAt, as: UInt32.self))
    let end = start &+ Int(entries[record &+ PackFormat.entryKeyLengthAt])
    guard end <= keys.count, let base = keys.baseAddress else { return nothing }
    return UnsafeBufferPointer(
      start: (base + start).assumingMemoryBound(to: UInt8.self), count: end &- start)
  }

  /// What is known of the folded word of an entry.
  func entry(index: UInt32) -> LexiconEntry? {
    FoldedWord.with(key(index)) { folded, shape in makeEntry(index, shape, folded) }
  }

  /// False when the folded word of an entry is ASCII and more than one edit away from an ASCII word.
  func mayBeOneEdit(_ index: UInt32, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let key = key(index)
    guard abs(key.count - word.count) <= 1 || key.contains(where: { $0 >= 0x80 }) else {
      return false
    }
    // Accents add bytes: what is longer may hold them.
    if EditDistance.isWithinOne(UnsafeRawBufferPointer(word), UnsafeRawBufferPointer(key)) {
      return true
    }
    return key.contains { $0 >= 0x80 }
  }
}

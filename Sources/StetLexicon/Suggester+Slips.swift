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
  /// The words one edit away from a folded word, rare ones left out: what a judge of words needs
  /// before it asks for ranked suggestions. About 20 µs.
  public func slips(of folded: [UInt8]) -> [SlipCandidate] {
    guard folded.count >= 2, folded.count <= 40 else { return [] }
    let plain = CaseFolding.withoutAccents(folded)
    guard plain.allSatisfy({ $0 < 0x80 }) else { return [] }
    var found = Candidates()
    addSingleEdits(plain, to: &found)
    let typed = EditDistance.scalars(folded)
    var slips: [SlipCandidate] = []
    for index in found.entries {
      let word = lexicon.folded(index)
      guard word != folded, let entry = lexicon.entry(for: word), !entry.flags.contains(.rare)
      else {
        continue
      }
      let cost = costs.cost(typed: typed, meant: EditDistance.scalars(word))
      slips.append(SlipCandidate(folded: word, entry: entry, cost: cost))
    }
    return slips
  }
}

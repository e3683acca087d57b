/// What it takes to mistype one word as another, in nats: the less, the likelier the slip.
///
/// An alignment of single edits (insert, leave out, replace, swap) and of a few exchanges of letter
/// groups that sound alike. Fingers and ears are both at work: keyboard neighbours, doubled
/// letters and vowels are cheap, the first letter is dear.
package struct EditCosts: Sendable {
  package var swap = 3.0
  package var doubled = 3.2
  package var undoubled = 2.6
  package var extra = 5.9
  package var extraNeighbour = 4.6
  package var omitted = 4.0
  package var omittedVowel = 3.6
  package var replacedNeighbour = 4.8
  package var replacedVowel = 4.2
  package var replacedAlike = 4.2
  package var replaced = 6.6
  package var apostrophe = 1.6
  package var accent = 1.0
  package var firstLetter = 1.6
  package var soundAlike = 4.0

  /// The cost of typing `typed` for `meant` (both folded scalars).
  ///
  /// - Parameter limit: what costs more need not be told apart: infinity stands for it.
  package func cost(
    typed: [UInt32], meant: [UInt32], upTo limit: Double = .infinity
  ) -> Double {
    typed.withUnsafeBufferPointer { typed in
      meant.withUnsafeBufferPointer { meant in
        EditAlignment.cost(self, typed: typed, meant: meant, upTo: limit)
      }
    }
  }
}

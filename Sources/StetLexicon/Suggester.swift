import StetText

/// Corrections for a word, ranked by what the slip takes, how common the correction is and how it
/// fits its neighbours and the document.
///
/// Deterministic: no clock, no random order. About 0.3 ms a word in release.
public final class Suggester: @unchecked Sendable {
  // A class, so that passing it on costs nothing; the weights are set before it is shared.
  let lexicon: Lexicon
  let trie: SuggestionTrie
  let accentMap: StringMap
  let slipIndex: SlipIndex
  package var costs = EditCosts()
  package var weights = SuggestionWeights()
  /// Whether recorded misspellings (`misspellings.tsv`) speak for their corrections.
  public var usesAttestedPairs = true

  /// A suggester over a lexicon; costs nothing until asked.
  public init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    trie = SuggestionTrie(lexicon.section(.trie))
    accentMap = StringMap(lexicon.section(.accents))
    slipIndex = SlipIndex(lexicon.section(.slips))
  }

  /// The best corrections of a word (UTF-8, straight apostrophe), best first; the word itself is
  /// never among them. A possessive ending stays.
  public func suggestions(
    for word: [UInt8], in context: SuggestionContext = SuggestionContext(), limit: Int = 5
  ) -> [Suggestion] {
    let stem = word.withUnsafeBufferPointer { Possessive.stripped($0).map { Array($0) } }
    if let stem, stem.count + 2 == word.count {
      var inner = context
      inner.right = nil
      let ending = Array(word.suffix(2))
      return ranked(stem, inner, limit).map {
        Suggestion(text: $0.text + ending, score: $0.score, cost: $0.cost)
      }
    }
    return ranked(word, context, limit)
  }

  private func ranked(
    _ word: [UInt8], _ context: SuggestionContext, _ limit: Int
  ) -> [Suggestion] {
    guard let typed = TypedWord(word), limit > 0 else { return [] }
    var found = Candidates()
    gather(typed, into: &found)
    let scorer = SuggestionScorer(suggester: self, typed: typed, context: context)
    var suggestions: [Suggestion] = []
    for index in found.entries { scorer.score(entry: index).map { suggestions.append($0) } }
    for evidence in context.evidence {
      scorer.score(evidence: evidence).map { suggestions.append($0) }
    }
    scorer.splits(into: &suggestions)
    suggestions.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.text.lexicographicallyPrecedes(b.text)
    }
    var best: [Suggestion] = []
    for suggestion in suggestions where suggestion.text != word {
      if best.contains(where: { $0.text == suggestion.text }) { continue }
      best.append(suggestion)
      if best.count == limit { break }
    }
    return best
  }
}

/// The word that was typed, in the forms that the search needs.
struct TypedWord {
  /// As written.
  let bytes: [UInt8]
  /// Folded.
  let folded: [UInt8]
  /// Folded, without accents.
  let plain: [UInt8]
  /// Folded, as scalars.
  let scalars: [UInt32]
  /// Its case pattern.
  let shape: CaseShape

  /// Nil for words that nothing resembles: empty, or beyond 64 bytes.
  init?(_ word: [UInt8]) {
    guard let shape = word.withUnsafeBufferPointer({ FoldedWord.with($0) { $1.shape } }) else {
      return nil
    }
    bytes = word
    self.shape = shape
    folded = CaseFolding.lowered(word)
    plain = CaseFolding.withoutAccents(folded)
    scalars = EditDistance.scalars(folded)
  }
}

/// Entries found, each once, in the order found.
struct Candidates {
  private(set) var entries: [UInt32] = []
  private var seen: Set<UInt32> = []

  mutating func insert(_ entry: UInt32) {
    if seen.insert(entry).inserted { entries.append(entry) }
  }
}

/// How much each kind of evidence counts beside the cost of the edit.
package struct SuggestionWeights: Sendable {
  /// Weight of the cost of the edit.
  package var cost = 1.35
  /// Weight of the logarithm of the frequency.
  package var frequency = 0.9
  /// Weight of a listed pair's surprise.
  package var pair = 0.7
  /// Taken off, per unit of log expected count, when a pair that chance would bring is not listed.
  package var missingPair = 0.2
  /// Occurrences per 100 million that one mention in the document is worth.
  package var mention = 4000.0
  /// Taken off for a word of another dialect.
  package var otherDialect = 3.0
  /// Cost of a recorded misspelling.
  package var attestedCost = 1.1
  /// Cost of a missing space.
  package var split = 4.5
  /// Weight of how rarely the word has the case that was typed.
  package var oddCase = 1.0
  /// Added when the word makes a listed name with its neighbour.
  package var phrase = 4.0
}

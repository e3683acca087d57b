import StetText

/// Corrections for a word, ranked by what the slip takes, how common the correction is and how it
/// fits its neighbours and the document.
///
/// Deterministic: no clock, no random order.
public final class Suggester: @unchecked Sendable {
  // A class, so that passing it on costs nothing; the weights are set before it is shared.
  let lexicon: Lexicon
  let table: SuggestionTable
  let accentMap: StringMap
  let slipIndex: SlipIndex
  let letterRuns: LetterRuns
  package var costs = EditCosts()
  package var weights = SuggestionWeights()
  /// Whether recorded misspellings (`misspellings.tsv`) speak for their corrections.
  public var usesAttestedPairs = true

  /// A suggester over a lexicon; costs nothing until asked.
  public init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    table = SuggestionTable(lexicon.section(.near))
    accentMap = StringMap(lexicon.section(.accents))
    slipIndex = SlipIndex(lexicon.section(.slips))
    letterRuns = LetterRuns(lexicon.section(.letterRuns))
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
    var best = BestSuggestions(limit: limit, excluding: word)
    for evidence in context.evidence {
      if let suggestion = scorer.score(evidence: evidence) { best.offer(suggestion) }
    }
    scorer.splits { best.offer($0) }
    // The most hopeful first; most of the others need not be looked at.
    let hopes = found.distinct().map { (hope: scorer.hope($0), candidate: $0) }
      .sorted { a, b in a.hope != b.hope ? a.hope > b.hope : a.candidate.index < b.candidate.index }
    for (hope, candidate) in hopes {
      if hope < best.leastScore { break }
      if let suggestion = scorer.score(candidate, over: best.leastScore) {
        best.offer(suggestion)
      }
    }
    return best.suggestions
  }
}

/// The best suggestions so far, each text once, best first.
struct BestSuggestions {
  private(set) var suggestions: [Suggestion] = []
  private let limit: Int
  private let excluded: [UInt8]

  /// At most `limit` suggestions, none of them the word itself.
  init(limit: Int, excluding word: [UInt8]) {
    self.limit = limit
    excluded = word
  }

  /// What a suggestion has to reach to be taken.
  var leastScore: Double {
    suggestions.count < limit ? -.infinity : suggestions.last?.score ?? -.infinity
  }

  /// Takes the suggestion if it is among the best.
  mutating func offer(_ suggestion: Suggestion) {
    guard suggestion.score >= leastScore, suggestion.text != excluded else { return }
    if let same = suggestions.firstIndex(where: { $0.text == suggestion.text }) {
      if suggestions[same].score >= suggestion.score { return }
      suggestions.remove(at: same)
    }
    let place =
      suggestions.firstIndex { Self.isBetter(suggestion, $0) } ?? suggestions.count
    suggestions.insert(suggestion, at: place)
    if suggestions.count > limit { suggestions.removeLast() }
  }

  private static func isBetter(_ a: Suggestion, _ b: Suggestion) -> Bool {
    a.score != b.score ? a.score > b.score : a.text.lexicographicallyPrecedes(b.text)
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

/// An entry near the word that was typed.
struct Candidate {
  /// The entry.
  let index: UInt32
  /// How many edits away it is at least; 0 when that is not known.
  let distance: Int
}

/// Entries found; an entry may be found more than once.
struct Candidates {
  // The index in the high bits, the distance in the low ones.
  private var packed: [UInt64] = []

  var isEmpty: Bool { packed.isEmpty }
  /// All that were found, in the order found.
  var entries: some Sequence<Candidate> { packed.lazy.map(Self.unpacked) }

  mutating func insert(_ entry: UInt32, _ distance: Int) {
    packed.append(UInt64(entry) << 8 | UInt64(truncatingIfNeeded: distance))
  }

  /// Each entry once, with the least of its distances, by entry.
  consuming func distinct() -> [Candidate] {
    packed.sort()
    var output: [Candidate] = []
    for value in packed where output.last?.index != UInt32(truncatingIfNeeded: value >> 8) {
      output.append(Self.unpacked(value))
    }
    return output
  }

  private static func unpacked(_ value: UInt64) -> Candidate {
    Candidate(
      index: UInt32(truncatingIfNeeded: value >> 8), distance: Int(value & 0xFF))
  }
}

/// How much each kind of evidence counts beside the cost of the edit.
package struct SuggestionWeights: Sendable {
  /// Weight of the cost of the edit.
  package var cost = 1.35
  /// Weight of the logarithm of the frequency.
  package var frequency = 0.9
  /// Weight of a listed pair's surprise.
  package var pair = 0.75
  /// Taken off, per unit of log expected count, when a pair that chance would bring is not listed.
  package var missingPair = 0.35
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

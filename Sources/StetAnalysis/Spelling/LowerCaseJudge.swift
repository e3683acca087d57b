import StetDocument
import StetLexicon
import StetText

/// Judges lower-case words that no dictionary has.
struct LowerCaseJudge {
  let context: SpellingContext

  /// A word seen this often (per 100 million) in edited news, with no far commoner neighbour, is a
  /// word even though the dictionaries lack it.
  private static let establishedFrequency: UInt32 = 12
  /// How much commoner a neighbour must be for an established word to be its slip.
  private static let slipRatio: UInt32 = 150

  func judge(_ word: WordID, into findings: inout [SpellingFinding]) {
    let words = context.document.words
    let stem = words.stems[Int(word)]
    let bytes = words.bytes(words.folded[Int(stem)])
    guard bytes.count >= 2, !Morphology.isSound(bytes) else { return }
    let entry = context.vocabulary.entries[Int(stem)]
    // `english`, `london`: a slip of the shift key or a handle; not this rule's question.
    if let entry, entry.isKnownInAnyCase { return }
    let tokens = context.tokens(of: word)
    guard let first = tokens.first else { return }
    let candidates = Slips.candidates(bytes, lexicon: context.lexicon) {
      $0.isKnownInAnyCase && !$0.flags.contains(.rare)
    }
    let best = rank(candidates, at: first).first
    if isExplained(bytes, entry, tokens, best) { return }
    let live = tokens.filter { !isExcused($0, bytes) }
    guard !live.isEmpty else { return }
    for token in live {
      let suggestions = suggestions(bytes, candidates, like: word, at: token)
      findings.append(
        SpellingFinding(
          kind: .word, range: context.document.tokens.range(token), suggestions: suggestions,
          isCertain: (best?.cost ?? 9) <= 1.7, isDoubtful: suggestions.isEmpty))
    }
  }

  /// Whether something about the word itself makes it good.
  private func isExplained(
    _ word: [UInt8], _ entry: LexiconEntry?, _ tokens: [Int], _ best: SlipCandidate?
  ) -> Bool {
    let frequency = entry?.frequency ?? 0
    let neighbour = best?.entry.frequency ?? 0
    if let entry, entry.flags.contains(.attestedMisspelling) { return false }
    if frequency >= Self.establishedFrequency, neighbour / max(1, frequency) < Self.slipRatio {
      return true
    }
    // A term of the story: it recurs and is nobody's near neighbour.
    if tokens.count >= 2, neighbour < 2_000 { return true }
    if tokens.count >= 4 { return true }
    if context.morphology.isDerived(word), neighbour < 5_000 { return true }
    return false
  }

  /// Whether what stands around one occurrence excuses it.
  private func isExcused(_ token: Int, _ word: [UInt8]) -> Bool {
    let around = context.around
    if around.isPartOfCode(token) { return true }
    let hyphenBefore = around.hyphenBefore(token)
    let hyphenAfter = around.hyphenAfter(token)
    if hyphenBefore || hyphenAfter {
      if Morphology.hyphenParts.contains(word) || word.count <= 3 { return true }
    }
    // `'em`, `goin'`, `o'`: clipped words touch an apostrophe.
    if around.apostropheAfter(token), word.last == 0x6E { return true }
    if around.apostropheBefore(token) {
      let full = [0x68] + word
      if context.lexicon.entry(for: full)?.isKnown == true || word.count <= 4 { return true }
    }
    return isForeign(token)
  }

  /// Whether the word stands among other words that no dictionary has: a foreign phrase.
  private func isForeign(_ token: Int) -> Bool {
    var unknown = 0
    for neighbour in [context.around.wordBefore(token), context.around.wordAfter(token)] {
      guard let neighbour, context.document.tokens.kinds[neighbour] == .word else { continue }
      let word = context.document.tokens.words[neighbour]
      if context.document.words.shapes[Int(word)] == .lower, !context.vocabulary.known[Int(word)] {
        unknown += 1
      }
    }
    return unknown >= 1
  }

  /// Candidates by how likely they are here: commonness, cost of the slip, fit with the neighbours.
  private func rank(_ candidates: [SlipCandidate], at token: Int) -> [SlipCandidate] {
    let scored = candidates.map { candidate -> (Double, SlipCandidate) in
      (SuggestionScore.of(candidate, fit: context.fit(candidate.folded, at: token)), candidate)
    }
    return scored.sorted { $0.0 > $1.0 }.map(\.1)
  }

  private func suggestions(
    _ word: [UInt8], _ candidates: [SlipCandidate], like id: WordID, at token: Int
  ) -> [SpellingFinding.Suggestion] {
    rank(candidates, at: token).prefix(5).map { candidate in
      .init(context.dressed(candidate.folded, like: id))
    }
  }
}

/// How likely a candidate is: the log of its frequency, less the cost of the slip, plus its fit.
enum SuggestionScore {
  static func of(_ candidate: SlipCandidate, fit: UInt32) -> Double {
    logarithm(Double(candidate.entry.frequency) + 1) - 2.2 * candidate.cost
      + 1.0 * logarithm(1 + Double(fit))
  }

  /// The natural logarithm by the bits of the number: good to 0.01, and no C library needed.
  static func logarithm(_ x: Double) -> Double {
    guard x > 0 else { return -700 }
    let exponent = Double(x.exponent)
    let m = x.significand
    // Padé approximant of ln on [1, 2).
    let y = (m - 1) / (m + 1)
    let y2 = y * y
    return exponent * 0.693_147_180_559_945_3 + 2 * y * (1 + y2 * (1 / 3.0 + y2 * (0.2 + y2 / 7)))
  }
}

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
    guard bytes.count >= 2 else { return }
    let entry = context.vocabulary.entries[Int(stem)]
    let tokens = context.tokens(of: word)
    guard let first = tokens.first else { return }
    let best = context.slips(of: bytes, at: first).first
    if isExplained(bytes, entry, tokens, best) { return }
    for token in tokens where !isExcused(token, bytes, best) {
      let finding = finding(at: token, bytes, best, like: word)
      if findings.last?.range != finding.range { findings.append(finding) }
    }
  }

  /// Judges a word that a dictionary has but copy hardly uses: `wormer`, `tring`. It is a slip when a
  /// common word one slip away keeps the company that stands here, and this one never does.
  func judgeRare(_ word: WordID, into findings: inout [SpellingFinding]) {
    let words = context.document.words
    guard let entry = context.vocabulary.entries[Int(word)], entry.frequency < Self.rareFrequency,
      words.counts[Int(word)] == 1, words.byteCount(word) >= 4,
      let token = context.tokens(of: word).first, !context.around.hyphenBefore(token),
      !context.around.hyphenAfter(token), !context.around.standsAloneInMarks(token)
    else { return }
    let bytes = words.bytes(word)
    guard
      let best = context.slips(of: bytes, at: token).first(where: {
        $0.entry.capitalisedShare < 50 && $0.entry.isKnown
      }),
      best.entry.frequency >= 2_000, best.entry.frequency >= 300 * (entry.frequency + 1),
      best.cost <= 5.6, context.fit(bytes, at: token) == 0,
      context.tellingFit(best.folded, at: token) >= 25
    else { return }
    findings.append(
      SpellingFinding(
        kind: .word, range: context.document.tokens.range(token),
        suggestions: [.init(context.dressed(best.folded, like: word))]))
  }

  /// Words met less often than this (per 100 million) are looked at twice.
  private static let rareFrequency: UInt32 = 25

  /// Whether something about the word itself makes it good.
  private func isExplained(
    _ word: [UInt8], _ entry: LexiconEntry?, _ tokens: [Int], _ best: SlipCandidate?
  ) -> Bool {
    let frequency = entry?.frequency ?? 0
    let neighbour = best?.entry.frequency ?? 0
    if let entry, entry.flags.contains(.attestedMisspelling) { return false }
    // `thats`: an apostrophe left out.
    if let best, best.folded.contains(0x27), best.folded.filter({ $0 != 0x27 }) == word {
      return false
    }
    // `english`, `london`: a slip of the shift key or a handle, unless a common word is near.
    if let entry, entry.isKnownInAnyCase {
      let lower = frequency * UInt32(100 - min(100, entry.capitalisedShare)) / 100
      let ratio = isCheap(best) ? Self.slipRatio / 4 : Self.slipRatio
      return neighbour < 3_000 || neighbour / max(1, lower) < ratio
    }
    if Morphology.isSound(word), neighbour < 1_000 { return true }
    if frequency >= Self.establishedFrequency, neighbour / max(1, frequency) < Self.slipRatio {
      // `ofthe` is met in copy too, as a slip.
      return JoinedWordFinder(context: context).parts(of: word) == nil
    }
    // A term of the story: it recurs and is nobody's near neighbour.
    if tokens.count >= 2, neighbour < 2_000 { return true }
    if tokens.count >= 4 { return true }
    // An accent that English leaves off, or a foreign word: a slip only beside a common word.
    let hasAccent = word.contains { $0 >= 0x80 }
    if hasAccent, neighbour < 3_000 { return true }
    if context.morphology.isClitic(word) { return true }
    // A doubled letter too few or too many beside a word in use is a slip, whatever its parts.
    if isCheap(best), neighbour >= 50 { return false }
    if neighbour < 5_000, context.morphology.isDerived(word) { return true }
    return neighbour < 3_000 && context.morphology.isInflected(word)
  }

  /// Whether a slip takes next to nothing: letters swapped, doubled or not doubled.
  private func isCheap(_ best: SlipCandidate?) -> Bool { (best?.cost ?? 100) <= 3.3 }

  /// Whether what stands around one occurrence excuses it.
  private func isExcused(_ token: Int, _ word: [UInt8], _ best: SlipCandidate?) -> Bool {
    let around = context.around
    if around.isPartOfCode(token) || around.touchesBracket(token) { return true }
    if around.hyphenBefore(token) || around.hyphenAfter(token) {
      if isHyphenPart(token, word, best) { return true }
    }
    // `'em`, `goin'`, `ol'`: clipped words touch an apostrophe.
    if around.apostropheAfter(token), word.last == 0x6E || word.count <= 3 { return true }
    if around.apostropheBefore(token) {
      let full = [0x68] + word
      if context.lexicon.entry(for: full)?.isKnown == true || word.count <= 4 { return true }
    }
    let isWeak = (best?.entry.frequency ?? 0) < 5_000 || (best?.cost ?? 9) > 4.9
    if isWeak, around.standsAloneInMarks(token) || isSpeciesName(token, word) { return true }
    return isWeak && isForeign(token)
  }

  /// The second word of a Latin name behind its capitalised genus: `Arion subfuscus`.
  private func isSpeciesName(_ token: Int, _ word: [UInt8]) -> Bool {
    guard let before = context.around.wordBefore(token) else { return false }
    let genus = context.document.tokens.words[before]
    guard context.document.words.shapes[Int(genus)] == .capitalised,
      (context.vocabulary.entries[Int(genus)]?.frequency ?? 0) < 100
    else { return false }
    return ["us", "um", "is", "a", "i", "ae", "ii", "es", "ens", "ans"].contains {
      word.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// Parts of hyphenated words that need not be words: prefixes, the second syllable of a name
  /// (`Jae-cheon`), a word that is good when written as one (`co-ordinated`).
  private func isHyphenPart(_ token: Int, _ word: [UInt8], _ best: SlipCandidate?) -> Bool {
    if Morphology.hyphenParts.contains(word) || word.count <= 3 { return true }
    let tokens = context.document.tokens
    let words = context.document.words
    if context.around.hyphenBefore(token), token >= 2, tokens.kinds[token - 2].hasWord {
      let before = tokens.words[token - 2]
      if words.shapes[Int(before)] == .capitalised, !tokens.opensSentence[token - 2],
        isName(before) || (best?.entry.frequency ?? 0) < 5_000
      {
        return true
      }
      let joined = words.bytes(words.folded[Int(before)]) + word
      if context.lexicon.entry(for: joined)?.isKnownInAnyCase == true { return true }
    }
    // A word broken at the end of a line.
    if context.around.hyphenAfter(token), token + 3 < tokens.count,
      tokens.kinds[token + 2] == .newline, tokens.kinds[token + 3] == .word
    {
      let joined = word + words.bytes(words.folded[Int(tokens.words[token + 3])])
      if context.lexicon.entry(for: joined)?.isKnownInAnyCase == true { return true }
    }
    if context.around.hyphenBefore(token), token >= 3, tokens.kinds[token - 2] == .newline,
      tokens.kinds[token - 3] == .word
    {
      return true
    }
    return false
  }

  /// Whether a capitalised word is no dictionary word in lower case.
  private func isName(_ word: WordID) -> Bool {
    guard let entry = context.vocabulary.entries[Int(word)] else { return true }
    return entry.capitalisedShare >= 80
  }

  /// Whether the word stands among other words that no dictionary has: a foreign phrase.
  private func isForeign(_ token: Int) -> Bool {
    for neighbour in [context.around.wordBefore(token), context.around.wordAfter(token)] {
      guard let neighbour, context.document.tokens.kinds[neighbour] == .word else { continue }
      let word = context.document.tokens.words[neighbour]
      guard context.document.words.shapes[Int(word)] == .lower,
        !context.vocabulary.known[Int(word)]
      else { continue }
      // Two slips in a row are rarer than two foreign words, unless a space slid.
      if SplitWordFinder(context: context).mend(at: token) == nil { return true }
    }
    return false
  }

  /// The finding for one occurrence: the likeliest of a slip, a lost space and a stray one.
  private func finding(
    at token: Int, _ word: [UInt8], _ best: SlipCandidate?, like id: WordID
  ) -> SpellingFinding {
    let range = context.document.tokens.range(token)
    let slip = best.map { context.score($0, at: token) } ?? -100
    let parts = JoinedWordFinder(context: context).parts(of: word)
    let joined = parts.map { NaturalLogarithm.of($0.frequency + 1) - 2.0 } ?? -100
    if let mend = SplitWordFinder(context: context).mend(at: token), mend.score > slip,
      mend.score >= joined
    {
      return SpellingFinding(
        kind: .split, range: mend.range,
        suggestions: [.init(context.recased(mend.text, like: mend.range))])
    }
    let isFar = best == nil || slip < Self.weakSlip
    if isFar, parts == nil, context.morphology.isCompound(word) {
      return SpellingFinding(kind: .word, range: range, suggestions: [], isDoubtful: true)
    }
    let ranked = context.suggestions(for: id, at: token)
    // A pair of words is offered only where it is likelier than a compound.
    var suggestions = ranked.filter { parts != nil || !$0.text.contains(0x20) }.map {
      SpellingFinding.Suggestion(String(decoding: $0.text, as: UTF8.self))
    }
    if let parts, joined > slip {
      let text = context.dressed(parts.text, like: id)
      suggestions.removeAll { $0.text == text }
      suggestions.insert(.init(text), at: 0)
      return SpellingFinding(
        kind: .joined, range: range, suggestions: suggestions, isCertain: parts.hasGlue)
    }
    let cost = ranked.first?.cost ?? 100
    // `vp`, `tai`: nothing better than a capital comes to mind.
    if let first = ranked.first, CaseFolding.lowered(first.text) == word {
      return SpellingFinding(kind: .word, range: range, suggestions: suggestions, isDoubtful: true)
    }
    if isFar, context.morphology.isCompound(word) {
      return SpellingFinding(kind: .word, range: range, suggestions: suggestions, isDoubtful: true)
    }
    return SpellingFinding(
      kind: .word, range: range, suggestions: suggestions, isCertain: cost <= 5,
      isDoubtful: cost > Self.farthestSlip)
  }

  /// The cost (in nats) beyond which a suggestion says nothing: the word may well be a term.
  private static let farthestSlip = 11.5
  /// The score of a slip below which a compound of two known words is likelier.
  private static let weakSlip = 3.5
}

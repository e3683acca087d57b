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
      guard let finding = finding(at: token, bytes, entry, best, like: word) else { continue }
      if findings.last?.range != finding.range { findings.append(finding) }
    }
  }

  /// Judges a word that a dictionary has but copy never uses (`WordSieve.isRare`), and that stands once: `wormer`,
  /// `quarte`. It is a slip when a common word one slip away keeps the company that stands here, and this one never does.
  func judgeRare(_ word: WordID, into findings: inout [SpellingFinding]) {
    let words = context.document.words
    guard let entry = context.vocabulary.entries[Int(word)], words.stems[Int(word)] == word,
      words.byteCount(word) >= 4,
      let token = context.firstToken(of: word), !context.around.hyphenBefore(token),
      !context.around.hyphenAfter(token), !context.around.standsAloneInMarks(token)
    else { return }
    // Said first, since to look for slips takes longest.
    guard isForeign(entry) || (isRareInAnyCase(entry) && context.hasTellingNeighbour(token)),
      !context.isFit(entry.index, at: token)
    else { return }
    let bytes = words.bytes(word)
    guard
      let best = context.slips(of: bytes, at: token).first(where: {
        $0.entry.capitalisedShare < 50 && $0.entry.isKnown
      }),
      best.entry.frequency >= 2_000,
      isSlipOfCommon(entry, best, token) || isForeignHere(entry, best, token)
    else { return }
    findings.append(
      SpellingFinding(
        kind: .word, range: context.document.tokens.range(token),
        suggestions: [.init(context.dressed(best.folded, like: word))]))
  }

  /// Whether copy hardly has the word, and has its neighbour in this company.
  private func isSlipOfCommon(_ entry: LexiconEntry, _ best: SlipCandidate, _ token: Int) -> Bool {
    isRareInAnyCase(entry) && best.cost <= 5.6
      && best.entry.frequency >= 300 * (entry.frequency + 1)
      && context.tellingFit(best.entry.index, at: token) >= 25
  }

  private func isRareInAnyCase(_ entry: LexiconEntry) -> Bool {
    entry.frequency < WordSieve.rareFrequency
  }

  /// Whether a word is neither British nor American.
  private func isForeign(_ entry: LexiconEntry) -> Bool {
    entry.dialects.isDisjoint(with: [.britain, .america])
  }

  /// Whether the word is neither British nor American, and a slip of a far commoner one likelier:
  /// `bild` among the foreign words, `bult` of the South African dictionary.
  private func isForeignHere(_ entry: LexiconEntry, _ best: SlipCandidate, _ token: Int) -> Bool {
    guard isForeign(entry) else { return false }
    let odds =
      NaturalLogarithm.of(Double(best.entry.frequency) + 1) - best.cost
      + 0.4 * NaturalLogarithm.of(1 + Double(context.tellingFit(best.entry.index, at: token)))
      + 0.2 * NaturalLogarithm.of(1 + Double(context.fit(best.entry.index, at: token)))
    return odds >= Self.foreignOdds
  }

  private static let foreignOdds = 5.5

  /// Whether something about the word itself makes it good.
  private func isExplained(
    _ word: [UInt8], _ entry: LexiconEntry?, _ tokens: [Int], _ best: SlipCandidate?
  ) -> Bool {
    let frequency = smallFrequency(entry)
    let neighbour = best?.entry.frequency ?? 0
    if let entry, entry.flags.contains(.attestedMisspelling) { return false }
    // `thats`: an apostrophe left out.
    if let best, best.folded.contains(0x27), best.folded.filter({ $0 != 0x27 }) == word {
      return false
    }
    // `english`, `london`: a slip of the shift key or a handle, unless a common word is near.
    if let entry, entry.isKnownInAnyCase {
      let ratio = isCheap(best) ? Self.slipRatio / 4 : Self.slipRatio
      return neighbour < 3_000 || neighbour / max(1, frequency) < ratio
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
    return context.morphology.isClitic(word)
  }

  /// How often copy has a word in small letters, per 100 million.
  private func smallFrequency(_ entry: LexiconEntry?) -> UInt32 {
    UInt32(truncatingIfNeeded: (entry?.smallFrequency ?? 0) / 100)
  }

  /// Whether a slip takes next to nothing: letters swapped, doubled or not doubled.
  private func isCheap(_ best: SlipCandidate?) -> Bool { (best?.cost ?? 100) <= 3.3 }

  /// Whether what stands around one occurrence excuses it.
  private func isExcused(_ token: Int, _ word: [UInt8], _ best: SlipCandidate?) -> Bool {
    let around = context.around
    if around.isPartOfCode(token) || around.touchesBracket(token) { return true }
    if isBroken(token, word) { return true }
    if around.hyphenBefore(token) || around.hyphenAfter(token) {
      if isHyphenPart(token, word, best) { return true }
    }
    // `'em`, `goin'`, `ol'`: clipped words touch an apostrophe.
    if around.apostropheAfter(token), isClipped(word) || word.count <= 3 { return true }
    if around.apostropheBefore(token) {
      let full = [0x68] + word
      if context.lexicon.entry(for: full)?.isKnown == true || word.count <= 4 { return true }
    }
    let isWeak = (best?.entry.frequency ?? 0) < 5_000 || (best?.cost ?? 9) > 4.9
    if isWeak, Morphology.isVowelless(word), around.wordBefore(token) == nil,
      around.wordAfter(token) == nil
    {
      return true
    }
    return isParticle(token, word) || (isWeak && isDoubled(token, word))
  }

  /// `goin'`: a participle without its last letter.
  private func isClipped(_ word: [UInt8]) -> Bool {
    word.suffix(2).elementsEqual([0x69, 0x6E])
      && context.lexicon.entry(for: word + [0x67])?.isKnown ?? false
  }

  /// `Con- gress`, `adminis- tration`: one word that a line once broke, in copy that was scanned.
  private func isBroken(_ token: Int, _ word: [UInt8]) -> Bool {
    let tokens = context.document.tokens
    guard token >= 3, tokens.kinds[token - 1] == .space || tokens.kinds[token - 1] == .newline,
      context.around.hyphenBefore(token - 1), tokens.kinds[token - 3] == .word
    else { return false }
    let joined = context.folded(token - 3) + word
    return context.lexicon.entry(for: joined)?.isKnownInAnyCase ?? false
  }

  /// `boda boda`, `boda bodas`: a word doubled, as many languages do.
  private func isDoubled(_ token: Int, _ word: [UInt8]) -> Bool {
    [context.around.wordBefore(token), context.around.wordAfter(token)].contains { neighbour in
      guard let neighbour else { return false }
      let other = context.folded(neighbour)
      return other == word || other == word + [0x73] || other + [0x73] == word
    }
  }

  /// `dela`, `bint` before a capital: part of a name.
  private func isParticle(_ token: Int, _ word: [UInt8]) -> Bool {
    guard let after = context.around.wordAfter(token),
      context.document.words.shapes[Int(context.document.tokens.words[after])] != .lower
    else { return false }
    return context.particles.contains(word)
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
        isName(before) || followsCapital(token - 2) || (best?.entry.frequency ?? 0) < 5_000
      {
        return true
      }
      // `get-togethers`, `high-fiving`, `anti-infectives`: the whole is inflected, not the part.
      if tokens.kinds[token - 2] == .word, context.morphology.isInflected(word) { return true }
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

  /// Whether a capitalised word stands before a token: `Nam Sung-wook`.
  private func followsCapital(_ token: Int) -> Bool {
    guard let before = context.around.wordBefore(token) else { return false }
    return context.document.words.shapes[Int(context.document.tokens.words[before])] == .capitalised
  }

  /// Whether a capitalised word is no dictionary word in lower case.
  private func isName(_ word: WordID) -> Bool {
    guard let entry = context.vocabulary.entries[Int(word)] else { return true }
    return entry.capitalisedShare >= 80
  }

  /// The finding for one occurrence: the likeliest of a slip, a lost space and a stray one; nil when
  /// the word is likelier one that no list has yet.
  private func finding(
    at token: Int, _ word: [UInt8], _ entry: LexiconEntry?, _ best: SlipCandidate?,
    like id: WordID
  ) -> SpellingFinding? {
    let range = context.document.tokens.range(token)
    let slip = best.map { context.score($0, at: token) } ?? -100
    let parts = JoinedWordFinder(context: context).parts(of: word)
    let joined = parts.map { NaturalLogarithm.of($0.frequency + 1) - 2.0 } ?? -100
    let mend = SplitWordFinder(context: context).mend(at: token)
    if let mend, mend.score > slip, mend.score >= joined {
      return SpellingFinding(
        kind: .split, range: mend.range,
        suggestions: [.init(context.recased(mend.text, like: mend.range))])
    }
    var evidence = SlipModel.WordEvidence()
    evidence.isDerived = context.morphology.isDerived(word)
    evidence.isInflected = context.morphology.isInflected(word)
    if evidence.isDerived || evidence.isInflected, slip < 0, parts == nil { return nil }
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
        kind: .joined, range: range, suggestions: suggestions, isCertain: parts.hasGlue,
        isDoubtful: parts.mayBeCompound || (evidence.isDerived && !parts.hasGlue)
          || (!parts.isAttested && strangers(near: token, within: 4) > 0))
    }
    guard let first = ranked.first else {
      return SpellingFinding(kind: .word, range: range, suggestions: [], isDoubtful: true)
    }
    let isAttested = entry?.flags.contains(.attestedMisspelling) ?? false
    evidence.score = max(-32, first.score)
    evidence.cost = isAttested ? 4 : min(16, first.cost)
    evidence.lead = ranked.count > 1 ? min(8, max(0, first.score - ranked[1].score)) : 8
    evidence.slip = max(-6, slip)
    evidence.isRare = entry?.flags.contains(.rare) ?? false
    evidence.isCapital = CaseFolding.lowered(first.text) != first.text
    evidence.isJoined = parts != nil
    evidence.isCompound = context.morphology.isCompound(word)
    let share = Double(min(100, entry?.capitalisedShare ?? 0)) / 100
    let frequency = Double(entry?.frequency ?? 0)
    evidence.commonness = NaturalLogarithm.of(1 + frequency * (1 - share))
    evidence.nameCommonness = NaturalLogarithm.of(1 + frequency * share)
    evidence.repeats = Double(context.document.words.counts[Int(id)] - 1)
    evidence.strangers = Double(
      min(3, strangers(near: token, within: 16) + foreignParticles(beside: token)))
    evidence.isHyphened =
      context.around.hyphenBefore(token) || context.around.hyphenAfter(token)
    evidence.isHeldUp = context.around.standsAloneInMarks(token)
    evidence.isSpecies = isSpeciesName(token, word)
    let odds = SlipModel.odds(evidence)
    if odds < Self.leastOdds { return nil }
    // `vp`, `tai`: nothing better than a capital comes to mind.
    let isCapital = CaseFolding.lowered(first.text) == word
    return SpellingFinding(
      kind: .word, range: range, suggestions: suggestions, isCertain: first.cost <= 5,
      isDoubtful: isCapital || odds < Self.sureOdds)
  }

  /// How many other unknown lower-case words stand within so many tokens on either side.
  private func strangers(near token: Int, within distance: Int) -> Int {
    context.strangers.count { $0 != token && abs($0 - token) <= distance }
  }

  /// How many words beside a token are articles and the like of other languages: `la`, `del`.
  private func foreignParticles(beside token: Int) -> Int {
    [context.around.wordBefore(token), context.around.wordAfter(token)].count { neighbour in
      guard let neighbour else { return false }
      let word = context.document.tokens.words[neighbour]
      guard (context.vocabulary.entries[Int(word)]?.frequency ?? 0) < 100_000 else { return false }
      return context.particles.contains(context.folded(neighbour))
    }
  }

  /// The odds (as a logarithm) from which a finding is more than advice.
  private static let sureOdds = -0.5
  /// The odds below which nothing is said.
  private static let leastOdds = -5.0
}

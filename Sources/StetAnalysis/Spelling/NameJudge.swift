import StetDocument
import StetLexicon
import StetText

/// Judges capitalised words that no list has: names, until evidence says otherwise.
struct NameJudge {
  let context: SpellingContext
  let evidence: NameEvidence

  init(context: SpellingContext) {
    self.context = context
    evidence = NameEvidence(context: context)
  }

  func judge(_ word: WordID, into findings: inout [SpellingFinding]) {
    let words = context.document.words
    let stem = words.stems[Int(word)]
    let tokens = context.tokens(of: word)
    guard let first = tokens.first, let form = context.forms.form(of: stem) else { return }
    let shape = words.shapes[Int(word)]
    if form.letterCount < 4 {
      guard form.letterCount == 3, shape == .capitalised else { return }
      if let better = evidence.betterForm(than: form) {
        add(better, word, tokens, &findings)
      } else {
        judgeAgainstWorld(word, form, first, &findings)
      }
      return
    }
    if shape == .upper, form.letterCount < 6 { return }
    if context.around.touchesBracket(first) { return }
    // `Dinsey+`, `Buccinni/Pollin`: only the story's own names are compared with parts of code.
    let isPartOfCode = context.around.isPartOfCode(first)
    if isPartOfCode, form.letterCount < 5 { return }
    if let better = evidence.betterForm(than: form) {
      add(better, word, tokens, &findings)
      return
    }
    if isPartOfCode || judgeCapitalI(word, tokens, &findings) { return }
    // A slip is copied with its headline; a name that stands everywhere is a name.
    guard form.count <= 3 else { return }
    let before = findings.count
    judgeAgainstWorld(word, form, first, &findings)
    guard findings.count > before, let found = findings.last else { return }
    for token in tokens.dropFirst() {
      var again = found
      again.range = context.document.tokens.range(token)
      findings.append(again)
    }
  }

  /// A capital I inside a word where a small L makes it one: `realIy`, as scanners and mocking read.
  private func judgeCapitalI(
    _ word: WordID, _ tokens: [Int], _ findings: inout [SpellingFinding]
  ) -> Bool {
    let words = context.document.words
    guard words.shapes[Int(word)] == .mixed else { return false }
    let bytes = words.bytes(word)
    guard bytes.count >= 4, let place = bytes.lastIndex(of: 0x49), place > 0,
      bytes.count(where: { $0 == 0x49 }) <= 2
    else { return false }
    let meant = bytes.enumerated().map { $0 > 0 && $1 == 0x49 ? 0x6C : $1 }
    guard let entry = context.lexicon.entry(for: meant), entry.isKnown, entry.frequency >= 200
    else { return false }
    for token in tokens {
      findings.append(
        SpellingFinding(
          kind: .word, range: context.document.tokens.range(token),
          suggestions: [.init(String(decoding: meant, as: UTF8.self))]))
    }
    return true
  }

  /// Judges a dictionary word that stands as a name once: is it a slip of a name of the story?
  ///
  /// - Parameter form: the number of its form.
  func judgeKnown(
    _ word: WordID, _ form: Int, _ view: CopyView, into findings: inout [SpellingFinding]
  ) {
    guard let token = view.firstWordToken(of: word) else { return }
    if context.forms.isNearAnother(form),
      let better = evidence.betterForm(thanKnown: context.forms.form(form), at: token),
      !context.isInListedName(token)
    {
      add(better, word, [token], &findings)
      return
    }
    if !judgeFullName(word, at: token, &findings) { judgeCommonWord(word, at: token, &findings) }
  }

  /// A surname that is one slip away from that of the person whom nearly everybody with this forename is in the news:
  /// `Boris Jonson`, `Angela Merkell`. Whether it is.
  private func judgeFullName(
    _ word: WordID, at token: Int, _ findings: inout [SpellingFinding]
  ) -> Bool {
    let words = context.document.words
    let stem = Int(words.stems[Int(word)])
    guard let entry = context.vocabulary.entries[stem], entry.flags.contains(.mayBeSlipOfName),
      !entry.names.isDisjoint(with: .person),
      let before = context.around.wordBefore(token), isCapital(before), isForename(before),
      let forename = context.vocabulary.entries[
        Int(words.stems[Int(context.document.tokens.words[before])])],
      // The commonest forenames are nobody's.
      forename.frequency <= Self.commonForename,
      context.fit(entry.index, before: token) == 0
    else { return false }
    let leastFit = max(Self.leastFullName, forename.frequency * 3 / 20)
    let folded = words.bytes(words.folded[stem])
    for candidate in context.suggester.slips(
      of: folded,
      leastFrequency: max(leastFit, NameSlips.leastFrequency(meantBy: entry.frequency)),
      leastCapitalisedShare: NameSlips.leastCapitalisedShare)
    where candidate.cost <= 4.9 && !Transliteration.mayDiffer(folded, candidate.folded)
      && !areForms(entry, candidate)
    {
      guard context.fit(candidate.entry.index, before: token) >= leastFit,
        context.isInListedName(token, as: candidate.folded), !context.isInListedName(token)
      else { continue }
      let text = context.lexicon.surface(candidate.entry.index)
      findings.append(
        SpellingFinding(
          kind: .name, range: context.document.tokens.range(token),
          suggestions: [.init(context.dressed(text, like: word))]))
      return true
    }
    return false
  }

  /// A common word with a capital inside a sentence, in company that it never keeps and that a name
  /// one slip away does: `Untied Nations`, `in Florid`.
  private func judgeCommonWord(
    _ word: WordID, at token: Int, _ findings: inout [SpellingFinding]
  ) {
    let words = context.document.words
    let stem = Int(words.stems[Int(word)])
    guard let entry = context.vocabulary.entries[stem], entry.flags.contains(.mayBeSlipOfName),
      entry.capitalisedShare < 25, entry.names.isDisjoint(with: .person)
    else { return }
    // Said first, since to look for slips takes longest.
    guard context.hasTellingNeighbour(token),
      !context.isFit(context.index(of: WordID(stem)), at: token)
    else { return }
    let folded = words.bytes(words.folded[stem])
    var best: (fit: UInt32, candidate: SlipCandidate)?
    for candidate in context.suggester.slips(
      of: folded, leastCapitalisedShare: NameSlips.leastCapitalisedShare)
    where candidate.cost <= 4.9 {
      if isDerivation(folded, of: candidate.folded) || areForms(entry, candidate) { continue }
      let fit = context.tellingFit(candidate.entry.index, at: token)
      if fit >= 30, fit > best?.fit ?? 0 { best = (fit, candidate) }
    }
    guard let best else { return }
    let text = context.lexicon.surface(best.candidate.entry.index)
    findings.append(
      SpellingFinding(
        kind: .name, range: context.document.tokens.range(token),
        suggestions: [.init(context.dressed(text, like: word))]))
  }

  /// Whether both are forms of names that news writes in several: `Gaddafi`, `Gadafi`.
  private func areForms(_ entry: LexiconEntry, _ candidate: SlipCandidate) -> Bool {
    entry.flags.intersection(candidate.entry.flags).contains(.nameVariant)
  }

  /// A forename met more often (per 100 million words) is borne by too many: `Boris` and `Angela` are below it, `John`
  /// is far above.
  private static let commonForename: UInt32 = 9_000

  /// How often (per 100 million words) a famous bearer must stand behind a forename at least; three in twenty of the
  /// forename, too, so that hardly anybody else is meant.
  private static let leastFullName: UInt32 = 30

  private func add(
    _ better: NameForms.Form, _ word: WordID, _ tokens: [Int],
    _ findings: inout [SpellingFinding]
  ) {
    let place = context.document.tokens.range(better.firstToken)
    for token in tokens {
      var suggestions = [
        SpellingFinding.Suggestion(spelling(of: better, like: word), seenAt: place)
      ]
      if let inflected = inflection(of: better, nearer: word, at: token) {
        suggestions.insert(.init(inflected), at: 0)
      }
      findings.append(
        SpellingFinding(
          kind: .name, range: context.document.tokens.range(token), suggestions: suggestions))
    }
  }

  /// Another form of the better one that takes less of a slip: the story has `Republican`, the word
  /// is `Repubicans`.
  private func inflection(
    of better: NameForms.Form, nearer word: WordID, at token: Int
  ) -> String? {
    let words = context.document.words
    guard let form = context.forms.form(of: word), form.letterCount >= 5 else { return nil }
    let other = words.bytes(words.folded[Int(better.word)])
    let written = words.bytes(words.folded[Int(words.stems[Int(word)])])
    let cost = Suggester.cost(context.suggester.costs, typed: written, meant: other)
    let near = context.suggester.slips(of: written)
    let best = near.filter {
      $0.cost + 1 <= cost && $0.entry.frequency >= 500 && $0.entry.capitalisedShare >= 25
        && ($0.folded.starts(with: other) || other.starts(with: $0.folded))
    }.min { $0.cost < $1.cost }
    return best.map { context.dressed($0.folded, like: word) }
  }

  /// The better form as it is written, with the ending of the word that it replaces.
  private func spelling(of form: NameForms.Form, like word: WordID) -> String {
    let words = context.document.words
    var bytes = words.bytes(form.word)
    if words.shapes[Int(word)] == .upper { bytes = CaseFolding.uppered(bytes) }
    let stemLength = words.byteCount(words.stems[Int(word)])
    bytes += words.bytes(word).dropFirst(stemLength)
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: The world's names and words

  private func judgeAgainstWorld(
    _ word: WordID, _ form: NameForms.Form, _ token: Int, _ findings: inout [SpellingFinding]
  ) {
    let words = context.document.words
    let stem = words.stems[Int(word)]
    let folded = words.bytes(words.folded[Int(stem)])
    let entry = context.vocabulary.entries[Int(stem)]
    // A list of names has it in another case pattern: `McDONALD`, `deGrom`.
    if let entry, !entry.names.isEmpty { return }
    if words.shapes[Int(stem)] == .mixed, folded.count < 6 { return }
    let isPlural = isPlural(folded)
    let frequency = entry?.frequency ?? 0
    var best: (odds: Double, candidate: SlipCandidate)?
    let isMixed = words.shapes[Int(stem)] == .mixed
    for candidate in context.suggester.slips(of: folded, leastFrequency: 50) {
      if isDerivation(folded, of: candidate.folded) { continue }
      // `the Bidens`; but `Los Angelas` are not the people called Angela.
      if isPlural, !context.isInListedName(token, as: candidate.folded) { continue }
      // `iGoogle`, `YouTuber`: made of a name.
      if isMixed,
        candidate.entry.capitalisedShare < 60
          || (folded.starts(with: candidate.folded) && folded.last != candidate.folded.last)
          || folded.dropFirst().elementsEqual(candidate.folded)
      {
        continue
      }
      // Accents are a question of consistency.
      if CaseFolding.withoutAccents(folded) == CaseFolding.withoutAccents(candidate.folded) {
        continue
      }
      let odds = odds(of: candidate, for: folded, frequency: frequency, form, token)
      if odds > best?.odds ?? 0 { best = (odds, candidate) }
    }
    if isPlural, best == nil { return }
    let range = context.document.tokens.range(token)
    if stem == word, form.count == 1,
      let parts = joined(folded, token, frequency, best: best?.odds)
    {
      findings.append(
        SpellingFinding(
          kind: .joined, range: range, suggestions: [.init(context.dressed(parts, like: word))]))
      return
    }
    guard let best else { return }
    findings.append(
      SpellingFinding(
        kind: best.candidate.entry.capitalisedShare >= 60 ? .name : .word, range: range,
        suggestions: context.suggestions(for: word, at: token).map {
          .init(String(decoding: $0.text, as: UTF8.self))
        }))
  }

  /// The parts of a word that opens a sentence and lacks a space: `Sowill`, `Theranting`.
  private func joined(
    _ folded: [UInt8], _ token: Int, _ frequency: UInt32, best: Double?
  ) -> [UInt8]? {
    guard frequency < 3, context.document.tokens.opensSentence[token],
      let parts = JoinedWordFinder(context: context).parts(of: folded), parts.isAttested,
      parts.frequency >= 30, parts.left.count >= 2
    else { return nil }
    let score = NaturalLogarithm.of(parts.frequency + 1) - 6.2
    return score > best ?? -100 ? parts.text : nil
  }

  /// How likely a slip of the candidate is rather than a name that nobody has listed, as a log of
  /// odds beyond the threshold.
  private func odds(
    of candidate: SlipCandidate, for folded: [UInt8], frequency: UInt32, _ form: NameForms.Form,
    _ token: Int
  ) -> Double {
    let around = context.around
    let before = around.wordBefore(token)
    let after = around.wordAfter(token)
    let fitBefore = context.fit(candidate.entry.index, before: token)
    let fitAfter = context.fit(candidate.entry.index, after: token)
    var evidence = SlipModel.WorldEvidence()
    evidence.commonness = NaturalLogarithm.of(Double(candidate.entry.frequency) + 1)
    evidence.cost = candidate.cost
    evidence.letters = Double(min(10, form.letterCount))
    let behind = NaturalLogarithm.of(1 + Double(fitBefore))
    let ahead = NaturalLogarithm.of(1 + Double(fitAfter))
    if let before, isCapital(before) {
      evidence.fitAfterName = behind
      evidence.isStrangeAfter = fitBefore == 0
      evidence.isStrangeAfterForename = fitBefore == 0 && isForename(before)
    } else {
      evidence.fitAfterWord = behind
    }
    if let after, isCapital(after) {
      evidence.fitBeforeName = ahead
      evidence.isStrangeBefore = fitAfter == 0
    } else {
      evidence.fitBeforeWord = ahead
    }
    evidence.ownCommonness = NaturalLogarithm.of(1 + Double(frequency))
    evidence.isName = candidate.entry.capitalisedShare >= 60
    evidence.isOpeningWord = !evidence.isName && context.document.tokens.opensSentence[token]
    evidence.fame = Double(candidate.entry.fame) / 255
    evidence.letterGain = context.letterGain(of: candidate.folded, over: folded)
    evidence.story = storyEvidence(candidate)
    evidence.repeats = Double(min(3, form.count - 1))
    evidence.isHyphened = around.hyphenBefore(token)
    evidence.isPersonal = candidate.entry.names.isDisjoint(
      with: [.place, .organisation, .newsmaker, .demonym, .brand, .other])
    evidence.isTransliteration = Transliteration.mayDiffer(folded, candidate.folded)
    // One person's name in two transliterations is no slip.
    evidence.makesListedName =
      evidence.isName && !evidence.isTransliteration
      && context.isInListedName(token, as: candidate.folded)
    let odds = SlipModel.odds(evidence)
    return odds - Self.sureOdds
  }

  /// The odds (as a logarithm) from which an unlisted name is reported.
  private static let sureOdds = -1.05

  private func isCapital(_ token: Int) -> Bool {
    context.document.words.shapes[Int(context.document.tokens.words[token])] != .lower
  }

  /// How much it says that the story itself has the candidate.
  private func storyEvidence(_ candidate: SlipCandidate) -> Double {
    guard candidate.entry.capitalisedShare >= 60,
      let word = context.document.words.find(CaseFolding.capitalised(candidate.folded)),
      let form = context.forms.form(of: word)
    else { return 0 }
    return 3 + NaturalLogarithm.of(Double(form.count))
  }

  /// The plural of a known name: `the Bidens`, `both Koreas`.
  private func isPlural(_ folded: [UInt8]) -> Bool {
    guard folded.count > 2, folded.last == 0x73 else { return false }
    var stems: [[UInt8]] = []
    // `Congerss`: a name that ends in a hiss takes -es.
    if ![0x73, 0x78, 0x7A].contains(folded[folded.count - 2]) {
      stems.append(Array(folded.dropLast()))
    }
    if folded.suffix(2).elementsEqual([0x65, 0x73]) { stems.append(Array(folded.dropLast(2))) }
    return stems.contains { stem in
      guard let entry = context.lexicon.entry(for: stem) else { return false }
      return entry.isKnownInAnyCase && entry.capitalisedShare >= 60
    }
  }

  /// An adjective, plural or family form of the candidate: `Baghdadi`, `Norilsky`, `Sheikha`.
  private func isDerivation(_ folded: [UInt8], of candidate: [UInt8]) -> Bool {
    guard folded.count == candidate.count + 1, folded.starts(with: candidate),
      let ending = folded.last, ending != candidate.last
    else { return false }
    return [0x69, 0x61, 0x6E, 0x73, 0x79, 0x6F, 0x72].contains(ending)
  }

  private func isForename(_ token: Int) -> Bool {
    let word = context.document.words.stems[Int(context.document.tokens.words[token])]
    return context.vocabulary.entries[Int(word)]?.names.contains(.forename) ?? false
  }
}

import StetDocument
import StetLexicon
import StetText

/// What the names of a story say about each other.
struct NameEvidence {
  let context: SpellingContext

  /// A form that a form unknown to all lists is a slip of: within an edit or two, better attested.
  func betterForm(than form: NameForms.Form) -> NameForms.Form? {
    if isKnownWithoutAccents(form) { return nil }
    let limit = form.letterCount >= 9 ? 2 : 1
    let near = context.forms.near(form, limit: limit)
    if near.isEmpty { return nil }
    var best: (form: NameForms.Form, odds: Double)?
    for (other, distance) in near {
      guard other.letterCount >= 4, isName(other, besides: form), !isDerivation(form, other),
        !isManAndMen(lowered(form), lowered(other)),
        !differsInAccentsOnly(form, other), !isVariant(form, other), !standBeside(form, other)
      else { continue }
      let evidence = evidence(ofUnknown: form, other, distance, at: form.firstToken)
      var odds = SlipModel.odds(evidence)
      if !context.vocabulary.known[Int(other.word)], !isKnownWithoutAccents(other) {
        // Neither is known: which of the two is the slip is the question.
        let reverse = SlipModel.odds(
          self.evidence(ofUnknown: other, form, distance, at: other.firstToken))
        if reverse >= odds { continue }
        if evidence.isEven { odds += Self.evenBonus }
      }
      if odds >= Self.sureOdds, odds > best?.odds ?? -100 { best = (other, odds) }
    }
    return best?.form
  }

  /// The odds (as a logarithm) from which one form is a slip of another.
  private static let sureOdds = 0.0
  /// The same for a form that dictionaries or lists know.
  private static let sureOddsOfKnown = -0.75
  /// Two names that nobody knows, a letter apart and once each: one of them is wrong.
  private static let evenBonus = 1.0

  /// The same for a word that the dictionaries or lists know: here the company must speak for the
  /// other form (the words around it, in the story or in the news), and not for this one.
  func betterForm(thanKnown form: NameForms.Form, at token: Int) -> NameForms.Form? {
    var best: (form: NameForms.Form, odds: Double)?
    for (other, _) in context.forms.near(form, limit: 1) {
      guard other.letterCount >= 4, other.inside >= 1, isName(other, besides: form),
        !isDerivation(form, other), !isDerivation(other, form),
        !differsInAccentsOnly(form, other), !isVariant(form, other), !standBeside(form, other)
      else { continue }
      let odds = SlipModel.oddsOfKnown(evidence(ofKnown: form, other, at: token))
      if odds >= Self.sureOddsOfKnown, odds > best?.odds ?? -100 { best = (other, odds) }
    }
    return best?.form
  }

  /// What speaks for a form that no list knows being a slip of another one.
  private func evidence(
    ofUnknown form: NameForms.Form, _ other: NameForms.Form, _ distance: Int, at token: Int
  ) -> SlipModel.StoryEvidence {
    let (written, meant) = (lowered(form), lowered(other))
    var evidence = evidence(form, other, written, meant, at: token)
    evidence.letterGain = context.letterGain(of: meant, over: written)
    evidence.count = NaturalLogarithm.of(Double(form.count))
    evidence.isOtherKnown =
      context.vocabulary.known[Int(other.word)] || isKnownWithoutAccents(other)
    evidence.hasSameStart = form.folded.first == other.folded.first
    evidence.isFar = distance > 1
    evidence.opens = context.document.tokens.opensSentence[token]
    evidence.isEven = form.count == 1 && other.count == 1 && !evidence.isOtherKnown
    evidence.isAnotherForename = isAnotherForename(form, other)
    return evidence
  }

  /// What speaks for a form that dictionaries or lists know being a slip of another one.
  private func evidence(
    ofKnown form: NameForms.Form, _ other: NameForms.Form, at token: Int
  ) -> SlipModel.StoryEvidence {
    let (written, meant) = (lowered(form), lowered(other))
    var evidence = evidence(form, other, written, meant, at: token)
    evidence.isAnotherPerson = isAnotherPerson(form, other)
    evidence.isInflection = isInflection(written, meant)
    evidence.capitalShare =
      Double(context.vocabulary.entries[Int(form.word)]?.capitalisedShare ?? 0) / 100
    evidence.otherCapitalShare =
      Double(context.vocabulary.entries[Int(other.word)]?.capitalisedShare ?? 0) / 100
    return evidence
  }

  /// What both have in common.
  private func evidence(
    _ form: NameForms.Form, _ other: NameForms.Form, _ written: [UInt8], _ meant: [UInt8],
    at token: Int
  ) -> SlipModel.StoryEvidence {
    let entry = context.vocabulary.entries[Int(form.word)]
    let otherEntry = context.vocabulary.entries[Int(other.word)]
    let index = context.index(of: other.word)
    var evidence = SlipModel.StoryEvidence()
    evidence.cost = Suggester.cost(context.suggester.costs, typed: written, meant: meant)
    evidence.letters = Double(min(10, form.letterCount))
    evidence.otherCount = NaturalLogarithm.of(Double(other.count))
    evidence.otherCommonness = NaturalLogarithm.of(1 + Double(otherEntry?.frequency ?? 0))
    evidence.commonness = NaturalLogarithm.of(1 + Double(entry?.frequency ?? 0))
    evidence.sharesCompany = sharesCompany(token, other)
    evidence.fits = context.isFit(context.index(of: form.word), at: token)
    evidence.tellingFit = NaturalLogarithm.of(1 + Double(context.tellingFit(index, at: token)))
    evidence.fit = NaturalLogarithm.of(1 + Double(context.fit(index, at: token)))
    evidence.isTransliteration = Transliteration.mayDiffer(written, meant)
    return evidence
  }

  /// `Office` and `Officer`, `Woman's` and `Women's`: two words that belong together.
  private func isInflection(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if long.starts(with: short) {
      return Self.endings.contains(Array(long[short.count...]))
    }
    return isManAndMen(a, b)
  }

  /// `Minuteman` and `Minutemen`.
  private func isManAndMen(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count, a.count >= 3, a.dropLast(2).elementsEqual(b.dropLast(2)) else {
      return false
    }
    let man = Array("man".utf8)
    let men = Array("men".utf8)
    return (a.suffix(3).elementsEqual(man) && b.suffix(3).elementsEqual(men))
      || (a.suffix(3).elementsEqual(men) && b.suffix(3).elementsEqual(man))
  }

  private static let endings: Set<[UInt8]> = Set(
    ["s", "es", "er", "r", "ed", "d", "ly", "y", "an", "n", "i", "al"].map { Array($0.utf8) })

  /// Whether the two stand side by side somewhere: rhyming names (`Jantar Mantar`).
  private func standBeside(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    occurrences(of: form).contains { place in
      [context.around.wordBefore(place), context.around.wordAfter(place)].contains { neighbour in
        guard let neighbour else { return false }
        return context.document.words.stems[Int(context.document.tokens.words[neighbour])]
          == other.word
      }
    }
  }

  private func lowered(_ form: NameForms.Form) -> [UInt8] {
    context.document.words.bytes(context.document.words.folded[Int(form.word)])
  }

  /// Whether a form is written as a name: capitalised inside a sentence, and not only because the
  /// passage is in capitals.
  private func isName(_ other: NameForms.Form, besides form: NameForms.Form) -> Bool {
    let words = context.document.words
    if words.shapes[Int(other.word)] == .upper, words.shapes[Int(form.word)] != .upper {
      return false
    }
    if other.inside >= 1 || !context.vocabulary.known[Int(other.word)] { return true }
    guard let entry = context.vocabulary.entries[Int(other.word)] else { return true }
    if entry.capitalisedShare >= 60 { return true }
    // A name that lists have and copy has not met: no dictionary has it in lower case.
    return entry.frequency == 0
      && !(context.lexicon.entry(for: lowered(other))?.isKnown ?? false)
  }

  /// `Centre` and `Center`, `Zelensky` and `Zelenskiy`: a question of dialect or of consistency.
  private func isVariant(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    guard let flags = context.vocabulary.entries[Int(form.word)]?.flags,
      let otherFlags = context.vocabulary.entries[Int(other.word)]?.flags
    else { return false }
    return !flags.intersection(otherFlags).isDisjoint(with: [.variant, .nameVariant])
  }

  /// Whether the form is a listed name written with its accents: lists that were drawn from copy
  /// without accents have `Hadzic`, not `Hadžić`.
  private func isKnownWithoutAccents(_ form: NameForms.Form) -> Bool {
    guard !isASCII(context.document.words.folded[Int(form.word)]) else { return false }
    return context.lexicon.entry(for: CaseFolding.withoutAccents(lowered(form)))?.isKnownInAnyCase
      ?? false
  }

  private func isASCII(_ word: WordID) -> Bool {
    context.document.words.withBytes(word) { word in word.allSatisfy { $0 < 0x80 } }
  }

  /// Plurals, feminine endings and adjectives of the other form: `Starmers`, `Zelenska`, `Korean`.
  private func isDerivation(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    let words = context.document.words
    if isASCII(form.word), isASCII(other.word) {
      return words.withBytes(form.word) { a in
        words.withBytes(other.word) { b in Self.isDerivation(a, b) }
      }
    }
    return form.letters.withUnsafeBufferPointer { a in
      other.letters.withUnsafeBufferPointer { b in Self.isDerivation(a, b) }
    }
  }

  /// - Parameters:
  ///   - a: the letters of the form, case kept.
  ///   - b: those of the other one.
  @inline(__always)
  private static func isDerivation<Letter: FixedWidthInteger & UnsignedInteger>(
    _ a: UnsafeBufferPointer<Letter>, _ b: UnsafeBufferPointer<Letter>
  ) -> Bool {
    guard let last = a.last, let otherLast = b.last else { return false }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    if a.count == b.count + 1 {
      // `iGoogle`: a letter before a capital that stays.
      if a[1...].elementsEqual(b) { return true }
      guard start == b.count else { return false }
      // `Googler`: who works there.
      if last == 0x72, otherLast == 0x65 { return true }
      return CaseFolding.isUpper(UInt32(last)) || isEnding(last, after: otherLast)
    }
    if b.count == a.count + 1 {
      return start == a.count && (otherLast == 0x73 || otherLast == 0x69)
    }
    guard a.count == b.count, start >= a.count - 1 else { return false }
    // `Zelensky` and `Zelenska`, `Olivia` and `Olivio`.
    switch (min(last, otherLast), max(last, otherLast)) {
    case (0x61, 0x6F), (0x61, 0x79), (0x61, 0x69), (0x73, 0x7A), (0x6E, 0x73): return true
    default: return false
    }
  }

  /// `-s`, `-i` after a consonant, `-n` after a vowel, `-a` after a consonant.
  @inline(__always)
  private static func isEnding<Letter: FixedWidthInteger>(
    _ letter: Letter, after last: Letter
  ) -> Bool {
    let endsInVowel: Bool
    switch last {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: endsInVowel = true
    default: endsInVowel = false
    }
    switch letter {
    // `Hamass`, `Wellss`: names that end in a hiss take -es.
    case 0x73: return last != 0x73 && last != 0x78 && last != 0x7A
    case 0x6E: return endsInVowel
    case 0x69, 0x61: return !endsInVowel
    default: return false
    }
  }

  /// Accents are a question of consistency, not of slips.
  private func differsInAccentsOnly(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    // Without accents, what differs differs in letters.
    if isASCII(form.word), isASCII(other.word) { return false }
    let a = form.letters.map { CaseFolding.base(CaseFolding.lower($0)) }
    let b = other.letters.map { CaseFolding.base(CaseFolding.lower($0)) }
    return a == b
  }

  /// Whether the word before or after a token also stands before or after the other form.
  private func sharesCompany(_ token: Int, _ other: NameForms.Form) -> Bool {
    let before = context.around.wordBefore(token).map(companyWord)
    let after = context.around.wordAfter(token).map(companyWord)
    for place in occurrences(of: other) {
      if let before, before == context.around.wordBefore(place).map(companyWord) { return true }
      if let after, after == context.around.wordAfter(place).map(companyWord) { return true }
    }
    return false
  }

  /// A capitalised neighbour; lower-case ones are too common to be company.
  private func companyWord(_ token: Int) -> WordID {
    let word = context.document.words.stems[Int(context.document.tokens.words[token])]
    return context.document.words.shapes[Int(word)] == .lower
      ? WordTable.none - 1 - UInt32(token) : word
  }

  private func occurrences(of form: NameForms.Form) -> [Int] {
    var output: [Int] = []
    var token = context.document.words.firstToken[Int(form.word)]
    while token != UInt32.max {
      output.append(Int(token))
      token = context.document.tokens.nextSame[Int(token)]
    }
    return output.isEmpty ? [form.firstToken] : output
  }

  /// Whether both stand behind forenames and none is the same: relatives or namesakes whose names differ.
  private func isAnotherPerson(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    let mine = forenames(before: form)
    guard !mine.isEmpty else { return false }
    let theirs = forenames(before: other)
    return !theirs.isEmpty && mine.isDisjoint(with: theirs)
  }

  /// Whether names follow both and none is the same: `Andrii Sybiha` and `Andrei Belousov`.
  private func isAnotherForename(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    let mine = namesAfter(form)
    guard !mine.isEmpty else { return false }
    let theirs = namesAfter(other)
    return !theirs.isEmpty && mine.isDisjoint(with: theirs)
  }

  private func namesAfter(_ form: NameForms.Form) -> Set<WordID> {
    var output: Set<WordID> = []
    for place in occurrences(of: form) {
      guard let after = context.around.wordAfter(place) else { continue }
      let word = context.document.words.stems[Int(context.document.tokens.words[after])]
      if context.document.words.shapes[Int(word)] != .lower { output.insert(word) }
    }
    return output
  }

  private func forenames(before form: NameForms.Form) -> Set<WordID> {
    var output: Set<WordID> = []
    for place in occurrences(of: form) {
      guard let before = context.around.wordBefore(place) else { continue }
      let word = context.document.tokens.words[before]
      if context.document.words.shapes[Int(word)] == .capitalised,
        context.vocabulary.entries[Int(word)]?.names.contains(.forename) ?? false
      {
        output.insert(word)
      }
    }
    return output
  }
}

import StetDocument
import StetLexicon
import StetText

/// What the names of a story say about each other.
struct NameEvidence {
  let context: SpellingContext

  /// A form that a form unknown to all lists is a slip of: within an edit or two, better attested.
  func betterForm(than form: NameForms.Form) -> NameForms.Form? {
    if isKnownWithoutAccents(form) { return nil }
    let limit = form.letters.count >= 9 ? 2 : 1
    var best: (form: NameForms.Form, distance: Int)?
    for (other, distance) in context.forms.near(form.letters, limit: limit) {
      guard other.letters.count >= 4, isName(other, besides: form),
        isBetter(other, than: form, distance: distance), !isDerivation(form, other),
        !differsInAccentsOnly(form, other),
        !isAnotherPerson(form, other)
      else { continue }
      if let current = best, (current.distance, -current.form.count) <= (distance, -other.count) {
        continue
      }
      best = (other, distance)
    }
    return best?.form
  }

  /// The same for a word that the dictionaries or lists know: here the company must speak for the
  /// other form (the words around it, in the story or in the news), and not for this one.
  func betterForm(thanKnown form: NameForms.Form, at token: Int) -> NameForms.Form? {
    let near = context.forms.near(form.letters, limit: 1)
    guard !near.isEmpty else { return nil }
    let frequency = context.vocabulary.entries[Int(form.word)]?.frequency ?? 0
    let ownFit = context.fit(lowered(form), at: token)
    for (other, _) in near {
      guard other.letters.count >= 4, other.inside >= 1, isName(other, besides: form),
        !isDerivation(form, other), !isDerivation(other, form),
        !differsInAccentsOnly(form, other), !isVariant(form, other), !isAnotherPerson(form, other)
      else { continue }
      let otherFrequency = context.vocabulary.entries[Int(other.word)]?.frequency ?? 0
      let fit = context.tellingFit(lowered(other), at: token)
      if other.count >= 2, ownFit == 0, sharesCompany(token, other) { return other }
      if fit >= 20, ownFit == 0 || fit / ownFit >= 100 { return other }
      // A rare listed name beside one that the story is about.
      if other.count >= 3, frequency < 10, ownFit == 0, otherFrequency >= 100 * (frequency + 1) {
        return other
      }
    }
    return nil
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
    return other.inside >= 1 || !context.vocabulary.known[Int(other.word)]
      || context.vocabulary.entries[Int(other.word)]?.capitalisedShare ?? 0 >= 60
  }

  /// `Centre` and `Center`: a question of dialect.
  private func isVariant(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    context.vocabulary.entries[Int(form.word)]?.flags.contains(.variant) ?? false
      && context.vocabulary.entries[Int(other.word)]?.flags.contains(.variant) ?? false
  }

  private func isBetter(
    _ other: NameForms.Form, than form: NameForms.Form, distance: Int
  ) -> Bool {
    let known =
      context.vocabulary.known[Int(other.word)] || isKnownWithoutAccents(other)
    let frequency = context.vocabulary.entries[Int(form.word)]?.frequency ?? 0
    let otherFrequency = context.vocabulary.entries[Int(other.word)]?.frequency ?? 0
    let company = sharesCompany(form.firstToken, other)
    // A name that the news has met, and that is not a common slip of the other one.
    if frequency >= 3, otherFrequency < 200 * frequency, !company { return false }
    let sameStart = form.letters.first == other.letters.first
    if !sameStart, !company, other.count < 3 { return false }
    let gain = plausibilityGain(of: other, over: form)
    if form.letters.count <= 4, !company {
      guard sameStart, frequency == 0 else { return false }
      return other.count > form.count + (known ? 0 : 1)
        || (known && other.count >= form.count && gain > 2)
    }
    if form.letters.count == 5, !company, frequency > 0, other.count < 3 { return false }
    if distance > 1 { return other.count >= 2 && other.count >= 2 * form.count }
    if other.count > form.count { return true }
    guard other.count == form.count else { return false }
    if known { return true }
    // Both unknown and equally often: the one whose letters are less like a name's.
    return form.letters.count >= 5 && form.count == 1 && otherFrequency >= frequency
      && (gain > 0.6 || (gain > -0.5 && company && other.firstToken < form.firstToken))
  }

  /// Whether the form is a listed name written with its accents: lists that were drawn from copy
  /// without accents have `Hadzic`, not `Hadžić`.
  private func isKnownWithoutAccents(_ form: NameForms.Form) -> Bool {
    let accented = lowered(form)
    guard accented.contains(where: { $0 >= 0x80 }) else { return false }
    return context.lexicon.entry(for: CaseFolding.withoutAccents(accented))?.isKnownInAnyCase
      ?? false
  }

  /// How much more plausible, in nats, the letters of the other form are.
  private func plausibilityGain(of other: NameForms.Form, over form: NameForms.Form) -> Double {
    let letters = context.lexicon.letters
    return letters.plausibility(lowered(other)) - letters.plausibility(lowered(form))
  }

  /// Plurals, feminine endings and adjectives of the other form: `Starmers`, `Zelenska`, `Korean`.
  private func isDerivation(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    let a = form.letters
    let b = other.letters
    if a.count == b.count + 1, Array(a.dropLast()) == b {
      return CaseFolding.isUpper(a[a.count - 1]) || isEnding(a[a.count - 1], after: b)
    }
    if b.count == a.count + 1, Array(b.dropLast()) == a {
      return b[b.count - 1] == 0x73 || b[b.count - 1] == 0x69
    }
    guard a.count == b.count, a.dropLast().elementsEqual(b.dropLast()) else { return false }
    let pair = Set([a[a.count - 1], b[b.count - 1]])
    return [[0x61, 0x6F], [0x61, 0x79], [0x61, 0x69], [0x73, 0x7A], [0x6E, 0x73]].contains {
      Set($0) == pair
    }
  }

  /// `-s`, `-i` after a consonant, `-n` after a vowel, `-a` after a consonant.
  private func isEnding(_ letter: UInt32, after stem: [UInt32]) -> Bool {
    let vowels: Set<UInt32> = [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79]
    let endsInVowel = stem.last.map { vowels.contains($0) } ?? false
    switch letter {
    case 0x73: return true
    case 0x6E: return endsInVowel
    case 0x69, 0x61: return !endsInVowel
    default: return false
    }
  }

  /// Accents are a question of consistency, not of slips.
  private func differsInAccentsOnly(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
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

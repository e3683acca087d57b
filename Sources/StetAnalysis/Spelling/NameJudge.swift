import StetDocument
import StetLexicon
import StetText

/// Judges capitalised words that no list has: names, until evidence says otherwise.
struct NameJudge {
  let context: SpellingContext

  func judge(_ word: WordID, into findings: inout [SpellingFinding]) {
    let words = context.document.words
    let stem = words.stems[Int(word)]
    let tokens = context.tokens(of: word)
    guard let first = tokens.first, let form = context.forms.form(stem, words) else { return }
    let shape = words.shapes[Int(word)]
    if form.letters.count < 4 { return }
    if shape == .upper, form.letters.count < 6 { return }
    if context.around.isPartOfCode(first) { return }
    if let better = betterForm(form, tokens) {
      let range = context.document.tokens.range(better.firstToken)
      for token in tokens {
        findings.append(
          SpellingFinding(
            kind: .name, range: context.document.tokens.range(token),
            suggestions: [
              .init(spelling(of: better, like: word), seenAt: range)
            ]))
      }
      return
    }
    guard form.count == 1 else { return }
    judgeAgainstWorld(word, form, first, &findings)
  }

  // MARK: The story's own names

  /// A form of the story that this one is a slip of: within an edit or two, better attested.
  private func betterForm(_ form: NameForms.Form, _ tokens: [Int]) -> NameForms.Form? {
    let limit = form.letters.count >= 9 ? 2 : 1
    var best: (form: NameForms.Form, distance: Int)?
    for (other, distance) in context.forms.near(form.letters, limit: limit) {
      guard other.letters.count >= 4, isBetter(other, than: form, distance: distance),
        !isDerivation(form, other)
      else { continue }
      if let current = best, (current.distance, -current.form.count) <= (distance, -other.count) {
        continue
      }
      best = (other, distance)
    }
    return best?.form
  }

  private func isBetter(
    _ other: NameForms.Form, than form: NameForms.Form, distance: Int
  ) -> Bool {
    let known = context.vocabulary.known[Int(other.word)]
    if other.count > form.count { return distance == 1 || other.count >= 2 * form.count }
    return distance == 1 && other.count == form.count && known
  }

  /// Plurals, feminine endings and adjectives of the other form: `Starmers`, `Zelenska`, `Korean`.
  private func isDerivation(_ form: NameForms.Form, _ other: NameForms.Form) -> Bool {
    let a = form.letters
    let b = other.letters
    if a.count == b.count + 1, Array(a.dropLast()) == b {
      return [0x73, 0x6E, 0x69, 0x61, 0x7A].contains(a[a.count - 1])
    }
    if b.count == a.count + 1, Array(b.dropLast()) == a {
      return b[b.count - 1] == 0x73
    }
    if a.count == b.count, a.dropLast().elementsEqual(b.dropLast()) {
      let pair = Set([a[a.count - 1], b[b.count - 1]])
      return pair == [0x61, 0x6F] || pair == [0x61, 0x79] || pair == [0x61, 0x69]
        || pair == [0x73, 0x7A]
    }
    return false
  }

  /// The better form as it is written, with the ending of the word that it replaces.
  private func spelling(of form: NameForms.Form, like word: WordID) -> String {
    let words = context.document.words
    var bytes = words.bytes(form.word)
    if words.shapes[Int(word)] == .upper, words.shapes[Int(form.word)] != .upper {
      bytes = CaseFolding.uppered(bytes)
    }
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
    let frequency = context.vocabulary.entries[Int(stem)]?.frequency ?? 0
    let candidates = Slips.candidates(folded, lexicon: context.lexicon) {
      $0.isKnownInAnyCase && !$0.flags.contains(.rare) && $0.frequency >= 100
    }
    var ranked: [(score: Double, candidate: SlipCandidate)] = []
    for candidate in candidates {
      let fit = context.fit(candidate.folded, at: token)
      guard isSlip(of: candidate, frequency: frequency, fit: fit, form, token) else { continue }
      ranked.append((SuggestionScore.of(candidate, fit: fit), candidate))
    }
    guard !ranked.isEmpty else { return }
    ranked.sort { $0.score > $1.score }
    let isName = (ranked[0].candidate.entry.capitalisedShare) >= 60
    findings.append(
      SpellingFinding(
        kind: isName ? .name : .word, range: context.document.tokens.range(token),
        suggestions: ranked.prefix(5).map {
          .init(context.dressed($0.candidate.folded, like: word))
        }))
  }

  private func isSlip(
    of candidate: SlipCandidate, frequency: UInt32, fit: UInt32, _ form: NameForms.Form,
    _ token: Int
  ) -> Bool {
    let entry = candidate.entry
    let ratio = entry.frequency / (frequency + 1)
    let opens = context.document.tokens.opensSentence[token]
    let isName = entry.capitalisedShare >= 60
    let length = form.letters.count
    if isName {
      if length < 5, candidate.cost > 1.0 { return false }
      if fit >= 20, ratio >= 100 { return true }
      if followsForename(token), fit < 3 { return false }
      return entry.frequency >= 2_000 && ratio >= 1_000 && candidate.cost <= (length >= 7 ? 3 : 1.7)
    }
    if opens {
      if fit >= 50, ratio >= 500 { return true }
      return entry.frequency >= 10_000 && ratio >= 5_000 && candidate.cost <= 1.7
    }
    return fit >= 300 && ratio >= 1_000 && entry.frequency >= 2_000
  }

  private func followsForename(_ token: Int) -> Bool {
    guard let before = context.around.wordBefore(token) else { return false }
    let word = context.document.tokens.words[before]
    guard context.document.words.shapes[Int(word)] != .lower else { return false }
    return context.vocabulary.entries[Int(word)]?.names.contains(.forename) ?? false
  }
}

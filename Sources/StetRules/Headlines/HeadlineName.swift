import StetAnalysis
import StetDocument
import StetLexicon
import StetText

/// Reports a name in the headline that the story spells otherwise or does not contain.
struct HeadlineName: Rule {
  static let info = RuleInfo(
    id: "headline-name",
    category: .headlines,
    summary: "A name in the headline is spelled otherwise in the story, or is not in it.",
    rationale: """
      Headlines are written last, often by another hand, and nobody spell-checks a name against the \
      story below it. The rule compares capitalised words of the headline with the story: a word \
      that the story lacks but that is one or two letters from a name in it is reported with the \
      story's spelling; so is, in a sentence-case headline, a person's name that the story does not \
      have in any form.
      """,
    severity: .warning,
    severityReason: "The story may be the one that is wrong.",
    fixSafety: .unsafe,
    findings: [
      Example(
        """
        ⟦Polard⟧ wins seat

        James Pollard won the seat on Thursday. Mr Pollard thanked his team.
        """,
        fixed: """
          Pollard wins seat

          James Pollard won the seat on Thursday. Mr Pollard thanked his team.
          """),
      Example(
        """
        Minister meets ⟦Sanchez⟧

        The minister met Pedro Sánchez on Thursday, and Sánchez was pleased with the talks.
        """,
        fixed: """
          Minister meets Sánchez

          The minister met Pedro Sánchez on Thursday, and Sánchez was pleased with the talks.
          """),
      Example(
        """
        Council votes to sell bridge to ⟦Kowalczyk⟧

        The council voted on Thursday to sell the old bridge. Nobody spoke against the sale.
        """),
    ],
    silent: [
      Example(
        """
        Pollard wins seat

        James Pollard won the seat on Thursday. Mr Pollard thanked his team.
        """),
      Example(
        """
        Britons head for the coast

        The British went to the beaches in their thousands on Thursday, and Brighton was full.
        """),
    ])

  /// A capitalised word of the story.
  private struct Form {
    /// Without a possessive ending.
    var word: WordID
    var token: Int
    var count: Int
    /// Whether it stands with its capital somewhere that grammar does not ask for one.
    var isName: Bool
    /// Whether it is part of a person's name.
    var isPerson: Bool
  }

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline, document.blocks.contains(where: \.isBody) else {
      return
    }
    let tokens = document.tokens
    let words = document.words
    var forms: [Form]?
    let hasAccents = !context.analysis.people.accentedWords.isEmpty
    for token in headline.tokens where tokens.kinds[token] == .word {
      let word = words.stems[Int(tokens.words[token])]
      let shape = words.shapes[Int(word)]
      // An ordinary word can only have lost accents that the story's name has.
      guard shape == .capitalised || shape == .mixed, words.byteCount(word) >= 4,
        hasAccents || Self.standing(word, context) != .ordinary,
        !Self.isInStory(tokens.words[token], headline, document)
      else { continue }
      let built = forms ?? Self.forms(document, headline, context.analysis.people)
      forms = built
      check(token, word, against: built, &context)
    }
  }

  /// Whether the story has a word of the headline, whatever its case, with or without possessive ending.
  private static func isInStory(
    _ word: WordID, _ headline: Block, _ document: Document
  ) -> Bool {
    CopyView.with(document) { view in
      // Most names stand there as they do in the headline.
      if stands(word, outside: headline, view) { return true }
      let form = view.folded[Int(view.stems[Int(word)])]
      for id in 0..<view.shapes.count
      where view.folded[Int(view.stems[id])] == form && id != Int(word) {
        if stands(WordID(id), outside: headline, view) { return true }
      }
      return false
    }
  }

  private static func stands(
    _ word: WordID, outside headline: Block, _ view: CopyView
  ) -> Bool {
    var token = view.firstToken[Int(word)]
    while token != UInt32.max, headline.tokens.contains(Int(token)) {
      token = view.nextSame[Int(token)]
    }
    return token != UInt32.max
  }

  /// The capitalised words of the story below the headline.
  private static func forms(
    _ document: Document, _ headline: Block, _ people: People
  ) -> [Form] {
    var forms: [Form] = []
    let tokens = document.tokens
    let words = document.words
    var index = [Int](repeating: -1, count: words.count)
    CopyView.with(document) { view in
      for block in document.blocks where block.kind != .headline && block.kind != .separator {
        for token in block.tokens where view.kinds[token] == .word {
          let word = view.stems[Int(view.tokenWords[token])]
          let shape = view.shapes[Int(word)]
          guard shape == .capitalised || shape == .mixed, view.bytes(word).count >= 4 else {
            continue
          }
          let known = index[Int(word)]
          if known >= 0 {
            forms[known].count += 1
            if !view.opensSentence[token] { forms[known].isName = true }
            continue
          }
          index[Int(word)] = forms.count
          forms.append(
            Form(
              word: word, token: token, count: 1, isName: !view.opensSentence[token],
              isPerson: false))
        }
      }
    }
    for reference in people.references where reference.form == .full || reference.title != nil {
      for token in reference.nameTokens where tokens.kinds[token] == .word {
        let known = index[Int(words.stems[Int(tokens.words[token])])]
        if known >= 0 { forms[known].isPerson = true }
      }
    }
    return forms
  }

  private func check(
    _ token: Int, _ word: WordID, against forms: [Form], _ context: inout RuleContext
  ) {
    let document = context.document
    let words = document.words
    let bytes = words.bytes(words.folded[Int(word)])
    let letters = EditDistance.scalars(bytes)
    let plain = EditDistance.scalars(CaseFolding.withoutAccents(bytes))
    let standing = Self.standing(word, context)
    var best: (form: Form, distance: Int)?
    for form in forms where form.isName {
      let other = words.folded[Int(form.word)]
      if words.withBytes(other, { Self.areApart(bytes, $0) }) { continue }
      let otherBytes = words.bytes(other)
      let otherLetters = EditDistance.scalars(otherBytes)
      let otherPlain = EditDistance.scalars(CaseFolding.withoutAccents(otherBytes))
      let distance: Int
      if otherPlain == plain {
        distance = 0
      } else {
        // An ordinary word, in a title-case headline or at its start, is no misspelt name; a name
        // that is right elsewhere needs a person of the story as its counterpart.
        let limit: Int
        switch standing {
        case .ordinary: continue
        case .name: limit = form.isPerson && form.count > 1 ? 1 : 0
        case .unknown: limit = letters.count >= 7 ? 2 : 1
        }
        guard limit > 0, otherLetters.first == letters.first || letters.count >= 6,
          let found = EditDistance.distance(plain, otherPlain, limit: limit),
          !Self.isInflection(plain, otherPlain)
        else { continue }
        distance = found
      }
      if let other = best,
        (other.distance, -other.form.count) <= (distance, -form.count)
      {
        continue
      }
      best = (form, distance)
    }
    guard let best else {
      if standing != .ordinary { reportAbsent(token, word, letters, &context) }
      return
    }
    let range = Self.rangeWithoutPossessive(token, document)
    let written = document.string(range)
    let storyRange = Self.rangeWithoutPossessive(best.form.token, document)
    let story = document.string(storyRange)
    context.report(
      range, "\"\(written)\" in the headline is \"\(story)\" in the story",
      notes: ["A name in the headline should be spelled as the story spells it."],
      related: [RelatedRange(storyRange, "spelled so here")],
      fixes: [.replace(range, with: story, .unsafe)])
  }

  /// Whether two words are not the same, and too unlike for a slip, as their lengths and first letters tell: most are.
  private static func areApart(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.allSatisfy({ $0 < 0x80 }), b.allSatisfy({ $0 < 0x80 }) else { return false }
    return abs(a.count - b.count) > 2 || a.count < 6 && a.first != b.first
  }

  /// Reports a person's name, or a capitalised word that no list has, that the story lacks in every
  /// form. Only in sentence-case headlines: in title case a capital says nothing.
  private func reportAbsent(
    _ token: Int, _ word: WordID, _ letters: [UInt32], _ context: inout RuleContext
  ) {
    let document = context.document
    guard let headline = document.headline, !HeadlineWords.isTitleCase(headline, document),
      token != headline.tokens.lowerBound, letters.count >= 5,
      let vocabulary = context.analysis.vocabulary
    else { return }
    let entry = vocabulary.entries[Int(document.words.folded[Int(word)])]
    let names = entry?.names ?? []
    // What is also a place, a people or a body has other ways to be in the story.
    guard entry == nil || names.contains(.newsmaker) || names.contains(.surname),
      names.isDisjoint(with: [.place, .organisation, .demonym, .brand, .acronym])
    else { return }
    let neighbours = [token - 2, token + 2].filter { headline.tokens.contains($0) }
    for neighbour in neighbours where document.tokens.kinds[neighbour] == .word {
      // A forename beside a surname that the story has.
      let id = document.words.stems[Int(document.tokens.words[neighbour])]
      if document.words.shapes[Int(id)] != .lower { return }
    }
    // Another form of the same name: `Brits`, `Trumpian`, a name with its ending cut.
    let stem = Array(letters.prefix(4))
    for id in 0..<UInt32(document.words.count) {
      let first = document.words.firstToken[Int(id)]
      guard first != UInt32.max, !headline.tokens.contains(Int(first)) else { continue }
      let bytes = document.words.bytes(document.words.folded[Int(id)])
      if EditDistance.scalars(Array(bytes.prefix(8))).starts(with: stem) { return }
    }
    let range = Self.rangeWithoutPossessive(token, document)
    context.report(
      range, "\"\(document.string(range))\" in the headline is not in the story",
      notes: ["A name in the headline should be met in the story below it."])
  }

  private static func rangeWithoutPossessive(_ token: Int, _ document: Document) -> TextRange {
    let range = document.tokens.range(token)
    let word = document.tokens.words[token]
    guard document.words.stems[Int(word)] != word, range.count > 3 else { return range }
    let cut = document.text[Int(range.end) - 2] == 0x27 ? 2 : 4
    return TextRange(range.start, range.end - UInt32(cut))
  }

  /// What the lexicon says of a word of the headline.
  private enum Standing {
    /// Known in small letters.
    case ordinary
    /// Known with a capital only.
    case name
    /// Not known.
    case unknown
  }

  private static func standing(_ word: WordID, _ context: RuleContext) -> Standing {
    guard let vocabulary = context.analysis.vocabulary,
      let entry = vocabulary.entries[Int(context.document.words.folded[Int(word)])],
      entry.isKnownInAnyCase
    else { return .unknown }
    return entry.isKnown ? .ordinary : .name
  }

  /// Whether one word is the other with a plural, adjectival or national ending: Brit, Britons.
  private static func isInflection(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard long.count > short.count else { return false }
    let common = zip(short, long).prefix { $0 == $1 }.count
    let endings = ["s", "es", "n", "an", "ns", "d", "ed", "i", "y", "'s"]
    let tail = String(String.UnicodeScalarView(long[common...].compactMap(Unicode.Scalar.init)))
    return common >= short.count - 1 && endings.contains(tail)
  }
}

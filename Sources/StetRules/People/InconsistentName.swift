import StetAnalysis
import StetDocument
import StetText

/// Reports one person's name, or one accented name, spelled two ways.
struct InconsistentName: Rule {
  static let info = RuleInfo(
    id: "inconsistent-name",
    category: .people,
    summary: "A name is spelled two ways in one story.",
    rationale: """
      "Jonathan Reed" and "Jonathon Reed", "Ken Clarke" and "Ken Clark", "Rodríguez" and "Rodriguez", \
      "Zelensky" and "Zelenskyy": each is right somewhere, and only the story can say which is meant \
      here. The rarer form is reported, of two alike the later one. Names that stand in one sentence \
      are two people, or two forms that the story speaks of.
      """,
    severity: .warning,
    severityReason: "Relatives and namesakes exist, but rarely in one story.",
    fixSafety: .unsafe,
    findings: [
      Example(
        """
        Jonathan Reed spoke first. Mr Reed was tired, and so was everybody. Later ⟦Jonathon⟧ Reed \
        went home.
        """,
        fixed: """
          Jonathan Reed spoke first. Mr Reed was tired, and so was everybody. Later Jonathan Reed \
          went home.
          """),
      Example(
        "They met in Cumaná. Two days in Cumaná were enough. Later they left ⟦Cumana⟧.",
        fixed: "They met in Cumaná. Two days in Cumaná were enough. Later they left Cumaná."),
      Example(
        "Kyiv was quiet. The mayor of Kyiv slept. Trains left ⟦Kiev⟧ on time.",
        fixed: "Kyiv was quiet. The mayor of Kyiv slept. Trains left Kyiv on time."),
    ],
    silent: [
      Example("The city, Kyiv or Kiev, was quiet. The Kiev Camera Club met in Kyiv."),
      Example("Stephen Reed met Steven Reed, his cousin. Stephen Reed was tired."),
      Example("Maria Reed left. Mario Reed stayed. Ann Hall and Anna Hall are twins."),
    ])

  func check(_ context: inout RuleContext) {
    checkAccents(&context)
    checkForms(&context)
    let people = context.analysis.people
    var named: [Named] = []
    named.reserveCapacity(people.persons.count)
    for index in people.persons.indices where people.persons[index].forenameKey != 0 {
      named.append(Named(key: people.persons[index].surnameKey, person: index))
    }
    guard named.count > 1 else { return }
    checkPairs(named, bySurname: true, &context)
    for index in named.indices {
      named[index].key = people.persons[named[index].person].forenameKey
    }
    checkPairs(named, bySurname: false, &context)
    checkTitledSurnames(&context)
  }

  // MARK: Full names

  /// A person with a full name, and the key of one of its parts.
  private struct Named {
    var key: UInt64
    var person: Int
  }

  /// Compares people who have a part of their names in common.
  private func checkPairs(_ named: [Named], bySurname: Bool, _ context: inout RuleContext) {
    guard Self.mayShareKey(named) else { return }
    // They stand together after sorting, in order of their first reference.
    let sorted = named.sorted { ($0.key, $0.person) < ($1.key, $1.person) }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      // Large families are no slips, and comparing all pairs would not be linear.
      if end - start > 1, end - start <= 6 {
        for first in start..<end {
          for second in (first + 1)..<end {
            compare(sorted[first].person, sorted[second].person, bySurname: bySurname, &context)
          }
        }
      }
      start = end
    }
  }

  /// Whether two have one key; of many people some do, without a look.
  private static func mayShareKey(_ named: [Named]) -> Bool {
    if named.count > 24 { return true }
    // Keys that differ in six bits are two; the upper ones are spread best.
    var seen: UInt64 = 0
    var isAlike = false
    for name in named {
      let bit: UInt64 = 1 << (name.key >> 58)
      if seen & bit != 0 { isAlike = true }
      seen |= bit
    }
    if !isAlike { return false }
    for first in named.indices {
      for second in (first + 1)..<named.count where named[first].key == named[second].key {
        return true
      }
    }
    return false
  }

  /// A first look at letters and lengths, before names are taken apart: most pairs are two people.
  private static func mayBeOne(
    _ a: Person, _ b: Person, _ bySurname: Bool, _ document: Document
  ) -> Bool {
    if bySurname {
      let x = document.text[Int(a.nameRange.start)]
      let y = document.text[Int(b.nameRange.start)]
      // Forenames of one sound may start with another letter: Catherine, Katherine; Geoff, Jeff.
      return x == y || x >= 0x80 || y >= 0x80
        || [0x43, 0x4B, 0x47, 0x4A, 0x45, 0x59].contains(x)
          && [0x43, 0x4B, 0x47, 0x4A, 0x45, 0x59].contains(y)
    }
    guard !a.evidence.union(b.evidence).isDisjoint(with: [.forename, .title]) else { return false }
    let first = document.text[Int(a.surnameRange.start)]
    let second = document.text[Int(b.surnameRange.start)]
    return abs(a.surnameRange.count - b.surnameRange.count) <= 6
      && (first | 0x20 == second | 0x20 || first >= 0x80 || second >= 0x80)
  }

  private struct Parts {
    var forename: String
    var surname: String
  }

  private static func parts(_ people: People, _ person: Int, _ document: Document) -> Parts? {
    let named = people.persons[person]
    guard
      people.references(of: person).contains(where: {
        $0.form == .full && document.blocks[$0.block].kind != .headline
      })
    else { return nil }
    let words = named.name(in: document).utf8.split(separator: 0x20)
    guard words.count >= 2, let first = words.first, let last = words.last else { return nil }
    return Parts(forename: String(Substring(first)), surname: String(Substring(last)))
  }

  private func compare(
    _ first: Int, _ second: Int, bySurname: Bool, _ context: inout RuleContext
  ) {
    let people = context.analysis.people
    let document = context.document
    guard Self.mayBeOne(people.persons[first], people.persons[second], bySurname, document),
      let a = Self.parts(people, first, document), let b = Self.parts(people, second, document)
    else { return }
    if bySurname {
      guard Self.areOneForename(a.forename, b.forename, context) else { return }
    } else {
      guard Self.areOneSurname(a.surname, b.surname) else { return }
    }
    let full = { (person: Int) in
      people.references(of: person).filter {
        $0.form == .full && document.blocks[$0.block].kind != .headline
      }
    }
    let firsts = full(first)
    let seconds = full(second)
    guard !Self.shareSentence(firsts, seconds, document) else { return }
    // Of two alike the later one is at fault, or the one that the story does not call by surname.
    let firstWins =
      firsts.count != seconds.count
      ? firsts.count > seconds.count
      : bySurname
        || people.persons[first].references.count >= people.persons[second].references.count
    let wrong = firstWins ? seconds : firsts
    guard let like = (firstWins ? firsts : seconds).first else { return }
    for reference in wrong {
      let token = Self.part(of: reference, forename: bySurname, document)
      let right = Self.part(of: like, forename: bySurname, document)
      report(token, right, &context)
    }
  }

  /// The forename's or the surname's range in a full name.
  private static func part(
    of reference: PersonReference, forename: Bool, _ document: Document
  ) -> TextRange {
    let tokens = document.tokens
    if forename { return tokens.range(reference.nameTokens.lowerBound) }
    var token = reference.nameTokens.upperBound - 1
    while token > reference.nameTokens.lowerBound, tokens.kinds[token - 1] != .space { token -= 1 }
    return TextRange(tokens.starts[token], reference.nameRange.end)
  }

  private static func areOneForename(_ a: String, _ b: String, _ context: RuleContext) -> Bool {
    let first = a.lowercased()
    let second = b.lowercased()
    if ForenameGroups.areConfusable(first, second) { return true }
    let x = EditDistance.scalars(Array(first.utf8))
    let y = EditDistance.scalars(Array(second.utf8))
    guard x.count >= 5, y.count >= 5, x.first == y.first,
      EditDistance.distance(x, y, limit: 1) != nil
    else { return false }
    // Two known forenames are two people, Daniel and Daniela most of all.
    guard let lexicon = context.analysis.resources.lexicon else { return false }
    let isName = { (word: String) in
      lexicon.entry(for: Array(word.utf8))?.isKnownInAnyCase ?? false
    }
    return isName(a) != isName(b) && x.last == y.last
  }

  private static func areOneSurname(_ a: String, _ b: String) -> Bool {
    let x = EditDistance.scalars(CaseFolding.withoutAccents(Array(a.lowercased().utf8)))
    let y = EditDistance.scalars(CaseFolding.withoutAccents(Array(b.lowercased().utf8)))
    guard x != y, min(x.count, y.count) >= 4, x.first == y.first else { return false }
    // A plural is no misspelling: the Chris Christies of the world.
    let (short, long) = x.count < y.count ? (x, y) : (y, x)
    if long.count == short.count + 1, long.last == 0x73, long.starts(with: short) { return false }
    return EditDistance.distance(x, y, limit: min(x.count, y.count) >= 8 ? 2 : 1) != nil
  }

  private static func shareSentence(
    _ a: [PersonReference], _ b: [PersonReference], _ document: Document
  ) -> Bool {
    for first in a {
      for second in b where first.block == second.block {
        if document.tokens.shareSentence(
          first.nameTokens.lowerBound, second.nameTokens.lowerBound)
        {
          return true
        }
      }
    }
    return false
  }

  // MARK: Mr Clark, who is Tom Clarke

  private func checkTitledSurnames(_ context: inout RuleContext) {
    let people = context.analysis.people
    let document = context.document
    guard people.persons.contains(where: { $0.forenameKey == 0 && $0.evidence.contains(.title) })
    else { return }
    let full = people.persons.indices.filter {
      people.persons[$0].forenameKey != 0
        && !people.persons[$0].evidence.isDisjoint(with: [.title, .forename])
    }
    guard !full.isEmpty, full.count <= 200 else { return }
    for index in people.persons.indices
    where people.persons[index].forenameKey == 0 && people.persons[index].references.count <= 2 {
      let references = people.references(of: index)
      guard references.allSatisfy({ $0.form == .surname }),
        references.contains(where: { $0.title == .courtesy })
      else { continue }
      let surname = people.persons[index].surnameRange
      let letters = Self.letters(surname, document)
      guard letters.count >= 4 else { continue }
      let near = full.filter {
        let range = people.persons[$0].surnameRange
        guard Self.mayBeNear(range, surname, document) else { return false }
        let other = Self.letters(range, document)
        return other != letters && other.first == letters.first
          && EditDistance.distance(other, letters, limit: 1) != nil
      }
      guard near.count == 1, let match = near.first else { continue }
      // A person who is called by his own surname elsewhere needs no other.
      let others = people.references(of: match)
      guard others.count > references.count || references.count == 1,
        let like = others.first(where: { $0.form == .full })
      else { continue }
      for reference in references {
        report(
          reference.nameRange, Self.part(of: like, forename: false, document), &context)
      }
    }
  }

  /// The letters of a range in lower case.
  private static func letters(_ range: TextRange, _ document: Document) -> [UInt32] {
    EditDistance.scalars(Array(document.string(range).lowercased().utf8))
  }

  /// Whether two words that begin with one letter may be an edit apart, as far as the first byte and the
  /// lengths tell.
  private static func mayBeNear(_ a: TextRange, _ b: TextRange, _ document: Document) -> Bool {
    let first = document.text[Int(a.start)]
    let second = document.text[Int(b.start)]
    return abs(a.count - b.count) <= 8
      && (first | 0x20 == second | 0x20 || first >= 0x80 || second >= 0x80)
  }

  // MARK: Accents

  private func checkAccents(_ context: inout RuleContext) {
    let document = context.document
    let words = document.words
    var seen: [[UInt8]: WordID] = [:]
    for id in context.analysis.people.accentedWords {
      guard words.stems[Int(id)] == id, words.byteCount(id) >= 5 else { continue }
      let plain = CaseFolding.withoutAccents(words.bytes(id))
      let uses = Self.uses(id, document)
      guard !uses.isEmpty else { continue }
      if let other = words.find(plain), other != id {
        report(uses, Self.uses(other, document), &context)
      } else if let other = seen[plain] {
        report(Self.uses(other, document), uses, &context)
      }
      if seen[plain] == nil { seen[plain] = id }
    }
  }

  /// Where a word stands, its possessive included, headline and opaque markup left out.
  private static func uses(_ word: WordID, _ document: Document) -> [TextRange] {
    let words = document.words
    var found: [TextRange] = []
    for form in [word, words.find(words.bytes(word) + [0x27, 0x73])] {
      guard let form else { continue }
      var token = words.firstToken[Int(form)]
      while token != UInt32.max {
        let range = document.tokens.range(Int(token))
        let block = document.blockIndex(ofToken: Int(token)).map { document.blocks[$0].kind }
        if block != .headline, block != nil {
          var end = range.end
          if form != word { end -= document.text[Int(end) - 2] == 0x27 ? 2 : 4 }
          found.append(TextRange(range.start, end))
        }
        token = document.tokens.nextSame[Int(token)]
      }
    }
    return found.sorted()
  }

  private func report(_ accented: [TextRange], _ other: [TextRange], _ context: inout RuleContext) {
    guard let first = accented.first, let second = other.first else { return }
    let wrong = accented.count >= other.count ? other : accented
    for range in wrong { report(range, accented.count >= other.count ? first : second, &context) }
  }

  func report(_ wrong: TextRange, _ like: TextRange, _ context: inout RuleContext) {
    let written = context.document.string(wrong)
    let shown = context.document.string(like)
    guard written != shown else { return }
    // A slip that the word itself shows has been judged, and which of the two it is.
    let judged = context.analysis.spelling?.findings.contains {
      $0.range.overlaps(wrong) || $0.range.overlaps(like)
    }
    if judged == true { return }
    context.report(
      wrong, "\"\(written)\" here, \"\(shown)\" elsewhere",
      notes: ["One person or place has one spelling throughout a story."],
      related: [RelatedRange(like, "\"\(shown)\" here")],
      fixes: [.replace(wrong, with: shown, .unsafe)])
  }
}

import StetAnalysis
import StetDocument
import StetText

/// Reports a person who stands with a courtesy title in one place and without it in another.
struct InconsistentHonorific: Rule {
  static let info = RuleInfo(
    id: "inconsistent-honorific",
    category: .people,
    summary: "A person stands with a courtesy title in one place and without it in another.",
    rationale: """
      A house either gives people a courtesy title after the first mention or it does not. One \
      "Pollard" among several "Mr Pollard" reads as a slight, and a bare "Trump" beside "Mr \
      Pollard" as a judgment. Only the reporter's own words count: quotations, headlines and \
      captions have their own habits. Of people who share a surname a bare one is reported when all \
      the others have titles, four to one. Minors, the dead, sportspeople, artists and criminals are \
      left alone.
      """,
    severity: .warning,
    severityReason: "Nearly always a slip, but houses drop the title for some people on purpose.",
    fixSafety: .unsafe,
    quoted: .skip,
    options: [
      RuleOption(
        name: "between-people",
        summary: "Also compare people with each other, not only one person's mentions.",
        defaultValue: .bool(true)),
      RuleOption(
        name: "style",
        summary: "What the house does after the first mention; \"never\" reports courtesy titles.",
        defaultValue: .string("consistent"), choices: ["consistent", "always", "never"]),
      RuleOption(
        name: "first-mention",
        summary: "Whether a courtesy title may stand before the full name at the first mention.",
        defaultValue: .string("any"), choices: ["any", "bare"]),
    ],
    findings: [
      Example(
        "James Pollard opened the shop. ⟦Mr Pollard⟧ said: “Mr Reed can come.”",
        fixed: "James Pollard opened the shop. Pollard said: “Mr Reed can come.”",
        options: ["style": .string("never")]),
      Example(
        "⟦Mr James Pollard⟧ opened the shop. Mr Pollard said trade was good.",
        fixed: "James Pollard opened the shop. Mr Pollard said trade was good.",
        options: ["first-mention": .string("bare")]),
      Example(
        """
        James Pollard opened the shop in May. Mr Pollard said trade was good. ⟦Pollard⟧ plans a \
        second one, and Mr Pollard hopes for a third.
        """,
        fixed: """
          James Pollard opened the shop in May. Mr Pollard said trade was good. Mr Pollard plans a \
          second one, and Mr Pollard hopes for a third.
          """),
      Example(
        """
        Anna Hartley and James Pollard met President Donald Trump. Mr Pollard was late. Ms Hartley said so. \
        Later ⟦Trump⟧ said he would come again.
        """,
        fixed: """
          Anna Hartley and James Pollard met President Donald Trump. Mr Pollard was late. Ms Hartley said so. \
          Later Mr Trump said he would come again.
          """),
    ],
    silent: [
      Example(
        """
        James Pollard opened the shop. Mr Pollard said: “Nobody else called me Pollard.” The Pollard \
        family owns it. Mr Pollard is 40.
        """),
      Example("James Pollard opened the shop. Pollard said trade was good. Pollard is 40."),
      Example(
        "James Pollard opened the shop. Mr Pollard said trade was good. Mr.Pollard and Mr J.Pollard is 40."
      ),
    ])

  /// The references of one person in the reporter's own words, by how they stand.
  private struct Uses {
    var person: Int
    var titled: [PersonReference] = []
    var bare: [PersonReference] = []
  }

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    guard people.hasCourtesyTitles || people.hasPersonalTitles else { return }
    let style = context.text("style") ?? "consistent"
    if style == "never" { return reportAll(&context) }
    if context.text("first-mention") == "bare" { reportIntroductions(&context) }
    guard people.hasPersonalTitles else { return }
    var uses: [Uses] = []
    for person in people.persons.indices {
      let found = Self.uses(of: person, people, document)
      if people.persons[person].sharesSurname, !Self.isUnmistakable(found) {
        reportShared(found, &context)
        continue
      }
      if !found.titled.isEmpty || !found.bare.isEmpty { uses.append(found) }
    }
    guard uses.contains(where: { !$0.titled.isEmpty }) else { return }
    let courteous = uses.count {
      $0.bare.isEmpty && $0.titled.contains { $0.title != .academic }
    }
    let plain = uses.count {
      $0.titled.isEmpty
        && !people.persons[$0.person].evidence.isDisjoint(with: [.title, .forename])
    }
    for use in uses where !use.titled.isEmpty && !use.bare.isEmpty {
      if style == "always" || use.titled.count >= use.bare.count
        || (courteous > plain && use.titled.count * 3 > use.bare.count)
      {
        for bare in use.bare { reportBare(bare, like: use.titled[0], &context) }
      } else {
        for titled in use.titled { reportTitled(titled, like: use.bare[0], &context) }
      }
    }
    guard context.flag("between-people"), courteous >= 1 else { return }
    guard style == "always" || (courteous >= 2 && courteous >= plain) else { return }
    for use in uses where use.titled.isEmpty {
      compare(use, uses, &context)
    }
  }

  /// Sorts a person's references; titles of office and rank say nothing about courtesy.
  private static func uses(of person: Int, _ people: People, _ document: Document) -> Uses {
    var uses = Uses(person: person)
    let references = people.references(of: person)
    for reference in references {
      // Most are full names, which say nothing.
      guard reference.form != .full, reference.isNarrated(in: document) else { continue }
      switch (reference.title, reference.form) {
      case (.courtesy?, .surname), (.academic?, .surname), (.knighthood?, .forename):
        if uses.titled.isEmpty { uses.titled.reserveCapacity(references.count) }
        uses.titled.append(reference)
      case (nil, .surname):
        if !reference.isAttributive, !reference.followsPluralTitle, !isGlued(reference, document) {
          if uses.bare.isEmpty { uses.bare.reserveCapacity(references.count) }
          uses.bare.append(reference)
        }
      default: break
      }
    }
    return uses
  }

  /// Whether a full stop touches the name: its title or initial lacks a space (`Mr.Reed`, `Mr R.Reed`).
  private static func isGlued(_ reference: PersonReference, _ document: Document) -> Bool {
    let start = Int(reference.nameRange.start)
    return start > 0 && document.text[start - 1] == 0x2E
  }

  /// Every courtesy title in the reporter's own words, for houses that use none. Two people with
  /// one surname may need it to be told apart.
  private func reportAll(_ context: inout RuleContext) {
    let people = context.analysis.people
    for reference in people.references
    where reference.title == .courtesy && reference.form != .forename
      && reference.isNarrated(in: context.document)
      && !people.persons[reference.person].sharesSurname
    {
      let written = context.document.string(reference.range)
      let name = context.document.string(reference.nameRange)
      context.report(
        reference.range, "\"\(written)\" has a courtesy title, against the house's style",
        fixes: [.replace(reference.range, with: name, .unsafe)])
    }
  }

  /// A courtesy title before a full name at the first mention, for houses that introduce people bare.
  private func reportIntroductions(_ context: inout RuleContext) {
    let people = context.analysis.people
    for (index, person) in people.persons.enumerated() where person.forenameKey != 0 {
      let told = people.references(of: index).filter { $0.isNarrated(in: context.document) }
      guard let first = told.first, first.form == .full, first.title == .courtesy else { continue }
      let written = context.document.string(first.range)
      let name = context.document.string(first.nameRange)
      context.report(
        first.range, "\"\(written)\" has a courtesy title at the first mention",
        notes: ["The house introduces people by forename and surname alone."],
        fixes: [.replace(first.range, with: name, .unsafe)])
    }
  }

  /// Whether one of several people with a surname is the only one whom the story calls by it: the
  /// same title each time, and most times.
  private static func isUnmistakable(_ uses: Uses) -> Bool {
    guard uses.titled.count >= 2, uses.titled.count >= 2 * uses.bare.count else { return false }
    return uses.titled.allSatisfy { $0.titleForm == uses.titled[0].titleForm }
  }

  /// A surname that several people share stands bare where all others of it have titles: whoever is
  /// meant lacks his, and nobody can tell who it is.
  private func reportShared(_ uses: Uses, _ context: inout RuleContext) {
    guard let first = uses.titled.first, uses.titled.count >= 4,
      uses.titled.count >= 4 * uses.bare.count,
      let second = uses.titled.first(where: { $0.titleForm != first.titleForm })
    else { return }
    let document = context.document
    let forms = [first, second].map { document.string($0.range) }
    for bare in uses.bare {
      context.report(
        bare.nameRange,
        "\"\(document.string(bare.nameRange))\" stands without a title, \"\(forms[0])\" and \"\(forms[1])\" elsewhere",
        notes: ["Several people of this story have the surname; only the title tells them apart."],
        related: zip([first, second], forms).map { RelatedRange($0.range, "\"\($1)\" here") })
    }
  }

  /// One person bare where the others have titles.
  private func compare(_ use: Uses, _ all: [Uses], _ context: inout RuleContext) {
    let people = context.analysis.people
    let evidence = people.persons[use.person].evidence.union(
      people.context(of: use.person, in: context.document))
    guard !evidence.isDisjoint(with: [.title, .forename]),
      evidence.isDisjoint(with: [.untitledRole, .death, .minor]),
      Self.hasNoOtherStyle(use.person, people), !Self.isPlace(people.persons[use.person], context),
      let example = all.first(where: { !$0.titled.isEmpty && $0.bare.isEmpty })?.titled[0]
    else { return }
    let isWoman = evidence.contains(.feminine)
    let stop = Self.hasStop(example, context.document) ? "." : ""
    let marriedForm = all.contains { $0.titled.contains { $0.titleForm == .mrs } }
    let womanForm = marriedForm ? "Mrs" : "Ms"
    for bare in use.bare {
      let name = context.document.string(bare.nameRange)
      let forms = isWoman ? [womanForm, "Mr"] : ["Mr", womanForm]
      let shown = context.document.string(example.range)
      context.report(
        bare.nameRange, "\"\(name)\" stands without a title, unlike \"\(shown)\"",
        notes: ["Other people of this story have a courtesy title after their first mention."],
        related: [RelatedRange(example.range, "\"\(shown)\" has one")],
        fixes: forms.map { .replace(bare.nameRange, with: "\($0)\(stop) \(name)", .unsafe) })
    }
  }

  /// Washington and Lincoln are more often places.
  private static func isPlace(_ person: Person, _ context: RuleContext) -> Bool {
    guard let lexicon = context.analysis.resources.lexicon,
      let entry = lexicon.entry(for: Array(person.surname(in: context.document).utf8))
    else { return false }
    return !entry.names.isDisjoint(with: [.place, .demonym, .organisation])
  }

  /// Whether nothing but offices and courtesy titles stand before the name: peers, officers and
  /// bishops follow rules of their own.
  private static func hasNoOtherStyle(_ person: Int, _ people: People) -> Bool {
    people.references(of: person).allSatisfy {
      switch $0.title {
      case nil, .courtesy?, .academic?, .office?: return true
      default: return false
      }
    }
  }

  private static func hasStop(_ reference: PersonReference, _ document: Document) -> Bool {
    document.text[Int(reference.range.start)..<Int(reference.nameRange.start)].contains(0x2E)
  }

  private func reportBare(
    _ bare: PersonReference, like titled: PersonReference, _ context: inout RuleContext
  ) {
    let document = context.document
    let name = document.string(bare.nameRange)
    let shown = document.string(titled.range)
    let title = document.string(TextRange(titled.range.start, titled.nameRange.start))
    let replacement = titled.title == .knighthood ? shown : title + name
    let trimmed = title.last == " " ? String(title.dropLast()) : title
    context.report(
      bare.nameRange, "\"\(name)\" stands without \"\(trimmed)\" here, \"\(shown)\" elsewhere",
      notes: ["One person, one style: readers take the difference for a judgment."],
      related: [RelatedRange(titled.range, "\"\(shown)\" here")],
      fixes: [.replace(bare.nameRange, with: replacement, .unsafe)])
  }

  private func reportTitled(
    _ titled: PersonReference, like bare: PersonReference, _ context: inout RuleContext
  ) {
    let document = context.document
    let name = document.string(bare.nameRange)
    let shown = document.string(titled.range)
    context.report(
      titled.range, "\"\(shown)\" has a title here, \"\(name)\" has none elsewhere",
      notes: ["One person, one style: readers take the difference for a judgment."],
      related: [RelatedRange(bare.nameRange, "\"\(name)\" here")],
      fixes: [.replace(titled.range, with: name, .unsafe)])
  }
}

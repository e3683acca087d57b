import StetAnalysis
import StetDocument
import StetText

/// Reports a person who is named by surname before the full name has been given.
struct LateIntroduction: Rule {
  static let info = RuleInfo(
    id: "late-introduction",
    category: .people,
    summary: "A person is named by surname before the full name has been given.",
    rationale: """
      When paragraphs are moved, the one that introduces a person may end up behind the one that \
      takes him for known. The rule reports the first bare or courtesy-titled surname in running copy \
      when the full name follows in a later sentence. Names that the lexicon lists as well known are \
      left alone: houses let them stand.
      """,
    severity: .warning,
    severityReason: "Nearly always a moved paragraph, but some names need no introduction.",
    quoted: .skip,
    findings: [
      Example(
        """
        The board met on Monday. ⟦Tolverne⟧ said the bank would close. The chairman, Tom Tolverne, \
        gave no date. Mr Tolverne said he was sorry.
        """)
    ],
    silent: [
      Example(
        """
        The board met on Monday. Tom Tolverne said the bank would close. Tolverne gave no date. Tom \
        Tolverne was sorry.
        """),
      Example("Mr Tolverne was late. “Tom Tolverne is always late,” said Ann Reed."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    for index in people.persons.indices
    where !people.persons[index].sharesSurname && people.persons[index].references.count > 1
      && people.persons[index].forenameKey != 0
      && people.references(of: index).first?.form != .full
    {
      let person = people.persons[index]
      guard !person.evidence.isDisjoint(with: [.forename, .title])
      else { continue }
      let told = people.references(of: index).filter {
        $0.isNarrated(in: document) && !$0.isAttributive
      }
      guard let first = told.first, first.form == .surname,
        first.title == nil || first.title == .courtesy,
        let full = told.first(where: { $0.form == .full }),
        !told.contains(where: { $0.form == .forename }),
        !Self.inOneSentence(first, full, document), !Self.isFamous(person, context)
      else { continue }
      // A quotation or a caption may have introduced the person.
      let before = people.references(of: index).first { $0.form == .full }
      guard before?.range == full.range || before.map({ isFurniture($0, document) }) == true else {
        continue
      }
      let name = document.string(first.range)
      context.report(
        first.range, "\"\(name)\" comes before the full name, \"\(person.name(in: document))\"",
        notes: ["Readers meet a person by the full name first."],
        related: [RelatedRange(full.range, "introduced only here")])
    }
  }

  private func isFurniture(_ reference: PersonReference, _ document: Document) -> Bool {
    !document.blocks[reference.block].isBody
  }

  private static func inOneSentence(
    _ a: PersonReference, _ b: PersonReference, _ document: Document
  ) -> Bool {
    a.block == b.block
      && document.tokens.shareSentence(a.nameTokens.lowerBound, b.nameTokens.lowerBound)
  }

  /// Whether the surname is one that the lexicon lists among newsmakers, or that is a place, too.
  private static func isFamous(_ person: Person, _ context: RuleContext) -> Bool {
    guard let lexicon = context.analysis.resources.lexicon else { return false }
    guard let entry = lexicon.entry(for: Array(person.surname(in: context.document).utf8)) else {
      return false
    }
    if !entry.names.isDisjoint(with: [.place, .demonym, .organisation]) { return true }
    return entry.fame > 0 || entry.names.contains(.newsmaker)
  }
}

import StetAnalysis
import StetDocument
import StetText

/// Reports a person who is introduced twice, with full name and role.
struct RepeatedIntroduction: Rule {
  static let info = RuleInfo(
    id: "repeated-introduction",
    category: .people,
    summary: "A person is introduced twice with full name and role.",
    rationale: """
      After paragraphs have been moved or two reports joined, a person may be introduced again to \
      readers who have met him. The rule reports a second full name with the same role ("the analyst \
      Tom Hall", "Tom Hall, the analyst") when the surname alone has stood between the two. Captions, \
      headlines and quotations do not count.
      """,
    severity: .advice,
    severityReason: "Long pieces remind their readers on purpose.",
    quoted: .skip,
    findings: [
      Example(
        """
        The analyst Tom Tolverne said shares would fall. Tolverne blamed the banks. Prices rose all the \
        same. ⟦Tom Tolverne⟧, an analyst, said he was surprised.
        """)
    ],
    silent: [
      Example(
        """
        The analyst Tom Tolverne said shares would fall. Tolverne blamed the banks. Prices rose all the \
        same. Tolverne said he was surprised.
        """),
      Example(
        """
        The analyst Tom Tolverne said shares would fall. Tolverne blamed the banks. Tom Tolverne, the \
        author of a book on it, said he was surprised.
        """),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    for index in people.persons.indices
    where people.persons[index].references.count > 2 && people.persons[index].forenameKey != 0
      && people.references(of: index).count(where: { $0.form == .full }) > 1
    {
      let told = people.references(of: index).filter { $0.isNarrated(in: document) }
      guard told.count > 2 else { continue }
      var first: (reference: PersonReference, role: PersonRole)?
      var isKnown = false
      for reference in told {
        if reference.form == .surname, first != nil { isKnown = true }
        guard reference.form == .full, let role = people.role(at: reference, in: document) else {
          continue
        }
        guard let before = first else {
          first = (reference, role)
          continue
        }
        guard isKnown, role.key == before.role.key,
          document.string(reference.nameRange) == document.string(before.reference.nameRange)
        else { continue }
        let name = document.string(reference.range)
        context.report(
          reference.range,
          "\"\(name)\" is introduced again as \"\(document.string(role.range))\"",
          notes: ["Readers have met this person, and a surname is enough."],
          related: [
            RelatedRange(
              before.role.range.union(before.reference.range), "introduced first here")
          ])
      }
    }
  }
}

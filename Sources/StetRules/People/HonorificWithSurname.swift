import StetAnalysis
import StetDocument
import StetText

/// Reports `Sir` or `Dame` before a bare surname.
struct HonorificWithSurname: Rule {
  static let info = RuleInfo(
    id: "honorific-with-surname",
    category: .people,
    summary: "\"Sir\" or \"Dame\" stands before a bare surname.",
    rationale: """
      A knight or dame is "Sir Keir Starmer" or "Sir Keir", never "Sir Starmer": the title belongs to \
      the forename in every house style. The rule knows the surname from the full name elsewhere in \
      the story.
      """,
    severity: .error,
    severityReason: "No house writes it so.",
    fixSafety: .unsafe,
    quoted: .advise,
    findings: [
      Example(
        "Sir Keir Starmer spoke first. Later ⟦Sir Starmer⟧ left.",
        fixed: "Sir Keir Starmer spoke first. Later Sir Keir left."),
      Example(
        "Judi Dench took a bow. “I am tired,” ⟦Dame Dench⟧ said.",
        fixed: "Judi Dench took a bow. “I am tired,” Dame Judi said."),
    ],
    silent: [
      Example("Sir Keir Starmer spoke first. Later Sir Keir left, and Starmer was not seen again."),
      Example("The ship Sir Galahad sailed at noon."),
    ])

  func check(_ context: inout RuleContext) {
    let people = context.analysis.people
    for reference in people.references
    where reference.title == .knighthood && reference.form == .surname {
      let document = context.document
      let person = people.persons[reference.person]
      let others = people.references(of: reference.person)
      guard let full = others.first(where: { $0.form == .full }) else { continue }
      let wrong = document.string(reference.range)
      let title = document.string(TextRange(reference.range.start, reference.nameRange.start))
      let fixes: [Fix]
      if person.sharesSurname {
        fixes = []
      } else {
        let forename = String(document.string(full.nameRange).prefix { $0 != " " })
        fixes = [
          .replace(reference.range, with: title + forename, .unsafe),
          .replace(reference.range, with: title + document.string(full.nameRange), .unsafe),
        ]
      }
      context.report(
        reference.range, "\"\(wrong)\": the title needs the forename",
        notes: ["Knights and dames are titled by the forename, never by the surname alone."],
        related: [RelatedRange(full.range, "the full name")], fixes: fixes)
    }
  }
}

import StetAnalysis
import StetDocument
import StetText

/// Reports `Lord` before a forename and a surname.
struct PeerStyle: Rule {
  static let info = RuleInfo(
    id: "peer-style",
    category: .people,
    summary: "\"Lord\" stands before a forename and a surname.",
    rationale: """
      A peer is "Lord Mandelson" or "Lord Cameron of Chipping Norton". "Lord" with forename and \
      surname belongs to the younger sons of dukes and marquesses, "Lady" to daughters of dukes, \
      marquesses and earls; houses that write "Lord David Cameron" leave the rule off.
      """,
    severity: .warning,
    severityReason: "Sons and daughters of dukes, marquesses and earls are styled so by right.",
    isOnByDefault: false,
    fixSafety: .unsafe,
    quoted: .skip,
    findings: [
      Example("He met ⟦Lord Peter Mandelson⟧.", fixed: "He met Lord Mandelson.")
    ],
    silent: [Example("He met Lord Mandelson, Lord Cameron of Chipping Norton and Lady Hale.")])

  func check(_ context: inout RuleContext) {
    let document = context.document
    for reference in context.analysis.people.references
    where reference.title == .peerage && reference.titleForm == .lord && reference.form == .full {
      let person = context.analysis.people.persons[reference.person]
      let written = document.string(reference.range)
      context.report(
        reference.range, "\"\(written)\": a peer has no forename",
        notes: ["Lord with a forename is a courtesy style for younger sons."],
        fixes: [.replace(reference.range, with: "Lord \(person.surname(in: document))", .unsafe)])
    }
  }
}

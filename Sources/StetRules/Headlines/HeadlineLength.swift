import StetAnalysis
import StetDocument
import StetText

/// Reports a headline that is longer than the house allows.
struct HeadlineLength: Rule {
  static let info = RuleInfo(
    id: "headline-length",
    category: .headlines,
    summary: "The headline is longer than the house allows.",
    rationale: """
      Pages, feeds and search results cut long headlines off. Length is counted in characters, \
      spaces included; how many are allowed is the house's own setting.
      """,
    severity: .advice,
    severityReason: "A question of space, not of right and wrong.",
    isOnByDefault: false,
    options: [
      RuleOption(
        name: "most", summary: "The number of characters that a headline may have.",
        defaultValue: .int(100))
    ],
    findings: [
      Example(
        """
        ⟦Minister to go⟧

        The minister will go on Thursday, he said.
        """, options: ["most": .int(10)])
    ],
    silent: [
      Example(
        """
        Minister to go

        The minister will go on Thursday, he said.
        """)
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline, let most = context.number("most"), most > 0 else {
      return
    }
    let length = document.text[headline.range.indices].count { $0 & 0xC0 != 0x80 }
    guard length > most else { return }
    context.report(
      headline.range, "the headline has \(length) characters, \(length - most) too many")
  }
}

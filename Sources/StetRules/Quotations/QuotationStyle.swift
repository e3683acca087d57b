import StetAnalysis
import StetDocument
import StetText

/// Reports quotations that open with the kind of mark that the house keeps for nested ones.
struct QuotationStyle: Rule {
  static let info = RuleInfo(
    id: "quotation-style",
    category: .quotations,
    summary: "A quotation has double marks where the house wants single ones, or the reverse.",
    rationale: """
      Houses set double marks in running copy and single ones in headlines, or single marks \
      throughout. Nothing is reported until the house says which: the options are unset by default.
      """,
    severity: .warning,
    severityReason: "A matter of house style that readers hardly notice.",
    fixSafety: .displayOnly,
    options: [
      RuleOption(
        name: "primary", summary: "The marks of quotations in running copy.",
        defaultValue: .string("unset"), choices: ["double", "single", "unset"]),
      RuleOption(
        name: "headline", summary: "The marks of quotations in headlines.",
        defaultValue: .string("unset"), choices: ["double", "single", "unset"]),
    ],
    findings: [
      Example("He called it ⟦'⟧odd' and left.", options: ["primary": .string("double")]),
      Example("He called it ⟦“⟧odd” and left.", options: ["primary": .string("single")]),
      Example(
        "Minister calls vote ⟦\"⟧odd\"\n\nThe vote was close, the minister said.",
        options: ["headline": .string("single")]),
    ],
    silent: [
      Example("He called it 'odd' and \"new\" and left."),
      Example("“He called it ‘odd’,” she said.", options: ["primary": .string("double")]),
      Example("The girls' team won.", options: ["primary": .string("double")]),
    ])

  func check(_ context: inout RuleContext) {
    let body = context.text("primary") ?? "unset"
    let headline = context.text("headline") ?? "unset"
    guard body != "unset" || headline != "unset" else { return }
    let quotations = context.analysis.quotations
    for span in quotations.spans where span.depth == 1 && span.closeMark >= 0 {
      let kind = context.document.blocks[span.blocks.lowerBound].kind
      let wanted = kind == .headline ? headline : body
      let opener = quotations.marks[span.openMark]
      let closer = quotations.marks[span.closeMark]
      let isWrong: Bool
      switch wanted {
      case "double": isWrong = opener.glyph.isSingle && closer.glyph.isSingle
      case "single": isWrong = opener.glyph.isDouble && closer.glyph.isDouble
      default: continue
      }
      guard isWrong else { continue }
      let place = kind == .headline ? "headlines" : "running copy"
      context.report(
        opener.range, "\(place) take \(wanted) quotation marks",
        related: [RelatedRange(closer.range, "closed here")],
        fixes: [
          Fix(
            title: "use \(wanted) marks",
            edits: [
              TextEdit(opener.range, MarkText.otherLevel(opener.glyph, opens: true)),
              TextEdit(closer.range, MarkText.otherLevel(closer.glyph, opens: false)),
            ], applicability: .displayOnly)
        ])
    }
  }
}

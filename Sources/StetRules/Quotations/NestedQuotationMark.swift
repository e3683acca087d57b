import StetAnalysis
import StetDocument
import StetText

/// Reports a quotation inside a quotation with the same kind of marks.
struct NestedQuotationMark: Rule {
  static let info = RuleInfo(
    id: "nested-quotation-mark",
    category: .quotations,
    summary: "A quotation inside a quotation has the same kind of marks.",
    rationale: """
      Inside a quotation the other kind of mark is used, so that readers see which one ends. A \
      third level goes back to the outer kind; a fourth is beyond any reader.
      """,
    severity: .warning,
    severityReason: "The quotation seems to end where it does not.",
    fixSafety: .displayOnly,
    findings: [
      Example("“It was Hector ⟦“⟧Kike” Bello who won,” he said."),
      Example("\"The ⟦\"⟧old\" way is best,\" she said."),
    ],
    silent: [
      Example("“It was Hector ‘Kike’ Bello who won,” he said."),
      Example("“She said: ‘I never said “never” to you,’” he told us."),
      Example("A \"first\" and a \"second\"."),
    ])

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    for fault in quotations.faults {
      let mark = quotations.marks[fault.mark]
      switch fault.kind {
      case .nested:
        var edits = [TextEdit(mark.range, MarkText.otherLevel(mark.glyph, opens: true))]
        var related: [RelatedRange] = []
        if mark.partner >= 0 {
          let closer = quotations.marks[mark.partner]
          edits.append(TextEdit(closer.range, MarkText.otherLevel(closer.glyph, opens: false)))
          related.append(RelatedRange(closer.range, "closed here"))
        }
        if fault.other >= 0 {
          related.append(RelatedRange(quotations.marks[fault.other].range, "the outer quotation"))
        }
        context.report(
          mark.range, "quotation inside a quotation has the same kind of marks",
          related: related,
          fixes: [
            Fix(title: "use the other kind of mark", edits: edits, applicability: .displayOnly)
          ])
      case .tooDeep:
        context.report(mark.range, "quotations are nested four deep", severity: .advice)
      default: break
      }
    }
  }
}

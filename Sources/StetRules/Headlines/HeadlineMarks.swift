import StetAnalysis
import StetDocument
import StetText

/// Reports double quotation marks in a headline where the house wants single ones, or the reverse.
struct HeadlineMarks: Rule {
  static let info = RuleInfo(
    id: "headline-marks",
    category: .headlines,
    summary: "The headline has the other kind of quotation marks.",
    rationale: """
      British papers, the Associated Press and Reuters use single marks in headlines, others use \
      double ones. Without a setting only a headline that mixes both is reported.
      """,
    severity: .warning,
    severityReason: "A matter of style that readers see at once.",
    fixSafety: .unsafe,
    options: [
      RuleOption(
        name: "marks", summary: "Which marks the house wants.", defaultValue: .string("consistent"),
        choices: ["consistent", "single", "double"])
    ],
    findings: [
      Example(
        """
        Minister calls plan ⟦“⟧a disaster”

        The minister said on Thursday that the plan was “a disaster”.
        """,
        fixed: """
          Minister calls plan ‘a disaster’

          The minister said on Thursday that the plan was “a disaster”.
          """, options: ["marks": .string("single")])
    ],
    silent: [
      Example(
        """
        Minister calls plan “a disaster”

        The minister said on Thursday that the plan was “a disaster”.
        """)
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline else { return }
    let quotations = context.analysis.quotations
    let spans = quotations.spans
      .prefix { $0.content.start < headline.range.end }
      .filter { headline.range.contains($0.content) && $0.depth == 1 }
    guard let firstSpan = spans.first else { return }
    let wantsDouble: Bool
    switch context.text("marks") {
    case "single"?: wantsDouble = false
    case "double"?: wantsDouble = true
    default: wantsDouble = firstSpan.glyph.isDouble
    }
    for span in spans where span.glyph.isDouble != wantsDouble {
      let written = document.string(span.open)
      context.report(
        span.open,
        "\(wantsDouble ? "single" : "double") quotation marks in the headline",
        fixes: Self.fix(span, written, wantsDouble).map { [$0] } ?? [])
    }
  }

  private static func fix(
    _ span: QuotationSpan, _ written: String, _ wantsDouble: Bool
  ) -> Fix? {
    guard let end = span.close else { return nil }
    let isStraight = written == "\"" || written == "'"
    let open = wantsDouble ? (isStraight ? "\"" : "“") : (isStraight ? "'" : "‘")
    let close = wantsDouble ? (isStraight ? "\"" : "”") : (isStraight ? "'" : "’")
    return Fix(
      title: "use \(wantsDouble ? "double" : "single") marks",
      edits: [TextEdit(span.open, open), TextEdit(end, close)], applicability: .unsafe)
  }
}

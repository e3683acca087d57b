import StetAnalysis
import StetDocument
import StetText

/// Reports a quoted paragraph that closes although the next one goes on quoting.
struct NeedlessReopening: Rule {
  static let info = RuleInfo(
    id: "needless-reopening",
    category: .quotations,
    summary: "A quotation is closed at the end of a paragraph and goes on in the next.",
    rationale: """
      When one speaker's words fill several paragraphs, each of them opens and only the last one \
      closes. A mark that closes in between says that the speaker has changed. Whether he has \
      cannot be seen from the marks, so this is advice.
      """,
    severity: .advice,
    severityReason: "The speaker may have changed.",
    findings: [
      Example("“We will close the hall in May.⟦”⟧\n\n“We have no choice but to do so.”")
    ],
    silent: [
      Example("“We will close the hall in May.\n\n“We have no choice but to do so.”"),
      Example("“We will close,” he said.\n\n“We have no choice but to do so.”"),
      Example("“We will close the hall in May.”\n\nHe sat down."),
    ])

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    let document = context.document
    var previous: QuotationSpan?
    for span in quotations.spans where span.depth == 1 {
      defer { previous = span }
      guard let before = previous, let close = before.close,
        before.blocks.upperBound + 1 == span.blocks.lowerBound,
        Self.fills(before, document), Self.fills(span, document)
      else { continue }
      context.report(
        close, "quotation is closed, but the next paragraph goes on quoting",
        related: [RelatedRange(span.open, "opened again here")])
    }
  }

  /// Whether the paragraphs of a quotation hold nothing else, and are whole sentences.
  private static func fills(_ span: QuotationSpan, _ document: Document) -> Bool {
    guard let close = span.close else { return false }
    let first = document.blocks[span.blocks.lowerBound]
    let last = document.blocks[span.blocks.upperBound]
    return first.kind == .paragraph && last.kind == .paragraph
      && first.range.start == span.open.start && last.range.end == close.end
      && span.content.count > 20
  }
}

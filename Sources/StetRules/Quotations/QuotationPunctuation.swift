import StetAnalysis
import StetDocument
import StetText

/// Reports commas and full stops on the wrong side of a closing mark, by the house's practice.
struct QuotationPunctuation: Rule {
  static let info = RuleInfo(
    id: "quotation-punctuation",
    category: .quotations,
    summary: "A comma or full stop stands on the wrong side of a closing quotation mark.",
    rationale: """
      American houses set commas and full stops inside the closing mark, always. British houses \
      set them by sense: inside when they belong to a whole quoted sentence. Only what is certain \
      is reported: for British copy, a full stop inside the marks of a fragment that ends a \
      sentence, and that as advice. Nothing is reported until the house says which it follows.
      """,
    severity: .warning,
    severityReason: "A matter of house style.",
    fixSafety: .displayOnly,
    options: [
      RuleOption(
        name: "style", summary: "Whose practice to follow.", defaultValue: .string("unset"),
        choices: ["american", "british", "unset"])
    ],
    findings: [
      Example("He called it “odd”⟦,⟧ and left.", options: ["style": .string("american")]),
      Example("He called it \"odd\"⟦.⟧", options: ["style": .string("american")]),
      Example("He called the plan “odd⟦.⟧”", options: ["style": .string("british")]),
    ],
    silent: [
      Example("He called it “odd”, and left."),
      Example("He called it “odd,” and left.", options: ["style": .string("american")]),
      Example("“The plan is odd.” He left.", options: ["style": .string("british")]),
      Example("He said: “It is odd.”", options: ["style": .string("british")]),
    ])

  func check(_ context: inout RuleContext) {
    guard let style = context.text("style"), style != "unset" else { return }
    let quotations = context.analysis.quotations
    for span in quotations.spans where span.closeMark >= 0 {
      let closer = quotations.marks[span.closeMark]
      guard closer.glyph.isDouble || closer.glyph.isSingle else { continue }
      if style == "american" {
        checkAmerican(closer, &context)
      } else if span.depth == 1 {
        checkBritish(span, closer, &context)
      }
    }
  }

  private func checkAmerican(_ closer: QuotationMark, _ context: inout RuleContext) {
    let text = context.document.text
    let at = Int(closer.range.end)
    guard at < text.count, text[at] == 0x2C || text[at] == 0x2E,
      at + 1 >= text.count || !Self.continues(text[at + 1])
    else { return }
    let range = TextRange(at, at + 1)
    let stop = text[at] == 0x2C ? "," : "."
    context.report(
      range, text[at] == 0x2C ? "comma outside the quotation" : "full stop outside the quotation",
      fixes: [
        Fix(
          title: "move it inside the marks",
          edits: [
            TextEdit(TextRange(closer.range.start, closer.range.start), stop), TextEdit(range, ""),
          ], applicability: .displayOnly)
      ])
  }

  /// A stop that belongs to what follows: `"Mail".co.uk`, `"yes"...`.
  private static func continues(_ b: UInt8) -> Bool {
    b == 0x2E || (b | 0x20) &- 0x61 < 26 || b &- 0x30 < 10
  }

  /// A fragment that begins in lower case within a sentence, and ends it with its own full stop.
  private func checkBritish(
    _ span: QuotationSpan, _ closer: QuotationMark, _ context: inout RuleContext
  ) {
    let document = context.document
    let stop = Int(closer.range.start) - 1
    guard stop > Int(span.open.end), document.text[stop] == 0x2E, document.text[stop - 1] != 0x2E,
      span.blocks.count == 1
    else { return }
    let first = document.tokens.index(at: Int(span.open.end))
    let last = document.tokens.index(at: stop)
    guard document.tokens.kinds[first] == .word, document.tokens.kinds[last] == .punctuation,
      document.words.shapes[Int(document.tokens.words[first])] == .lower,
      !document.tokens.opensSentence[first],
      !(first..<last).contains(where: { document.tokens.opensSentence[$0] })
    else { return }
    let range = TextRange(stop, stop + 1)
    context.report(
      range, "full stop of the sentence stands inside a quoted fragment",
      fixes: [
        Fix(
          title: "move it outside the marks",
          edits: [
            TextEdit(range, ""), TextEdit(TextRange(closer.range.end, closer.range.end), "."),
          ], applicability: .displayOnly)
      ], severity: .advice)
  }
}

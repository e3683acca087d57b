import StetAnalysis
import StetDocument
import StetText

/// Reports a quotation that is opened and never closed, or closed and never opened.
struct UnbalancedQuotation: Rule {
  static let info = RuleInfo(
    id: "unbalanced-quotation",
    category: .quotations,
    summary: "A quotation mark lacks its other half.",
    rationale: """
      A lost mark leaves readers unsure who is speaking. Every paragraph of a running quotation \
      opens and only the last one closes, so a paragraph that is left open is right when the next \
      one begins with a mark. Apostrophes, elisions (the '90s, rock 'n' roll) and inches are told \
      apart from quotation marks; what cannot be decided is left alone.
      """,
    severity: .error,
    severityReason: "A double mark without its other half is a slip; single marks only warn.",
    fixSafety: .displayOnly,
    findings: [
      Example("The minister said: ⟦\"⟧We will not pay.\n\nTalks go on today."),
      Example("We will not pay.⟦\"⟧ Talks go on today."),
      Example("He called it ⟦“⟧a bad day for the “whole town”."),
      Example("The club said ⟦‘⟧we are sorry and left it there."),
      Example("She said: \"It is late.\n\nBut we go on,⟦\"⟧ and she left."),
      Example("It ran:\n\n⟦“⟧We began in May.\n\nWe went on.\n\nWe ended in June.”"),
    ],
    silent: [
      Example("He said: \"It is late.\n\n\"But we go on.\""),
      Example("Rock 'n' roll in the '90s was the girls' own, he said."),
      Example("“She told me ‘no’ twice,” he said."),
      Example("The 6'4\" forward and the 12\" single."),
    ])

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    for fault in quotations.faults {
      let mark = quotations.marks[fault.mark]
      switch fault.kind {
      case .unclosed where fault.other >= 0: reportUnmarked(fault, mark, quotations, &context)
      case .unclosed: reportUnclosed(fault, mark, &context)
      case .unopened: reportUnopened(fault, mark, &context)
      case .uncontinued: reportUncontinued(fault, mark, quotations, &context)
      case .mismatched: reportMismatched(fault, mark, quotations, &context)
      case .doubled: reportDoubled(mark, &context)
      case .nested, .tooDeep: break
      }
    }
  }

  private func reportUnclosed(
    _ fault: QuotationFault, _ mark: QuotationMark, _ context: inout RuleContext
  ) {
    let end = context.document.blocks[mark.block].range.end
    context.report(
      mark.range, "quotation is opened and never closed",
      notes: ["The next paragraph does not go on with it, so it should end here."],
      related: [RelatedRange(TextRange(end, end), "still open at the end of the paragraph")],
      severity: fault.isCertain ? .error : .warning)
  }

  private func reportUnmarked(
    _ fault: QuotationFault, _ mark: QuotationMark, _ quotations: Quotations,
    _ context: inout RuleContext
  ) {
    context.report(
      mark.range, "quotation goes on over paragraphs that do not begin with a mark",
      notes: ["Every paragraph of a running quotation begins with an opening mark."],
      related: [RelatedRange(quotations.marks[fault.other].range, "it may close here")])
  }

  private func reportUnopened(
    _ fault: QuotationFault, _ mark: QuotationMark, _ context: inout RuleContext
  ) {
    let start = Self.likelyOpening(before: mark, context)
    let glyph = MarkText.opening(mark.glyph)
    context.report(
      mark.range, "quotation is closed but was never opened",
      related: [RelatedRange(TextRange(start, start), "it may open here")],
      fixes: [
        Fix(
          title: "insert \(glyph) where it may open",
          edits: [TextEdit(TextRange(start, start), glyph)], applicability: .displayOnly)
      ],
      severity: fault.isCertain ? .error : .warning)
  }

  private func reportUncontinued(
    _ fault: QuotationFault, _ mark: QuotationMark, _ quotations: Quotations,
    _ context: inout RuleContext
  ) {
    let start = context.document.blocks[mark.block].range.start
    let opener = quotations.marks[fault.other]
    let glyph = MarkText.opening(opener.glyph)
    context.report(
      mark.range, "paragraph goes on with a quotation but does not begin with a mark",
      notes: ["Every paragraph of a running quotation begins with an opening mark."],
      related: [RelatedRange(opener.range, "the quotation opens here")],
      fixes: [
        Fix(
          title: "insert \(glyph) at the head of the paragraph",
          edits: [TextEdit(TextRange(start, start), glyph)], applicability: .displayOnly)
      ])
  }

  private func reportMismatched(
    _ fault: QuotationFault, _ mark: QuotationMark, _ quotations: Quotations,
    _ context: inout RuleContext
  ) {
    let other = quotations.marks[fault.other]
    context.report(
      mark.range, "quotation is opened by one kind of mark and closed by another",
      related: [RelatedRange(other.range, "closed here")], severity: .warning)
  }

  private func reportDoubled(_ mark: QuotationMark, _ context: inout RuleContext) {
    context.report(
      mark.range, "quotation mark stands twice",
      fixes: [.replace(mark.range, with: "", .displayOnly)], severity: .warning)
  }

  // MARK: Where it opens

  /// Behind the last colon or comma before the mark, or where its sentence starts.
  private static func likelyOpening(before mark: QuotationMark, _ context: RuleContext) -> UInt32 {
    let document = context.document
    let tokens = document.tokens
    let block = document.blocks[mark.block]
    var token = mark.token - 1
    var candidate = block.range.start
    var seenWord = false
    while token >= block.tokens.lowerBound {
      let start = Int(tokens.starts[token])
      switch tokens.kinds[token] {
      case .word, .alphanumeric, .initials, .number, .link:
        candidate = tokens.starts[token]
        if tokens.opensSentence[token] { return candidate }
        seenWord = true
      case .punctuation:
        let b = document.text[start]
        if seenWord, b == 0x3A || b == 0x22 || isDoubleCurly(document.text, start) {
          return candidate
        }
      default: break
      }
      token -= 1
    }
    return candidate
  }

  private static func isDoubleCurly(_ text: [UInt8], _ start: Int) -> Bool {
    text[start] == 0xE2 && start + 2 < text.count && text[start + 1] == 0x80
      && (0x9C...0x9F).contains(text[start + 2])
  }
}

import StetAnalysis
import StetDocument
import StetText

/// Reports a quotation mark with a space on the wrong side, or none on the right one.
struct SpacedQuotationMark: Rule {
  static let info = RuleInfo(
    id: "spaced-quotation-mark",
    category: .quotations,
    summary: "A quotation mark has a space on the wrong side, or lacks one.",
    rationale: """
      A mark hugs the words that it bounds and stands off the words outside. A space on the wrong \
      side lets the mark hang at the end of a line and makes straight marks turn the wrong way \
      when they are made curly.
      """,
    severity: .warning,
    severityReason: "Always a slip of typing, never one of sense.",
    fixSafety: .safe,
    findings: [
      Example("He called it \"⟦ ⟧odd\" and left.", fixed: "He called it \"odd\" and left."),
      Example("He called it “odd⟦ ⟧” and left.", fixed: "He called it “odd” and left."),
      Example("She said⟦\"⟧It is late\" and left.", fixed: "She said \"It is late\" and left."),
      Example("It was “over⟦”⟧he said.", fixed: "It was “over” he said."),
      Example("It was “over”⟦ ⟧, he said.", fixed: "It was “over”, he said."),
    ],
    silent: [
      Example("“ ‘Tiny house’ put a name to it,” she said."),
      Example("It was the “Nimby”s and the “Times”-led press."),
      Example("“It’ll be our”—she leaned in—“shared secret.”"),
      Example("He said « non » and left."),
    ])

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    for index in quotations.marks.indices {
      let mark = quotations.marks[index]
      guard mark.partner >= 0, mark.glyph.isDouble || mark.glyph.isSingle else { continue }
      switch mark.role {
      case .opener, .continuer: checkOpener(index, mark, quotations, &context)
      case .closer: checkCloser(index, mark, quotations, &context)
      default: break
      }
    }
  }

  private func checkOpener(
    _ index: Int, _ mark: QuotationMark, _ quotations: Quotations, _ context: inout RuleContext
  ) {
    let next = mark.endToken
    if next < context.document.tokens.count, Self.isPlainSpace(next, context.document) {
      // A nested opening mark may stand off a little.
      let nested = quotations.mark(atToken: next + 1).map { quotations.marks[$0].role == .opener }
      if nested != true, isInside(next, mark, context.document) {
        let moved = mark.before == .letter || mark.before == .stop
        report(
          context.document.tokens.range(next), "space after the opening quotation mark", &context,
          alsoInsert: moved ? mark.range.start : nil)
      }
      return
    }
    let stop = mark.before == .stop && !Self.isEllipsis(before: mark.range.start, context.document)
    guard mark.before == .letter || stop, !mark.joinsPrevious, !mark.isReversed || stop else {
      return
    }
    insert(mark, at: mark.range.start, "no space before the opening quotation mark", &context)
  }

  private func checkCloser(
    _ index: Int, _ mark: QuotationMark, _ quotations: Quotations, _ context: inout RuleContext
  ) {
    let previous = mark.token - 1
    if previous > 0, Self.isPlainSpace(previous, context.document),
      isInside(previous, mark, context.document)
    {
      // Some houses set a space between an ellipsis and the mark.
      let start = context.document.tokens.starts[previous]
      if Self.isEllipsis(before: start, context.document) { return }
      let nested = quotations.mark(atToken: previous - 1).map {
        quotations.marks[$0].role == .closer || quotations.marks[$0].role == .apostrophe
      }
      if nested != true {
        report(
          context.document.tokens.range(previous), "space before the closing quotation mark",
          &context,
          alsoInsert: mark.after == .letter ? mark.range.end : nil)
      }
      return
    }
    let joinsNext =
      index + 1 < quotations.marks.count && quotations.marks[index + 1].joinsPrevious
    if mark.after == .letter || mark.after == .digit, !joinsNext {
      insert(mark, at: mark.range.end, "no space after the closing quotation mark", &context)
      return
    }
    checkComma(after: mark, context.document, &context)
  }

  /// `word" ,`
  private func checkComma(
    after mark: QuotationMark, _ document: Document, _ context: inout RuleContext
  ) {
    let space = mark.endToken
    let count = document.tokens.count
    guard space + 1 < count, Self.isPlainSpace(space, document),
      document.tokens.kinds[space + 1] == .punctuation
    else { return }
    let b = document.text[Int(document.tokens.starts[space + 1])]
    guard b == 0x2C || b == 0x3B || b == 0x2E else { return }
    let after = space + 2
    guard
      after >= count || document.tokens.kinds[after] == .space
        || document.tokens.kinds[after] == .newline
    else { return }
    report(
      document.tokens.range(space), "space between a quotation mark and what follows", &context,
      alsoInsert: nil)
  }

  private func report(
    _ range: TextRange, _ message: String, _ context: inout RuleContext, alsoInsert: UInt32?
  ) {
    var edits = [TextEdit(range, "")]
    if let place = alsoInsert {
      edits.append(TextEdit(TextRange(place, place), " "))
      edits.sort { $0.range < $1.range }
    }
    context.report(
      range, message,
      fixes: [
        Fix(
          title: alsoInsert == nil ? "delete the space" : "move the space", edits: edits,
          applicability: .safe)
      ])
  }

  private func insert(
    _ mark: QuotationMark, at place: UInt32, _ message: String, _ context: inout RuleContext
  ) {
    let text = context.document.string(mark.range)
    let opens = place == mark.range.start
    context.report(
      mark.range, message,
      fixes: [.replace(mark.range, with: opens ? " " + text : text + " ", .safe)])
  }

  /// Thin and no-break spaces are set on purpose.
  private static func isPlainSpace(_ token: Int, _ document: Document) -> Bool {
    guard document.tokens.kinds[token] == .space else { return false }
    for index in document.tokens.range(token).indices {
      let byte = document.text[index]
      if byte != 0x20, byte != 0x09 { return false }
    }
    return true
  }

  private func isInside(_ token: Int, _ mark: QuotationMark, _ document: Document) -> Bool {
    document.blocks[mark.block].tokens.contains(token)
  }

  private static func isEllipsis(before offset: UInt32, _ document: Document) -> Bool {
    let start = Int(offset)
    guard start > 2 else { return false }
    let text = document.text
    return text[start - 1] == 0xA6 || (text[start - 1] == 0x2E && text[start - 2] == 0x2E)
  }
}

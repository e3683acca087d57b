import StetAnalysis
import StetDocument
import StetText

/// Reports straight and curly double marks in one story, and pairs made of both.
struct MixedQuotationMarks: Rule {
  static let info = RuleInfo(
    id: "mixed-quotation-marks",
    category: .quotations,
    summary: "Straight and curly quotation marks are mixed.",
    rationale: """
      Copy that is pasted together from several sources brings its marks along. A pair that opens \
      with one kind and closes with the other is reported each time; otherwise a story is reported \
      once, at the first mark of the kind that it uses less.
      """,
    severity: .advice,
    severityReason: "Visible on the page, and easy to mend, but nobody is misled.",
    fixSafety: .safe,
    findings: [
      Example(
        "He called it “odd⟦\"⟧ and “new” and left.", fixed: "He called it “odd” and “new” and left."
      ),
      Example("A “first” and a “second” and a ⟦\"⟧third\"."),
      Example(
        "She wrote ⟦''⟧over\" and \"out\" on it.", fixed: "She wrote \"over\" and \"out\" on it."),
    ],
    silent: [
      Example("A \"first\" and a 'second' and a girls' third."),
      Example("A “first” for the 6'4\" forward."),
      Example("„Gut“, she said, and “good”."),
    ])

  private enum Manner {
    case straight, curly, other
  }

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    var straight = 0
    var curly = 0
    var firstStraight: QuotationSpan?
    var firstCurly: QuotationSpan?
    for span in quotations.spans where span.closeMark >= 0 {
      let opener = quotations.marks[span.openMark]
      let closer = quotations.marks[span.closeMark]
      guard opener.glyph.isDouble == closer.glyph.isDouble else { continue }
      switch (Self.manner(opener.glyph), Self.manner(closer.glyph)) {
      case (.straight, .straight) where opener.glyph.isDouble:
        straight += 1
        if firstStraight == nil { firstStraight = span }
      case (.curly, .curly) where opener.glyph.isDouble:
        curly += 1
        if firstCurly == nil { firstCurly = span }
      default: break
      }
    }
    var pairs = 0
    for span in quotations.spans where span.closeMark >= 0 {
      let opener = quotations.marks[span.openMark]
      let closer = quotations.marks[span.closeMark]
      guard opener.glyph.isDouble == closer.glyph.isDouble,
        opener.glyph.isDouble || opener.glyph.isSingle,
        !Self.agree(opener.glyph, closer.glyph)
      else { continue }
      reportPair(opener, closer, prefersCurly: curly > straight, &context)
      pairs += 1
    }
    guard pairs == 0, straight > 0, curly > 0, let firstStraight, let firstCurly else { return }
    let odd = straight > curly ? firstCurly : firstStraight
    let usual = straight > curly ? firstStraight : firstCurly
    context.report(
      odd.open, "straight and curly quotation marks are mixed in one story",
      related: [RelatedRange(usual.open, "the story's usual marks")])
  }

  private static func manner(_ glyph: QuotationGlyph) -> Manner {
    switch glyph {
    case .straightDouble, .straightSingle: return .straight
    case .curlyDoubleOpen, .curlyDoubleClose, .curlySingleOpen, .curlySingleClose: return .curly
    default: return .other
    }
  }

  private static func agree(_ a: QuotationGlyph, _ b: QuotationGlyph) -> Bool {
    let manners = (manner(a), manner(b))
    if manners.0 == manners.1, manners.0 != .other { return true }
    switch (a, b) {
    case (.twoGraves, .twoSingles), (.twoSingles, .twoSingles), (.primeAsDouble, .primeAsDouble),
      (.grave, .straightSingle), (.grave, .curlySingleClose), (.lowDouble, .curlyDoubleOpen),
      (.lowDouble, .curlyDoubleClose), (.lowDouble, .straightDouble):
      return true
    default: return false
    }
  }

  /// The odd one of the two is the one whose manner the story uses less.
  private func reportPair(
    _ opener: QuotationMark, _ closer: QuotationMark, prefersCurly: Bool,
    _ context: inout RuleContext
  ) {
    let usual: Manner = prefersCurly ? .curly : .straight
    let closerIsUsual = Self.manner(closer.glyph) == usual
    let openerIsOdd =
      Self.manner(opener.glyph) == .other || (closerIsUsual && Self.manner(opener.glyph) != usual)
    let odd = openerIsOdd ? opener : closer
    let model = openerIsOdd ? closer.glyph : opener.glyph
    let right = openerIsOdd ? MarkText.opening(model) : MarkText.closing(model)
    context.report(
      odd.range, "the two marks of a quotation are of different kinds",
      related: [RelatedRange((openerIsOdd ? closer : opener).range, "the other mark")],
      fixes: [.replace(odd.range, with: right, .safe)])
  }
}

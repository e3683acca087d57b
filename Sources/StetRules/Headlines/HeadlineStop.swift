import StetAnalysis
import StetDocument
import StetText

/// Reports a full stop at the end of a headline.
struct HeadlineStop: Rule {
  static let info = RuleInfo(
    id: "headline-stop",
    category: .headlines,
    summary: "The headline ends with a full stop.",
    rationale: """
      No house ends a headline with a full stop; question marks, abbreviations and dots that trail \
      off are left alone. In plain text a first line that ends with a full stop is taken for a \
      headline only when it has no article and no auxiliary verb, a longer block follows it, and half \
      of its words come again in the two blocks behind it; otherwise it is body copy, and silence.
      """,
    severity: .warning,
    severityReason: "Always a slip, but a harmless one.",
    fixSafety: .safe,
    findings: [
      Example(
        """
        ---
        title: Minister to go⟦.⟧
        ---

        The minister will go on Thursday.
        """, markdown: true),
      Example(
        """
        Minister to quit over Leeds bridge⟦.⟧

        The minister will quit on Thursday over the bridge in Leeds that fell into the river.

        She told the House that nobody else was to blame.
        """,
        fixed: """
          Minister to quit over Leeds bridge

          The minister will quit on Thursday over the bridge in Leeds that fell into the river.

          She told the House that nobody else was to blame.
          """),
    ],
    silent: [
      Example(
        """
        The minister is to quit over the Leeds bridge.

        The minister will quit on Thursday over the bridge in Leeds that fell into the river.

        She told the House that nobody else was to blame.
        """),
      Example(
        """
        Minister to go

        The minister will go on Thursday, he said.
        """),
      Example(
        """
        # Talks in Washington, D.C.

        The minister will go on Thursday.
        """, markdown: true),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline,
      let last = headline.tokens.last(where: {
        document.tokens.kinds[$0] != .space && document.tokens.kinds[$0] != .newline
          && document.tokens.kinds[$0] != .markup
      }), document.tokens.kinds[last] == .punctuation,
      document.text[Int(document.tokens.starts[last])] == 0x2E
    else { return }
    // `etc.`, `J. Smith Jr.`, `…..`: a stop that belongs to the word or to other stops.
    if last > headline.tokens.lowerBound {
      let before = last - 1
      if document.tokens.kinds[before] == .punctuation { return }
      let word = document.tokens.words[before]
      if word != WordTable.none {
        let folded = document.words.string(document.words.folded[Int(word)])
        if Self.abbreviations.contains(folded) || folded.utf8.count == 1 { return }
      }
    }
    let range = document.tokens.range(last)
    context.report(
      range, "the headline ends with a full stop",
      fixes: [.replace(range, with: "", .safe)])
  }

  private static let abbreviations: Set<String> = [
    "jr", "sr", "inc", "ltd", "co", "corp", "etc", "st", "mt", "no", "vs", "dr", "ave", "rd", "md",
    "va", "pa", "calif", "fla", "tex", "wis", "wash", "mass", "conn", "ariz", "colo", "ill", "mich",
  ]
}

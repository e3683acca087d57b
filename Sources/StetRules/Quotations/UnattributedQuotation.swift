import StetAnalysis
import StetDocument
import StetText

/// Reports a paragraph of nothing but quotation with nobody near who says it.
struct UnattributedQuotation: Rule {
  static let info = RuleInfo(
    id: "unattributed-quotation",
    category: .quotations,
    summary: "A quoted paragraph has no speaker near.",
    rationale: """
      Readers must know who speaks. The paragraph itself, the one before and the one after are \
      searched for a verb of saying outside the marks, or a colon before the quotation.
      """,
    severity: .advice,
    severityReason: "The speaker may be clear from what went before.",
    isOnByDefault: false,
    findings: [
      Example("The hall is shut.\n\n⟦“⟧We will miss the dances and the plays.”\n\nRain fell.")
    ],
    silent: [
      Example("The hall is shut.\n\n“We will miss the dances and the plays,” she said."),
      Example("Ada Lund told us more.\n\n“We will miss the dances and the plays.”"),
      Example("Her letter ran:\n\n“We will miss the dances and the plays.”"),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let quotations = context.analysis.quotations
    for span in quotations.spans where span.depth == 1 && span.glyph.isDouble {
      guard let close = span.close, span.content.count >= 24 else { continue }
      let first = span.blocks.lowerBound
      let last = span.blocks.upperBound
      guard document.blocks[first].kind == .paragraph,
        document.blocks[first].range.start == span.open.start,
        document.blocks[last].range.end == close.end
      else { continue }
      let near = max(0, first - 1)...min(document.blocks.count - 1, last + 1)
      guard !near.contains(where: { Self.attributes($0, document, quotations) }) else { continue }
      context.report(span.open, "nobody near is said to speak here")
    }
  }

  /// Whether a block has a verb of saying outside quotations, or ends with a colon.
  private static func attributes(_ index: Int, _ document: Document, _ quotations: Quotations)
    -> Bool
  {
    let block = document.blocks[index]
    if let last = document.text[block.range.indices].last, last == 0x3A { return true }
    return block.tokens.contains { token in
      guard document.tokens.kinds[token] == .word else { return false }
      let word = document.words.folded[Int(document.tokens.words[token])]
      return verbs.contains(document.words.string(word))
        && !quotations.isQuoted(document.tokens.range(token))
    }
  }

  private static let verbs: Set<String> = [
    "said", "says", "say", "saying", "told", "tells", "telling", "added", "adds", "adding", "asked",
    "asks", "wrote", "writes", "written", "writing", "tweeted", "posted", "explained", "explains",
    "recalled", "recalls", "insisted", "insists", "argued", "argues", "replied", "replies",
    "answered", "read", "reads", "warned", "warns", "stated", "states", "declared", "admitted",
    "admits", "concluded", "continued", "continues", "joked", "noted", "notes", "according",
    "statement", "testified", "remembered", "remembers", "shouted", "claimed", "claims", "quoted",
  ]
}

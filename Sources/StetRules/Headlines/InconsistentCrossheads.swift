import StetAnalysis
import StetDocument
import StetText

/// Reports a crosshead in title case among others in sentence case, or the reverse.
struct InconsistentCrossheads: Rule {
  static let info = RuleInfo(
    id: "inconsistent-crossheads",
    category: .headlines,
    summary:
      "One crosshead is in title case where the others are in sentence case, or the reverse.",
    rationale: """
      The small headings of one story look alike. A crosshead is reported when at least two others \
      use their capitals in the other way and none as it does; those that hold names only, or a \
      single word, decide nothing.
      """,
    severity: .advice,
    severityReason: "A question of looks.",
    findings: [
      Example(
        """
        # Minister to go

        The minister will go on Thursday.

        ## What the minister said

        She said that the plan had failed.

        ## ⟦How The Plan Failed⟧

        The plan failed for lack of money.

        ## What happens next

        Nobody knows what the plan will cost.
        """, markdown: true)
    ],
    silent: [
      Example(
        """
        # Minister to go

        The minister will go on Thursday.

        ## What the minister said

        She said that the plan had failed.

        ## Ann Reed

        The plan failed for lack of money.

        ## What happens next

        Nobody knows what the plan will cost.
        """, markdown: true)
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    var titles: [Block] = []
    var sentences: [Block] = []
    for block in document.blocks where block.kind == .crosshead {
      switch Self.isTitleCase(block, document) {
      case true?: titles.append(block)
      case false?: sentences.append(block)
      case nil: break
      }
    }
    let odd: [Block]
    if titles.count == 1, sentences.count >= 2 {
      odd = titles
    } else if sentences.count == 1, titles.count >= 2 {
      odd = sentences
    } else {
      return
    }
    let like = (odd[0] == titles.first ? sentences : titles)[0]
    for block in odd {
      context.report(
        block.range, "this crosshead uses capitals as no other does",
        related: [RelatedRange(like.range, "the others look like this")])
    }
  }

  /// Whether the words behind the first have capitals; nil when they do not say.
  private static func isTitleCase(_ block: Block, _ document: Document) -> Bool? {
    var capitals = 0
    var smalls = 0
    var isFirst = true
    for token in block.tokens where document.tokens.kinds[token] == .word {
      defer { isFirst = false }
      if isFirst { continue }
      let word = document.tokens.words[token]
      guard document.words.byteCount(word) >= 4 || document.words.shapes[Int(word)] != .lower else {
        continue
      }
      switch document.words.shapes[Int(word)] {
      case .lower: smalls += 1
      // A capital that the story repeats in small letters is a matter of case, not of names.
      case .capitalised:
        if document.words.counts[Int(document.words.folded[Int(word)])] > 0 { capitals += 1 }
      default: break
      }
    }
    if smalls > 0, capitals == 0 { return false }
    if capitals > 0, smalls == 0 { return true }
    return nil
  }
}

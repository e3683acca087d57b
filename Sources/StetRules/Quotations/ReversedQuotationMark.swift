import StetAnalysis
import StetDocument
import StetText

/// Reports a curly mark that is turned the wrong way, and accents typed for apostrophes.
struct ReversedQuotationMark: Rule {
  static let info = RuleInfo(
    id: "reversed-quotation-mark",
    category: .quotations,
    summary: "A quotation mark or apostrophe is turned the wrong way.",
    rationale: """
      Word processors guess which way a mark should turn and guess wrong after dashes and brackets \
      and where letters are left out ('90s). The copy around the mark says which way it must turn. \
      Accents that stand for apostrophes are reported, too. The left-turned mark inside Hawaiian \
      and Arabic names is a letter of theirs and left alone.
      """,
    severity: .warning,
    severityReason: "Always a slip of typing, never one of sense.",
    fixSafety: .safe,
    findings: [
      Example("He called it ⟦”⟧odd” and left.", fixed: "He called it “odd” and left."),
      Example("Music of the ⟦‘⟧90s was played.", fixed: "Music of the ’90s was played."),
      Example("They don⟦`⟧t know.", fixed: "They don't know."),
      Example("Give ⟦‘⟧em a chance.", fixed: "Give ’em a chance."),
    ],
    silent: [
      Example("He called it “odd” and left in ’92."),
      Example("The flight to Hawai‘i was late."),
      Example("She said: „Guten Tag“ to all."),
      Example("They wrote `make lint` at the prompt."),
    ])

  func check(_ context: inout RuleContext) {
    let quotations = context.analysis.quotations
    for mark in quotations.marks {
      if mark.isReversed {
        report(
          mark, mark.role == .closer ? MarkText.closing(mark.glyph) : MarkText.opening(mark.glyph),
          &context)
      } else if mark.role == .apostrophe {
        switch mark.glyph {
        case .curlySingleOpen where mark.partner < 0: report(mark, "’", &context)
        case .grave, .acute:
          if Self.isContraction(mark.token, context.document) { report(mark, "'", &context) }
        default: break
        }
      }
    }
    checkWords(&context)
  }

  private func report(_ mark: QuotationMark, _ right: String, _ context: inout RuleContext) {
    let isAccent = mark.glyph == .grave || mark.glyph == .acute
    let text = context.document.string(mark.range)
    let message =
      isAccent
      ? "accent \(text) stands for an apostrophe"
      : mark.role == .apostrophe
        ? "apostrophe \(text) is turned the wrong way"
        : "quotation mark \(text) is turned the wrong way"
    context.report(mark.range, message, fixes: [.replace(mark.range, with: right, .safe)])
  }

  /// Left-turned marks inside words, where English leaves letters out: `don‘t`, `she‘s`.
  private func checkWords(_ context: inout RuleContext) {
    let document = context.document
    for mark in document.tokens.marks where document.tokens.kinds[Int(mark)] == .word {
      let word = document.tokens.range(Int(mark))
      for start in Self.leftTurned(in: word, document.text)
      where Self.endsContraction(document.text, from: start + 3, to: Int(word.end)) {
        let range = TextRange(start, start + 3)
        context.report(
          range, "apostrophe ‘ is turned the wrong way", fixes: [.replace(range, with: "’", .safe)]
        )
      }
    }
  }

  /// Where the three bytes of a left-turned single mark stand in a range.
  private static func leftTurned(in range: TextRange, _ text: [UInt8]) -> [Int] {
    range.indices.filter { start in
      start + 2 < Int(range.end) && text[start] == 0xE2 && text[start + 1] == 0x80
        && text[start + 2] == 0x98
    }
  }

  private static let endings: Set<[UInt8]> = [
    [0x73], [0x74], [0x64], [0x6D], [0x72, 0x65], [0x76, 0x65], [0x6C, 0x6C],
  ]

  private static func endsContraction(_ text: [UInt8], from start: Int, to end: Int) -> Bool {
    end > start && end - start <= 2 && endings.contains(Array(text[start..<end]))
  }

  /// Whether the accent stands between a word and the ending of a contraction.
  private static func isContraction(_ token: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard token > 0, token + 1 < tokens.count, tokens.kinds[token - 1] == .word,
      tokens.kinds[token + 1] == .word
    else { return false }
    let range = tokens.range(token + 1)
    return endsContraction(document.text, from: Int(range.start), to: Int(range.end))
  }
}

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
    let text = context.document.text
    for start in Self.leftTurned(context.document) {
      let token = context.document.tokens.index(at: start)
      guard context.document.tokens.kinds[token] == .word,
        Self.endsContraction(
          text, from: start + 3, to: Int(context.document.tokens.starts[token + 1]))
      else { continue }
      let range = TextRange(start, start + 3)
      context.report(
        range, "apostrophe ‘ is turned the wrong way", fixes: [.replace(range, with: "’", .safe)])
    }
  }

  /// Where the three bytes of a left-turned single mark stand.
  private static func leftTurned(_ document: Document) -> [Int] {
    var found: [Int] = []
    let end = Int(document.range.end)
    document.text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      let raw = UnsafeRawPointer(base)
      var i = Int(document.range.start)
      while i + 2 < end {
        func high(_ offset: Int) -> UInt64 {
          UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i &+ offset, as: UInt64.self))
        }
        func sixteen(_ offset: Int) -> UInt64 { high(offset) | high(offset &+ 8) }
        let beyondASCII: UInt64 = 0x8080_8080_8080_8080
        // Nearly all copy is ASCII: eight or 64 bytes at a time are looked at for the first byte of a mark.
        while i &+ 64 <= end,
          (sixteen(0) | sixteen(16) | sixteen(32) | sixteen(48)) & beyondASCII == 0
        {
          i &+= 64
        }
        if i + 8 <= end {
          let beyond = high(0) & beyondASCII
          i += beyond == 0 ? 8 : beyond.trailingZeroBitCount >> 3
          if beyond == 0 { continue }
        }
        guard i + 2 < end else { break }
        if bytes[i] == 0xE2, bytes[i + 1] == 0x80, bytes[i + 2] == 0x98 { found.append(i) }
        i += bytes[i] >= 0xE0 ? 3 : 1
      }
    }
    return found
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

import StetAnalysis
import StetDocument
import StetText

/// Reports a comma, full stop or other mark without a space after it.
struct MissingSpace: Rule {
  static let info = RuleInfo(
    id: "missing-space",
    category: .words,
    summary: "No space after a punctuation mark.",
    rationale: """
      A mark glued to the next word is a slip of the space bar. Addresses, initials, figures, file \
      names and abbreviations are left alone: a full stop counts only between a whole word and a \
      capitalised one.
      """,
    severity: .warning,
    severityReason: "Nearly always a slip, but brand names may hold marks.",
    fixSafety: .safe,
    findings: [
      Example(
        "The ⟦council,which⟧ met on Friday, agreed.",
        fixed: "The council, which met on Friday, agreed."),
      Example(
        "It rained on ⟦Sunday.The⟧ match went on.", fixed: "It rained on Sunday. The match went on."
      ),
    ],
    silent: [
      Example("Write to news@example.org or see example.co.uk, said J.K. Brown at 4.30pm."),
      Example("Boards.Com said TL;DR is no word, and One.Tel agreed."),
      Example("The U.S.-led force, 1,200 strong, used Node.js and a.m. trains."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    CopyView.with(document) { tokens in
      Self.forEachTightMark(tokens.kinds) { token in
        if isMissing(document, token) { report(token, &context) }
      }
    }
  }

  /// Calls `body` with each punctuation mark between two words with nothing else between. Eight tokens are looked at a
  /// time: such marks are rare.
  @inline(__always)
  private static func forEachTightMark(
    _ kinds: UnsafeBufferPointer<TokenKind>, _ body: (Int) -> Void
  ) {
    let punctuation = UInt64(TokenKind.punctuation.rawValue) &* 0x0101_0101_0101_0101
    var token = 1
    if let base = kinds.baseAddress {
      let raw = UnsafeRawPointer(base)
      func eight(_ place: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
      while token &+ 9 <= kinds.count {
        // Words are 0, and no kind has its highest bit: a byte is 0 where both neighbours are words and the mark is one.
        let other = eight(token &- 1) | (eight(token) ^ punctuation) | eight(token &+ 1)
        var found = ~(other &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080
        while found != 0 {
          body(token &+ found.trailingZeroBitCount >> 3)
          found &= found &- 1
        }
        token &+= 8
      }
    }
    while token &+ 1 < kinds.count {
      if kinds[token] == .punctuation, kinds[token &- 1] == .word, kinds[token &+ 1] == .word {
        body(token)
      }
      token &+= 1
    }
  }

  private func report(_ token: Int, _ context: inout RuleContext) {
    let document = context.document
    let tokens = document.tokens
    let range = tokens.range(token - 1).union(tokens.range(token + 1))
    let mark = document.string(tokens.range(token))
    let text =
      document.string(tokens.range(token - 1)) + mark + " "
      + document.string(tokens.range(token + 1))
    context.report(
      range, "no space after \"\(mark)\"", fixes: [.replace(range, with: text, .safe)])
  }

  private func isMissing(_ document: Document, _ token: Int) -> Bool {
    let tokens = document.tokens
    let words = document.words
    let range = tokens.range(token)
    guard range.count == 1 else { return false }
    let before = words.byteCount(tokens.words[token - 1])
    let after = words.byteCount(tokens.words[token + 1])
    switch document.text[Int(range.start)] {
    case 0x2C: return before >= 2 && after >= 1
    case 0x3B:
      // `TL;DR` is one abbreviation.
      return before >= 2 && after >= 1
        && (words.shapes[Int(tokens.words[token - 1])] != .upper
          || words.shapes[Int(tokens.words[token + 1])] != .upper)
    case 0x2E, 0x21, 0x3F:
      // `example.The`; `B.The` may be an initial, and lower-case after a stop an address.
      return before >= 3 && after >= 2
        && words.shapes[Int(tokens.words[token + 1])] == .capitalised
        && words.shapes[Int(tokens.words[token - 1])] != .upper
        && !isDomain(words, tokens.words[token + 1])
    default: return false
    }
  }

  /// `One.Tel`, `Amazon.Com`: firms that are written as their addresses.
  private func isDomain(_ words: WordTable, _ word: WordID) -> Bool {
    words.byteCount(word) <= 4 && Self.domains.contains(words.string(words.folded[Int(word)]))
  }

  private static let domains: Set<String> = [
    "com", "net", "org", "info", "tel", "tv", "io", "ai", "biz",
  ]
}

import StetAnalysis
import StetDocument
import StetText

/// Reports titles that never stand together, or stand in the wrong order.
struct TitlePairing: Rule {
  static let info = RuleInfo(
    id: "title-pairing",
    category: .people,
    summary: "Two titles stand together that never do, or in the wrong order.",
    rationale: """
      A knight, a peer, a professor or a president is no "Mr" at the same time: "Mr Sir Keir", "Mr \
      Lord Hall", "Mr President Reed" and "Dr Prof Reed" are slips of an edit. Academic titles stand before "Sir" and "Dame": "Prof Sir \
      Chris Whitty".
      """,
    severity: .error,
    severityReason: "No house writes them together.",
    fixSafety: .unsafe,
    quoted: .advise,
    findings: [
      Example("He thanked ⟦Mr Sir⟧ Keir Starmer.", fixed: "He thanked Sir Keir Starmer."),
      Example("He thanked ⟦Sir Prof⟧ Chris Whitty.", fixed: "He thanked Prof Sir Chris Whitty."),
      Example("He met ⟦Dr Prof⟧ Ann Reed.", fixed: "He met Prof Ann Reed."),
      Example("He met ⟦Mr President⟧ Tom Reed.", fixed: "He met President Tom Reed."),
    ],
    silent: [
      Example("Prof Sir Chris Whitty met Mr Justice Hall, Mr Lord and Dr Ann Reed."),
      Example("Mr and Mrs Hall met Gen Sir Mike Hall. “Thank you, Mr President,” he said."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let words = context.analysis.titleWords
    for (index, word) in words.enumerated() {
      guard let nextKind = word.nextKind else { continue }
      // The second must itself stand before a name: "Mr Lord said" is a man called Lord.
      guard index + 1 < words.count, words[index + 1].token == word.next else { continue }
      let next = words[index + 1]
      guard let verdict = Self.verdict(word, nextKind, next.word(in: document), document) else {
        continue
      }
      let tokens = document.tokens
      let end = tokens.range(next.token).end + (next.hasStop ? 1 : 0)
      let range = TextRange(tokens.range(word.token).start, end)
      let first = document.string(
        TextRange(range.start, tokens.range(word.token).end + (word.hasStop ? 1 : 0)))
      let second = document.string(TextRange(tokens.range(next.token).start, end))
      let replacement = verdict == .swap ? "\(second) \(first)" : second
      context.report(
        range,
        "\"\(first) \(second)\" \(verdict == .swap ? "stand in the wrong order" : "never stand together")",
        fixes: [.replace(range, with: replacement, .unsafe)])
    }
  }

  private enum Verdict { case drop, swap }

  private static func verdict(
    _ first: TitleWord, _ second: TitleKind, _ word: String, _ document: Document
  ) -> Verdict? {
    let peers = ["lord", "lady", "baroness"]
    switch (first.kind, second) {
    case (.courtesy, .knighthood), (.courtesy, .courtesy): return .drop
    case (.courtesy, .academic): return word == "doctor" ? nil : .drop
    case (.courtesy, .peerage): return peers.contains(word) ? .drop : nil
    case (.academic, .academic): return first.word(in: document) == "dr" ? .drop : nil
    case (.courtesy, .office): return word == "president" ? .drop : nil
    case (.knighthood, .courtesy): return .drop
    case (.knighthood, .academic): return .swap
    default: return nil
    }
  }
}

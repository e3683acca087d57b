import StetDocument
import StetLexicon
import StetText

/// Reports a known word that stands where its neighbours call for another.
struct ConfusedWord: Rule {
  static let info = RuleInfo(
    id: "confused-word",
    category: .words,
    summary: "A known word in the place of one that sounds or looks like it.",
    rationale: """
      "Lead" for "led", "there" for "their", "pubic" for "public": a dictionary cannot see these. \
      The two words before and after are compared with what stands around either word in a hundred million \
      words of news and public English; a finding needs evidence that is nearly certain.
      """,
    severity: .warning,
    severityReason: "The evidence is strong, but a rare phrase can mislead it.",
    fixSafety: .unsafe,
    findings: [
      Example(
        "The council voted to hold a ⟦pubic⟧ inquiry into the fire.",
        fixed: "The council voted to hold a public inquiry into the fire."),
      Example(
        "They sold ⟦there⟧ house and moved to Spain.",
        fixed: "They sold their house and moved to Spain."),
    ],
    silent: [
      Example("They signed the form in the house, and there they stayed."),
      Example("She led the party, and took the lead in the debate."),
    ])

  /// How much stronger the evidence must be for the first word of a sentence.
  private static let openingMargin = 3.5

  func check(_ context: inout RuleContext) {
    guard let lexicon = context.analysis.resources.lexicon, let table = Confusions(lexicon) else {
      return
    }
    let document = context.document
    let symbols = ContextWords(document)
    var known = [Confusions.Listed?](repeating: nil, count: document.words.count)
    func listed(_ word: WordID) -> Confusions.Listed {
      if let entry = known[Int(word)] { return entry }
      let entry = document.words.withBytes(word) { table.listed($0) }
      known[Int(word)] = entry
      return entry
    }
    func neighbour(_ i: Int) -> Confusions.Neighbour {
      guard i >= 0, i < symbols.kinds.count else { return .edge }
      switch symbols.kinds[i] {
      case .boundary: return .edge
      case .number: return .figure
      case .mark: return .mark
      case .other: return .word
      case .word:
        if let number = listed(symbols.words[i]).neighbour { return number }
        let written = document.tokens.words[Int(symbols.tokens[i])]
        return document.words.shapes[Int(written)] == .lower ? .word : .name
      }
    }
    for i in symbols.kinds.indices where symbols.kinds[i] == .word {
      let entry = listed(symbols.words[i])
      guard entry.isConfusable else { continue }
      let token = Int(symbols.tokens[i])
      if touchesHyphen(token, document) { continue }
      let shape = document.words.shapes[Int(document.tokens.words[token])]
      let opens = document.tokens.opensSentence[token]
      guard shape == .lower || (shape == .capitalised && opens) else { continue }
      let place = Confusions.Surroundings(
        before2: neighbour(i - 2), before: neighbour(i - 1), after: neighbour(i + 1),
        after2: neighbour(i + 2))
      let margin = shape == .lower ? 0 : Self.openingMargin
      guard let better = table.better(than: entry, in: place, margin: margin) else { continue }
      report(better.word, token, shape, &context)
    }
  }

  /// Parts of a compound (`sit-in`, `out-thought`) keep company of their own.
  private func touchesHyphen(_ token: Int, _ document: Document) -> Bool {
    [token - 1, token + 1].contains { place in
      guard place >= 0, place < document.tokens.count else { return false }
      let range = document.tokens.range(place)
      return range.count == 1 && document.text[Int(range.start)] == 0x2D
    }
  }

  private func report(
    _ right: String, _ token: Int, _ shape: WordShape, _ context: inout RuleContext
  ) {
    let range = context.document.tokens.range(token)
    let written = context.document.string(range)
    let cased =
      shape == .lower
      ? right : String(decoding: CaseFolding.capitalised(Array(right.utf8)), as: UTF8.self)
    context.report(
      range, "\"\(written)\" looks like a slip for \"\(cased)\"",
      fixes: [.replace(range, with: cased, .unsafe)])
  }
}

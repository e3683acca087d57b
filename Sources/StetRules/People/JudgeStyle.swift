import StetAnalysis
import StetDocument
import StetText

/// Reports `Justice` alone before a judge's surname, and `Judge Justice`.
struct JudgeStyle: Rule {
  static let info = RuleInfo(
    id: "judge-style",
    category: .people,
    summary: "\"Justice\" stands alone before a judge's surname.",
    rationale: """
      A judge of the High Court of England and Wales is "Mr Justice Smith", "Mrs Justice Smith" or \
      "Ms Justice Smith", one of the Court of Appeal "Lord Justice" or "Lady Justice Smith". \
      "Justice Smith" is American, and "Judge Justice" is nobody's. For houses that report British \
      courts.
      """,
    severity: .warning,
    severityReason: "Other countries' judges are called so.",
    isOnByDefault: false,
    quoted: .skip,
    findings: [
      Example("The ruling came from ⟦Justice Smith⟧."),
      Example("The ruling came from ⟦Judge Justice Smith⟧."),
    ],
    silent: [
      Example("Mr Justice Smith, Lady Justice Hale and Judge John Smith agreed."),
      Example("The Chief Justice agreed, and so did the US Supreme Court Justice Ann Reed."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let tokens = document.tokens
    let words = context.analysis.titleWords
    for (index, word) in words.enumerated() where word.word(in: document) == "justice" {
      let before = index > 0 && words[index - 1].next == word.token ? words[index - 1] : nil
      let isJudge = before?.word(in: document) == "judge"
      // Mr Justice, Lord Justice: right. A capitalised word before it makes another office.
      if before != nil, !isJudge { continue }
      if !isJudge, word.token >= 2, tokens.words[word.token - 2] != WordTable.none,
        document.words.shapes[Int(tokens.words[word.token - 2])] != .lower,
        !tokens.opensSentence[word.token]
      {
        continue
      }
      // `Justice Department`, `Justice Secretary`: the next word must be a name.
      guard let reference = context.analysis.people.reference(startingAt: word.next),
        reference.form == .surname, reference.title == .judicial, !reference.isQuoted
      else { continue }
      let start =
        isJudge ? tokens.range(before?.token ?? word.token).start : tokens.range(word.token).start
      let range = TextRange(start, reference.nameRange.end)
      let name = document.string(reference.nameRange)
      context.report(
        range, "\"\(document.string(range))\" is no style of a British judge",
        fixes: [
          .replace(range, with: "Mr Justice \(name)", .unsafe),
          .replace(range, with: "Mrs Justice \(name)", .unsafe),
        ])
    }
  }
}

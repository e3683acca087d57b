/// Reports a word with a space inside it.
struct SplitWord: Rule {
  static let info = RuleInfo(
    id: "split-word",
    category: .words,
    summary: "A word with a space inside it, or a letter on the wrong side of a space.",
    rationale: """
      "memb ers" and "ther eis" are slips of the space bar. A word that no dictionary has is tried \
      together with its neighbour: as one word, and with one letter moved over the space.
      """,
    severity: .error,
    severityReason: "One of the parts is in no dictionary, and together they are common words.",
    fixSafety: .unsafe,
    findings: [
      Example("All ⟦memb ers⟧ agreed.", fixed: "All members agreed."),
      Example("He said ⟦ther eis⟧ hope.", fixed: "He said there is hope."),
    ],
    silent: [
      Example("All members agreed there is hope.")
    ])

  func check(_ context: inout RuleContext) {
    context.report(.split) { "the space in \"\($0)\" is misplaced" }
  }
}

/// Reports two words that lack the space between them.
struct JoinedWords: Rule {
  static let info = RuleInfo(
    id: "joined-words",
    category: .words,
    summary: "Two words without a space between them.",
    rationale: """
      "failedto" is no compound but a lost space. A word that no dictionary has is parted when both \
      parts are common words that stand beside each other in news copy; compounds of two nouns are \
      left alone.
      """,
    severity: .error,
    severityReason:
      "In no dictionary, and one part joins words; a warning else, advice for a short compound.",
    fixSafety: .unsafe,
    findings: [
      Example("The minister ⟦failedto⟧ reply.", fixed: "The minister failed to reply."),
      Example("It was ⟦inthe⟧ end a draw.", fixed: "It was in the end a draw."),
    ],
    silent: [
      Example("Snowmelt and groundwater filled the reservoir.")
    ])

  func check(_ context: inout RuleContext) {
    context.report(.joined) {
      "\"\($0)\" lacks a space"
    } severity: {
      $0.isDoubtful ? .advice : $0.isCertain ? nil : .warning
    }
  }
}

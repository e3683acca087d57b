import StetAnalysis

/// Reports names that the story itself, or the world, spells otherwise.
struct MisspeltName: Rule {
  static let info = RuleInfo(
    id: "misspelt-name",
    category: .words,
    summary: "A name that stands otherwise in the same story, or is a slip of a well-known one.",
    rationale: """
      A name that no list has is not an error: most names in the news are like that. It is reported \
      when a form one or two slips away is better attested: the story has it more often, or as often and it is \
      known, or it is a name that every reader knows. Plurals, family forms and adjectives of a \
      name are left alone.
      """,
    severity: .warning,
    severityReason: "Strong evidence, but two people may have names that differ by one letter.",
    fixSafety: .unsafe,
    findings: [
      Example(
        "Marta Kowalczuk won the vote. Mrs Kowalczuk thanked her team. “We won,” said ⟦Kowalzcuk⟧.",
        fixed:
          "Marta Kowalczuk won the vote. Mrs Kowalczuk thanked her team. “We won,” said Kowalczuk."
      ),
      Example("He flew from ⟦Washigton⟧ to Oslo on Monday."),
    ],
    silent: [
      Example("Marta Kowalczuk won the vote. The Kowalczuks thanked her team."),
      Example("Olena Zelenska spoke after Volodymyr Zelensky; Zelensky listened to Zelenska."),
      Example("Anders Grønbech and Ngozi Adeyemi-Obi met in Ouagadougou."),
    ])

  func check(_ context: inout RuleContext) {
    guard let spelling = context.analysis.spelling else { return }
    for finding in spelling.findings where finding.kind == .name {
      let word = context.document.string(finding.range)
      guard let first = finding.suggestions.first else { continue }
      var related: [RelatedRange] = []
      if let place = first.seenAt { related.append(.init(place, "spelled so here")) }
      context.report(
        finding.range, "\"\(word)\" may be a slip of \"\(first.text)\"", related: related,
        fixes: finding.suggestions.map { .replace(finding.range, with: $0.text, .unsafe) },
        severity: finding.isDoubtful ? .advice : nil)
    }
  }
}

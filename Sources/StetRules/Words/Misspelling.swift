/// Reports words that no dictionary, list or context accounts for.
struct Misspelling: Rule {
  static let info = RuleInfo(
    id: "misspelling",
    category: .words,
    summary: "A word that no dictionary has.",
    rationale: """
      A word is good when libhunspell's British or American dictionary, the news lists or the \
      project's own words accept it, when it is made of known parts, or when its company explains \
      it: a foreign phrase, a sound, a clipped word in speech. Capitalised words are names until \
      something speaks against them.
      """,
    severity: .error,
    severityReason: "No dictionary has the word and no context explains it.",
    fixSafety: .unsafe,
    findings: [
      Example(
        "The council ⟦recieved⟧ forty letters.", fixed: "The council received forty letters."),
      Example("It was ⟦meaniwhile⟧ raining in Hull.", fixed: "It was meanwhile raining in Hull."),
      Example("⟦Goverment⟧ lawyers were told of the plan."),
    ],
    silent: [
      Example("The council received forty letters about the robotaxi trial."),
      Example("Villagers in Szczebrzeszyn and Ouagadougou disagreed."),
      Example("“I’m goin’ nowhere,” he said. “Aaargh.”"),
      Example("The word teh [sic] stood in the letter."),
    ])

  func check(_ context: inout RuleContext) {
    context.report(.word) {
      "\"\($0)\" is in no dictionary"
    } severity: {
      $0.isDoubtful ? .advice : $0.isCertain ? .error : .warning
    }
  }
}

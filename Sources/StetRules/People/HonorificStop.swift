import StetAnalysis
import StetDocument
import StetText

/// Reports `Mr.` beside `Mr`, or either where the house wants the other.
struct HonorificStop: Rule {
  static let info = RuleInfo(
    id: "honorific-stop",
    category: .people,
    summary: "An abbreviated title has a full stop in one place and none in another.",
    rationale: """
      British houses write "Mr", American ones "Mr."; nobody writes both. Without a setting the \
      minority is reported; with one, whatever is against it.
      """,
    severity: .warning,
    severityReason: "A style fault that readers hardly see, but never on purpose.",
    fixSafety: .safe,
    options: [
      RuleOption(
        name: "style", summary: "Which form the house wants.", defaultValue: .string("consistent"),
        choices: ["consistent", "with", "without"])
    ],
    findings: [
      Example(
        "Mr Pollard met Mr Reed. Later ⟦Mr.⟧ Reed left.",
        fixed: "Mr Pollard met Mr Reed. Later Mr Reed left."),
      Example(
        "⟦Dr⟧ Pollard met Mr. Reed. Later Mr. Reed left.",
        fixed: "Dr. Pollard met Mr. Reed. Later Mr. Reed left."),
      Example(
        "⟦Mr.⟧ Pollard left.", fixed: "Mr Pollard left.", options: ["style": .string("without")]),
    ],
    silent: [
      Example("Mr Pollard met Dr Reed."),
      Example("Mr. Pollard met Dr. Reed. Miss Hall came, and Sir Tom Hall."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let words = context.analysis.titleWords
    if words.isEmpty { return }
    let style = context.text("style")
    // A house that has no say keeps to what it does: with no stop anywhere there is nothing to compare.
    if style != "with", style != "without", !words.contains(where: \.hasStop) { return }
    let uses = words.filter { Self.isAbbreviation($0.form) }
    let withStop = uses.count(where: \.hasStop)
    let wantsStop: Bool
    switch style {
    case "with"?: wantsStop = true
    case "without"?: wantsStop = false
    default:
      guard withStop > 0, withStop < uses.count else { return }
      wantsStop = withStop * 2 > uses.count
    }
    for use in uses where use.hasStop != wantsStop {
      let word = document.tokens.range(use.token)
      let range = use.hasStop ? TextRange(word.start, word.end + 1) : word
      let text = document.string(word)
      let other = uses.first { $0.hasStop == wantsStop }
      let form = wantsStop ? text + "." : text
      context.report(
        range, "\"\(document.string(range))\" \(wantsStop ? "lacks its" : "has a") full stop",
        related: other.map { [RelatedRange(document.tokens.range($0.token), "the other form")] }
          ?? [],
        fixes: [.replace(range, with: form, .safe)])
    }
  }

  private static func isAbbreviation(_ form: TitleForm) -> Bool {
    switch form {
    case .mr, .mrs, .ms, .mx, .dr, .prof: true
    case .miss, .professor, .sir, .dame, .lord, .lady, .baroness, .other, .none: false
    }
  }
}

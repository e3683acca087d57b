import StetDocument
import StetEngine
import StetRules
import Testing

private let story = "The the plan was dropped. “The the plan was mine,” she said.\n"

private func lint(_ setting: RuleSetting) -> [Diagnostic] {
  let settings = Settings(rules: ["repeated-word": setting])
  return Linter(settings: settings).lint(SourceFile(path: "story.txt", text: story)).diagnostics
    .filter { $0.rule == "repeated-word" }
}

@Test func fixesInsideQuotationsAreForReadersOnly() {
  let found = lint(RuleSetting(isOn: true))
  #expect(found.count == 2)
  #expect(found.map { $0.fixes.first?.applicability } == [.safe, .displayOnly])
  #expect(found.map(\.suggestions) == [["The"], ["The"]])
}

@Test func quotedPolicyOfTheSettingHolds() {
  let advised = lint(RuleSetting(isOn: true, quoted: .advise))
  #expect(advised.map(\.severity) == [.warning, .advice])
  let skipped = lint(RuleSetting(isOn: true, quoted: .skip))
  #expect(skipped.count == 1)
  #expect(skipped.first?.range.start == 0)
}

@Test func rulesOfMarksMendThemInsideQuotations() {
  let text = "“He told me ”never” and left,” she said of the ‘90s. “Music of the ‘90s,” she said.\n"
  let found = Linter(settings: Settings()).lint(SourceFile(path: "story.txt", text: text))
    .diagnostics.filter { $0.rule == "reversed-quotation-mark" }
  #expect(found.contains { $0.fixes.first?.applicability == .safe })
}

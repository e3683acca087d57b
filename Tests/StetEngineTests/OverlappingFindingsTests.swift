import StetRules
import StetText
import Testing

@testable import StetEngine

/// One fault is reported once.
@Suite struct OverlappingFindingsTests {
  private let text = Array("The finance minster resigned.".utf8)

  private func finding(
    _ rule: String, _ range: TextRange, _ fix: String, _ severity: Severity = .warning
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, range: range, message: "",
      fixes: [.replace(range, with: fix, .unsafe)])
  }

  private func rules(_ findings: Diagnostic...) -> [String] {
    OverlappingFindings.settle(findings.sorted(by: Diagnostic.precedes), in: text).map(\.rule)
  }

  @Test func ofTwoThatMakeTheSameTextTheNarrowerStays() {
    let wide = finding("wide", TextRange(4, 19), "finance minister")
    let narrow = finding("narrow", TextRange(12, 19), "minister")
    #expect(rules(wide, narrow) == ["narrow"])
    // Beside others, before and behind.
    let first = finding("first", TextRange(0, 3), "A")
    let last = finding("last", TextRange(20, 28), "resigns")
    #expect(rules(first, wide, narrow, last) == ["first", "narrow", "last"])
  }

  @Test func theGraverOneStays() {
    let wide = finding("wide", TextRange(4, 19), "finance minister", .error)
    #expect(rules(wide, finding("narrow", TextRange(12, 19), "minister")) == ["wide"])
  }

  @Test func twoFaultsStayTwo() {
    let wide = finding("wide", TextRange(4, 19), "finance ministry")
    let narrow = finding("narrow", TextRange(12, 19), "minister")
    #expect(rules(wide, narrow) == ["wide", "narrow"])
    let without = Diagnostic(
      rule: "silent", severity: .warning, range: TextRange(4, 19), message: "")
    #expect(rules(without, narrow) == ["silent", "narrow"])
  }

  @Test func theSameEndingsAsideCountsAsTheSame() {
    // `The` and `The finance`, each with what else stands there.
    let one = finding("one", TextRange(0, 11), "A finance")
    let other = finding("other", TextRange(0, 3), "A")
    #expect(rules(one, other) == ["other"])
  }
}

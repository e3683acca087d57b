import StetRules
import StetText
import Testing

@testable import StetEngine

/// One fault is reported once.
@Suite struct OverlappingFindingsTests {
  private let text = Array("The finance minster resigned.".utf8)

  private func finding(
    _ rule: String, _ range: TextRange, _ fix: String, _ severity: Severity = .warning,
    _ applicability: Applicability = .unsafe
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, range: range, message: "",
      fixes: [.replace(range, with: fix, applicability)])
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
    let grave = finding("grave", TextRange(12, 19), "minister", .error)
    #expect(rules(finding("wide", TextRange(4, 19), "finance minister"), grave) == ["grave"])
  }

  @Test func whatMayBeMendedStillMay() {
    for (wide, narrow) in [(Applicability.safe, Applicability.unsafe), (.displayOnly, .safe)] {
      for severity in [Severity.warning, .error] {
        let findings = [
          finding("wide", TextRange(4, 19), "finance minister", severity, wide),
          finding("narrow", TextRange(12, 19), "minister", .warning, narrow),
        ]
        let left = OverlappingFindings.settle(findings, in: text)
        #expect(left.count == 1 && left[0].fixes[0].applicability == .safe)
      }
    }
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

import StetDocument
import StetRules
import Testing

@testable import StetEngine

@Suite struct SuppressionTests {
  private func findings(
    _ text: String, format: CopyFormat = .markdown, rules: [String: RuleSetting] = [:]
  ) -> [String] {
    let linter = Linter(settings: Settings(rules: rules))
    let result = linter.lint(SourceFile(path: "x", text: text, format: format))
    return result.diagnostics.filter { ["repeated-word", "unused-stet"].contains($0.rule) }
      .map { "\($0.rule) \(result.document.string($0.range))" }
  }

  @Test(arguments: [
    "The cat cat sat. <!-- stet -->",
    "The cat cat sat. <!-- stet: repeated-word -->",
    "The cat cat sat. <!-- stet: repeated-word -- his words, with a -- in them -->",
    "The cat cat sat. <!--stet:repeated-word,misspelling-->",
    "<!-- stet -->\nThe cat cat sat.",
    "<!-- stet -->\n\nThe cat\ncat sat.",
    "<!-- stet off -->\n\nThe cat cat sat.\n\nThe dog dog sat.\n\n<!-- stet on -->",
    "<!-- stet off: repeated-word -- all of it -->\n\nThe cat cat sat.",
    "The cat cat sat.\n\n<!-- stet-file -->\n\nThe dog dog sat.",
    "<!-- stet-file: repeated-word -- a poem -->\n\nThe cat cat sat.",
    "The cat cat [sic] sat.", "The cat cat [Sic] sat.", "The \u{201C}cat cat\u{201D} [sic] sat.",
    "The cat cat (sic) sat.", "The cat cat (Sic.) sat.", "The cat cat [sic.]",
    "He (a) cat cat (sic)",
  ])
  func aMarkLetsStand(text: String) {
    let rest = findings(text).filter { !$0.hasSuffix("misspelling-->") }
    #expect(rest == [])
  }

  @Test func aMarkReachesNoFurther() {
    #expect(
      findings("The cat cat sat.\nThe dog dog sat. <!-- stet -->\nThe pig pig sat.")
        == ["repeated-word cat cat", "repeated-word pig pig"])
    #expect(
      findings("<!-- stet -->\n\nThe cat cat sat.\n\nThe dog dog sat.") == ["repeated-word dog dog"]
    )
    #expect(
      findings("<!-- stet off -->\n\nThe cat cat.\n\n<!-- stet on -->\n\nThe dog dog.")
        == ["repeated-word dog dog"])
    #expect(findings("The cat cat sat on it [sic].") == ["repeated-word cat cat"])
    for other in ["(sick)", "(sic]", "[sic)", "(sic", "[sic.", "(sic. "] {
      #expect(findings("The cat cat \(other)").contains("repeated-word cat cat"), "\(other)")
    }
  }

  @Test(arguments: [
    ("Fine. <!-- stet -->", "<!-- stet -->"),
    ("The cat cat sat. <!-- stet: misspelling -->", "<!-- stet: misspelling -->"),
    ("<!-- stet on -->\n\nFine.", "<!-- stet on -->"),
    ("Fine. <!-- stet: no-such-rule -->", "<!-- stet: no-such-rule -->"),
    ("<!-- stet-file -->\n\nFine.", "<!-- stet-file -->"),
  ])
  func aMarkThatDoesNothingIsReported(text: String, mark: String) {
    #expect(findings(text).contains("unused-stet \(mark)"))
  }

  @Test func aMarkForARuleThatIsOffIsLeftAlone() {
    let off = ["repeated-word": RuleSetting(isOn: false)]
    #expect(findings("Fine. <!-- stet: repeated-word -->", rules: off) == [])
    #expect(findings("Fine. <!-- stet -->", rules: ["unused-stet": RuleSetting(isOn: false)]) == [])
  }

  @Test func otherCommentsAreNoMarks() {
    #expect(findings("Fine. <!-- stet and its authors --> <!-- a note --> <!-- stetson -->") == [])
  }

  @Test func plainTextHasNoComments() {
    #expect(
      findings("The cat cat sat. <!-- stet -->", format: .text) == ["repeated-word cat cat"])
  }

  @Test func whatStandsIsCounted() {
    let text = "The cat cat sat. <!-- stet -->\n\nThe dog dog [sic] sat."
    let result = Linter(settings: Settings()).lint(
      SourceFile(path: "x", text: text, format: .markdown))
    #expect(result.suppressed == 2)
  }
}

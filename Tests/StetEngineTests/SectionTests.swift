import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetEngine

/// What is found in a very large file stands at its place in the file.
@Suite struct SectionTests {
  private static let faulty = "The cat cat sat. The the end, she said."
  private static let rules = ["repeated-word", "unused-stet"]

  private func findings(_ text: String, _ format: CopyFormat, sections: Bool) -> [String] {
    let linter = Linter(settings: Settings())
    let file = SourceFile(path: "x", text: text, format: format)
    let result =
      sections ? linter.lint(DocumentSections(file, size: 400)) : linter.lint(file)
    return result.diagnostics.filter { Self.rules.contains($0.rule) }.map {
      "\($0.rule) \(result.document.map.fileRange($0.range).start)"
    } + ["\(result.suppressed)"]
  }

  private func copy(_ pieces: [Int: String]) -> String {
    (0..<200).map { pieces[$0] ?? "Paragraph \($0) of the long &amp; winding report." }
      .joined(separator: "\n\n")
  }

  @Test(arguments: CopyFormat.allCases) func placesAreThoseOfTheFile(_ format: CopyFormat) {
    let text = copy([
      0: Self.faulty, 90: Self.faulty, 91: "The dog dog [sic] sat.", 199: Self.faulty,
    ])
    let whole = findings(text, format, sections: false)
    #expect(whole.count == 7)
    #expect(findings(text, format, sections: true) == whole)
  }

  @Test func marksHoldForTheWholeFile() {
    for marks in [
      [5: "<!-- stet off -->", 150: "<!-- stet on -->"], [3: "<!-- stet-file: repeated-word -->"],
      [89: "<!-- stet: repeated-word -->"], [60: "<!-- stet: misspelling -->"],
    ] {
      let text = copy(marks.merging([90: Self.faulty, 180: Self.faulty]) { a, _ in a })
      let whole = findings(text, .markdown, sections: false)
      #expect(findings(text, .markdown, sections: true) == whole)
    }
  }

  @Test func aFileAboveTheThresholdIsMended() {
    let code = String(repeating: "let a = the the\n", count: DocumentSections.threshold / 16)
    let file = SourceFile(
      path: "x.md", text: "```\n\(code)\n```\n\nIt was the the `the the` end.\n")
    let linter = Linter(settings: Settings())
    let result = linter.lint(file)
    #expect(result.document.tokens.count == 0)
    #expect(result.diagnostics.map(\.rule) == ["repeated-word"])
    let fixed = FixApplier.mend(file, with: linter, atLeast: .unsafe)
    #expect(fixed.count == 1)
    #expect(
      String(decoding: fixed.after.suffix(26), as: UTF8.self) == "It was the `the the` end.\n")
  }
}

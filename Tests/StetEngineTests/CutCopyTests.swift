import Foundation
import StetDocument
import StetRules
import Testing

@testable import StetEngine

/// Copy that begins or ends anywhere: an editor lints what is there while it is being typed, and drafts are pasted in
/// pieces. Every rule, with the lexicon of the checkout.
@Suite struct CutCopyTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let linter = Result {
    var settings = Settings()
    for info in RuleRegistry.all.map({ $0.info }) {
      settings.rules[info.id, default: RuleSetting()].isOn = true
    }
    return try Resources(data: root.path).linter(settings)
  }

  @Test(arguments: ["flood-inquiry.txt", "flood-inquiry-draft.txt"])
  func copyMayBeginAndEndAnywhere(_ name: String) throws {
    let path = Self.root.appendingPathComponent("examples").appendingPathComponent(name).path
    let story = try String(contentsOfFile: path, encoding: .utf8)
    let linter = try Self.linter.get()
    let paragraphs = story.components(separatedBy: "\n\n")
    for (i, paragraph) in paragraphs.enumerated() {
      // What follows refers to the names of what is cut.
      let rest = paragraphs[(i + 1)...].prefix(4).joined(separator: "\n\n")
      for place in paragraph.indices where paragraph[place] == " " {
        let begun = paragraph[paragraph.index(after: place)...] + "\n\n" + rest
        for (text, format) in [(begun, "txt"), (begun, "md"), (String(paragraph[...place]), "txt")]
        {
          let result = linter.lint(SourceFile(path: "story.\(format)", text: text))
          for diagnostic in result.diagnostics {
            #expect(diagnostic.range.start <= diagnostic.range.end)
            #expect(Int(diagnostic.range.end) <= text.utf8.count)
          }
        }
      }
    }
  }
}

import Foundation
import StetDocument
import StetRules
import Testing

@testable import StetEngine

/// Confused words, with the lexicon of the checkout.
@Suite struct ConfusedWordTests {
  private static let linter = Result {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try Resources(data: root.path).linter(Settings())
  }

  /// What is reported, as `written: offered`.
  private func findings(_ text: String) throws -> [String] {
    let result = try Self.linter.get().lint(SourceFile(path: "story.txt", text: text))
    return result.diagnostics.filter { $0.rule == "confused-word" }.map {
      "\(result.document.string($0.range)): \($0.fixes.first?.edits.first?.replacement ?? "")"
    }
  }

  @Test func aWordOfTheStoryNeedsMoreEvidence() throws {
    let slip = "The ministers agreed to meat next week."
    #expect(try findings(slip) == ["meat: meet"])
    #expect(try findings(slip + " Meat is dear, and the meat trade is small.").isEmpty)
    // The commonest words stand everywhere.
    let small = "They sold there house and moved to Spain."
    #expect(
      try findings(small + " They were happy there, and there they stayed.") == ["there: their"])
  }

  @Test func aQuotationThatOpensASentenceIsNoReasonForDoubt() throws {
    #expect(try findings("\"Their is no doubt about it,\" she said.") == ["Their: There"])
  }

  @Test(arguments: [
    ("The weather’s grim, and I think its going to rain all day.", "its: it’s"),
    ("The weather's grim, and I think its going to rain all day.", "its: it's"),
  ])
  func theApostropheIsThatOfTheCopy(_ text: String, expected: String) throws {
    #expect(try findings(text) == [expected])
  }

  @Test func aSlipOfOneLetterBetweenCommonWordsIsFound() throws {
    #expect(
      try findings("The firm said profits fell by a quarter in the last tree months.") == [
        "tree: three"
      ])
  }
}

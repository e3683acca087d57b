import StetAnalysis
import StetDocument
import Testing

@testable import StetRules

/// Rules that look at several tokens at a time: what they find must not hang on where it stands.
@Suite struct PairRulesTests {
  private func found(_ rule: some Rule, _ info: RuleInfo, _ text: String) -> [String] {
    let document = Document(SourceFile(path: "copy.txt", text: text))
    var context = RuleContext(
      document: document, analysis: Analysis(document: document), info: info)
    rule.check(&context)
    return context.takeDiagnostics().map { document.string($0.range) }
  }

  private func missing(_ text: String) -> [String] {
    found(MissingSpace(), MissingSpace.info, text)
  }

  private func repeated(_ text: String) -> [String] {
    found(RepeatedWord(), RepeatedWord.info, text)
  }

  @Test(arguments: 0..<20)
  func marksWithoutSpaceAreFoundAnywhere(_ count: Int) {
    let before = String(repeating: "so ", count: count)
    #expect(missing(before + "they came,saw") == ["came,saw"])
    #expect(missing(before + "they came,saw and went,too " + before) == ["came,saw", "went,too"])
    #expect(missing(before + "they came, saw,") == [])
  }

  @Test(arguments: 0..<5)
  func doubledWordsAreFoundAnywhere(_ count: Int) {
    let before = String(repeating: "so it is ", count: count)
    #expect(repeated(before + "in the the house") == ["the the"])
    #expect(repeated(before + "the, the house") == [])
    #expect(repeated(before + "but we we’re and we well") == ["we we’re"])
    #expect(repeated(before + "in été été here") == ["été été"])
  }
}

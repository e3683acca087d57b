import StetAnalysis
import StetDocument
import Testing

@testable import StetRules

/// The corrections that the rule offers, in text order, as `wrong→right`.
private func corrections(_ text: String) -> [String] {
  let document = Document(SourceFile(path: "copy.txt", text: text))
  var context = RuleContext(
    document: document, analysis: Analysis(document: document), info: WrongArticle.info)
  WrongArticle().check(&context)
  return context.takeDiagnostics().sorted { $0.range < $1.range }.map {
    document.string($0.range) + "→" + ($0.suggestions.first ?? "")
  }
}

@Suite struct WrongArticleTests {
  @Test func soundsDecide() {
    #expect(corrections("It was a accident.") == ["a→an"])
    #expect(corrections("She leads an union.") == ["an→a"])
    #expect(corrections("It took a hour. A hour!") == ["a→an", "A→An"])
    #expect(corrections("Such an unit is a unimportant thing.") == ["an→a", "a→an"])
  }

  @Test func figuresAndLetters() {
    #expect(corrections("A boy of a 11-year-old, an 10-year plan.") == ["a→an", "an→a"])
    #expect(corrections("a NHS trust, an BBC man, an UK firm") == ["a→an", "an→a", "an→a"])
    #expect(corrections("a 8% rise, an 18% rise, a 1,100-mile trip") == ["a→an"])
  }

  @Test func anForAnd() {
    #expect(corrections("He came an they left.") == ["an→and"])
  }

  @Test func silentExamplesStaySilent() {
    for example in WrongArticle.info.silent { #expect(corrections(example.text) == []) }
    #expect(corrections("") == [])
    #expect(corrections("Plan A is a Nato plan; an Ebola and a Uefa case.") == [])
  }
}

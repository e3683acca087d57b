import StetAnalysis
import StetDocument
import Testing

@testable import StetRules

/// Phrases of declarative rules are found by their words.
@Suite struct PhraseIndexTests {
  private func found(_ phrases: [String], in text: String, ignoresCase: Bool) throws -> [String] {
    let info = RuleInfo(
      id: "sample", category: .style, summary: "", rationale: "", severity: .warning,
      severityReason: "", findings: [], silent: [])
    let rule = DeclarativeRule(
      info: info, kind: .existence, message: "%s", ignoresCase: ignoresCase, isNonword: false,
      patterns: phrases.map { .init(text: $0, isRegex: false, replacements: []) },
      exceptions: [], applicability: .unsafe)
    let document = Document(SourceFile(path: "x.txt", text: text), headline: .none)
    var context = RuleContext(
      document: document, analysis: Analysis(document: document), info: info)
    try DeclarativeSet([rule]).check(&context, [[:]])
    return context.takeDiagnostics().sorted { $0.range < $1.range }.map {
      document.string($0.range)
    }
  }

  @Test(arguments: [
    ("%s or %s?", "a – b or c?"), ("%s", "a – b"), ("100 % é %s%", "100 % é a – b%"),
    ("%%s %s %s", "%a – b c "), ("none", "none"), ("%", "%"),
  ])
  func messagesAreFilledIn(_ message: String, _ expected: String) {
    let info = RuleInfo(
      id: "sample", category: .style, summary: "", rationale: "", severity: .warning,
      severityReason: "", findings: [], silent: [])
    let rule = DeclarativeRule(
      info: info, kind: .existence, message: message, ignoresCase: false, isNonword: false,
      patterns: [], exceptions: [], applicability: .unsafe)
    #expect(rule.filledMessage(found: "c", replacement: "a – b") == expected)
  }

  @Test func theLongestPhraseWins() throws {
    let phrases = ["at the present", "at the present moment in time", "at"]
    #expect(
      try found(phrases, in: "He is at the present\nmoment in time at sea.", ignoresCase: true)
        == ["at the present\nmoment in time", "at"])
  }

  @Test func capitalsCountUnlessIgnored() throws {
    let text = "Déjà vu. It was déjà vu, DÉJÀ VU and Déjà Vu."
    #expect(try found(["déjà vu"], in: text, ignoresCase: false) == ["Déjà vu", "déjà vu"])
    #expect(try found(["déjà vu"], in: text, ignoresCase: true).count == 4)
    #expect(
      try found(["Black Sea"], in: "black sea, Black Sea", ignoresCase: false) == ["Black Sea"])
  }

  @Test func aHyphenIsAWordOfItsOwn() throws {
    let text = "A co-operative, a co operative and a co -operative."
    #expect(try found(["co-operative"], in: text, ignoresCase: true) == ["co-operative"])
    #expect(try found(["co operative"], in: text, ignoresCase: true) == ["co operative"])
  }

  @Test func aLetterOfACurrencyIsNoWord() throws {
    let text = "It raised its A$5m offer; its a bid."
    #expect(try found(["its a"], in: text, ignoresCase: true) == ["its a"])
  }

  @Test func partsOfWordsAreLeftAlone() throws {
    #expect(
      try found(["in regards"], in: "Within regards, in regardless.", ignoresCase: true) == [])
  }

  @Test func rareSecondWordsLeadToPhrases() throws {
    let phrases = ["the centuary", "21st centuary", "a", "to loose a", "to"]
    let text =
      "In the 21st centuary, the centuary to loose a bet.\nCentuary: the\ncentuary to loose"
    #expect(
      try found(phrases, in: text, ignoresCase: true)
        == ["21st centuary", "the centuary", "to loose a", "a", "the\ncentuary", "to"])
  }

  @Test func rareThirdWordsLeadToPhrases() throws {
    let phrases = ["in the passed", "the passed-in", "for the-passed"]
    let text =
      "In the passed, in\nthe passed by the passed-in; in-the passed, for the-passed passed."
    #expect(
      try found(phrases, in: text, ignoresCase: true)
        == ["In the passed", "in\nthe passed", "the passed-in", "for the-passed"])
    #expect(try found(phrases, in: "the passed in passed", ignoresCase: true) == [])
    #expect(try found(phrases, in: "passed", ignoresCase: true) == [])
  }

  @Test func theRarestWordUpToAHyphenIsTaken() {
    func place(_ phrase: String) -> Int {
      var words: [PhraseWord] = []
      PhraseWord.read(phrase, into: &words)
      return CommonWords.rarest(of: words)
    }
    #expect(place("in the passed") == 2)
    #expect(place("could loose") == 1)
    #expect(place("the in") == 1)
    #expect(place("united manger") == 0)
    #expect(place("in-house") == 0)
    #expect(place("a") == 0)
    #expect(place("in the very considerable") == 2)
  }
}

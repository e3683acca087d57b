import StetDocument
import Testing

@testable import StetRules

/// The symbols of a text: `|` boundary, `#` number, `,` mark, `@` link, words in lower case.
private func symbols(_ text: String) -> String {
  let document = Document(SourceFile(path: "copy.txt", text: text))
  let context = ContextWords(document)
  return context.kinds.indices.map { i in
    switch context.kinds[i] {
    case .boundary: return "|"
    case .number: return "#"
    case .mark: return ","
    case .other: return "@"
    case .word: return document.words.string(context.words[i])
    }
  }.joined(separator: " ")
}

@Suite struct ContextWordsTests {
  @Test func sentencesAreParted() {
    #expect(
      symbols("The vote was lost. It was close, he said.")
        == "| the vote was lost | it was close , he said |")
  }

  @Test func hyphensAndQuotesJoin() {
    #expect(
      symbols("A well-known \"star\" of the ‘show’ spoke.")
        == "| a well known star of the show spoke |")
  }

  @Test func dashesPartAndCollapse() {
    #expect(
      symbols("He left - (alone), it seems – for good.")
        == "| he left , alone , it seems , for good |")
  }

  @Test func figuresAndSignsAreNumbers() {
    #expect(symbols("It cost $5m, or 20% of 1,200.50.") == "| it cost # , or # of # |")
  }

  @Test func curlyApostrophesAreStraight() {
    #expect(symbols("It’s Britain’s.") == "| it's britain's |")
  }

  @Test func paragraphsAndEmptyTexts() {
    #expect(symbols("One two\n\nthree four.") == "| one two | three four |")
    #expect(symbols("") == "|")
  }

  /// Eight tokens are looked at together: marks, figures and sentences must count at every place among them.
  @Test func everyPlaceAmongEightTokensIsSeen() {
    for count in 1...12 {
      let words = [String](repeating: "on", count: count)
      let text = words.joined(separator: " ")
      let read = words.joined(separator: " ")
      #expect(symbols("On \(text).") == "| on \(read) |")
      #expect(
        symbols("On \(text), then 5 went. On it goes: \(text)")
          == "| on \(read) , then # went | on it goes , \(read) |")
      #expect(symbols("On \(text)\n\nU.S. \(text) -") == "| on \(read) | u.s. \(read) |")
    }
  }
}

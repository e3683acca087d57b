import StetText
import Testing

@testable import StetDocument

@Suite struct SentenceTests {
  /// The first words of the sentences.
  private func starts(_ text: String, _ path: String = "a.txt") -> [String] {
    let document = Document(SourceFile(path: path, text: text), headline: .none)
    return document.tokens.kinds.indices.filter { document.tokens.opensSentence[$0] }
      .map { document.string(document.tokens.range($0)) }
  }

  @Test func terminators() {
    #expect(
      starts("One went. Two came! Three? Four… Five.") == ["One", "Two", "Three", "Four", "Five"])
    #expect(starts("One went\n\nTwo came\n") == ["One", "Two"])
    #expect(starts("It cost 5.30 pounds. 21 came.") == ["It", "21"])
    #expect(starts("one. two. three") == ["one"])
  }

  @Test func abbreviations() {
    #expect(starts("Mr. Smith met Dr. Jones of St. Ives. They spoke.") == ["Mr", "They"])
    #expect(starts("Sen. Bernie Sanders (Vt.) won in Jan. 2016.") == ["Sen"])
    #expect(starts("He works for Acme Inc. The firm grew.") == ["He", "The"])
    #expect(starts("England v. Wales. It rained.") == ["England", "It"])
  }

  @Test func initials() {
    #expect(starts("Donald J. Trump won. J.K. Rowling lost.") == ["Donald", "J.K."])
    #expect(starts("He went to the U.S. He came back.") == ["He", "He"])
    #expect(starts("The U.S. Senate voted at 9 a.m. Eastern time.") == ["The"])
  }

  @Test func quotations() {
    #expect(starts("“Go.” She went. “Come,” he said. “Now.”") == ["Go", "She", "Come", "Now"])
    #expect(starts("He said: “It is over.”") == ["He", "It"])
    #expect(starts("“Why?” he asked.") == ["Why"])
    #expect(starts("\"Go.\" 'Then,' she said.") == ["Go", "Then"])
  }

  @Test func markdownMarksDoNotHideSentences() {
    #expect(
      starts("**One** went. *Two* came. [Three](/a) left.", "a.md") == ["One", "Two", "Three"])
  }
}

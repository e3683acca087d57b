import Testing

@testable import StetDocument

struct FurnitureTests {
  private func kinds(_ text: String) -> [BlockKind] {
    Document(SourceFile(path: "story.txt", text: text)).blocks.map(\.kind)
  }

  private let body =
    "The minister will go on Thursday, she told the House, and nobody was surprised."

  @Test func bylineAndStandfirst() {
    #expect(
      kinds("Minister to go\n\nShe tells the House\n\nBy Ann Reed\n\n\(body)\n\n\(body)")
        == [.headline, .standfirst, .byline, .paragraph, .paragraph])
    #expect(
      kinds("Minister to go\n\nBy Monday the minister will be gone.\n\n\(body)")
        == [.headline, .paragraph, .paragraph])
  }

  @Test func standfirstWithoutByline() {
    let line =
      "The minister tells the House that she will go on Thursday, to nobody’s great surprise"
    #expect(kinds("Minister to go\n\n\(line)\n\n\(body)") == [.headline, .standfirst, .paragraph])
    #expect(kinds("Minister to go\n\n\(line).\n\n\(body)") == [.headline, .paragraph, .paragraph])
  }

  @Test func crossheadsStandBetweenParagraphs() {
    #expect(
      kinds("Minister to go\n\n\(body)\n\nA long goodbye\n\n\(body)\n\nWhat next?\n\n\(body)")
        == [.headline, .paragraph, .crosshead, .paragraph, .crosshead, .paragraph])
    #expect(kinds("\(body)\n\nShe left.\n\n\(body)") == [.paragraph, .paragraph, .paragraph])
    #expect(kinds("\(body)\n\n“Why now?”\n\n\(body)") == [.paragraph, .paragraph, .paragraph])
  }

  @Test func resultsAreNoCrossheads() {
    #expect(
      kinds("\(body)\n\nLeeds 2 Hull 1\n\nYork 0 Bath 0\n\nEly 3 Wells 1\n\n\(body)")
        == [.paragraph, .paragraph, .paragraph, .paragraph, .paragraph])
  }

  @Test func captionsAndNotes() {
    #expect(
      kinds(
        "\(body)\n\nCaption: The minister leaves\n\n\(body)\n\nEnds\n\nContact the desk.\n\n\(body)"
      )
        == [.paragraph, .caption, .paragraph, .note, .note, .note])
    #expect(
      kinds("\(body)\n\n(Reporting by Ann Reed; editing by Tom Hall)") == [.paragraph, .note])
    #expect(kinds("\(body)\n\nNotes to editors\n\n\(body)") == [.paragraph, .note, .note])
  }
}

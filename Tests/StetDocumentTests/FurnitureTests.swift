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

  // Each form of a dateline parts from its paragraph.
  @Test(arguments: [
    "LONDON (Reuters) - ", "WASHINGTON (AP) — ", "NEW YORK, Jan 5 (AP) -- ",
    "HARRISBURG, Pa. (AP) — ", "PARIS — ", "Moscow (Reuters) - ", "LEEDS, England, 5 May – ",
    "WASHINGTON/NEW YORK (Reuters) - ", "RIO DE JANEIRO, Brazil — ",
  ])
  func datelinesHaveABlockOfTheirOwn(_ dateline: String) {
    let text = "Minister to go\n\n\(dateline)\(body)\n\n\(body)"
    let document = Document(SourceFile(path: "story.txt", text: text))
    #expect(document.blocks.map(\.kind) == [.headline, .dateline, .paragraph, .paragraph])
    #expect(document.string(document.blocks[1].range) + " " == dateline)
    #expect(document.string(document.blocks[2].range) == body)
    #expect(document.tokens.opensSentence[document.blocks[2].tokens.lowerBound])
  }

  @Test(arguments: [
    "WATCH — ", "Leeds United - ", "The BBC - ", "MPs — not ministers — said so: ",
    "IBM - not known - ",
    "Tom Hall, the minister — ", "“LEEDS” - ", "UPDATE - ",
  ])
  func otherOpeningsAreNoDatelines(_ opening: String) {
    #expect(
      kinds("Minister to go\n\n\(opening)\(body)\n\n\(body)")
        == [.headline, .paragraph, .paragraph])
  }

  @Test func aDatelineMayStandOnItsLine() {
    #expect(
      kinds("Minister to go\n\nBy Ann Reed\n\nLONDON, Jan 5 (Reuters)\n\n\(body)\n\n\(body)")
        == [.headline, .byline, .dateline, .paragraph, .paragraph])
    let markdown = Document(
      SourceFile(
        path: "story.md", text: "# Minister to go\n\nLONDON (Reuters) - \(body)", format: .markdown)
    )
    #expect(markdown.blocks.map(\.kind) == [.headline, .dateline, .paragraph])
  }

  @Test func aHeadlineMayEndWithAStop() {
    let story =
      "The minister will quit on Thursday over the bridge in Leeds that fell into the river.\n\n\(body)"
    #expect(kinds("Minister to quit over Leeds bridge.\n\n\(story)").first == .headline)
    // An article, two sentences, no words in common, a short paragraph behind it: body copy.
    #expect(kinds("The minister quits over Leeds bridge.\n\n\(story)").first == .paragraph)
    #expect(kinds("Minister quits. Leeds bridge falls.\n\n\(story)").first == .paragraph)
    #expect(kinds("Shares fell sharply again yesterday.\n\n\(story)").first == .paragraph)
    #expect(
      kinds("Minister to quit over Leeds bridge.\n\nShe quits over Leeds.\n\n\(story)").first
        == .paragraph)
  }
}

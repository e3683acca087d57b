import StetText
import Testing

@testable import StetDocument

@Suite struct FrontMatterTests {
  @Test func yaml() {
    let text = """
      ---
      layout: teh post
      title: "Council \\"backs\\" plan \\u2019"
      description: It voted # teh comment
      author: 'Siobhan O''Neill'
      tags: [teh, tah]
      nested:
        title: teh
      summary: >-
        A folded
        summary

        of lines
      date: 2024-01-02
      ---

      # Council again

      Text.
      """
    let document = markdown(text)
    #expect(
      visible(document) == [
        Visible(.headline, "Council \"backs\" plan ’"), Visible(.standfirst, "It voted"),
        Visible(.byline, "Siobhan O'Neill"), Visible(.standfirst, "A folded summary of lines"),
        Visible(.crosshead, "Council again"), Visible(.paragraph, "Text."),
      ])
    #expect(places(document).prefix(4) == ["3:9 Council", "3:19 backs", "3:27 plan", "4:14 It"])
    #expect(faults(of: document) == [])
    #expect(!tokens(document).contains("teh"))
  }

  @Test func toml() {
    let text = """
      +++
      title = "Council backs plan"
      teh = 1
      description = '''
      It voted.
      '''
      [params]
      title = "teh"
      +++
      Text.
      """
    #expect(
      visible(text) == [
        Visible(.headline, "Council backs plan"), Visible(.standfirst, "It voted."),
        Visible(.paragraph, "Text."),
      ])
  }

  @Test func json() {
    let text = """
      {
        "title": "Caf\\u00e9 \\ud83d\\ude00 wins",
        "tags": ["title", "teh"],
        "params": {"title": "teh"},
        "draft": false,
        "author": "A Writer"
      }

      Text.
      """
    #expect(
      visible(text) == [
        Visible(.headline, "Café 😀 wins"), Visible(.byline, "A Writer"),
        Visible(.paragraph, "Text."),
      ])
  }

  @Test func whatIsNoFrontMatter() {
    #expect(visible("---\n\nText.\n").map(\.kind) == [.separator, .paragraph])
    #expect(visible("{braces} are text\n").map(\.text) == ["{braces} are text"])
    #expect(
      visible("Text.\n\n---\ntitle: Other\n---\n").map(\.kind) == [
        .paragraph, .separator, .crosshead,
      ])
    #expect(visible("---\ntitle:\nauthor: [A, B]\n---\nText.\n") == [Visible(.paragraph, "Text.")])
  }

  @Test func headlineIsExactlyTheValue() {
    let document = markdown("---\r\ntitle:   Plain title here  \r\n---\r\nText.\r\n")
    #expect(document.headline.map { document.map.fileRange($0.range) } == TextRange(14, 30))
  }
}

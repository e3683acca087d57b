import StetText
import Testing

@testable import StetDocument

@Suite struct MarkdownTests {
  @Test func headingsAndParagraphs() {
    #expect(
      visible("# Council *backs* plan\n\nThe council met.\nIt voted.\n\n## What next\n\nMore.\n")
        == [
          Visible(.headline, "Council backs plan"),
          Visible(.paragraph, "The council met. It voted."),
          Visible(.crosshead, "What next"), Visible(.paragraph, "More."),
        ])
    #expect(
      visible("Council backs\nplan\n====\n\nText.\n\nSub\n---\nMore.\n\n# Second\n") == [
        Visible(.headline, "Council backs plan"), Visible(.paragraph, "Text."),
        Visible(.crosshead, "Sub"), Visible(.paragraph, "More."), Visible(.crosshead, "Second"),
      ])
    #expect(visible("#5 is alive\n") == [Visible(.paragraph, "#5 is alive")])
    #expect(visible("## Closed ##\n#\n") == [Visible(.crosshead, "Closed")])
  }

  @Test func listsQuotesAndRules() {
    #expect(
      visible("- one\n- two\n  goes on\n\n  again\n  1. deep\n\nBody.\n") == [
        Visible(.listItem, "one"), Visible(.listItem, "two goes on"),
        Visible(.listItem, "again"), Visible(.listItem, "deep"), Visible(.paragraph, "Body."),
      ])
    let quote = markdown("> First line\n> second\nlazy third\n>\n> > inner\n\nBody.\n")
    #expect(
      visible(quote) == [
        Visible(.blockQuote, "First line second lazy third"), Visible(.blockQuote, "inner"),
        Visible(.paragraph, "Body."),
      ])
    #expect(tokens(quote).prefix(5) == ["«>»", "First", "line", "«>»", "second"])
    #expect(visible("One.\n\n* * *\n\nTwo.\n").map(\.kind) == [.paragraph, .separator, .paragraph])
    #expect(visible("In the year\n1984. It ran\n").count == 1)
    #expect(
      visible("- [ ] to do\n- [x] done\n")
        == [
          Visible(.listItem, "to do"), Visible(.listItem, "done"),
        ])
  }

  @Test func codeIsNoCopy() {
    #expect(
      visible("Run `teh cmd` now.\n\n```sh\nteh fence\n```\n\n    teh indented\n\nEnd.\n") == [
        Visible(.paragraph, "Run now."), Visible(.paragraph, "End."),
      ])
    #expect(visible("~~~\nnever closed\n\nteh\n") == [])
    #expect(visible("A `` b ` c `` d\n") == [Visible(.paragraph, "A d")])
    #expect(visible("One ` tick\n") == [Visible(.paragraph, "One ` tick")])
    #expect(visible("A <code>teh</code> b\n") == [Visible(.paragraph, "A b")])
  }

  @Test func linksKeepTheirTextOnly() {
    #expect(
      visible("See [the *full* report](https://a.example/teh \"teh title\") now.\n") == [
        Visible(.paragraph, "See the full report now.")
      ])
    #expect(
      visible("A [known][Ref] and [ref] and [sic] and [odd][no].\n\n[ref]: /teh 'teh'\n") == [
        Visible(.paragraph, "A known and ref and [sic] and [odd][no].")
      ])
    #expect(visible("Go <https://a.example/teh> or <mail@a.example>.\n")[0].text == "Go or .")
    #expect(visible("A [b [c](/d) e](/f) g\n")[0].text == "A [b c e](/f) g")
    #expect(
      visible("Fact.[^1] More.\n\n[^1]: The note.\n") == [
        Visible(.paragraph, "Fact. More."), Visible(.listItem, "The note."),
      ])
  }

  @Test func imagesGiveCaptions() {
    #expect(
      visible("![A flooded street](a.jpg)\n*Marrowby on Tuesday*\n\nText.\n")
        == [
          Visible(.caption, "A flooded street"), Visible(.caption, "Marrowby on Tuesday"),
          Visible(.paragraph, "Text."),
        ])
    #expect(visible("See ![an icon](i.png) here.\n") == [Visible(.paragraph, "See an icon here.")])
    #expect(visible("![](a.jpg)\n") == [])
    #expect(visible("[![Alt text](a.jpg)](/b)\n") == [Visible(.caption, "Alt text")])
  }

  @Test func emphasisIsMarkup() {
    #expect(
      tokens(markdown("**Bold** and _thin_ and ***both***, 5 * 3, snake_case, ~~gone~~\n")) == [
        "«**»", "Bold", "«**»", "and", "«_»", "thin", "«_»", "and", "«***»", "both", "«***»", ",",
        "5", "*", "3", ",", "snake", "_", "case", ",", "«~~»", "gone", "«~~»",
      ])
    let inside = markdown("It was **T**rump, un*frigging*believable, don\\'t.\n")
    #expect(
      tokens(inside) == [
        "It", "was", "«**»", "Trump", ",", "unfriggingbelievable", ",", "don't", ".",
      ])
    #expect(places(inside)[2...] == ["1:10 Trump", "1:19 unfriggingbelievable", "1:43 don't"])
    #expect(faults(of: inside) == [])
  }

  @Test func referencesAreDecodedInPlace() {
    let text =
      "Caf&eacute; O&rsquo;Brien&nbsp;said &quot;R&amp;D&quot; &#8217;&#x2019; &nosuch; AT&T\n"
    let document = markdown(text)
    #expect(visible(document)[0].text == "Café O’Brien said \"R&D\" ’’ &nosuch; AT&T")
    #expect(places(document).prefix(3) == ["1:1 Café", "1:13 O’Brien", "1:32 said"])
    let word = document.tokens.range(0)
    #expect(document.map.fileRange(word) == TextRange(0, 11))
    #expect(faults(of: document) == [])
  }

  @Test func htmlIsMarkup() {
    let text = """
      A <em class="x">word</em><br> here. <!-- stet: misspelling -->

      <!-- teh
      comment -->

      <figure class="teh">
      <img alt="teh" src="a"><figcaption>A caption</figcaption>
      <p>Some text</p><script>var teh</script>
      </figure>

      <script>
      var a = "teh

      still"
      </script>

      End.
      """
    let document = markdown(text)
    #expect(
      visible(document) == [
        Visible(.paragraph, "A word here."), Visible(.caption, "A caption"),
        Visible(.paragraph, "Some text"), Visible(.paragraph, "End."),
      ])
    #expect(
      document.comments.map(document.string) == [
        "<!-- stet: misspelling -->", "<!-- teh\ncomment -->",
      ])
    #expect(visible("Profits <5% and a < b, 1 <2>\n")[0].text == "Profits <5% and a < b, 1 <2>")
  }

  @Test func tablesGiveCells() {
    #expect(
      visible("| Party | Seats |\n|:--|--:|\n| Greens | `12` 13 |\n| a \\| b |\n\nText.\n") == [
        Visible(.cell, "Party"), Visible(.cell, "Seats"), Visible(.cell, "Greens"),
        Visible(.cell, "13"), Visible(.cell, "a | b"), Visible(.paragraph, "Text."),
      ])
  }

  @Test func shortcodesAreNoCopy() {
    #expect(
      visible("{{< figure src=\"teh\" >}}\n\nText {% teh %} and {{ teh }} on.\n\n## Head {#teh}\n")
        == [
          Visible(.paragraph, "Text and on."), Visible(.crosshead, "Head"),
        ])
    #expect(visible("::: note\nInside.\n:::\n") == [Visible(.paragraph, "Inside.")])
  }

  @Test func lineBreaks() {
    #expect(visible("One  \ntwo\\\nthree\r\nfour\rfive\n")[0].text == "One two three four five")
    let document = markdown("\u{FEFF}Ein Wört\r\nund 🇬🇧 noch eins")
    #expect(places(document) == ["1:1 Ein", "1:5 Wört", "2:1 und", "2:8 noch", "2:13 eins"])
  }
}

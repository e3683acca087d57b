import StetText
import Testing

@testable import StetDocument

/// What holds for every text, tried on many.
@Suite struct PropertyTests {
  /// Pieces that mean something to the readers or the tokenizer.
  static let pieces: [String] = [
    "a", "the", "Trump", "O'Brien", "don’t", "U.S.", "J.K.", "21st", "£5m", "4.30pm", "é",
    "e\u{301}",
    "🇬🇧", "👩‍👩‍👧", "@mail", "#tag", "a@b.com", "www.a.co.uk", "http://a.b/c(d)", " ", "  ", "\t", "\n",
    "\r\n", "\r", "\n\n", "\u{A0}", "\u{AD}", "\u{2028}", "\u{FEFF}", "“", "”", "‘", "’", "\"", "'",
    "*", "**", "_", "~~", "`", "```\n", "~~~\n", "[", "]", "](", ")", "(", "![", "<", ">", "<!--",
    "-->",
    "<b>", "</div>\n", "<script>", "<a href='", "&amp;", "&rsquo;", "&#x1F600;", "&", ";", "\\",
    "|",
    "|---|\n", "---\n", "+++\n", "{", "}", "{{<", ">}}", "{%", "%}", "> ", "- ", "1. ", "    ",
    "# ",
    "===\n", "[^1]", "[^1]: ", "[a]: /b 'c'\n", "title: ", "\"title\": \"", ":", ":::\n", ".", ",",
    "!",
    "…", "—", "%", "5", "1,000.5", "\u{0}", "ﬁ", "ß", "ﷺ", "漢字", "\u{10FFFF}",
  ]

  static func randomText(_ generator: inout SeededGenerator, pieces count: Int) -> String {
    var text = ""
    for _ in 0..<count { text += pieces.randomElement(using: &generator) ?? "" }
    return text
  }

  @Test(arguments: CopyFormat.allCases) func tokensTileAnyText(_ format: CopyFormat) {
    var generator = SeededGenerator(seed: 1)
    for round in 0..<1500 {
      var text = Self.randomText(&generator, pieces: 1 + round % 60)
      if round % 3 == 0 { text = "---\n" + text }
      let found = faults(of: Document(SourceFile(path: "x", text: text, format: format)))
      #expect(found == [], "\(text.debugDescription)")
      if !found.isEmpty { return }
    }
  }

  @Test(arguments: CopyFormat.allCases) func randomBytesNeverTrap(_ format: CopyFormat) {
    var generator = SeededGenerator(seed: 2)
    let common = Array("ab *_[](){}<>!&;`~#-+=|\\\"':.\n\r\t \u{C3}".utf8)
    for round in 0..<1500 {
      let bytes = (0..<(round % 200)).map { _ -> UInt8 in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : common.randomElement(using: &generator) ?? 0x20
      }
      let reading =
        format == .text ? PlainText.read(bytes, headline: .auto) : Markdown.read(bytes)
      let (table, _) = Tokenizer.tables(of: reading.text, opaque: reading.opaque)
      #expect(Int(table.starts.last ?? 0) == reading.text.count)
      for range in reading.opaque + reading.blocks.map(\.range) {
        #expect(Int(range.end) <= reading.text.count)
      }
    }
  }

  /// Copy that Markdown has no marks for reads the same in both formats.
  @Test func plainCopyReadsTheSameInBothFormats() {
    let text = "Mr O’Brien, 58, said: “No.”\n\nHe left at 4.30pm… with £5m, née Smith.\n"
    let plain = Document(SourceFile(path: "a.txt", text: text), headline: .none)
    let marked = markdown(text)
    #expect(plain.tokens.starts == marked.tokens.starts)
    #expect(plain.tokens.opensSentence == marked.tokens.opensSentence)
    #expect(plain.blocks == marked.blocks)
  }

  /// Input made to be slow: each must take time in proportion to its length, far less than a second.
  @Test(arguments: [
    ">", "> ", "- ", "* ", "1. ", "[", "]", "![", "*", "**", "*a ", "a* ", "*a _b ", "a**b", "_",
    "~~a",
    "`", "`a``", "<", "<a ", "<!--", "<!-- -", "<?", "<!A", "<b x=\"", "&", "&amp;", "{{<", "{%",
    "\\",
    "|", "|-|\n", "[a](", "[a](<b", "[a](b \"", "[a](b", "[a]: ", "[a]:b\n", "[^a", "[^a]: ",
    "![](",
    "![a](b)\n", "(((", "\"", "“", "'", "<div>\n", "<script>\n", "</", "# ", "#", "=\n", "a\n=\n",
    "\t",
    " ", "\n", "\r", "+++\n", "a: \"\n", "@", "a@", "a.", "U.", "http://", "http://(", "a.com/)",
    "a'",
    "\u{AD}", "1,", "é", "[[a](b)", "[a][", "a\n> ", "- a\n\n", "<code>", "*a**b", "www.",
  ])
  func repeatedMarksTakeLinearTime(_ piece: String) {
    let clock = ContinuousClock()
    func time(_ count: Int, _ format: CopyFormat) -> Duration {
      let file = SourceFile(
        path: "x", text: String(repeating: piece, count: count), format: format)
      return clock.measure { _ = Document(file) }
    }
    for format in CopyFormat.allCases {
      // Linear time is a few tenths of this in debug code; quadratic time far more.
      #expect(time(6_000, format) < .seconds(5), "\(format)")
    }
  }
}

extension Tokenizer {
  /// The tokens and words of a text without blocks.
  static func tables(
    of text: [UInt8], opaque: [TextRange] = []
  ) -> (tokens: TokenTable, words: WordTable) {
    var none: [Block] = []
    return run(text, opaque: opaque, in: TextRange(0, text.count), blocks: &none)
  }
}

import StetRules
import StetText
import Testing

@testable import StetReporting

@Suite struct TextReporterTests {
  private func text(
    _ files: [FileReport], unicode: Bool = true, width: Int = 80, color: Bool = false
  ) -> String {
    Sample.render(
      TextReporter(RenderOptions(color: color, width: width, unicode: unicode)), files)
  }

  @Test func layoutInUnicode() {
    let file = Sample.one(
      "Budget\n\nThe ⟦goverment⟧ said no.\nThe ⟦government⟧ said yes.\n", fix: "government",
      notes: ["the word is in no dictionary"], related: "spelled so here")
    #expect(
      text([file]) == """
        story.txt:3:5: error: "goverment" is not a word  [misspelling]
           3 │ The goverment said no.
             │     ^^^^^^^^^ → government
           4 │ The government said yes.
             │     ---------- spelled so here
             = the word is in no dictionary

        1 error in 1 file

        """)
  }

  @Test func layoutInASCII() {
    let file = Sample.one("The ⟦goverment⟧ said no.\n", fix: "government")
    #expect(
      text([file], unicode: false) == """
        story.txt:1:5: error: "goverment" is not a word  [misspelling]
           1 | The goverment said no.
             |     ^^^^^^^^^ -> government

        1 error in 1 file

        """)
  }

  /// The lines under the first, without the summary.
  private func drawing(_ file: FileReport, width: Int = 60, unicode: Bool = true) -> String {
    let report = text([file], unicode: unicode, width: width)
    return report.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
  }

  @Test func caretsFollowDisplayWidth() {
    let file = Sample.one(
      "日本港湾の「⟦仕亊⟧」と 🚢⟦e\u{301}xit⟧ 👩‍🚒x.\n", fix: "仕事", related: "so here")
    #expect(
      drawing(file) == """
           1 │ 日本港湾の「仕亊」と 🚢e\u{301}xit 👩‍🚒x.
             │             ^^^^ → 仕事
             │                        ---- so here
        """)
  }

  @Test func widthsAreThoseOfCharacters() {
    for (text, width) in [
      ("", 0), ("→ word", 6), ("→ e\u{301}x", 4), ("“é”", 3), ("a\u{AD}b", 2), ("日→", 3),
      ("→\u{FE0F}", 2),
      ("a\u{200D}b", 2),
    ] {
      #expect(DisplayWidth.of(text) == width, "\(text)")
    }
  }

  /// Cells of a window of a line that were told at a glance are those that a look at its characters tells.
  private func expectSame(
    _ row: some ExcerptRow, _ cells: ExcerptCells, _ window: Range<Int>, _ bytes: [UInt8]
  ) {
    #expect(row.count == cells.count)
    for index in 0..<row.count {
      #expect(row.offset(index) == cells.offset(index))
      #expect(row.width(index) == cells.width(index))
      #expect(row.isSpace(index) == cells.isSpace(index))
    }
    expectSameText(row, cells, 0..<row.count, window, bytes)
  }

  private func expectSameText(
    _ row: some ExcerptRow, _ cells: ExcerptCells, _ shown: Range<Int>, _ range: Range<Int>,
    _ bytes: [UInt8]
  ) {
    var (one, other) = ("", "")
    row.write(shown, range, of: bytes, to: &one)
    cells.write(shown, range, of: bytes, to: &other)
    #expect(one == other && one.utf8.count == range.count)
  }

  /// What is told of a stretch of ASCII at a glance is what a look at its characters tells.
  @Test func stretchesOfASCIIAreReadAsOthers() throws {
    let bytes = Array("The council said on Monday that  the goverment would not pay.".utf8)
    for window in [0..<bytes.count, 4..<40, 7..<8, 9..<9] {
      let plain = try #require(PlainRow(bytes, window))
      let cells = ExcerptCells(bytes, window)
      expectSame(plain, cells, window, bytes)
      let part = plain.count / 3..<plain.count / 2
      let range = window.lowerBound + part.lowerBound..<window.lowerBound + part.upperBound
      expectSameText(plain, cells, part, range, bytes)
    }
    for odd in ["é", "\t", "\u{7F}"] { #expect(PlainRow(Array("a\(odd)b".utf8), 0..<3) == nil) }
  }

  /// What is told of a stretch of one cell a scalar at a glance is what a look at its characters tells.
  @Test func stretchesOfPlainScalarsAreReadAsOthers() throws {
    let bytes = Array("The café – “the Île” – said:  ‘no’…".utf8)
    for window in [0..<bytes.count, 4..<9, 7..<7] {
      let row = try #require(LatinRow(bytes, window))
      let cells = ExcerptCells(bytes, window)
      expectSame(row, cells, window, bytes)
    }
    for odd in ["日", "\t", "e\u{301}", "\u{AD}", "\u{200B}", "🚢", "\u{85}"] {
      let text = Array("“a\(odd)b”".utf8)
      #expect(LatinRow(text, 0..<text.count) == nil)
    }
  }

  /// A line of ASCII is cut as the same line with an accent behind what is marked.
  @Test func linesOfASCIIAreCutAsOthers() {
    let line = "The council said on Monday that the goverment would not pay for the old bridge."
    let plain = Array(line.utf8)
    let accented = Array((line.dropLast() + "é").utf8)
    for width in 12..<90 {
      for start in stride(from: 0, to: 70, by: 3) {
        let marks = [start..<start + 7, 70..<76]
        let a = Excerpt(
          line: 0..<plain.count, of: plain, marking: marks, width: width, ellipsis: "…")
        let b = Excerpt(
          line: 0..<accented.count, of: accented, marking: marks, width: width, ellipsis: "…")
        #expect(a.text.dropLast() == b.text.dropLast(), "\(width) \(start)")
        #expect(a.width == b.width)
        #expect(a.marks.map { $0?.cell } == b.marks.map { $0?.cell })
        #expect(a.marks.map { $0?.width } == b.marks.map { $0?.width })
      }
    }
  }

  @Test func tabsAreExpanded() {
    let file = Sample.one("\tTab\t⟦goverment⟧\tx", fix: "government")
    #expect(
      drawing(file) == """
           1 │     Tab goverment   x
             │         ^^^^^^^^^ → government
        """)
  }

  @Test func aFindingOverALineBreakShowsBothLines() {
    #expect(
      drawing(Sample.one("He said ⟦the\nthe⟧ vote.", fix: "the")) == """
           1 │ He said the
             │         ^^^ → the
           2 │ the vote.
             │ ^^^
        """)
    #expect(
      drawing(Sample.one("⟦One\n\nlast⟧ line")) == """
           1 │ One
             │ ^^^
             ⋮
           3 │ last line
             │ ^^^^
        """)
  }

  @Test func longLinesAreCutAroundTheFinding() {
    let words = String(repeating: "word after word, ", count: 30)
    #expect(
      drawing(Sample.one(words + "⟦goverment⟧ " + words, fix: "government")) == """
           1 │ …after word, goverment word after word, word after…
             │              ^^^^^^^^^ → government
        """)
    #expect(
      drawing(Sample.one(words + "the ⟦end⟧"), unicode: false) == """
           1 | ...word, word after word, word after word, the end
             |                                                ^^^
        """)
  }

  @Test(arguments: [40, 60, 80, 120], [true, false])
  func noLineOfAnExcerptIsWiderThanTheScreen(width: Int, unicode: Bool) {
    let words = String(repeating: "日本 word after word, ", count: 30)
    let blob = String(repeating: "x", count: 500)
    for marked in [
      words + "⟦goverment⟧ " + words, "⟦goverment⟧ " + words, words + "⟦end⟧",
      blob + "⟦goverment⟧" + blob, "⟦" + words + "⟧",
    ] {
      let file = Sample.one(marked, fix: "government", related: nil)
      let lines = drawing(file, width: width, unicode: unicode).split(separator: "\n")
      #expect(lines.count >= 2)
      for line in lines {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        if !unicode { #expect(!line.contains("│") && !line.contains("…")) }
      }
    }
  }

  @Test func whatATerminalWouldObeyIsShown() {
    let file = Sample.one(
      "Hidden \u{202E}⟦goverment⟧\u{1B}[31m red\u{200B}\n", "\u{1B}]0;title\u{07}", fix: "\u{9B}x")
    let report = text([file])
    #expect(report.contains("Hidden <U+202E>goverment<ESC>[31m red<U+200B>"))
    #expect(report.contains("<ESC>]0;title<U+0007>"))
    #expect(report.contains("<U+009B>x"))
    #expect(!report.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func anEmptyRangeAndASpaceCanBeSeen() {
    #expect(
      drawing(Sample.one("No end⟦⟧\n\nNext.", "no full stop")) == """
           1 │ No end
             │       ^
        """)
    #expect(
      drawing(Sample.one("Two⟦  ⟧spaces", fix: " ")) == """
           1 │ Two  spaces
             │    ^^ → " "
        """)
  }

  @Test func lesserSuggestionsTakeNoLineOfTheirOwn() {
    let (document, ranges) = Sample.marked("A ⟦tru⟧ story")
    let fixes = ["true", "try", "truth", "trunk"].map {
      Fix.replace(ranges[0], with: $0, .unsafe)
    }
    let file = FileReport(
      document: document,
      diagnostics: [
        Diagnostic(rule: "r", severity: .error, range: ranges[0], message: "m", fixes: fixes)
      ])
    #expect(drawing(file).hasSuffix("^^^ → true (or try, truth)"))
  }

  @Test func colourOnlyWhenTold() {
    let file = Sample.one("The ⟦goverment⟧ fell.", fix: "government")
    let colored = text([file], color: true)
    #expect(!text([file]).contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;31m^^^^^^^^^\u{1B}[0m"))
    let plain = colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(plain == text([file]))
  }

  @Test func hyperlinksLeadToTheFile() {
    let file = Sample.one("The ⟦goverment⟧ fell.", path: "a story.txt")
    let report = Sample.render(
      TextReporter(RenderOptions(hyperlinks: true)), [file],
      run: RunInfo(version: "1", root: "/desk"))
    #expect(
      report.hasPrefix(
        "\u{1B}]8;;file:///desk/a%20story.txt\u{1B}\\a story.txt:1:5\u{1B}]8;;\u{1B}\\: error"))
  }

  @Test func theSummaryCountsAndCanBeLeftOut() {
    var summary = RunSummary()
    #expect(SummaryText.line(summary, Paint(isOn: false)) == "nothing found in 0 files")
    for file in Sample.awkward() { summary.count(file) }
    summary.suppressed = 2
    summary.baselined = 3
    #expect(
      SummaryText.line(summary, Paint(isOn: false))
        == "1 error, 1 warning, 1 advice and 1 problem in 2 of 3 files; "
        + "\"stet fix\" mends 1; 2 let stand; 3 in the baseline")
    let quiet = Sample.render(TextReporter(RenderOptions(quiet: true)), [])
    #expect(quiet == "")
  }

  @Test func narratedIsPlainSentences() {
    let file = Sample.one(
      "Budget\n\nThe ⟦goverment⟧ said no.\nThe ⟦government⟧ said yes.\n", fix: "government",
      notes: ["It is in no dictionary."], related: "spelled so here")
    #expect(
      Sample.render(NarratedReporter(RenderOptions()), [file]) == """
        Finding 1, error: "goverment" is not a word.
        Place: story.txt, line 3, column 5.
        Text: The goverment said no.
        Suggestion: government
        See also line 4, column 5: spelled so here: “government”
        Note: It is in no dictionary.
        Rule: misspelling.

        Summary: 1 error in 1 file.

        """)
  }

  @Test func statisticsPutTheLargestFirst() {
    let files = Sample.awkward() + [Sample.one("⟦x⟧", path: "b.txt")]
    let report = Sample.render(StatisticsReporter(), files)
    #expect(
      report.split(separator: "\n").prefix(4).joined(separator: "\n") == """
        findings  errors  warnings  advice  rule
               2       2         -       -  misspelling
               1       -         -       1  odd
               1       -         1       -  repeated-word
        """)
    #expect(report.contains("       1       1         -       -  b.txt\n"))
  }
}

import StetText
import Testing

@testable import StetReporting

@Suite struct GccReporterTests {
  private func gcc(_ file: FileReport, unit: ColumnUnit = .scalar) -> String {
    Sample.render(GccReporter(RenderOptions(columnUnit: unit)), [file])
  }

  @Test(arguments: [
    (ColumnUnit.scalar, 8), (.byte, 14), (.utf16, 9), (.grapheme, 7),
  ])
  func columnsCountTheUnit(unit: ColumnUnit, column: Int) {
    // An emoji, a decomposed é, an en dash.
    let file = Sample.one("First.\n😀e\u{301} a– ⟦bad⟧ word.\n")
    #expect(
      gcc(file, unit: unit)
        == "story.txt:2:\(column): error: \"goverment\" is not a word [misspelling]\n")
  }

  @Test func adviceIsANote() {
    let file = Sample.one("A ⟦word⟧.", "too vague", severity: .advice, rule: "vague")
    #expect(gcc(file) == "story.txt:1:3: note: too vague [vague]\n")
  }

  @Test func aProblemIsAnError() {
    let problem = FileProblem(
      "not UTF-8", offset: 9, place: LineColumn(line: 2, column: 4))
    #expect(
      gcc(FileReport(path: "a b.txt", problems: [problem]))
        == "a b.txt:2:4: error: not UTF-8\n")
  }

  @Test func aLineBreakInAPathStaysOneLine() {
    let file = Sample.one("A ⟦word⟧.", "m", path: "a\nb\u{202E}.txt")
    #expect(gcc(file) == "a<LF>b<U+202E>.txt:1:3: error: m [misspelling]\n")
  }
}

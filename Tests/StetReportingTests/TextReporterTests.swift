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
}

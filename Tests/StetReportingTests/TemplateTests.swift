import StetText
import Testing

@testable import StetReporting

@Suite struct TemplateTests {
  private func fill(_ template: String) throws -> String {
    Sample.render(try TemplateReporter(template), Sample.awkward(), run: Sample.run)
  }

  @Test func aShortTemplateIsFilledInForEachFinding() throws {
    let report = try fill("{{line}}:{{column}} {{rule}} {{suggestion}}")
    #expect(report == "3:6 misspelling government\n3:19 repeated-word the\n4:5 odd two edits\n")
  }

  @Test func aLongTemplateIsTheWholeReport() throws {
    let report = try fill(
      """
      {{tool}} {{version}}
      {{#files}}
      {{! one file }}
      {{^first}}--{{/first}}
        {{#findings}}
      * {{severity}}{{#notes}} ({{text}}){{/notes}}{{#related}} see {{line}}{{/related}}
        {{/findings}}
        {{#problems}}
      ! {{path}}:{{line}}: {{message}}
        {{/problems}}
      {{/files}}
      {{found}} in {{checked}}
      """)
    #expect(
      report == """
        stet 1.2.3

        * error (it is in no dictionary) (nor a <name>) see 4
        * warning
        * advice
        --
        ! broken.txt:2: not UTF-8
        3 in 3
        """)
  }

  @Test func filtersEscape() throws {
    let report = try fill("{{path|json}} {{path|xml}} {{path|csv}} {{path|url}}")
    let line = report.split(separator: "\n").first.map(String.init)
    let path = "./news desk/100% <“story”>, #1: it's.md"
    #expect(
      line == "\"\(path)\" ./news desk/100% &lt;“story”&gt;, #1: it's.md \"\(path)\" "
        + "./news%20desk/100%25%20%3C%E2%80%9Cstory%E2%80%9D%3E%2C%20%231%3A%20it%27s.md")
  }

  @Test(arguments: [
    ("a\n{{lien}}", "\"lien\" is no name that a template knows; did you mean \"line\"?", 2, 1),
    ("{{line", "\"{{\" is never closed", 1, 1),
    ("x {{#files}}", "\"{{#files}}\" is never closed", 1, 3),
    ("{{/files}}", "\"{{/files}}\" closes nothing that is open", 1, 1),
    (
      "{{line|html}}", "\"html\" is no filter; there are plain, json, xml, csv, url", 1, 1
    ),
  ])
  func faultsHaveAPlace(template: String, message: String, line: Int, column: Int) {
    let place = LineColumn(line: line, column: column)
    #expect(throws: TemplateError(message: message, place: place)) {
      try TemplateReporter(template)
    }
  }
}

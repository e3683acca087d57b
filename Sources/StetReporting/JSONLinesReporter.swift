import StetDocument
import StetRules

/// One JSON object a line: each finding, each problem, and a summary last. docs/json.md.
struct JSONLinesReporter: Reporter {
  private let options: RenderOptions
  private var json = JSONWriter(indented: false)

  init(_ options: RenderOptions) { self.options = options }

  var writesApart: Bool { true }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {}

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    for problem in file.problems {
      line("problem", to: &output) { json in
        json.field("path", file.path)
        JSONFinding.write(problem, to: &json)
      }
    }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: options.columnUnit)
    var prints = Fingerprints(path: file.path)
    for diagnostic in file.diagnostics {
      let print = prints.next(diagnostic, document)
      line("finding", to: &output) { json in
        json.field("path", file.path)
        JSONFinding.write(diagnostic, document, print, &locator, to: &json)
      }
    }
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    line("summary", to: &output) { JSONFinding.write(summary, to: &$0) }
  }

  private mutating func line(
    _ type: String, to output: inout ReportOutput, _ body: (inout JSONWriter) -> Void
  ) {
    json.object { json in
      json.field("version", JSONReporter.formatVersion)
      json.field("type", type)
      body(&json)
    }
    json.endDocument()
    output.write(bytes: json.take())
  }
}

import StetDocument
import StetRules
import StetText

/// The Reviewdog Diagnostic Format, as one document (`rdjson`) or one diagnostic a line
/// (`rdjsonl`). Its columns are always bytes.
struct ReviewdogReporter: Reporter {
  private let isLines: Bool
  private var json: JSONWriter

  init(lines: Bool) {
    isLines = lines
    json = JSONWriter(indented: !lines)
  }

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) {
    guard !isLines else { return }
    json.open(0x7B)
    json.object("source") { $0.field("name", "stet") }
    json.key("diagnostics")
    json.open(0x5B)
    output.write(bytes: json.take())
  }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    for problem in file.problems {
      json.object { json in
        json.field("message", problem.message)
        json.object("location") { json in
          json.field("path", file.path)
          guard let place = problem.place else { return }
          json.object("range") { json in
            json.object("start") { Self.write(place, to: &$0) }
          }
        }
        json.field("severity", "ERROR")
        if isLines { json.object("source") { $0.field("name", "stet") } }
      }
      if isLines { json.endDocument() }
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      var locator = Locator(document, unit: .byte)
      for diagnostic in file.diagnostics {
        let isLines = isLines
        json.object { json in
          Self.write(diagnostic, file.path, &locator, to: &json)
          if isLines { json.object("source") { $0.field("name", "stet") } }
        }
        if isLines { json.endDocument() }
      }
    }
    output.write(bytes: json.take())
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    guard !isLines else { return }
    json.close(0x5D)
    json.close(0x7D)
    json.endDocument()
    output.write(bytes: json.take())
  }

  private static func write(
    _ diagnostic: Diagnostic, _ path: String, _ locator: inout Locator, to json: inout JSONWriter
  ) {
    // What cannot be offered as a suggestion is said in the message.
    let offered = diagnostic.fixes.filter {
      $0.applicability > .displayOnly && $0.edits.count == 1
    }
    json.field("message", offered.isEmpty ? OneLine.of(diagnostic) : diagnostic.message)
    location(path, locator.place(diagnostic.range), to: &json)
    json.field("severity", severity(diagnostic.severity))
    json.object("code") { $0.field("value", diagnostic.rule) }
    if !offered.isEmpty {
      json.array("suggestions") { json in
        for fix in offered {
          for edit in fix.edits {
            json.object { json in
              range(locator.place(edit.range), to: &json)
              json.field("text", edit.replacement)
            }
          }
        }
      }
    }
    if !diagnostic.related.isEmpty {
      json.array("related_locations") { json in
        for related in diagnostic.related {
          json.object { json in
            json.field("message", related.message)
            location(path, locator.place(related.range), to: &json)
          }
        }
      }
    }
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: return "ERROR"
    case .warning: return "WARNING"
    case .advice: return "INFO"
    }
  }

  private static func location(_ path: String, _ place: FilePlace, to json: inout JSONWriter) {
    json.object("location") { json in
      json.field("path", path)
      range(place, to: &json)
    }
  }

  private static func range(_ place: FilePlace, to json: inout JSONWriter) {
    json.object("range") { json in
      json.object("start") { write(place.start, to: &$0) }
      json.object("end") { write(place.end, to: &$0) }
    }
  }

  private static func write(_ place: LineColumn, to json: inout JSONWriter) {
    json.field("line", place.line)
    json.field("column", place.column)
  }
}

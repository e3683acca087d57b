import StetDocument
import StetRules
import StetText

/// One JSON document for a run. docs/json.md describes it; `formatVersion` changes when a field
/// changes its meaning or goes.
struct JSONReporter: Reporter {
  /// The version of the document's shape.
  static let formatVersion = 1
  private let options: RenderOptions
  private var json = JSONWriter(indented: true)

  init(_ options: RenderOptions) { self.options = options }

  var writesApart: Bool { true }

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) {
    json.open(0x7B)
    JSONFinding.writeHeader(run, options, to: &json)
    json.key("files")
    json.open(0x5B)
    output.write(bytes: json.take())
  }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    guard !file.diagnostics.isEmpty || !file.problems.isEmpty else { return }
    json.object { json in
      json.field("path", file.path)
      if let document = file.document {
        json.field("format", document.file.format.rawValue)
        json.field("encoding", document.file.encoding.rawValue)
      }
      json.array("problems") { json in
        for problem in file.problems { json.object { JSONFinding.write(problem, to: &$0) } }
      }
      json.array("findings") { json in
        guard let document = file.document, !file.diagnostics.isEmpty else { return }
        var locator = Locator(document, unit: options.columnUnit)
        var prints = Fingerprints(path: file.path)
        for diagnostic in file.diagnostics {
          let print = prints.next(diagnostic, document)
          json.object { JSONFinding.write(diagnostic, document, print, &locator, to: &$0) }
        }
      }
    }
    output.write(bytes: json.take())
  }

  mutating func add(part: [UInt8], to output: inout ReportOutput) {
    if part.isEmpty { return }
    json.item(written: part)
    output.write(bytes: json.take())
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    json.close(0x5D)
    json.object("summary") { JSONFinding.write(summary, to: &$0) }
    json.close(0x7D)
    json.endDocument()
    output.write(bytes: json.take())
  }
}

/// The parts that the `json` and `jsonl` formats share.
enum JSONFinding {
  /// Version, tool and unit.
  static func writeHeader(_ run: RunInfo, _ options: RenderOptions, to json: inout JSONWriter) {
    json.field("version", JSONReporter.formatVersion)
    json.object("tool") { json in
      json.field("name", "stet")
      json.field("version", run.version)
    }
    json.field("columnUnit", options.columnUnit.rawValue)
  }

  /// The fields of a problem.
  static func write(_ problem: FileProblem, to json: inout JSONWriter) {
    json.field("message", problem.message)
    if let place = problem.place {
      if let offset = problem.offset { json.field("offset", offset) }
      json.field("line", place.line)
      json.field("column", place.column)
    }
  }

  /// The fields of a finding.
  static func write(
    _ diagnostic: Diagnostic, _ document: Document, _ fingerprint: String,
    _ locator: inout Locator, to json: inout JSONWriter
  ) {
    json.field("rule", diagnostic.rule)
    json.field("severity", diagnostic.severity.rawValue)
    json.field("message", diagnostic.message)
    json.field("text", document.string(diagnostic.range))
    write(locator.place(diagnostic.range), to: &json)
    json.array("notes") { json in for note in diagnostic.notes { json.string(note) } }
    json.array("related") { json in
      for related in diagnostic.related {
        json.object { json in
          json.field("message", related.message)
          json.field("text", document.string(related.range))
          write(locator.place(related.range), to: &json)
        }
      }
    }
    json.array("fixes") { json in
      for fix in diagnostic.fixes {
        json.object { json in
          json.field("title", fix.title)
          json.field("applicability", fix.applicability.rawValue)
          json.array("edits") { json in
            for edit in fix.edits {
              json.object { json in
                write(locator.place(edit.range), to: &json)
                json.field("replacement", edit.replacement)
              }
            }
          }
        }
      }
    }
    json.field("fingerprint", fingerprint)
  }

  /// The counts of a run.
  static func write(_ summary: RunSummary, to json: inout JSONWriter) {
    json.field("files", summary.files)
    json.field("filesWithFindings", summary.filesWithFindings)
    json.field("errors", summary.errors)
    json.field("warnings", summary.warnings)
    json.field("advice", summary.advice)
    json.field("fixable", summary.fixable)
    json.field("problems", summary.problems)
    json.field("suppressed", summary.suppressed)
    json.field("baselined", summary.baselined)
  }

  private static func write(_ place: FilePlace, to json: inout JSONWriter) {
    json.object("start") { write(place.start, place.startOffset, to: &$0) }
    json.object("end") { write(place.end, place.endOffset, to: &$0) }
  }

  private static func write(_ place: LineColumn, _ offset: Int, to json: inout JSONWriter) {
    json.field("offset", offset)
    json.field("line", place.line)
    json.field("column", place.column)
  }
}

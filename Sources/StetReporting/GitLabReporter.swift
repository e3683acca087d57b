import StetDocument
import StetRules

/// GitLab's Code Quality report, a part of Code Climate's format.
struct GitLabReporter: Reporter {
  private var json = JSONWriter(indented: true)

  init() {}

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) { json.open(0x5B) }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    // GitLab matches paths with those of the repository, which have no leading dot.
    let path = file.path.hasPrefix("./") ? String(file.path.dropFirst(2)) : file.path
    for problem in file.problems {
      var hash = FNV()
      hash.add(path.utf8)
      hash.add(problem.message.utf8)
      let print = JSONWriter.hex(Int(truncatingIfNeeded: hash.value >> 1), 16)
      let line = problem.place?.line ?? 1
      json.object {
        Self.write(problem.message, "problem", print, "blocker", path, line, line, to: &$0)
      }
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      var locator = Locator(document, unit: .scalar)
      var prints = Fingerprints(path: path)
      for diagnostic in file.diagnostics {
        let print = prints.next(diagnostic, document)
        let place = locator.place(diagnostic.range)
        json.object {
          Self.write(
            OneLine.of(diagnostic), diagnostic.rule, print, Self.severity(diagnostic.severity),
            path, place.start.line, place.end.line, to: &$0)
        }
      }
    }
    output.write(bytes: json.take())
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    json.close(0x5D)
    json.endDocument()
    output.write(bytes: json.take())
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: return "major"
    case .warning: return "minor"
    case .advice: return "info"
    }
  }

  private static func write(
    _ description: String, _ check: String, _ fingerprint: String, _ severity: String,
    _ path: String, _ begin: Int, _ end: Int, to json: inout JSONWriter
  ) {
    json.field("type", "issue")
    json.field("description", description)
    json.field("check_name", check)
    json.array("categories") { $0.string("Style") }
    json.field("fingerprint", fingerprint)
    json.field("severity", severity)
    json.object("location") { json in
      json.field("path", path)
      json.object("lines") { json in
        json.field("begin", begin)
        json.field("end", end)
      }
    }
  }
}

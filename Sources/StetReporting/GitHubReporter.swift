import StetDocument
import StetRules

/// Workflow commands that GitHub Actions turns into annotations.
struct GitHubReporter: Reporter {
  private let options: RenderOptions

  init(_ options: RenderOptions) { self.options = options }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {}

  func add(_ file: FileReport, to output: inout ReportOutput) {
    let path = Self.property(file.path)
    for problem in file.problems {
      let place = problem.place.map { ",line=\($0.line),col=\($0.column)" } ?? ""
      output.write("::error file=\(path)\(place),title=stet::\(Self.data(problem.message))\n")
    }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: options.columnUnit)
    for diagnostic in file.diagnostics {
      let place = locator.place(diagnostic.range)
      var position = "line=\(place.start.line),endLine=\(place.end.line)"
      // Columns count only for annotations within one line.
      if place.start.line == place.end.line {
        position += ",col=\(place.start.column),endColumn=\(place.end.column)"
      }
      output.write(
        "::\(Self.command(diagnostic.severity)) file=\(path),\(position),"
          + "title=\(Self.property(diagnostic.rule))::"
          + "\(Self.data(OneLine.withNotes(diagnostic)))\n")
    }
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {}

  private static func command(_ severity: Severity) -> String {
    severity == .advice ? "notice" : severity.rawValue
  }

  private static func data(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { escape(Visible.text(String($0)), ["%"]) }.joined(separator: "%0A")
  }

  private static func property(_ text: String) -> String {
    escape(Visible.text(text), ["%", ":", ","])
  }

  private static func escape(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.contains(scalar) {
        result.append(contentsOf: "%\(JSONWriter.hex(Int(scalar.value), 2))".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

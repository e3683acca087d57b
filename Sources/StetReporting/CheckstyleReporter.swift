import StetDocument
import StetRules

/// Checkstyle's XML: a `file` for each file, an `error` for each finding.
struct CheckstyleReporter: Reporter {
  private let options: RenderOptions

  init(_ options: RenderOptions) { self.options = options }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {
    // The version is that of Checkstyle whose format this is; consumers look for one.
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
  }

  func add(_ file: FileReport, to output: inout ReportOutput) {
    output.write("  <file name=\"\(XMLText.escape(file.path))\">\n")
    for problem in file.problems {
      write(
        problem.place?.line ?? 1, problem.place?.column ?? 1, "error", problem.message, "stet",
        to: &output)
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      var locator = Locator(document, unit: options.columnUnit)
      for diagnostic in file.diagnostics {
        let place = locator.place(diagnostic.range).start
        let severity = diagnostic.severity == .advice ? "info" : diagnostic.severity.rawValue
        write(
          place.line, place.column, severity, OneLine.of(diagnostic), "stet.\(diagnostic.rule)",
          to: &output)
      }
    }
    output.write("  </file>\n")
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    output.write("</checkstyle>\n")
  }

  private func write(
    _ line: Int, _ column: Int, _ severity: String, _ message: String, _ source: String,
    to output: inout ReportOutput
  ) {
    output.write(
      "    <error line=\"\(line)\" column=\"\(column)\" severity=\"\(severity)\""
        + " message=\"\(XMLText.escape(message))\" source=\"\(XMLText.escape(source))\"/>\n")
  }
}

import StetDocument
import StetRules

/// JUnit's XML: a `testsuite` for each file; errors and warnings are failures, advice passes with
/// its message as output, a clean file is one test that passes.
struct JUnitReporter: Reporter {
  private let options: RenderOptions

  init(_ options: RenderOptions) { self.options = options }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"stet\">\n")
  }

  func add(_ file: FileReport, to output: inout ReportOutput) {
    let path = XMLText.escape(file.path)
    let failures = file.diagnostics.count { $0.severity > .advice }
    let tests = max(1, file.diagnostics.count + file.problems.count)
    output.write(
      "  <testsuite name=\"\(path)\" tests=\"\(tests)\" failures=\"\(failures)\""
        + " errors=\"\(file.problems.count)\" time=\"0\">\n")
    if file.diagnostics.isEmpty && file.problems.isEmpty {
      output.write("    <testcase name=\"nothing found\" classname=\"\(path)\" time=\"0\"/>\n")
    }
    for problem in file.problems {
      let message = XMLText.escape(problem.message)
      output.write(
        "    <testcase name=\"readable\" classname=\"\(path)\" time=\"0\">\n"
          + "      <error type=\"problem\" message=\"\(message)\"/>\n    </testcase>\n")
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      var locator = Locator(document, unit: options.columnUnit)
      for diagnostic in file.diagnostics { write(diagnostic, path, &locator, to: &output) }
    }
    output.write("  </testsuite>\n")
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    output.write("</testsuites>\n")
  }

  private func write(
    _ diagnostic: Diagnostic, _ path: String, _ locator: inout Locator,
    to output: inout ReportOutput
  ) {
    let place = locator.place(diagnostic.range).start
    let at = "\(place.line):\(place.column)"
    let message = XMLText.escape(OneLine.of(diagnostic))
    let detail = XMLText.escape(
      ["line \(place.line), column \(place.column)"].joined() + ": "
        + OneLine.withNotes(diagnostic))
    output.write(
      "    <testcase name=\"\(XMLText.escape(diagnostic.rule)) at \(at)\" classname=\"\(path)\""
        + " time=\"0\">\n")
    if diagnostic.severity == .advice {
      output.write("      <system-out>\(detail)</system-out>\n")
    } else {
      output.write(
        "      <failure type=\"\(diagnostic.severity.rawValue)\" message=\"\(message)\">"
          + "\(detail)</failure>\n")
    }
    output.write("    </testcase>\n")
  }
}

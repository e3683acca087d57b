import StetDocument
import StetRules

/// The Test Anything Protocol, version 13: a test for each file, which fails for an error, a
/// warning or a problem; the findings stand in its YAML block.
struct TAPReporter: Reporter {
  private let options: RenderOptions
  private var number = 0

  init(_ options: RenderOptions) { self.options = options }

  func begin(_ run: RunInfo, to output: inout ReportOutput) { output.write("TAP version 13\n") }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    number += 1
    let isFailed =
      !file.problems.isEmpty || file.diagnostics.contains { $0.severity > .advice }
    output.write("\(isFailed ? "not ok" : "ok") \(number) - \(Self.description(file.path))\n")
    guard !file.problems.isEmpty || !file.diagnostics.isEmpty else { return }
    output.write("  ---\n  findings:\n")
    for problem in file.problems {
      let place = problem.place
      write(nil, "error", problem.message, place?.line ?? 1, place?.column ?? 1, to: &output)
    }
    if let document = file.document, !file.diagnostics.isEmpty {
      var locator = Locator(document, unit: options.columnUnit)
      for diagnostic in file.diagnostics {
        let place = locator.place(diagnostic.range).start
        write(
          diagnostic.rule, diagnostic.severity.rawValue, OneLine.of(diagnostic), place.line,
          place.column, to: &output)
      }
    }
    output.write("  ...\n")
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    output.write("1..\(number)\n")
  }

  private func write(
    _ rule: String?, _ severity: String, _ message: String, _ line: Int, _ column: Int,
    to output: inout ReportOutput
  ) {
    output.write("    - message: \(Self.quoted(message))\n      severity: \(severity)\n")
    if let rule { output.write("      rule: \(rule)\n") }
    output.write("      line: \(line)\n      column: \(column)\n")
  }

  /// A path as a test's description: `#` would start a directive.
  private static func description(_ path: String) -> String {
    Visible.text(path).split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\\#")
  }

  /// A YAML scalar in single quotation marks.
  private static func quoted(_ text: String) -> String {
    "'"
      + Visible.text(text).split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }
}

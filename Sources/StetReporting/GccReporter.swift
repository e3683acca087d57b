import StetDocument
import StetRules
import StetText

/// `path:line:column: severity: message [rule]`, one line a finding.
///
/// Advice is called `note`, the third word that Vim's quickfix and Emacs' compilation-mode know.
struct GccReporter: Reporter {
  private let options: RenderOptions

  init(_ options: RenderOptions) { self.options = options }

  var writesApart: Bool { true }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {}

  func add(_ file: FileReport, to output: inout ReportOutput) {
    let path = Visible.text(file.path)
    for problem in file.problems {
      let place = problem.place.map { "\($0.line):\($0.column)" } ?? "1:1"
      output.write("\(path):\(place): error: \(Visible.text(problem.message))\n")
    }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: options.columnUnit)
    for diagnostic in file.diagnostics {
      let start = locator.place(diagnostic.range).start
      let message = Visible.text(diagnostic.message)
      output.write(
        "\(path):\(start.line):\(start.column): \(Self.word(diagnostic.severity)): \(message)"
          + " [\(diagnostic.rule)]\n")
    }
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {}

  private static func word(_ severity: Severity) -> String {
    severity == .advice ? "note" : severity.rawValue
  }
}

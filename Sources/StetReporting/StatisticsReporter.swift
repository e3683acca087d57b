import StetDocument
import StetRules

/// Counts by rule and by file, the largest first.
public struct StatisticsReporter: Reporter {
  private struct Count {
    var errors = 0
    var warnings = 0
    var advice = 0
    var all: Int { errors + warnings + advice }

    mutating func add(_ severity: Severity) {
      switch severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .advice: advice += 1
      }
    }
  }

  private let options: RenderOptions
  private var rules: [String: Count] = [:]
  private var files: [(path: String, count: Count)] = []

  /// Starts counting.
  public init(_ options: RenderOptions = RenderOptions()) { self.options = options }

  /// Writes nothing yet.
  public func begin(_ run: RunInfo, to output: inout ReportOutput) {}

  /// Counts a file's findings.
  public mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    guard !file.diagnostics.isEmpty else { return }
    var count = Count()
    for diagnostic in file.diagnostics {
      count.add(diagnostic.severity)
      rules[diagnostic.rule, default: Count()].add(diagnostic.severity)
    }
    files.append((file.path, count))
  }

  /// Writes the tables.
  public func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    let byRule = rules.sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }
    // Files with equal counts keep the order in which they were given.
    let byFile = files.enumerated().sorted {
      ($1.element.count.all, $0.offset) < ($0.element.count.all, $1.offset)
    }
    if !byRule.isEmpty {
      table("rule", byRule.map { ($0.key, $0.value) }, to: &output)
      output.write("\n")
      table("file", byFile.map { (Visible.text($0.element.path), $0.element.count) }, to: &output)
      output.write("\n")
    }
    output.write(SummaryText.line(summary, Paint(isOn: options.color)) + "\n")
  }

  private func table(
    _ title: String, _ rows: [(name: String, count: Count)], to output: inout ReportOutput
  ) {
    let paint = Paint(isOn: options.color)
    output.write(paint(.frame, "findings  errors  warnings  advice  \(title)") + "\n")
    for row in rows {
      output.write(
        cell(row.count.all, 8) + cell(row.count.errors, 8) + cell(row.count.warnings, 10)
          + cell(row.count.advice, 8) + "  \(row.name)\n")
    }
  }

  private func cell(_ value: Int, _ width: Int) -> String {
    let text = value == 0 ? "-" : String(value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

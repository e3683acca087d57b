import StetDocument
import StetRules
import StetText

/// For people who listen: plain sentences, one a line, without drawing.
struct NarratedReporter: Reporter {
  private let options: RenderOptions
  private var number = 0

  init(_ options: RenderOptions) { self.options = options }

  func begin(_ run: RunInfo, to output: inout ReportOutput) {}

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    let path = Visible.text(file.path)
    for problem in file.problems {
      let place = problem.place.map { ", line \($0.line), column \($0.column)" } ?? ""
      output.write("Problem in \(path)\(place): \(Visible.text(problem.message)).\n\n")
    }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: options.columnUnit)
    for diagnostic in file.diagnostics {
      number += 1
      write(diagnostic, path, document, &locator, to: &output)
    }
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    guard !options.quiet else { return }
    output.write("Summary: \(SummaryText.line(summary, Paint(isOn: false))).\n")
  }

  private func write(
    _ diagnostic: Diagnostic, _ path: String, _ document: Document, _ locator: inout Locator,
    to output: inout ReportOutput
  ) {
    let place = locator.place(diagnostic.range)
    var lines = [
      "Finding \(number), \(diagnostic.severity.rawValue): \(Visible.text(diagnostic.message)).",
      "Place: \(path), line \(place.start.line), column \(place.start.column).",
    ]
    let line = locator.lines.content(ofLine: place.start.line - 1)
    let excerpt = Excerpt(
      line: line, of: locator.file.bytes, marking: [place.utf8.indices], width: 160, ellipsis: "..."
    )
    lines.append("Text: \(excerpt.text)")
    let fixes = diagnostic.fixes.prefix(3).map {
      Visible.text(SuggestionText.of($0, diagnostic))
    }
    if let best = fixes.first { lines.append("Suggestion: \(best)") }
    if fixes.count > 1 { lines.append("Or: \(fixes.dropFirst().joined(separator: ", "))") }
    for related in diagnostic.related {
      let its = locator.place(related.range).start
      let text = Visible.text(RelatedText.of(related, document))
      lines.append("See also line \(its.line), column \(its.column): \(text)")
    }
    for note in diagnostic.notes { lines.append("Note: \(Visible.text(note))") }
    lines.append("Rule: \(diagnostic.rule).")
    output.write(lines.joined(separator: "\n") + "\n\n")
  }
}

import StetDocument
import StetRules
import StetText

@testable import StetReporting

/// Makes reports for tests: copy with marked words, findings by mark.
enum Sample {
  /// A document whose findings stand where `⟦` and `⟧` stood; the marks are taken out.
  static func marked(_ text: String, path: String = "story.txt") -> (Document, [TextRange]) {
    var plain = ""
    var starts: [Int] = []
    var ranges: [TextRange] = []
    for character in text {
      if character == "⟦" {
        starts.append(plain.utf8.count)
      } else if character == "⟧" {
        ranges.append(TextRange(starts.removeLast(), plain.utf8.count))
      } else {
        plain.append(character)
      }
    }
    return (Document(SourceFile(path: path, text: plain)), ranges.sorted())
  }

  /// The report of one finding at the first mark.
  static func one(
    _ text: String, _ message: String = "\"goverment\" is not a word",
    severity: Severity = .error, rule: String = "misspelling", fix: String? = nil,
    notes: [String] = [], related: String? = nil, path: String = "story.txt"
  ) -> FileReport {
    let (document, ranges) = marked(text, path: path)
    let fixes = fix.map { [Fix.replace(ranges[0], with: $0, .unsafe)] } ?? []
    let others = related.map { text in ranges.dropFirst().map { RelatedRange($0, text) } } ?? []
    return FileReport(
      document: document,
      diagnostics: [
        Diagnostic(
          rule: rule, severity: severity, range: ranges[0], message: message, notes: notes,
          related: others, fixes: fixes)
      ])
  }

  /// What a reporter writes for some files.
  static func render(
    _ reporter: any Reporter, _ files: [FileReport], run: RunInfo = RunInfo(version: "1.2.3")
  ) -> String {
    var reporter = reporter
    var output = ReportOutput()
    var summary = RunSummary()
    var bytes: [UInt8] = []
    reporter.begin(run, to: &output)
    for file in files {
      summary.count(file)
      reporter.add(file, to: &output)
      bytes += output.take()
    }
    reporter.finish(summary, to: &output)
    return String(decoding: bytes + output.take(), as: UTF8.self)
  }
}

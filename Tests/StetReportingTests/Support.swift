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

  /// Files with all that can be awkward: markup in words and paths, control characters, related
  /// places, fixes of every kind, a clean file, a broken one.
  static func awkward() -> [FileReport] {
    let (document, ranges) = marked(
      "Headline <b>\n\nThe “⟦goverment⟧” & ⟦the\nthe⟧ ⟦\u{1B}[31m]]>⟧ said ⟦government⟧ 😀 ⟦end⟧.\n",
      path: "./news desk/100% <“story”>, #1: it's.md")
    let edits = [TextEdit(ranges[0], "government"), TextEdit(ranges[4], "")]
    let diagnostics = [
      Diagnostic(
        rule: "misspelling", severity: .error, range: ranges[0],
        message: "\"goverment\" is not a word", notes: ["it is in no dictionary", "nor a <name>"],
        related: [RelatedRange(ranges[3], "spelled so here")],
        fixes: [.replace(ranges[0], with: "government", .unsafe)]),
      Diagnostic(
        rule: "repeated-word", severity: .warning, range: ranges[1],
        message: "\"the\" stands twice",
        fixes: [.replace(ranges[1], with: "the", .safe)]),
      Diagnostic(
        rule: "odd", severity: .advice, range: ranges[2],
        message: "100% 'odd': \u{1B}[31m, ]]> & \u{FFFE}",
        fixes: [
          Fix(title: "two edits", edits: edits, applicability: .unsafe),
          .replace(ranges[2], with: "<i>", .displayOnly),
        ]),
    ]
    return [
      FileReport(document: document, diagnostics: diagnostics),
      FileReport(document: Document(SourceFile(path: "clean.txt", text: "Fine.")), diagnostics: []),
      FileReport(
        path: "broken.txt",
        problems: [FileProblem("not UTF-8", offset: 7, place: LineColumn(line: 2, column: 3))]),
    ]
  }

  /// A run that knows one of the rules that `awkward` reports.
  static let run = RunInfo(
    version: "1.2.3",
    rules: [
      RuleInfo(
        id: "repeated-word", category: .words, summary: "A word stands twice in a row.",
        rationale: "The eye skips it.", severity: .warning, severityReason: "Mostly a slip.",
        findings: [], silent: []),
      RuleInfo(
        id: "misspelling", category: .words, summary: "A word is in no dictionary.",
        rationale: "Readers notice.", severity: .error, severityReason: "Certain.", findings: [],
        silent: []),
    ])
}

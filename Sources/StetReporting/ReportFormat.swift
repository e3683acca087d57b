/// The formats that `--format` knows.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: the line, carets, the message, the best suggestion.
  case text
  /// For people who listen: the same in plain sentences.
  case narrated
  /// `path:line:column: severity: message [rule]`, for editors.
  case gcc
  /// One JSON document; docs/json.md describes it.
  case json
  /// One JSON object a line; docs/json.md describes it.
  case jsonl
  /// The OASIS format for results of static analysis, version 2.1.0.
  case sarif
  /// The Reviewdog Diagnostic Format, one document.
  case rdjson
  /// The Reviewdog Diagnostic Format, one diagnostic a line.
  case rdjsonl
  /// Checkstyle's XML.
  case checkstyle
  /// JUnit's XML.
  case junit
  /// The Test Anything Protocol.
  case tap
  /// Annotations of GitHub Actions.
  case github
  /// GitLab's Code Quality report.
  case gitlab
  /// One self-contained page with the copy and its marks.
  case html

  /// Makes the reporter of the format.
  public func reporter(_ options: RenderOptions = RenderOptions()) -> any Reporter {
    switch self {
    case .text: return TextReporter(options)
    case .narrated: return NarratedReporter(options)
    case .gcc: return GccReporter(options)
    case .json: return JSONReporter(options)
    case .jsonl: return JSONLinesReporter(options)
    case .sarif: return SARIFReporter(options)
    case .rdjson: return ReviewdogReporter(lines: false)
    case .rdjsonl: return ReviewdogReporter(lines: true)
    case .checkstyle: return CheckstyleReporter(options)
    case .junit: return JUnitReporter(options)
    case .tap: return TAPReporter(options)
    case .github: return GitHubReporter(options)
    case .gitlab: return GitLabReporter()
    case .html: return HTMLReporter(options)
    }
  }

  /// One line about the format, for help texts.
  public var summary: String {
    switch self {
    case .text: return "the line, carets, message and suggestion, for people"
    case .narrated: return "plain sentences, for screen readers"
    case .gcc: return "path:line:column: severity: message [rule], for editors"
    case .json: return "one JSON document, see docs/json.md"
    case .jsonl: return "one JSON object a line, see docs/json.md"
    case .sarif: return "SARIF 2.1.0, for code scanning"
    case .rdjson: return "Reviewdog Diagnostic Format, one document"
    case .rdjsonl: return "Reviewdog Diagnostic Format, one diagnostic a line"
    case .checkstyle: return "Checkstyle XML"
    case .junit: return "JUnit XML"
    case .tap: return "Test Anything Protocol"
    case .github: return "annotations for GitHub Actions"
    case .gitlab: return "GitLab Code Quality report"
    case .html: return "one page with the copy, marked, and the findings beside it"
    }
  }
}

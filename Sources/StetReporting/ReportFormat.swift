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

  /// Makes the reporter of the format.
  public func reporter(_ options: RenderOptions = RenderOptions()) -> any Reporter {
    switch self {
    case .text: return TextReporter(options)
    case .narrated: return NarratedReporter(options)
    case .gcc: return GccReporter(options)
    case .json: return JSONReporter(options)
    }
  }

  /// One line about the format, for help texts.
  public var summary: String {
    switch self {
    case .text: return "the line, carets, message and suggestion, for people"
    case .narrated: return "plain sentences, for screen readers"
    case .gcc: return "path:line:column: severity: message [rule], for editors"
    case .json: return "one JSON document, see docs/json.md"
    }
  }
}

import ArgumentParser
import StetEngine
import StetReporting
import StetRules

/// The gravest finding that lets a run pass.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
  case error
  case warning
  case advice
  case never

  /// Whether a run with these counts fails.
  func fails(_ summary: RunSummary) -> Bool {
    switch self {
    case .error: return summary.errors > 0
    case .warning: return summary.errors + summary.warnings > 0
    case .advice: return summary.findings > 0
    case .never: return false
    }
  }
}

/// Lints files, folders or standard input.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lint files, folders or standard input.",
    discussion: """
      EXAMPLES
        stet lint draft.txt notes.md
        stet lint stories/ --format json --output findings.json
        stet lint --dialect en-GB --fail-on error drafts/
        cat draft.md | stet lint --stdin-path drafts/draft.md -

      Folders are walked in the order of their names. Hidden files, symbolic links, what .gitignore
      leaves out and files that are not copy are skipped; --verbose says which, and why.
      """)

  @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "What standard input is called: its configuration and format follow the name.",
      valueName: "name"))
  var stdinPath: String?

  @Option(
    help: ArgumentHelp(
      "The least severity that ends the run with status 1: error, warning, advice, never.",
      valueName: "severity"))
  var failOn: FailOn = .warning

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("How many files are linted at a time; all cores by default."))
  var jobs: Int?

  @OptionGroup(title: "Judging") var settings: SettingsOptions
  @OptionGroup(title: "Reporting") var report: ReportOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    if stdinPath != nil, !paths.contains("-") {
      throw ValidationError("--stdin-path names standard input; give - as a path, too.")
    }
    if paths.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input (-) can be read only once.")
    }
    if paths.isEmpty {
      throw ValidationError("Name a file or a folder to lint, or - for standard input.")
    }
  }

  func run() throws {
    let place = try Workplace(settings: settings, jobs: jobs, isVerbose: report.verbose)
    var session = try LintSession(place, report: report)
    try session.lint(place.jobs(paths: paths, stdinPath: stdinPath))
    let summary = try session.finish()
    if session.hasFailed { throw RunStatus.failed }
    if failOn.fails(summary) { throw RunStatus.findings }
  }
}

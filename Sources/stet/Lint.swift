import ArgumentParser
import StetEngine
import StetReporting
import StetRules

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

  @Flag(help: "Lint what Git's index holds, not the working tree.")
  var staged = false

  @Option(
    help: ArgumentHelp(
      "Lint the files that have changed since a revision; since HEAD when none is given.",
      valueName: "rev"))
  var changed: String?

  @Option(
    help: ArgumentHelp(
      "Report only what changes since a revision are answerable for; since HEAD when none is given.",
      valueName: "rev"))
  var changedLines: String?

  @Flag(help: "Lint a commit message: comments and trailers are not copy.")
  var commitMsg = false

  @Flag(help: "Report what the baseline holds, too.")
  var noBaseline = false

  @Flag(help: "Remember what is found; files that have not changed are not linted again.")
  var cache = false

  @Flag(help: "Lint again whenever a file changes, until stopped.")
  var watch = false

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
    if changed != nil, changedLines != nil {
      throw ValidationError("--changed and --changed-lines exclude each other.")
    }
    if commitMsg, paths.count != 1 || isChange {
      throw ValidationError("--commit-msg takes one file, the message.")
    }
    if isChange, paths.contains("-") {
      throw ValidationError("Standard input (-) is no part of a change.")
    }
    if watch, isChange || commitMsg || paths.contains("-") {
      throw ValidationError("--watch takes files and folders only.")
    }
    if paths.isEmpty, !isChange {
      throw ValidationError("Name a file or a folder to lint, or - for standard input.")
    }
  }

  private var isChange: Bool { staged || changed != nil || changedLines != nil }

  func run() throws {
    var request = LintRequest(paths: paths)
    request.stdinPath = stdinPath
    if isChange {
      request.change = ChangeSet.Scope(
        isStaged: staged, revision: changedLines ?? changed ?? "HEAD",
        isByLines: changedLines != nil)
    }
    request.isCommitMessage = commitMsg
    request.usesBaseline = !noBaseline && !commitMsg
    request.usesCache = cache
    request.watches = watch
    request.failOn = failOn
    request.jobs = jobs
    request.settings = settings.choice
    request.report = report.choice
    try request.run()
  }
}

extension FailOn: ExpressibleByArgument {}

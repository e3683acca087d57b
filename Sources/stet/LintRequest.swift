import StetEngine
import StetReporting

/// The gravest finding that lets a run pass.
enum FailOn: String, CaseIterable {
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

/// What is to be linted and how, apart from how the command line is read.
struct LintRequest {
  /// Files and folders; `-` is standard input.
  var paths: [String]
  /// What standard input is called.
  var stdinPath: String?
  /// The change in a repository that is linted instead of whole paths.
  var change: ChangeSet.Scope?
  /// Whether the path is a commit message.
  var isCommitMessage = false
  /// Whether known findings are left out.
  var usesBaseline = true
  /// Whether files that have not changed are left unlinted.
  var usesCache = false
  /// Whether to lint again whenever a file changes, until stopped.
  var watches = false
  /// The gravest finding that lets the run pass.
  var failOn = FailOn.warning
  /// How many files are linted at a time; all cores when nil.
  var jobs: Int?
  /// How copy is judged.
  var settings = SettingsChoice()
  /// How findings are presented.
  var report = ReportChoice()

  /// Makes a request with everything at its default.
  init(paths: [String]) { self.paths = paths }

  /// Lints.
  ///
  /// Ends the process unless it watches.
  ///
  /// - Throws: `Complaint` when the run can't begin.
  func run() throws {
    if !watches {
      return try runOnce { status in
        Terminal.flush()
        Terminal.exit(status.rawValue)
      }
    }
    let base = FileSystem.currentDirectory()
    let paths = self.paths
    // The configuration is watched by its name alone: what it leaves out may change with it.
    let kept = [ProjectFolder.configurationName].filter { FileSystem.status($0) != nil }
    var watch = FileWatch { FileWalker(paths: paths + kept, base: base) }
    while true {
      do {
        try runOnce { _ in }
      } catch let complaint as Complaint {
        Terminal.complain("\(complaint)\n")
      }
      Terminal.flush()
      if !report.quiet { Terminal.complain("stet: waiting for changes; Ctrl-C ends\n") }
      watch.wait()
    }
  }

  /// - Parameter end: called with how the run ended while everything is still in place: a process that
  ///   is about to end need not give its memory back piece by piece.
  private func runOnce(end: (RunStatus) -> Void) throws {
    let place = try Workplace(
      settings: settings, jobs: jobs, isVerbose: report.verbose, usesCache: usesCache)
    var session = try LintSession(
      place, report: report, usesBaseline: usesBaseline,
      seesWholeFiles: change?.isByLines != true)
    try session.lint(try next(place))
    let summary = try session.finish()
    let status: RunStatus =
      session.hasFailed ? .failed : failOn.fails(summary) ? .findings : .clean
    withExtendedLifetime((place, session)) { end(status) }
  }

  /// What there is to do.
  private func next(_ place: Workplace) throws -> () -> LintJob? {
    if isCommitMessage, let path = paths.first { return place.commitMessage(path) }
    guard let change else { return place.jobs(paths: paths, stdinPath: stdinPath) }
    let project = place.project
    do throws(GitError) {
      return try ChangeSet(change, shownFrom: place.base)
        .jobs(paths: paths, run: place.run) { project.verdict($0, isDirectory: $1) }
    } catch {
      throw Complaint(error.message)
    }
  }
}

extension LintRequest {
  /// Reads the commonest command lines, `stet [lint] PATH…` with a format at most, without the
  /// argument parser, whose work at start-up takes longer than linting a story does. Anything else
  /// is nil, and the parser's: what it understands must never be understood otherwise here.
  init?(plain arguments: [String], isCommand: (String) -> Bool) {
    var rest = arguments[...]
    if rest.first == "lint" {
      rest.removeFirst()
    } else if isCommand(rest.first ?? "") {
      return nil
    }
    var paths: [String] = []
    var format: ReportFormat?
    while let argument = rest.popFirst() {
      if argument == "--format" {
        guard format == nil, let name = rest.popFirst(), let known = ReportFormat(rawValue: name)
        else { return nil }
        format = known
      } else if argument.isEmpty || argument.utf8.first == 0x2D {
        return nil
      } else {
        paths.append(argument)
      }
    }
    if paths.isEmpty { return nil }
    self.init(paths: paths)
    if let format { report.channels = [ReportChannel(source: .format(format))] }
  }
}

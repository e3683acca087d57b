#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import ArgumentParser
import StetEngine
import StetReporting
import StetRules

/// One run of the linter for a command: settings found, work shared out, findings presented.
struct LintSession {
  private let project: Project
  private let run: LintRun
  private let base: String
  private let options: ReportOptions
  private var writer: ReportWriter
  private var complained: Set<ConfigurationFailure> = []
  /// Whether something could not be linted.
  private(set) var hasFailed = false

  /// Prepares a run.
  init(settings: SettingsOptions, report: ReportOptions, jobs: Int?) throws {
    base = FileSystem.currentDirectory()
    options = report
    let resources = try Resources.open(data: settings.data)
    if report.verbose {
      Terminal.complain("stet: data in \(resources.data.folder) (\(resources.data.foundBy))\n")
    }
    let catalogue = resources.catalogue
    project = Project(
      base: base, catalogue: catalogue, data: resources.data,
      commandLine: try settings.layer(resources.data), given: settings.config,
      isConfigured: !settings.noConfig, linter: resources.linter)
    run = LintRun(project: project, workers: jobs ?? OrderedWork.available)
    do throws(FileError) {
      writer = try ReportWriter(
        report,
        run: RunInfo(version: StetVersion.current, rules: catalogue.infos, root: base))
    } catch {
      throw Complaint(error)
    }
  }

  /// Lints files and folders in the order given; `-` is standard input.
  mutating func lint(paths: [String], stdinPath: String?) throws {
    let parts = paths.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { try lintStandardInput(named: stdinPath) }
      if part.isEmpty { continue }
      let project = self.project
      try lint(
        FileWalker(paths: Array(part), base: base) { project.verdict($0, isDirectory: $1) })
    }
  }

  private mutating func lint(_ walker: FileWalker) throws {
    var failure: FileError?
    run.lint(walker) { outcome in
      do throws(FileError) {
        try take(outcome)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw Complaint(failure) }
  }

  private mutating func lintStandardInput(named name: String?) throws {
    let path = name ?? "<stdin>"
    let absolute = FilePath.absolute(name ?? "stdin.txt", from: base)
    do throws(FileError) {
      let bytes = try FileSystem.read(STDIN_FILENO, path: path)
      let file = WalkedFile(path: path, absolute: absolute, isNamed: true)
      try take(run.job(file, bytes: bytes).run())
    } catch {
      throw Complaint(error)
    }
  }

  private mutating func take(_ outcome: LintOutcome) throws(FileError) {
    switch outcome {
    case .linted(let result):
      try writer.add(FileReport(document: result.document, diagnostics: result.diagnostics))
    case .skipped(let path, let reason):
      if options.verbose { complain("\(path): left out: \(reason)") }
    case .failed(let path, let failure):
      hasFailed = true
      let place = failure.place.map { ":\($0.line):\($0.column)" } ?? ""
      complain("\(path)\(place): \(failure.message)")
      let problem = FileProblem(failure.message, offset: failure.offset, place: failure.place)
      try writer.add(FileReport(path: path, problems: [problem]))
    case .misconfigured(let path, let failure):
      hasFailed = true
      if complained.insert(failure).inserted {
        Terminal.flush()
        for problem in failure.problems { Terminal.complain(problem.description + "\n") }
      }
      let problem = FileProblem("not linted: its configuration can't be used")
      try writer.add(FileReport(path: path, problems: [problem]))
    }
  }

  private func complain(_ text: String) {
    // So that the complaint stands after the findings that came before it.
    Terminal.flush()
    Terminal.complain("stet: \(text)\n")
  }

  /// Ends the reports; the counts of the run.
  mutating func finish() throws -> RunSummary {
    do throws(FileError) {
      try writer.finish()
    } catch {
      throw Complaint(error)
    }
    return writer.summary
  }
}

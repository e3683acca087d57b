#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import StetEngine
import StetLexicon
import StetReporting

/// What a command that lints works with: the folder it runs in, settings, workers.
struct Workplace {
  let base: String
  let resources: Resources
  let project: Project
  let run: LintRun
  /// What earlier runs found; nil when it is not asked.
  let cache: ResultCache?

  /// Finds the data and prepares the settings.
  init(
    settings: SettingsChoice, jobs: Int?, isVerbose: Bool, usesCache: Bool = false
  ) throws {
    base = FileSystem.currentDirectory()
    let resources = try Resources.open(data: settings.data)
    self.resources = resources
    if isVerbose {
      Terminal.complain("stet: data in \(resources.data.folder) (\(resources.data.foundBy))\n")
    }
    let mendsQuotations = settings.mendsQuotations
    project = Project(
      base: base, catalogue: resources.catalogue, data: resources.data,
      commandLine: try settings.layer(resources.data), given: settings.config,
      isConfigured: settings.isConfigured, identity: usesCache ? resources.identity : 0
    ) { settings in
      var settings = settings
      settings.mendsQuotations = mendsQuotations
      return resources.linter(settings)
    }
    let base = self.base
    cache =
      usesCache ? CacheFolder.user().map { ResultCache(folder: $0, base: base) } : nil
    run = LintRun(project: project, workers: jobs ?? OrderedWork.available, cache: cache)
  }

  /// The jobs for files and folders in the order given; `-` is standard input.
  func jobs(paths: [String], stdinPath: String?) -> () -> LintJob? {
    let parts = paths.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let project = self.project
    func walker(_ part: ArraySlice<String>) -> FileWalker {
      FileWalker(paths: Array(part), base: base) { project.verdict($0, isDirectory: $1) }
    }
    var current = walker(parts.first ?? [])
    var later = parts.dropFirst()
    return {
      if let step = current.next() { return run.job(step) }
      guard let part = later.popFirst() else { return nil }
      current = walker(part)
      return standardInput(named: stdinPath)
    }
  }

  /// The job for a commit message, which has no headline and no baseline.
  func commitMessage(_ path: String) -> () -> LintJob? {
    var jobs: [LintJob] = []
    do throws(FileError) {
      let bytes = CommitMessage.blanked(try FileSystem.read(path))
      // The message lies inside ".git"; the settings are those of the folder the command runs in.
      let file = WalkedFile(
        path: path, absolute: FilePath.join(base, "COMMIT_EDITMSG"), isNamed: true)
      jobs = [run.job(file, bytes: bytes)]
    } catch {
      jobs = [.done(.failed(path: path, FileFailure(error.reason)))]
    }
    return { jobs.popLast() }
  }

  private func standardInput(named name: String?) -> LintJob {
    let path = name ?? "<stdin>"
    let absolute = FilePath.absolute(name ?? "stdin.txt", from: base)
    do throws(FileError) {
      let bytes = try FileSystem.read(STDIN_FILENO, path: path)
      return run.job(WalkedFile(path: path, absolute: absolute, isNamed: true), bytes: bytes)
    } catch {
      return .done(.failed(path: path, FileFailure(error.reason)))
    }
  }
}

/// Tells people on standard error what could not be linted, and remembers that there was something.
struct Complaints {
  private let isVerbose: Bool
  private var said: Set<ConfigurationFailure> = []
  /// Whether something could not be linted.
  private(set) var hasFailed = false

  /// Says nothing yet.
  init(isVerbose: Bool) { self.isVerbose = isVerbose }

  /// Tells of an outcome; what the report says of it, nil when nothing.
  mutating func take(_ outcome: LintOutcome) -> FileReport? {
    switch outcome {
    case .linted(let result):
      return FileReport(document: result.document, diagnostics: result.diagnostics)
    case .unchanged(let path, _): return FileReport(path: path, problems: [])
    case .skipped(let path, let reason):
      if isVerbose { say("\(path): left out: \(reason)") }
      return nil
    case .failed(let path, let failure):
      hasFailed = true
      let place = failure.place.map { ":\($0.line):\($0.column)" } ?? ""
      say("\(path)\(place): \(failure.message)")
      let problem = FileProblem(failure.message, offset: failure.offset, place: failure.place)
      return FileReport(path: path, problems: [problem])
    case .misconfigured(let path, let failure):
      hasFailed = true
      if said.insert(failure).inserted {
        Terminal.flush()
        for problem in failure.problems { Terminal.complain(problem.description + "\n") }
      }
      let problem = FileProblem("not linted: its configuration can't be used")
      return FileReport(path: path, problems: [problem])
    }
  }

  /// Says that something failed.
  mutating func fail(_ text: String) {
    hasFailed = true
    say(text)
  }

  private func say(_ text: String) {
    // So that the complaint stands after the findings that came before it.
    Terminal.flush()
    Terminal.complain("stet: \(text)\n")
  }
}

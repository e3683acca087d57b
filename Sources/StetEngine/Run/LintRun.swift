import StetDocument
import StetRules
import StetText

/// Why a file could not be linted.
package struct FileFailure: Error, Hashable, Sendable {
  /// What is wrong: lower-case start, no full stop.
  package var message: String
  /// The byte offset in the file, when there is one.
  package var offset: Int?
  /// The place that the offset stands for.
  package var place: LineColumn?

  /// Makes a failure.
  package init(_ message: String, offset: Int? = nil, place: LineColumn? = nil) {
    self.message = message
    self.offset = offset
    self.place = place
  }

  /// A file whose bytes are no copy.
  package init(_ error: SourceError) {
    switch error {
    case .invalidUTF8(let offset, let place):
      self.init(
        "not valid UTF-8; if the file is Windows-1252, say so with --encoding windows-1252",
        offset: offset, place: place)
    case .nulByte(let offset, let place):
      self.init("a NUL byte: not a text file", offset: offset, place: place)
    case .utf16: self.init("UTF-16; convert the file to UTF-8")
    case .tooLarge(let bytes):
      self.init("larger than 4 GB (\(bytes) bytes), which is more than Stet addresses")
    }
  }

  /// Whether the failure means that the file is no text at all.
  static func isBinary(_ error: SourceError) -> Bool {
    switch error {
    case .nulByte, .utf16: return true
    case .invalidUTF8, .tooLarge: return false
    }
  }
}

/// What became of one path of a run.
package enum LintOutcome: Sendable {
  /// The file was linted.
  case linted(LintResult)
  /// Nothing was found in the file when it was linted last, and nothing has changed since.
  case unchanged(path: String, suppressed: Int)
  /// The path was left out, for this reason.
  case skipped(path: String, reason: String)
  /// The file could not be linted.
  case failed(path: String, FileFailure)
  /// The configuration that holds for the file can't be used.
  case misconfigured(path: String, ConfigurationFailure)

  /// The path as it is shown.
  package var path: String {
    switch self {
    case .linted(let result): return result.document.file.path
    case .unchanged(let path, _), .skipped(let path, _), .failed(let path, _),
      .misconfigured(let path, _):
      return path
    }
  }

  /// The same without what no report of a file without findings reads, to be handed to another thread: its tables are
  /// freed by the thread that made them, so that memory comes back to whoever took it.
  package var withoutTables: LintOutcome {
    guard case .linted(let result) = self, result.diagnostics.isEmpty else { return self }
    return .linted(
      LintResult(
        document: result.document.withoutTokens, diagnostics: [], suppressed: result.suppressed))
  }
}

/// A file to lint, with all that is needed for it.
package struct LintTask: Sendable {
  /// The file.
  package var file: WalkedFile
  /// What holds for it.
  package var resolved: ResolvedSettings
  /// The format declared for it; nil when its name decides.
  package var format: CopyFormat?
  /// Its bytes, when they don't come from the file system.
  package var bytes: [UInt8]?
  /// The change that is to be answered for; nil for the whole file.
  package var change: FileChange?
  /// What earlier runs found; nil when it is not asked.
  package var cache: ResultCache?

  /// A file as read: as copy, and its own bytes.
  package struct Reading: Sendable {
    /// The copy.
    package var source: SourceFile
    /// The file's own bytes.
    package var fileBytes: [UInt8]
  }

  /// Reads the file as copy.
  ///
  /// - Throws: `LintRefusal` with what is to be reported.
  package func read() throws(LintRefusal) -> Reading {
    do {
      let fileBytes = try bytes ?? FileSystem.read(file.path)
      return Reading(source: try source(fileBytes), fileBytes: fileBytes)
    } catch let error as FileError {
      throw LintRefusal(.failed(path: file.path, FileFailure(error.reason)))
    } catch let error as SourceError {
      if !file.isNamed, FileFailure.isBinary(error) {
        throw LintRefusal(.skipped(path: file.path, reason: "binary"))
      }
      throw LintRefusal(.failed(path: file.path, FileFailure(error)))
    } catch {
      throw LintRefusal(.failed(path: file.path, FileFailure("could not be read")))
    }
  }

  private func source(_ bytes: [UInt8]) throws(SourceError) -> SourceFile {
    try SourceFile(
      path: file.path, fileBytes: bytes, format: format, encoding: resolved.encoding)
  }

  /// Lints the file, as far as it is to be answered for.
  package func lint(_ reading: Reading) -> LintResult {
    answered(resolved.linter.lint(reading.source))
  }

  /// What is to be answered for of what was found in the whole file.
  func answered(_ result: LintResult) -> LintResult {
    guard let change else { return result }
    return ChangeFilter.filter(result, lines: change.lines) {
      guard let old = change.before, let source = try? source(old) else { return nil }
      return resolved.linter.lint(source)
    }
  }
}

/// What is reported of a file that could not be read as copy.
package struct LintRefusal: Error {
  /// The outcome.
  package let outcome: LintOutcome

  init(_ outcome: LintOutcome) { self.outcome = outcome }
}

/// One thing for a worker to do.
package enum LintJob: Sendable {
  /// Lint a file.
  case lint(LintTask)
  /// Hand over what is known already.
  case done(LintOutcome)

  /// How much memory it takes, in bytes of copy.
  var weight: Int {
    switch self {
    case .lint(let task): task.bytes?.count ?? task.file.size
    case .done: 0
    }
  }

  /// The file to lint.
  ///
  /// - Throws: `LintRefusal` with what is known already.
  func task() throws(LintRefusal) -> LintTask {
    switch self {
    case .lint(let task): return task
    case .done(let outcome): throw LintRefusal(outcome)
    }
  }
}

/// Lints files and folders: walks, finds each file's settings, shares the work out, and hands the
/// results over in input order.
package struct LintRun {
  private let project: Project
  private let workers: Int
  private let cache: ResultCache?

  /// Makes a run.
  ///
  /// - Parameter cache: what earlier runs found, when it is to be asked.
  package init(project: Project, workers: Int, cache: ResultCache? = nil) {
    self.project = project
    self.workers = workers
    self.cache = cache
  }

  /// Does some work for each of many jobs.
  ///
  /// - Parameters:
  ///   - next: gives the next job, nil at the end.
  ///   - work: called on a worker's thread.
  ///   - deliver: takes a result, in the jobs' order; false ends the run.
  package func process<Output: Sendable>(
    next: () -> LintJob?, work: @escaping @Sendable (LintJob) -> Output,
    deliver: (Output) -> Bool
  ) {
    OrderedWork.run(
      workers: workers, weight: \.weight, next: next, work: work, deliver: deliver)
  }

  /// Lints many files, small ones side by side (`LintBundle`).
  ///
  /// - Parameters:
  ///   - next: gives the next job, nil at the end.
  ///   - make: called on a worker's thread with what became of a job, and with what holds for its file when that is known.
  ///   - deliver: takes what was made of a job, in the jobs' order; false ends the run.
  package func lint<Made: Sendable>(
    next: () -> LintJob?, make: @escaping @Sendable (LintOutcome, ResolvedSettings?) -> Made,
    deliver: (Made) -> Bool
  ) {
    var bundler = LintBundler(workers: workers)
    OrderedWork.run(
      workers: workers, most: LintBundler.underWay, next: { bundler.next(from: next) },
      work: { $0.run(make) },
      deliver: { made in
        // By place: what is made is of any type, whose optional values take longest.
        for place in made.indices where !deliver(made[place]) { return false }
        return true
      })
  }

  /// Lints many files, small ones side by side.
  ///
  /// - Parameters:
  ///   - next: gives the next job, nil at the end.
  ///   - deliver: takes what became of a job, in the jobs' order; false ends the run.
  package func lint(next: () -> LintJob?, deliver: (LintOutcome) -> Bool) {
    lint(next: next, make: { outcome, _ in outcome.withoutTables }, deliver: deliver)
  }

  /// The job that a step of a walk comes to.
  package func job(_ step: WalkStep) -> LintJob {
    switch step {
    case .file(let file): return job(file, bytes: nil)
    case .skipped(let path, let reason): return .done(.skipped(path: path, reason: reason))
    case .failed(let error):
      return .done(.failed(path: error.path, FileFailure(error.reason)))
    }
  }

  /// The job for a file whose bytes may be known already, such as standard input.
  package func job(
    _ file: WalkedFile, bytes: [UInt8]?, change: FileChange? = nil
  ) -> LintJob {
    do throws(ConfigurationFailure) {
      let resolved = try project.resolve(file.absolute)
      return .lint(
        LintTask(
          file: file, resolved: resolved, format: project.format(of: file.absolute), bytes: bytes,
          change: change, cache: cache))
    } catch {
      return .done(.misconfigured(path: file.path, error))
    }
  }
}

import StetDocument
import StetEngine
import StetReporting
import StetRules

/// One run of the linter for a command: work shared out, findings presented.
struct LintSession {
  private let place: Workplace
  private let seesWholeFiles: Bool
  private let isQuiet: Bool
  private var writer: ReportWriter
  private var complaints: Complaints
  private var baselines: Baselines?
  private var progress: Progress

  /// Whether something could not be linted.
  var hasFailed: Bool { complaints.hasFailed }

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - usesBaseline: whether known findings are left out.
  ///   - seesWholeFiles: false when only a part of each file's findings is reported: nothing is
  ///     said of what else the baseline holds then.
  init(
    _ place: Workplace, report: ReportChoice, usesBaseline: Bool = true,
    seesWholeFiles: Bool = true
  ) throws {
    self.place = place
    self.seesWholeFiles = seesWholeFiles
    isQuiet = report.quiet
    // Where findings scroll by, they show the progress themselves.
    progress = Progress(
      isWanted: !report.quiet
        && (report.channels.allSatisfy { $0.file != nil } || !Terminal.isInteractive))
    complaints = Complaints(isVerbose: report.verbose)
    baselines = usesBaseline ? Baselines(place.project, base: place.base) : nil
    do throws(FileError) {
      writer = try ReportWriter(
        report,
        run: RunInfo(
          version: StetVersion.current, rules: place.resources.catalogue.infos, root: place.base))
    } catch {
      throw Complaint(error)
    }
  }

  /// Does the jobs and reports what they find, in their order.
  mutating func lint(_ next: () -> LintJob?) throws {
    var failure: FileError?
    let parts = writer.parts
    let usesBaseline = baselines != nil
    place.run.lint(next: next) { outcome, resolved in
      if let parts, let resolved, !(usesBaseline && resolved.hasBaseline),
        case .linted(let result) = outcome
      {
        return Made.written(parts.written(result))
      }
      return .outcome(outcome.withoutTables)
    } deliver: { made in
      do throws(FileError) {
        switch made {
        case .outcome(let outcome): try take(outcome)
        case .written(let report): try take(report)
        }
        return true
      } catch {
        failure = error
        return false
      }
    }
    progress.clear()
    if let failure { throw Complaint(failure) }
  }

  /// What a worker made of an outcome.
  private enum Made: Sendable {
    /// Nothing yet: findings may be known, or a report looks at all files.
    case outcome(LintOutcome)
    /// All that is to be reported.
    case written(WrittenReport)
  }

  private mutating func take(_ report: WrittenReport) throws(FileError) {
    progress.step(report.path)
    try writer.add(report)
  }

  private mutating func take(_ outcome: LintOutcome) throws(FileError) {
    progress.step(outcome.path)
    guard var report = complaints.take(outcome) else { return }
    do throws(ConfigurationFailure) {
      switch outcome {
      case .linted(let result):
        writer.count(suppressed: result.suppressed)
        writer.count(
          baselined: try baselines?.filter(
            &report.diagnostics, of: report.path, in: result.document) ?? 0)
      case .unchanged(_, let suppressed):
        writer.count(suppressed: suppressed)
        _ = try baselines?.filter(&report.diagnostics, of: report.path, in: nil)
      case .skipped, .failed, .misconfigured: break
      }
    } catch {
      guard let problem = complaints.take(.misconfigured(path: outcome.path, error)) else { return }
      report = problem
    }
    try writer.add(report)
  }

  /// Ends the reports; the counts of the run.
  mutating func finish() throws -> RunSummary {
    do throws(FileError) {
      try writer.finish()
    } catch {
      throw Complaint(error)
    }
    place.cache?.save()
    if seesWholeFiles, !isQuiet, let obsolete = baselines?.obsolete, obsolete > 0 {
      let entries = obsolete == 1 ? "1 entry of the baseline is" : "\(obsolete) of its entries are"
      Terminal.complain("stet: baseline: \(entries) obsolete; \"stet baseline\" writes it anew\n")
    }
    return writer.summary
  }
}

/// The baselines of the projects that a run comes to.
struct Baselines {
  private let project: Project
  private let base: String
  private var known: [String: Result<Baseline, ConfigurationFailure>] = [:]

  /// Reads nothing yet.
  init(_ project: Project, base: String) {
    self.project = project
    self.base = base
  }

  /// Entries that nothing met.
  var obsolete: Int { known.values.reduce(0) { $0 + ((try? $1.get())?.obsolete ?? 0) } }

  /// Takes out the findings that a file's project has written down; how many those are.
  mutating func filter(
    _ findings: inout [Diagnostic], of shown: String, in document: Document?
  ) throws(ConfigurationFailure) -> Int {
    let absolute = FilePath.absolute(shown, from: base)
    guard let folder = try project.scope(of: FilePath.parent(absolute)).place.keeping,
      let path = FilePath.relative(absolute, to: folder)
    else { return 0 }
    if known[folder] == nil { known[folder] = read(folder) }
    guard var baseline = try known[folder]?.get() else { return 0 }
    // So that the table is not copied.
    known[folder] = nil
    defer { known[folder] = .success(baseline) }
    if baseline.isEmpty { return 0 }
    let keys = document.map { document in findings.map { FindingKey($0, in: document) } } ?? []
    return baseline.filter(&findings, of: path, keys: keys)
  }

  private func read(_ folder: String) -> Result<Baseline, ConfigurationFailure> {
    let path = Baseline.path(in: folder)
    guard FileSystem.status(path) != nil else { return .success(Baseline()) }
    let shown = FilePath.shown(path, from: base)
    do throws(FileError) {
      let bytes = try FileSystem.read(path)
      do throws(ConfigurationFailure) {
        return .success(try Baseline(bytes, path: shown))
      } catch {
        return .failure(error)
      }
    } catch {
      return .failure(
        ConfigurationFailure([
          ConfigurationProblem(path: shown, line: 1, column: 1, message: error.reason)
        ]))
    }
  }
}

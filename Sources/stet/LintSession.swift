import StetEngine
import StetReporting

/// One run of the linter for a command: work shared out, findings presented.
struct LintSession {
  private let place: Workplace
  private var writer: ReportWriter
  private var complaints: Complaints

  /// Whether something could not be linted.
  var hasFailed: Bool { complaints.hasFailed }

  /// Prepares a run.
  init(_ place: Workplace, report: ReportOptions) throws {
    self.place = place
    complaints = Complaints(isVerbose: report.verbose)
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
    place.run.process(next: next, work: { $0.run() }) { outcome in
      do throws(FileError) {
        if let report = complaints.take(outcome) { try writer.add(report) }
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw Complaint(failure) }
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

import StetEngine
import StetReporting
import StetRules

/// Sends what is found to the reporters, and their output where it belongs.
struct ReportWriter {
  private struct Channel {
    var reporter: any Reporter
    var output = ReportOutput()
    /// The file that it goes to; nil for standard output.
    var file: (descriptor: Int32, path: String)?
    /// Whether people read it: problems then stand on standard error only.
    var isForPeople: Bool

    mutating func begin(_ run: RunInfo) { reporter.begin(run, to: &output) }
    mutating func add(_ report: FileReport) {
      var shown = report
      if isForPeople { shown.problems = [] }
      reporter.add(shown, to: &output)
    }
    mutating func add(part: [UInt8]) { reporter.add(part: part, to: &output) }
    mutating func finish(_ summary: RunSummary) { reporter.finish(summary, to: &output) }
  }

  private var channels: [Channel] = []
  /// What has been counted.
  private(set) var summary = RunSummary()

  /// Opens the files and begins the reports.
  ///
  /// - Throws: `FileError` when a file can't be written.
  init(_ options: ReportChoice, run: RunInfo) throws(FileError) {
    for choice in options.channels {
      // The template is read before the file is emptied.
      let rendering = options.rendering(toFile: choice.file != nil)
      let (reporter, isForPeople) = try Self.reporter(choice.source, rendering)
      var file: (Int32, String)?
      if let path = choice.file { file = (try FileSystem.create(path), path) }
      channels.append(Channel(reporter: reporter, file: file, isForPeople: isForPeople))
    }
    if options.statistics {
      // After a report for people; beside one for machines, so that it stays whole.
      let isForMachines = channels.contains { $0.file == nil && !$0.isForPeople }
      channels.append(
        Channel(
          reporter: StatisticsReporter(options.rendering(toFile: isForMachines)),
          file: isForMachines ? (2, "standard error") : nil, isForPeople: true))
    }
    for index in channels.indices {
      channels[index].begin(run)
    }
    try drain()
  }

  private static func reporter(
    _ source: ReportChannel.Source, _ rendering: RenderOptions
  ) throws(FileError) -> (any Reporter, isForPeople: Bool) {
    switch source {
    case .format(let format):
      return (format.reporter(rendering), [.text, .narrated, .gcc].contains(format))
    case .template(let path):
      let text = String(decoding: try FileSystem.read(path, limit: 1 << 24), as: UTF8.self)
      do throws(TemplateError) {
        return (try TemplateReporter(text, options: rendering), false)
      } catch {
        throw FileError(
          path: "\(path):\(error.place.line):\(error.place.column)", reason: error.message)
      }
    }
  }

  /// Writes what files add, on any thread; nil when a report can't be written so.
  var parts: ReportParts? {
    channels.allSatisfy(\.reporter.writesApart)
      ? ReportParts(reporters: channels.map(\.reporter)) : nil
  }

  /// Adds what one file gave, and what was written of it.
  mutating func add(_ written: WrittenReport) throws(FileError) {
    summary.add(written.counts)
    for (index, part) in zip(channels.indices, written.parts) {
      channels[index].add(part: part)
    }
    try drain()
  }

  /// Adds what one file gave.
  mutating func add(_ report: FileReport) throws(FileError) {
    summary.count(report)
    for index in channels.indices {
      channels[index].add(report)
    }
    try drain()
  }

  /// Counts findings that marks let stand.
  mutating func count(suppressed: Int) { summary.suppressed += suppressed }

  /// Counts findings that the baseline holds.
  mutating func count(baselined: Int) { summary.baselined += baselined }

  /// Ends the reports and closes the files.
  mutating func finish() throws(FileError) {
    for index in channels.indices {
      channels[index].finish(summary)
    }
    try drain()
    for channel in channels {
      if let file = channel.file, file.descriptor > 2 {
        try FileSystem.finish(file.descriptor, path: file.path)
      }
    }
    Terminal.flush()
  }

  private mutating func drain() throws(FileError) {
    for index in channels.indices where !channels[index].output.bytes.isEmpty {
      let bytes = channels[index].output.take()
      if let file = channels[index].file {
        try FileSystem.write(bytes, to: file.descriptor, path: file.path)
      } else {
        Terminal.write(bytes: bytes)
      }
    }
  }
}

/// Writes what files add to the reports, by the threads that lint: a document stays with the thread that made it.
struct ReportParts: Sendable {
  /// The reporters as they began.
  fileprivate let reporters: [any Reporter]

  /// What a file with or without findings adds.
  func written(_ result: LintResult) -> WrittenReport {
    let report = FileReport(document: result.document, diagnostics: result.diagnostics)
    var counts = RunSummary()
    counts.count(report)
    counts.suppressed = result.suppressed
    return WrittenReport(
      path: report.path, counts: counts, parts: reporters.map { $0.part(of: report) })
  }
}

/// What a file adds to the reports of a run.
struct WrittenReport: Sendable {
  /// The path as it is shown.
  let path: String
  /// What the file gave, counted.
  let counts: RunSummary
  /// What each report takes up.
  fileprivate let parts: [[UInt8]]
}

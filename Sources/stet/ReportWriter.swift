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
    mutating func finish(_ summary: RunSummary) { reporter.finish(summary, to: &output) }
  }

  private var channels: [Channel] = []
  /// What has been counted.
  private(set) var summary = RunSummary()

  /// Opens the files and begins the reports.
  ///
  /// - Throws: `FileError` when a file can't be written.
  init(_ options: ReportOptions, run: RunInfo) throws(FileError) {
    for choice in options.choices {
      var file: (Int32, String)?
      if let path = choice.file { file = (try FileSystem.create(path), path) }
      let isForPeople = [.text, .narrated, .gcc].contains(choice.format)
      let rendering = options.rendering(toFile: file != nil)
      channels.append(
        Channel(
          reporter: choice.format.reporter(rendering), file: file, isForPeople: isForPeople))
    }
    for index in channels.indices {
      channels[index].begin(run)
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

  /// Ends the reports and closes the files.
  mutating func finish() throws(FileError) {
    for index in channels.indices {
      channels[index].finish(summary)
    }
    try drain()
    for channel in channels {
      if let file = channel.file { try FileSystem.finish(file.descriptor, path: file.path) }
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

import StetDocument
import Testing

@testable import StetReporting

/// What files add, written apart from each other, makes the same report as file by file.
@Suite struct PartTests {
  /// The report when each file without problems is written apart.
  private func joined(_ reporter: any Reporter, _ files: [FileReport]) -> String {
    var reporter = reporter
    var output = ReportOutput()
    var summary = RunSummary()
    reporter.begin(Sample.run, to: &output)
    let begun = reporter
    for file in files {
      var counts = RunSummary()
      counts.count(file)
      summary.add(counts)
      if file.problems.isEmpty {
        reporter.add(part: begun.part(of: file), to: &output)
      } else {
        reporter.add(file, to: &output)
      }
    }
    reporter.finish(summary, to: &output)
    return String(decoding: output.take(), as: UTF8.self)
  }

  @Test(arguments: [ReportFormat.text, .gcc, .json, .jsonl], [false, true])
  func partsMakeTheSameReport(format: ReportFormat, isDrawn: Bool) {
    var options = RenderOptions(color: isDrawn, unicode: isDrawn, hyperlinks: isDrawn)
    options.quiet = isDrawn
    let reporter = format.reporter(options)
    #expect(reporter.writesApart)
    let (found, clean, broken) = (Sample.awkward()[0], Sample.awkward()[1], Sample.awkward()[2])
    for files in [
      [], [clean], [found], [clean, found, clean, found], [found, broken, found],
      [broken, clean, found],
    ] {
      #expect(joined(reporter, files) == Sample.render(reporter, files, run: Sample.run))
    }
  }
}

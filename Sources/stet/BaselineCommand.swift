import ArgumentParser
import StetEngine
import StetRules

/// Writes today's findings down.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write today's findings down; later runs report only new ones.",
    discussion: """
      The findings are written to .stet/baseline.txt, beside .stet.yml or at the root of the \
      repository. A finding is known again by its file, rule, words and sentence, so that lines may \
      move. What stands there of files that are not named stays, unless the file is gone.

      EXAMPLE
        stet baseline stories/
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
  var paths: [String]

  @Option(name: [.short, .long], help: "How many files are linted at a time.")
  var jobs: Int?

  @Flag(name: [.short, .long], help: "Say which files are left out, and why.")
  var verbose = false

  @OptionGroup(title: "Judging") var settings: SettingsOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    if paths.contains("-") { throw ValidationError("A baseline is of files, not of input.") }
  }

  func run() throws {
    let place = try Workplace(settings: settings.choice, jobs: jobs, isVerbose: verbose)
    let root = ProjectFolder.find(from: place.base).root ?? place.base
    let path = Baseline.path(in: root)
    let shown = FilePath.shown(path, from: place.base)
    var complaints = Complaints(isVerbose: verbose)
    var baseline = try read(path, shown: shown)
    place.run.lint(next: place.jobs(paths: paths, stdinPath: nil)) { outcome in
      guard case .linted(let result) = outcome else {
        _ = complaints.take(outcome)
        return true
      }
      let absolute = FilePath.absolute(result.document.file.path, from: place.base)
      if let inside = FilePath.relative(absolute, to: root) {
        let keys = result.diagnostics.map { FindingKey($0, in: result.document) }
        baseline.record(keys, of: inside)
      } else {
        complaints.fail("\(result.document.file.path): lies outside \(root)")
      }
      return true
    }
    baseline.prune { FileSystem.status(FilePath.join(root, $0)) != nil }
    do throws(FileError) {
      try AtomicFile.makeFolder(FilePath.parent(path))
      try AtomicFile.replace(path, with: baseline.bytes)
    } catch {
      throw Complaint(error)
    }
    let count = baseline.count
    Terminal.write("wrote \(shown): \(count) finding\(count == 1 ? "" : "s")\n")
    if complaints.hasFailed { throw RunStatus.failed }
  }

  private func read(_ path: String, shown: String) throws -> Baseline {
    if FileSystem.status(path) == nil { return Baseline() }
    do {
      return try Baseline(try FileSystem.read(path), path: shown)
    } catch let error as FileError {
      throw Complaint(error)
    } catch is ConfigurationFailure {
      // It can't be read, and is about to be written anew.
      return Baseline()
    }
  }
}

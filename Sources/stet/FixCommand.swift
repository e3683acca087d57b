import ArgumentParser
import StetDocument
import StetEngine
import StetReporting
import StetRules
import StetText

/// Mends copy.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Apply safe fixes to files.",
    discussion: """
      EXAMPLES
        stet fix draft.txt
        stet fix --diff stories/ | git apply
        stet fix --interactive draft.txt
        stet fix - < draft.txt

      A file is replaced in one step and keeps its mode, owner, byte order mark and line endings; \
      one that changes meanwhile is left alone. Words inside quotations are mended only with \
      --quoted. The status is 0, with --diff 1 when something would change, 2 when a file could \
      not be read or written.
      """)

  @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("What standard input is called.", valueName: "name"))
  var stdinPath: String?

  @Flag(help: "Apply fixes that change the wording, too.")
  var unsafe = false

  @Flag(help: "Mend inside quotations, too.")
  var quoted = false

  @Flag(help: "Write the changes to standard output as a unified diff; change no file.")
  var diff = false

  @Flag(name: [.short, .long], help: "Ask, finding by finding.")
  var interactive = false

  @Option(name: [.short, .long], help: "How many files are linted at a time.")
  var jobs: Int?

  @Flag(help: "Say nothing but what fails.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say which files are left out, and why.")
  var verbose = false

  @OptionGroup(title: "Judging") var settings: SettingsOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    if diff, interactive {
      throw ValidationError("--diff and --interactive exclude each other.")
    }
    if interactive, paths.contains("-") {
      throw ValidationError("--interactive reads answers from standard input; name files.")
    }
    if paths.isEmpty {
      throw ValidationError("Name a file or a folder to mend, or - for standard input.")
    }
  }

  func run() throws {
    var settings = settings.choice
    settings.mendsQuotations = quoted
    let place = try Workplace(settings: settings, jobs: jobs, isVerbose: verbose)
    let level: Applicability = unsafe ? .unsafe : .safe
    let next = place.jobs(paths: paths, stdinPath: stdinPath)
    if interactive {
      var session = InteractiveFix(level: level, isVerbose: verbose)
      session.run(next)
      if session.complaints.hasFailed { throw RunStatus.failed }
      return
    }
    var complaints = Complaints(isVerbose: verbose)
    var hasChanges = false
    place.run.process(next: next, work: { $0.mend(atLeast: level) }) { outcome in
      switch outcome {
      case .other(let other): _ = complaints.take(other)
      case .mended(let path, let result, let fileBytes, let isStream):
        if !result.isStable {
          complaints.fail("\(path): fixes undo each other; the last of them stand")
        }
        if result.before != result.after { hasChanges = true }
        if diff {
          Terminal.write(bytes: UnifiedDiff.text(result.before, result.after, path: path))
        } else if isStream {
          let encoding = result.remaining.document.file.encoding
          Terminal.write(
            bytes: SourceFile.fileBytes(of: result.after, encoding: encoding) ?? result.after)
        } else if result.before != result.after {
          write(path, result, fileBytes, &complaints)
        }
      }
      return true
    }
    if complaints.hasFailed { throw RunStatus.failed }
    if diff, hasChanges { throw RunStatus.findings }
  }

  private func write(
    _ path: String, _ result: FixResult, _ fileBytes: [UInt8], _ complaints: inout Complaints
  ) {
    let encoding = result.remaining.document.file.encoding
    do throws(FixWriter.Refusal) {
      try FixWriter.write(result.after, to: path, encoding: encoding, asRead: fileBytes)
      if !quiet { Terminal.write("\(path): \(result.count) mended\n") }
    } catch {
      complaints.fail("\(path): \(FixCommand.words(for: error))")
    }
  }

  /// Why a file was not written, in words.
  static func words(for refusal: FixWriter.Refusal) -> String {
    switch refusal {
    case .changedMeanwhile: return "has changed meanwhile and is left alone"
    case .notInEncoding(let encoding):
      return "a fix needs a character that \(encoding.rawValue) has not; left alone"
    case .failed(let error): return "not written: \(error.reason)"
    }
  }
}

/// Asks about every finding that can be mended, one file after the other.
struct InteractiveFix {
  private let level: Applicability
  private(set) var complaints: Complaints
  private var takesAll = false
  private var hasQuit = false

  /// Prepares; nothing is asked yet.
  init(level: Applicability, isVerbose: Bool) {
    self.level = level
    complaints = Complaints(isVerbose: isVerbose)
  }

  /// Goes through the files.
  mutating func run(_ next: () -> LintJob?) {
    while !hasQuit, let job = next() {
      switch job.read() {
      case .other(let outcome): _ = complaints.take(outcome)
      case .read(let path, let result, let fileBytes): ask(path, result, fileBytes)
      }
    }
  }

  private mutating func ask(_ path: String, _ result: LintResult, _ fileBytes: [UInt8]) {
    var chosen: [FixApplier.Candidate] = []
    for finding in result.diagnostics where !hasQuit {
      let fixes = finding.fixes.filter { $0.applicability > .displayOnly }
      let candidates = fixes.compactMap { fix in
        FixApplier.fileEdits(fix, result.document).map {
          FixApplier.Candidate(finding: finding, fix: fix, edits: $0)
        }
      }
      if candidates.isEmpty { continue }
      if takesAll {
        chosen += candidates.filter { $0.fix.applicability >= level }.prefix(1)
      } else if let one = ask(finding, candidates, result) {
        chosen.append(one)
      }
    }
    let fixes = FixApplier.compatible(chosen)
    if fixes.isEmpty { return }
    let file = result.document.file
    do throws(FixWriter.Refusal) {
      try FixWriter.write(
        FixApplier.apply(fixes, to: file.bytes), to: path, encoding: file.encoding,
        asRead: fileBytes)
      Terminal.write("\(path): \(fixes.count) mended\n")
      Terminal.flush()
    } catch {
      complaints.fail("\(path): \(FixCommand.words(for: error))")
    }
  }

  private mutating func ask(
    _ finding: Diagnostic, _ candidates: [FixApplier.Candidate], _ result: LintResult
  ) -> FixApplier.Candidate? {
    var options = RenderOptions(
      color: Terminal.showsColor,
      unicode: !Terminal.isInteractive || Terminal.speaksUTF8, quiet: true)
    if let width = Terminal.width { options.width = width }
    var reporter = ReportFormat.text.reporter(options)
    var output = ReportOutput()
    reporter.add(FileReport(document: result.document, diagnostics: [finding]), to: &output)
    Terminal.write(bytes: output.take())
    for (index, candidate) in candidates.enumerated() {
      Terminal.write("  \(index + 1)  \(candidate.fix.title)\n")
    }
    while true {
      Terminal.write(
        "Mend? [y]es, \(candidates.count > 1 ? "a number, " : "")[n]o, [a]ll, [q]uit: ")
      Terminal.flush()
      guard let line = readLine() else {
        hasQuit = true
        return nil
      }
      switch line.lowercased() {
      case "y", "yes", "": return candidates.first
      case "n", "no": return nil
      case "a", "all":
        takesAll = true
        return candidates.first
      case "q", "quit":
        hasQuit = true
        return nil
      default:
        if let number = Int(line), candidates.indices.contains(number - 1) {
          return candidates[number - 1]
        }
      }
    }
  }
}

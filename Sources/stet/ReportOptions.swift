import ArgumentParser
import StetEngine
import StetReporting
import StetText

/// When colour is written.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case always
  case never
}

extension ColumnUnit: ExpressibleByArgument {}

/// One `--format`: the format, and the file that it goes to when the user names one.
struct FormatChoice: ExpressibleByArgument {
  var format: ReportFormat
  var file: String?

  init(format: ReportFormat, file: String? = nil) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard let name = parts.first, let format = ReportFormat(rawValue: name) else { return nil }
    self.init(format: format, file: parts.count > 1 ? parts[1] : nil)
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }
}

/// Options that decide how findings are presented.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to report: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "May be repeated; FORMAT=FILE writes to a file.", valueName: "format"))
  var format: [FormatChoice] = []

  @Option(
    help: ArgumentHelp("Report through a template of one's own.", valueName: "file"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Write the report here instead of to standard output; with several formats, the last.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How columns are counted: \(ColumnUnit.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "unit"))
  var columnUnit: ColumnUnit = .scalar

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(help: "Count the findings by rule and by file.")
  var statistics = false

  @Flag(help: ArgumentHelp("Say nothing but the findings."))
  var quiet = false

  @Flag(name: [.short, .long], help: "Say which files are left out, and why.")
  var verbose = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    if choice.channels.filter({ $0.file == nil }).count > 1 {
      throw ValidationError(
        "Only one format can go to standard output; name files for the others: "
          + "--format sarif=report.sarif")
    }
  }

  /// What was chosen.
  var choice: ReportChoice {
    var channels = format.map { ReportChannel(source: .format($0.format), file: $0.file) }
    if let template { channels.append(ReportChannel(source: .template(template))) }
    if channels.isEmpty { channels.append(ReportChannel(source: .format(.text))) }
    if let output, let last = channels.indices.last(where: { channels[$0].file == nil }) {
      channels[last].file = output
    }
    return ReportChoice(
      channels: channels, columnUnit: columnUnit, color: color, statistics: statistics,
      quiet: quiet, verbose: verbose)
  }
}

/// One report of a run.
struct ReportChannel {
  /// What makes the report.
  enum Source {
    /// One of the formats.
    case format(ReportFormat)
    /// A file with a template.
    case template(String)
  }

  /// What makes it.
  var source: Source
  /// The file that it goes to; nil for standard output.
  var file: String?
}

/// What the user says of how findings are presented, apart from how the command line is read.
struct ReportChoice {
  /// The reports.
  var channels = [ReportChannel(source: .format(.text))]
  /// How columns are counted.
  var columnUnit = ColumnUnit.scalar
  /// When colour is written.
  var color = ColorChoice.auto
  /// Whether findings are counted by rule and file.
  var statistics = false
  /// Whether nothing but the findings is said.
  var quiet = false
  /// Whether left out files are named.
  var verbose = false

  /// How a report is drawn.
  func rendering(toFile: Bool) -> RenderOptions {
    let isSeen = !toFile && Terminal.isInteractive
    let hasColor: Bool
    switch color {
    case .always: hasColor = true
    case .never: hasColor = false
    case .auto: hasColor = isSeen && Terminal.showsColor
    }
    var options = RenderOptions(
      color: hasColor, columnUnit: columnUnit, unicode: !isSeen || Terminal.speaksUTF8,
      quiet: quiet)
    if isSeen, let width = Terminal.width { options.width = width }
    return options
  }
}

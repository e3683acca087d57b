import StetDocument
import StetRules
import StetText

/// What a run is, told to a reporter before the first file.
public struct RunInfo: Sendable {
  /// The version of the tool, as `stet --version` prints it.
  public var version: String
  /// The rules that may report, for formats that describe them; the order does not matter.
  public var rules: [RuleInfo]
  /// The absolute path that relative paths start from, for hyperlinks; nil when unknown.
  public var root: String?

  /// Describes a run.
  public init(version: String, rules: [RuleInfo] = [], root: String? = nil) {
    self.version = version
    self.rules = rules
    self.root = root
  }
}

/// Why a file could not be linted, or what else is wrong with the file as a whole.
public struct FileProblem: Hashable, Sendable {
  /// What is wrong: lower-case start, no full stop.
  public var message: String
  /// The byte offset in the file, when there is one.
  public var offset: Int?
  /// The place that the offset stands for.
  public var place: LineColumn?

  /// Makes a problem.
  public init(_ message: String, offset: Int? = nil, place: LineColumn? = nil) {
    self.message = message
    self.offset = offset
    self.place = place
  }
}

/// What linting one file gave, ready to be presented.
public struct FileReport: Sendable {
  /// The path as it is to be shown.
  public var path: String
  /// The document that the findings' ranges belong to; nil when the file could not be read.
  public var document: Document?
  /// The findings, by place.
  public var diagnostics: [Diagnostic]
  /// Why the file, or a part of it, could not be linted.
  public var problems: [FileProblem]

  /// Makes the report of a file that was linted.
  public init(document: Document, diagnostics: [Diagnostic], path: String? = nil) {
    self.path = path ?? document.file.path
    self.document = document
    self.diagnostics = diagnostics
    self.problems = []
  }

  /// Makes the report of a file that could not be linted.
  public init(path: String, problems: [FileProblem]) {
    self.path = path
    self.document = nil
    self.diagnostics = []
    self.problems = problems
  }
}

/// What a run counted, told to a reporter after the last file.
public struct RunSummary: Hashable, Sendable {
  /// Files that were looked at, those with problems included.
  public var files = 0
  /// Files with a finding or a problem.
  public var filesWithFindings = 0
  /// Findings that are errors.
  public var errors = 0
  /// Findings that are warnings.
  public var warnings = 0
  /// Findings that are advice.
  public var advice = 0
  /// Findings whose best fix is safe.
  public var fixable = 0
  /// Problems of files, such as one that cannot be read.
  public var problems = 0
  /// Findings that marks in the copy let stand.
  public var suppressed = 0
  /// Findings that the baseline holds already.
  public var baselined = 0

  /// Starts at nothing.
  public init() {}

  /// All findings.
  public var findings: Int { errors + warnings + advice }

  /// Adds the counts of other files.
  public mutating func add(_ other: RunSummary) {
    files += other.files
    filesWithFindings += other.filesWithFindings
    errors += other.errors
    warnings += other.warnings
    advice += other.advice
    fixable += other.fixable
    problems += other.problems
    suppressed += other.suppressed
    baselined += other.baselined
  }

  /// Adds what one file gave.
  public mutating func count(_ file: FileReport) {
    files += 1
    if !file.diagnostics.isEmpty || !file.problems.isEmpty { filesWithFindings += 1 }
    problems += file.problems.count
    for diagnostic in file.diagnostics {
      switch diagnostic.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .advice: advice += 1
      }
      if diagnostic.fixes.first?.applicability == .safe { fixable += 1 }
    }
  }
}

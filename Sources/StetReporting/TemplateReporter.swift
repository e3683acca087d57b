import StetDocument
import StetRules
import StetText

/// Fills in a template of one's own; docs/templates.md describes it.
///
/// What stands before the section `files` is written at the start, the section for each file as it
/// comes, the rest at the end: memory stays that of one file. A template without that section is
/// filled in for each finding.
public struct TemplateReporter: Reporter {
  private let options: RenderOptions
  private var before: [Template.Node] = []
  private var perFile: [Template.Node]?
  private var after: [Template.Node] = []
  private var run: [String: TemplateValue] = [:]
  private var isFirstFile = true
  private var isFirstFinding = true

  private static let fileNames = ["path", "format", "encoding", "findings", "problems", "first"]
  private static let findingNames = [
    "rule", "severity", "message", "text", "line", "column", "endLine", "endColumn", "offset",
    "endOffset", "suggestion", "context", "notes", "related", "fixes", "fingerprint", "last",
    "title", "replacement", "applicability",
  ]
  private static let summaryNames = [
    "checked", "found", "errors", "warnings", "advice", "fixable", "suppressed", "baselined",
    "summary",
  ]

  /// Parses a template.
  ///
  /// - Throws: `TemplateError` for an unknown name or filter, or a section that is not closed.
  public init(_ source: String, options: RenderOptions = RenderOptions()) throws(TemplateError) {
    self.options = options
    let names = ["tool", "version", "files"] + Self.fileNames + Self.findingNames
    let nodes = try Template(source, names: names + Self.summaryNames).nodes
    for node in nodes {
      if case .section("files", false, let inner) = node, perFile == nil {
        perFile = inner
      } else if perFile == nil {
        before.append(node)
      } else {
        after.append(node)
      }
    }
    if perFile == nil {
      let end: [Template.Node] = source.hasSuffix("\n") ? [] : [.text("\n")]
      perFile = [.section(name: "findings", isInverted: false, nodes: before + end)]
      before = []
    }
  }

  /// Writes what stands before the files.
  public mutating func begin(_ run: RunInfo, to output: inout ReportOutput) {
    self.run = ["tool": .text("stet"), "version": .text(run.version)]
    Template.render(before, [self.run], to: &output)
  }

  /// Writes the files' section for a file with findings or problems.
  public mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    guard let perFile, !file.diagnostics.isEmpty || !file.problems.isEmpty else { return }
    var scope: [String: TemplateValue] = [
      "path": .text(file.path), "first": .flag(isFirstFile),
      "problems": .list(file.problems.map(Self.scope)),
    ]
    isFirstFile = false
    if let document = file.document {
      scope["format"] = .text(document.file.format.rawValue)
      scope["encoding"] = .text(document.file.encoding.rawValue)
      scope["findings"] = .list(findings(file, document))
    }
    Template.render(perFile, [run, scope], to: &output)
  }

  /// Writes what stands after the files; only here are the counts known.
  public func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    let numbers: [(String, Int)] = [
      ("checked", summary.files), ("found", summary.findings), ("errors", summary.errors),
      ("warnings", summary.warnings), ("advice", summary.advice), ("fixable", summary.fixable),
      ("suppressed", summary.suppressed), ("baselined", summary.baselined),
    ]
    var scope = run
    for (name, number) in numbers { scope[name] = .text(String(number)) }
    scope["summary"] = .text(SummaryText.line(summary, Paint(isOn: false)))
    Template.render(after, [scope], to: &output)
  }

  private mutating func findings(
    _ file: FileReport, _ document: Document
  ) -> [[String: TemplateValue]] {
    guard !file.diagnostics.isEmpty else { return [] }
    var locator = Locator(document, unit: options.columnUnit)
    var prints = Fingerprints(path: file.path)
    return file.diagnostics.enumerated().map { index, diagnostic in
      let place = locator.place(diagnostic.range)
      var scope = Self.scope(place)
      scope["rule"] = .text(diagnostic.rule)
      scope["severity"] = .text(diagnostic.severity.rawValue)
      scope["message"] = .text(diagnostic.message)
      scope["text"] = .text(document.string(diagnostic.range))
      scope["fingerprint"] = .text(prints.next(diagnostic, document))
      scope["suggestion"] = .text(
        diagnostic.fixes.first.map { SuggestionText.of($0, diagnostic) } ?? "")
      scope["context"] = .text(
        Excerpt(
          line: locator.lines.content(ofLine: place.start.line - 1), of: locator.file.bytes,
          marking: [place.utf8.indices], width: max(RenderOptions.leastWidth, options.width),
          ellipsis: options.unicode ? "…" : "..."
        ).text)
      scope["notes"] = .list(diagnostic.notes.map { ["text": .text($0)] })
      scope["related"] = .list(
        diagnostic.related.map { related in
          var its = Self.scope(locator.place(related.range))
          its["message"] = .text(related.message)
          its["text"] = .text(document.string(related.range))
          return its
        })
      scope["fixes"] = .list(
        diagnostic.fixes.enumerated().map { order, fix in
          [
            "title": .text(fix.title), "applicability": .text(fix.applicability.rawValue),
            "replacement": .text(fix.edits.count == 1 ? fix.edits[0].replacement : ""),
            "first": .flag(order == 0), "last": .flag(order == diagnostic.fixes.count - 1),
          ]
        })
      scope["first"] = .flag(isFirstFinding)
      scope["last"] = .flag(index == file.diagnostics.count - 1)
      isFirstFinding = false
      return scope
    }
  }

  private static func scope(_ place: FilePlace) -> [String: TemplateValue] {
    [
      "line": .text(String(place.start.line)), "column": .text(String(place.start.column)),
      "endLine": .text(String(place.end.line)), "endColumn": .text(String(place.end.column)),
      "offset": .text(String(place.startOffset)), "endOffset": .text(String(place.endOffset)),
    ]
  }

  private static func scope(_ problem: FileProblem) -> [String: TemplateValue] {
    [
      "message": .text(problem.message), "line": .text(String(problem.place?.line ?? 1)),
      "column": .text(String(problem.place?.column ?? 1)),
    ]
  }
}

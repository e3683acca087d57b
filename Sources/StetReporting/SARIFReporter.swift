import StetDocument
import StetRules
import StetText

/// SARIF 2.1.0, the OASIS format for results of static analysis.
///
/// Columns are Unicode code points, or UTF-16 code units when asked for: the two kinds it knows.
struct SARIFReporter: Reporter {
  private let unit: ColumnUnit
  private var json = JSONWriter(indented: true)
  private var ruleIndex: [String: Int] = [:]
  private var problems: [(path: String, problem: FileProblem)] = []

  init(_ options: RenderOptions) { unit = options.columnUnit == .utf16 ? .utf16 : .scalar }

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) {
    json.open(0x7B)
    json.field(
      "$schema",
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    json.field("version", "2.1.0")
    json.key("runs")
    json.open(0x5B)
    json.open(0x7B)
    let rules = run.rules.sorted { $0.id < $1.id }
    for (index, rule) in rules.enumerated() { ruleIndex[rule.id] = index }
    json.object("tool") { json in
      json.object("driver") { json in
        json.field("name", "stet")
        json.field("version", run.version)
        json.array("rules") { json in
          for rule in rules { json.object { Self.write(rule, to: &$0) } }
        }
      }
    }
    json.field("columnKind", unit == .utf16 ? "utf16CodeUnits" : "unicodeCodePoints")
    json.key("results")
    json.open(0x5B)
    output.write(bytes: json.take())
  }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    problems += file.problems.map { (file.path, $0) }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: unit)
    var prints = Fingerprints(path: file.path)
    for diagnostic in file.diagnostics {
      let print = prints.next(diagnostic, document)
      let index = ruleIndex[diagnostic.rule]
      json.object { json in
        json.field("ruleId", diagnostic.rule)
        if let index { json.field("ruleIndex", index) }
        json.field("level", Self.level(diagnostic.severity))
        Self.message("message", diagnostic.message, to: &json)
        json.array("locations") { json in
          json.object {
            Self.location(file.path, diagnostic.range, document, &locator, to: &$0)
          }
        }
        Self.related(file.path, diagnostic, document, &locator, to: &json)
        Self.fixes(file.path, diagnostic, &locator, to: &json)
        json.object("partialFingerprints") { $0.field("stetFinding/v1", print) }
        if !diagnostic.notes.isEmpty {
          json.object("properties") { json in
            json.array("notes") { json in for note in diagnostic.notes { json.string(note) } }
          }
        }
      }
    }
    output.write(bytes: json.take())
  }

  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    json.close(0x5D)
    let problems = problems
    json.array("invocations") { json in
      json.object { json in
        json.field("executionSuccessful", problems.isEmpty)
        guard !problems.isEmpty else { return }
        json.array("toolExecutionNotifications") { json in
          for (path, problem) in problems {
            json.object { json in
              json.field("level", "error")
              Self.message("message", problem.message, to: &json)
              json.array("locations") { json in
                json.object { Self.location(path, problem, to: &$0) }
              }
            }
          }
        }
      }
    }
    json.close(0x7D)
    json.close(0x5D)
    json.close(0x7D)
    json.endDocument()
    output.write(bytes: json.take())
  }

  private static func level(_ severity: Severity) -> String {
    severity == .advice ? "note" : severity.rawValue
  }

  private static func message(_ key: String, _ text: String, to json: inout JSONWriter) {
    json.object(key) { $0.field("text", text) }
  }

  private static func write(_ rule: RuleInfo, to json: inout JSONWriter) {
    json.field("id", rule.id)
    message("shortDescription", rule.summary, to: &json)
    message("fullDescription", rule.rationale, to: &json)
    message("help", rule.rationale, to: &json)
    json.object("defaultConfiguration") { json in
      json.field("enabled", rule.isOnByDefault)
      json.field("level", level(rule.severity))
    }
    json.object("properties") { json in
      json.array("tags") { $0.string(rule.category.rawValue) }
    }
  }

  private static func artifact(_ path: String, to json: inout JSONWriter) {
    json.object("artifactLocation") { json in
      let uri = URIPath.encode(path)
      if uri.hasPrefix("/") {
        json.field("uri", "file://" + uri)
      } else {
        json.field("uri", uri)
        json.field("uriBaseId", "%SRCROOT%")
      }
    }
  }

  private static func region(
    _ name: String, _ place: FilePlace, _ snippet: String?, to json: inout JSONWriter
  ) {
    json.object(name) { json in
      json.field("startLine", place.start.line)
      json.field("startColumn", place.start.column)
      json.field("endLine", place.end.line)
      json.field("endColumn", place.end.column)
      if let snippet { json.object("snippet") { $0.field("text", snippet) } }
    }
  }

  private static func location(
    _ path: String, _ range: TextRange, _ document: Document, _ locator: inout Locator,
    to json: inout JSONWriter
  ) {
    let place = locator.place(range)
    json.object("physicalLocation") { json in
      artifact(path, to: &json)
      region("region", place, document.string(range), to: &json)
    }
  }

  private static func location(_ path: String, _ problem: FileProblem, to json: inout JSONWriter) {
    json.object("physicalLocation") { json in
      artifact(path, to: &json)
      guard let place = problem.place else { return }
      json.object("region") { json in
        json.field("startLine", place.line)
        json.field("startColumn", place.column)
      }
    }
  }

  private static func related(
    _ path: String, _ diagnostic: Diagnostic, _ document: Document, _ locator: inout Locator,
    to json: inout JSONWriter
  ) {
    guard !diagnostic.related.isEmpty else { return }
    json.array("relatedLocations") { json in
      for (index, related) in diagnostic.related.enumerated() {
        json.object { json in
          json.field("id", index)
          location(path, related.range, document, &locator, to: &json)
          message("message", related.message, to: &json)
        }
      }
    }
  }

  /// Fixes that a viewer may apply; what is for display only stays out.
  private static func fixes(
    _ path: String, _ diagnostic: Diagnostic, _ locator: inout Locator, to json: inout JSONWriter
  ) {
    let fixes = diagnostic.fixes.filter { $0.applicability > .displayOnly && !$0.edits.isEmpty }
    guard !fixes.isEmpty else { return }
    json.array("fixes") { json in
      for fix in fixes {
        json.object { json in
          message("description", fix.title, to: &json)
          json.array("artifactChanges") { json in
            json.object { json in
              artifact(path, to: &json)
              json.array("replacements") { json in
                for edit in fix.edits {
                  json.object { json in
                    region("deletedRegion", locator.place(edit.range), nil, to: &json)
                    json.object("insertedContent") { $0.field("text", edit.replacement) }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

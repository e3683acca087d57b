import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetReporting

/// Every format for programs against its schema, over copy and paths that are as awkward as can be.
@Suite struct MachineFormatTests {
  private func render(_ format: ReportFormat, _ unit: ColumnUnit = .scalar) -> String {
    Sample.render(
      format.reporter(RenderOptions(columnUnit: unit)), Sample.awkward(), run: Sample.run)
  }

  private static let needsPython: Comment = "needs python3-jsonschema"
  private static let needsXmllint: Comment = "needs xmllint (libxml2-utils)"

  @Test(
    .enabled(if: Consumer.pythonWithSchemas != nil, needsPython),
    arguments: [
      (ReportFormat.sarif, "sarif-schema-2.1.0.json"), (.rdjson, "rdjson.schema.json"),
      (.gitlab, "codequality.schema.json"),
    ])
  func jsonFormatsKeepTheirSchema(format: ReportFormat, schema: String) throws {
    let report = render(format)
    #expect(try Consumer.schemaFaults(report, schema) == "")
    // The check can fail: the same report with one key renamed.
    let key = format == .gitlab ? "\"fingerprint\"" : "\"message\""
    let broken = report.replacingOccurrences(of: key, with: "\"other\"")
    #expect(try Consumer.schemaFaults(broken, schema) != "")
  }

  @Test(.enabled(if: Consumer.pythonWithSchemas != nil, needsPython))
  func anEmptyRunKeepsTheSchemasToo() throws {
    for (format, schema) in [
      (ReportFormat.sarif, "sarif-schema-2.1.0.json"), (.rdjson, "rdjson.schema.json"),
      (.gitlab, "codequality.schema.json"),
    ] {
      #expect(try Consumer.schemaFaults(Sample.render(format.reporter(), []), schema) == "")
    }
  }

  @Test(.enabled(if: Consumer.pythonWithSchemas != nil, needsPython))
  func everyLineOfRdjsonlIsADiagnostic() throws {
    let lines = render(.rdjsonl).split(separator: "\n")
    #expect(lines.count == 4)
    let wrapped = lines.map { "{\"diagnostics\": [\($0)]}" }.joined(separator: "\n")
    #expect(try Consumer.schemaFaults(wrapped, "rdjson.schema.json", lines: true) == "")
  }

  @Test(
    .enabled(if: Consumer.has("xmllint"), needsXmllint),
    arguments: [(ReportFormat.checkstyle, "checkstyle.xsd"), (.junit, "junit-10.xsd")])
  func xmlFormatsKeepTheirSchema(format: ReportFormat, schema: String) throws {
    let xmllint = try #require(Consumer.find("xmllint"))
    let path = Consumer.schemas.appendingPathComponent(schema).path
    let arguments = ["--noout", "--nonet", "--schema", path, "-"]
    let outcome = try Consumer.run(xmllint, arguments, input: render(format))
    #expect(outcome.status == 0, "\(outcome.output)")
    let empty = try Consumer.run(
      xmllint, arguments, input: Sample.render(format.reporter(), []))
    #expect(empty.status == 0, "\(empty.output)")
    let broken = render(format).replacingOccurrences(of: " message=", with: " massage=")
    #expect(try Consumer.run(xmllint, arguments, input: broken).status != 0)
  }

  @Test(.enabled(if: Consumer.has("sarif"), "needs sarif-tools (PyPI)"))
  func sarifToolsReadTheReport() throws {
    let sarif = try #require(Consumer.find("sarif"))
    try Consumer.withFolder { folder in
      let file = folder.appendingPathComponent("r.sarif")
      try Data(render(.sarif).utf8).write(to: file)
      let summary = try Consumer.run(sarif, ["summary", file.path])
      #expect(summary.output.contains("error: 1"), "\(summary.output)")
      #expect(summary.output.contains("warning: 1") && summary.output.contains("note: 1"))
      let list = try Consumer.run(sarif, ["csv", "-o", "-", file.path], in: folder)
      #expect(list.status == 0, "\(list.output)")
    }
  }

  @Test func sarifNamesColumnsByTheUnit() {
    #expect(render(.sarif).contains("\"columnKind\": \"unicodeCodePoints\""))
    #expect(render(.sarif, .utf16).contains("\"columnKind\": \"utf16CodeUnits\""))
    #expect(render(.sarif, .byte).contains("\"columnKind\": \"unicodeCodePoints\""))
  }

  @Test func sarifLeavesDisplayOnlyFixesOut() {
    let report = render(.sarif)
    #expect(report.contains("two edits"))
    #expect(!report.contains("<i>"))
  }

  @Test func rdjsonCountsBytes() throws {
    // “ has three bytes: the word starts at byte column 8.
    let finding = try #require(
      render(.rdjsonl).split(separator: "\n").first { $0.contains("goverment") })
    #expect(finding.contains("\"start\":{\"line\":3,\"column\":8}"), "\(finding)")
  }

  @Test func githubEscapesPropertiesAndData() {
    let lines = render(.github).split(separator: "\n")
    #expect(
      lines[0]
        == "::error file=./news desk/100%25 <“story”>%2C #1%3A it's.md,line=3,endLine=3,col=6,"
        + "endColumn=15,title=misspelling::\"goverment\" is not a word (replace with "
        + "\"government\")%0Ait is in no dictionary%0Anor a <name>")
    #expect(lines[1].hasPrefix("::warning file=") && !lines[1].contains("col="))
    #expect(lines[2].hasPrefix("::notice "))
    #expect(lines[3] == "::error file=broken.txt,line=2,col=3,title=stet::not UTF-8")
  }

  @Test(.enabled(if: Consumer.has("prove"), "needs prove (perl)"))
  func proveReadsTAP() throws {
    let prove = try #require(Consumer.find("prove"))
    try Consumer.withFolder { folder in
      let file = folder.appendingPathComponent("report.tap")
      try Data(render(.tap).utf8).write(to: file)
      let outcome = try Consumer.run(prove, ["-e", "cat", "-v", file.path])
      #expect(outcome.output.contains("Failed 2/3 subtests"), "\(outcome.output)")
      #expect(!outcome.output.contains("Parse errors"), "\(outcome.output)")
    }
  }

  @Test func jsonLinesAreObjects() throws {
    let lines = render(.jsonl).split(separator: "\n")
    let types = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])["type"]
        as? String
    }
    #expect(types == ["finding", "finding", "finding", "problem", "summary"])
  }

  @Test func gitlabFingerprintsAreUnique() throws {
    let data = Data(render(.gitlab).utf8)
    let issues = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    #expect(issues.count == 4)
  }

  @Test(arguments: ReportFormat.allCases)
  func everyFormatIsTheSameTwiceAndHoldsNoControlCharacters(format: ReportFormat) {
    let report = render(format)
    #expect(report == render(format))
    #expect(report.last == "\n")
    #expect(!report.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!report.unicodeScalars.contains("\u{1B}"))
  }

  /// A scan from the line's start for each finding would be 2 GB of reading here.
  @Test(.timeLimit(.minutes(1)))
  func manyFindingsInOneLongLineTakeLinearTime() throws {
    let count = 8_000
    let piece = "A word of copy “here”, e\u{301}, then a bad one and so on and on and on. "
    let document = Document(
      SourceFile(path: "long.txt", text: String(repeating: piece, count: count)))
    let start = piece.utf8.count - "bad one and so on and on and on. ".utf8.count
    let diagnostics = (0..<count).map { index in
      let at = index * piece.utf8.count + start
      return Diagnostic(
        rule: "r", severity: .error, range: TextRange(at, at + 3), message: "m")
    }
    let report = Sample.render(
      GccReporter(RenderOptions()),
      [FileReport(document: document, diagnostics: diagnostics)])
    let length = piece.unicodeScalars.count
    let column = (count - 1) * length + length - 33 + 1
    #expect(report.hasSuffix("long.txt:1:\(column): error: m [r]\n"))
  }
}

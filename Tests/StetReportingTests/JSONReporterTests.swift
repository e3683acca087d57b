import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetReporting

@Suite struct JSONReporterTests {
  private struct Report: Decodable {
    struct Tool: Decodable {
      var name: String
      var version: String
    }
    struct Place: Decodable, Equatable {
      var offset: Int
      var line: Int
      var column: Int
    }
    struct Edit: Decodable {
      var start: Place
      var end: Place
      var replacement: String
    }
    struct Fix: Decodable {
      var title: String
      var applicability: String
      var edits: [Edit]
    }
    struct Related: Decodable {
      var message: String
      var text: String
      var start: Place
    }
    struct Finding: Decodable {
      var rule: String
      var severity: String
      var message: String
      var text: String
      var start: Place
      var end: Place
      var notes: [String]
      var related: [Related]
      var fixes: [Fix]
      var fingerprint: String
    }
    struct Problem: Decodable {
      var message: String
      var line: Int?
    }
    struct File: Decodable {
      var path: String
      var encoding: String?
      var problems: [Problem]
      var findings: [Finding]
    }
    var version: Int
    var tool: Tool
    var columnUnit: String
    var files: [File]
    var summary: [String: Int]
  }

  private func report(_ files: [FileReport], unit: ColumnUnit = .scalar) throws -> Report {
    let text = Sample.render(JSONReporter(RenderOptions(columnUnit: unit)), files)
    return try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }

  @Test func everythingIsThere() throws {
    let file = Sample.one(
      "“Quoted”\nThe ⟦goverment⟧ and the ⟦government⟧.", "a \"quoted\"\tmessage\u{1}",
      fix: "government", notes: ["why"], related: "so here")
    let clean = FileReport(document: Document(SourceFile(path: "b", text: "")), diagnostics: [])
    let broken = FileReport(
      path: "c", problems: [FileProblem("bad", offset: 1, place: LineColumn(line: 3, column: 2))])
    let result = try report([file, clean, broken])
    #expect(result.version == 1 && result.tool.name == "stet" && result.tool.version == "1.2.3")
    #expect(result.files.map(\.path) == ["story.txt", "c"])
    let finding = try #require(result.files.first?.findings.first)
    #expect(finding.message == "a \"quoted\"\tmessage\u{1}")
    #expect(finding.text == "goverment")
    #expect(finding.start == .init(offset: 17, line: 2, column: 5))
    #expect(finding.end == .init(offset: 26, line: 2, column: 14))
    #expect(finding.notes == ["why"])
    #expect(finding.related.first?.text == "government")
    #expect(finding.related.first?.start == .init(offset: 35, line: 2, column: 23))
    let fix = try #require(finding.fixes.first)
    #expect(fix.applicability == "unsafe" && fix.edits.first?.replacement == "government")
    #expect(fix.edits.first?.start == finding.start && fix.edits.first?.end == finding.end)
    #expect(result.files.last?.problems.first?.line == 3)
    #expect(result.summary["files"] == 3 && result.summary["filesWithFindings"] == 2)
    #expect(result.summary["errors"] == 1 && result.summary["problems"] == 1)
  }

  @Test func nothingFoundIsStillADocument() throws {
    let result = try report([])
    #expect(result.files.isEmpty && result.summary["files"] == 0)
  }

  @Test func windows1252PlacesAreTheFilesOwn() throws {
    // “é” bad, in Windows-1252: curly quotes and é are one byte each.
    let bytes: [UInt8] = [0x0A, 0x93, 0xE9, 0x94, 0x20, 0x62, 0x61, 0x64]
    let document = Document(
      try SourceFile(path: "w.txt", fileBytes: bytes, encoding: .windows1252))
    let start = document.text.count - 3
    let diagnostic = Diagnostic(
      rule: "r", severity: .error, range: TextRange(start, start + 3), message: "m")
    for unit in ColumnUnit.allCases {
      let file = FileReport(document: document, diagnostics: [diagnostic])
      let finding = try #require(try report([file], unit: unit).files.first?.findings.first)
      #expect(finding.start == .init(offset: 5, line: 2, column: 5), "\(unit)")
      #expect(finding.end == .init(offset: 8, line: 2, column: 8), "\(unit)")
    }
  }

  @Test(arguments: ColumnUnit.allCases)
  func longLinesCountAsShortOnesDo(unit: ColumnUnit) throws {
    let piece = "“Ünïcode” e\u{301} 👩‍🚒 word "
    let text = "First line.\r\n" + String(repeating: piece, count: 400) + "bad"
    let document = Document(SourceFile(path: "l.txt", text: text))
    let end = document.text.count
    var locator = Locator(document, unit: unit)
    let place = locator.place(TextRange(end - 3, end))
    let line = String(repeating: piece, count: 400)
    let expected: Int
    switch unit {
    case .byte: expected = line.utf8.count
    case .scalar: expected = line.unicodeScalars.count
    case .utf16: expected = line.utf16.count
    case .grapheme: expected = line.count
    }
    #expect(place.start == LineColumn(line: 2, column: expected + 1))
    // Asked out of order, the answers stay the same.
    #expect(locator.place(TextRange(13, 14)).start == LineColumn(line: 2, column: 1))
    #expect(locator.place(TextRange(end - 3, end)) == place)
  }

  @Test func fingerprintsSurviveMovedLinesAndTellTwinsApart() throws {
    let one = try report([Sample.one("The ⟦goverment⟧ fell.")])
    let moved = try report([Sample.one("Added line.\n\nThe ⟦goverment⟧ fell.")])
    let other = try report([Sample.one("The ⟦goverment⟧ rose.")])
    let print = { (report: Report) in report.files[0].findings[0].fingerprint }
    #expect(print(one) == print(moved))
    #expect(print(one) != print(other))
    let (document, ranges) = Sample.marked("⟦Bad⟧ ⟦Bad⟧ word.")
    let twins = try report([
      FileReport(
        document: document,
        diagnostics: ranges.map {
          Diagnostic(rule: "r", severity: .error, range: $0, message: "m")
        })
    ])
    #expect(Set(twins.files[0].findings.map(\.fingerprint)).count == 2)
  }
}

import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetEngine

/// The sample story: clean it gives nothing, with seven planted faults exactly those seven.
@Suite struct SampleStoryTests {
  /// A planted fault: what stands in the clean story, what in its place, and what is reported.
  struct Fault {
    var clean: String
    var faulty: String
    /// The words of the finding, as they stand in the faulty story.
    var marked: String
    var rule: String
    var suggestion: String?
  }

  static let faults = [
    Fault(
      clean: "river already swollen", faulty: "river allready swollen", marked: "allready",
      rule: "misspelling", suggestion: "already"),
    Fault(
      clean: "because you feel like it.”", faulty: "because you feel like it.",
      marked: "“You can’t", rule: "unbalanced-quotation", suggestion: nil),
    Fault(
      clean: "In the Netherlands a report", faulty: "In the Netherlnads a report",
      marked: "Netherlnads", rule: "misspelt-name", suggestion: "Netherlands"),
    Fault(
      clean: "Mr Wiśniewski said", faulty: "Mr Wiśnewski said", marked: "Wiśnewski",
      rule: "misspelt-name", suggestion: "Wiśniewski"),
    Fault(
      clean: "had photographed it", faulty: "had photogarphed it", marked: "photogarphed",
      rule: "misspelling", suggestion: "photographed"),
    Fault(
      clean: "that the organisation", faulty: "that the the organisation", marked: "the the",
      rule: "repeated-word", suggestion: "the"),
    Fault(
      clean: "Mr Pollard, who is 58", faulty: "Pollard, who is 58", marked: "Pollard, who",
      rule: "inconsistent-honorific", suggestion: "Mr Pollard"),
  ]

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func example(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent("examples/\(name)"), encoding: .utf8)
  }

  private static let linter = Result {
    try Resources(data: root.path).linter(Settings())
  }

  /// What is reported at error or warning level, as `line:column rule suggestion`.
  private func findings(_ path: String, _ text: String) throws -> [String] {
    let result = try Self.linter.get().lint(SourceFile(path: path, text: text))
    let index = LineIndex(result.document.file.bytes)
    return result.diagnostics.filter { $0.severity > .advice }.map { finding in
      let range = result.document.map.fileRange(finding.range)
      let place = index.position(of: Int(range.start))
      let best = finding.rule == "unbalanced-quotation" ? nil : finding.suggestions.first
      return "\(place.line):\(place.column) \(finding.rule) \(best ?? "-")"
    }
  }

  /// Where the faults stand in a text, counted here by characters of each line.
  private func expected(_ text: String) throws -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let places = try Self.faults.map { fault in
      let line = try #require(
        lines.firstIndex { $0.contains(fault.faulty) && $0.contains(fault.marked) })
      let found = try #require(
        lines[line].range(
          of: fault.marked, options: fault.rule == "inconsistent-honorific" ? .backwards : []))
      let column = lines[line][..<found.lowerBound].unicodeScalars.count + 1
      return (line + 1, column, "\(fault.rule) \(fault.suggestion ?? "-")")
    }
    return places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { "\($0.0):\($0.1) \($0.2)" }
  }

  private func planted() throws -> String {
    var text = try Self.example("flood-inquiry.txt")
    for fault in Self.faults {
      try #require(text.components(separatedBy: fault.clean).count == 2, "\(fault.clean)")
      text = text.replacingOccurrences(of: fault.clean, with: fault.faulty)
    }
    return text
  }

  @Test func cleanStoryGivesNothing() throws {
    let text = try Self.example("flood-inquiry.txt")
    #expect(try findings("flood.txt", text) == [])
    #expect(try findings("flood.md", "# " + text) == [])
  }

  @Test func sevenFaultsAreFoundAndNothingElse() throws {
    let text = try planted()
    #expect(try findings("flood.txt", text) == expected(text))
    #expect(try findings("flood.md", "# " + text) == expected(text))
    #expect(
      try findings("flood.txt", text.replacingOccurrences(of: "\n", with: "\r\n")) == expected(text)
    )
    #expect(try findings("flood.txt", "\u{FEFF}" + text) == expected(text))
  }

  @Test(arguments: faults.indices) func eachFaultAloneIsFound(_ index: Int) throws {
    let fault = Self.faults[index]
    let text = try Self.example("flood-inquiry.txt")
      .replacingOccurrences(of: fault.clean, with: fault.faulty)
    let found = try findings("flood.txt", text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("\(fault.rule) \(fault.suggestion ?? "-")") == true, "\(found)")
  }

  /// `make lint` shows the draft; it must not drift away from the clean story.
  @Test func shippedDraftHoldsTheSameFaults() throws {
    #expect(try Self.example("flood-inquiry-draft.txt") == planted())
  }
}

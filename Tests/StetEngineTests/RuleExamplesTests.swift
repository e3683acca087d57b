import Foundation
import StetDocument
import StetRules
import StetText
import Testing

@testable import StetEngine

/// Runs every rule's own examples in several dresses, alone and through the whole linter.
@Suite struct RuleExamplesTests {
  /// A rule's example with how it is to be read.
  struct Sample: Sendable, CustomTestStringConvertible {
    var info: RuleInfo
    var example: Example
    var isFinding: Bool
    var testDescription: String { "\(info.id), line \(example.line)" }
  }

  private static let resources: Resources? = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return try? Resources(data: url.path)
  }()

  static let samples: [Sample] = {
    let infos = resources?.catalogue.infos ?? []
    return infos.flatMap { info in
      info.findings.map { Sample(info: info, example: $0, isFinding: true) }
        + info.silent.map { Sample(info: info, example: $0, isFinding: false) }
    }
  }()

  /// Copy without the marks, and the ranges that they stood round.
  private static func unmarked(_ text: String) -> (text: String, ranges: [TextRange]) {
    var bytes: [UInt8] = []
    var ranges: [TextRange] = []
    var start = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "⟦": start = bytes.count
      case "⟧": ranges.append(TextRange(start, bytes.count))
      default: UTF8Scan.append(scalar.value, to: &bytes)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), ranges.sorted())
  }

  private func linter(_ sample: Sample) throws -> Linter {
    let resources = try #require(Self.resources)
    var settings = Settings(dialect: sample.example.dialect)
    for info in resources.catalogue.infos { settings.rules[info.id] = RuleSetting(isOn: false) }
    settings.rules[sample.info.id] = RuleSetting(isOn: true, options: sample.example.options)
    // A mark can be unused only where its rule is running.
    if sample.info.id == "unused-stet" {
      settings.rules["repeated-word"] = RuleSetting(isOn: true)
    }
    return resources.linter(settings)
  }

  private func found(_ sample: Sample, _ text: String) throws -> [TextRange] {
    let format: CopyFormat = sample.example.isMarkdown ? .markdown : .text
    let result = try linter(sample).lint(SourceFile(path: "x", text: text, format: format))
    return result.diagnostics.filter { $0.rule == sample.info.id }
      .map { result.document.map.fileRange($0.range) }.sorted()
  }

  private func check(_ sample: Sample, _ dress: (String) -> String) throws {
    let (text, ranges) = Self.unmarked(dress(sample.example.text))
    // Declarative rules list what they find without marks.
    if sample.isFinding, ranges.isEmpty {
      #expect(try !found(sample, text).isEmpty, "\(sample.info.id): \(sample.example.text)")
      return
    }
    #expect(try found(sample, text) == ranges, "\(sample.info.id): \(sample.example.text)")
  }

  @Test func thereAreExamples() {
    #expect(Self.samples.count > 50)
  }

  @Test(arguments: samples) func asWritten(sample: Sample) throws {
    try check(sample) { $0 }
  }

  @Test(arguments: samples) func withALineBreakAtTheEnd(sample: Sample) throws {
    try check(sample) { $0 + "\n" }
  }

  @Test(arguments: samples) func afterAByteOrderMark(sample: Sample) throws {
    try check(sample) { "\u{FEFF}" + $0 }
  }

  @Test(arguments: samples) func withTheLineBreaksOfWindows(sample: Sample) throws {
    try check(sample) { text in
      text.unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\r\n" : String($1) }
    }
  }

  @Test(arguments: samples.filter { !opensFile($0) })
  func behindAParagraphWithAnEmoji(sample: Sample) throws {
    try check(sample) { "The café 🌧️ shut.\n\n" + $0 }
  }

  /// Whether an example means something only where a file begins: front matter, a headline, marks
  /// for a whole file.
  private static func opensFile(_ sample: Sample) -> Bool {
    let text = sample.example.text
    return text.hasPrefix("---") || text.contains("stet-file") || sample.info.category == .headlines
      || sample.example.options.keys.contains("headline")
  }

  @Test func everyRuleSaysWhatItIs() throws {
    for info in try #require(Self.resources).catalogue.infos {
      #expect(!info.findings.isEmpty, "\(info.id) has no example of a finding")
      #expect(!info.silent.isEmpty, "\(info.id) has no example of silence")
      #expect(info.severityReason.count > 10, "\(info.id) gives no reason for its severity")
    }
  }

  @Test(arguments: samples.filter { $0.example.fixed != nil })
  func fixesGiveWhatTheyPromiseAndThenNothing(sample: Sample) throws {
    let (text, _) = Self.unmarked(sample.example.text)
    let format: CopyFormat = sample.example.isMarkdown ? .markdown : .text
    let result = FixApplier.mend(
      SourceFile(path: "x", text: text, format: format), with: try linter(sample),
      atLeast: .unsafe)
    #expect(String(decoding: result.after, as: UTF8.self) == sample.example.fixed)
    #expect(result.isStable)
  }
}

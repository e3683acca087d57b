import Foundation
import StetDocument
import StetText
import Testing

@testable import StetEngine
@testable import StetRules

/// Every example of every rule, replayed in the ways that files differ.
@Suite struct ExampleTests {
  /// What every test of examples shares: data, lexicon and rules of the checkout.
  private static let resources = Result {
    try Resources(
      data: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path)
  }

  /// A way to write the same copy down: what stands before and after, and how lines end.
  struct Variant: CustomTestStringConvertible, Sendable {
    var name: String
    var before = ""
    var after = ""
    var usesCRLF = false
    var testDescription: String { name }
  }

  static let variants = [
    Variant(name: "plain"),
    Variant(name: "final line break", after: "\n"),
    Variant(name: "after an emoji", before: "The café 🌧️ shut.\n\n"),
    Variant(name: "CRLF", before: "It rained.\n\n", after: "\n", usesCRLF: true),
    Variant(name: "byte order mark", before: "\u{FEFF}"),
  ]

  static let ids = RuleRegistry.all.map { $0.info.id }

  private func infos() throws -> [RuleInfo] { try Self.resources.get().catalogue.infos }

  private func linter(_ info: RuleInfo, _ example: Example) throws -> Linter {
    var settings = Settings(dialect: example.dialect)
    // Alone, so that no other rule's finding on the same words stands in its way; marks are used
    // only when the rules that they suppress run.
    if info.id != "unused-stet" {
      for other in try infos() { settings.rules[other.id] = RuleSetting(isOn: false) }
    }
    settings.rules[info.id] = RuleSetting(isOn: true, options: example.options)
    return try Self.resources.get().linter(settings)
  }

  private func unmarked(_ marked: String) -> (text: String, ranges: [TextRange]) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var ranges: [TextRange] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(bytes.count)
      case "⟧": if let start = starts.popLast() { ranges.append(TextRange(start, bytes.count)) }
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), ranges)
  }

  /// Whether an example only means something at the start of a file: front matter, a headline.
  private func opensFile(_ info: RuleInfo, _ example: Example) -> Bool {
    example.text.hasPrefix("---") || info.category == .headlines
      || example.options.keys.contains("headline")
  }

  private func found(
    _ info: RuleInfo, _ example: Example, _ variant: Variant
  ) throws -> (found: [TextRange], expected: [TextRange], text: String) {
    var marked = variant.before + example.text + variant.after
    if variant.usesCRLF {
      marked = String(
        String.UnicodeScalarView(
          marked.unicodeScalars.flatMap { $0 == "\n" ? ["\r", "\n"] : [$0] as [Unicode.Scalar] }))
    }
    let (text, ranges) = unmarked(marked)
    let file = SourceFile(
      path: example.isMarkdown ? "example.md" : "example.txt", text: text,
      format: example.isMarkdown ? .markdown : .text)
    let result = try linter(info, example).lint(file)
    let own = result.diagnostics.filter { $0.rule == info.id }
      .map { result.document.map.fileRange($0.range) }
    return (own, ranges, text)
  }

  @Test("Findings stand exactly where the examples mark them", arguments: variants)
  func findings(_ variant: Variant) throws {
    for info in try infos() {
      for example in info.findings {
        if !variant.before.isEmpty, opensFile(info, example) { continue }
        let (found, expected, text) = try found(info, example, variant)
        #expect(!expected.isEmpty, "\(info.id): the example of line \(example.line) marks nothing")
        #expect(found == expected, "\(info.id), line \(example.line): \(text)")
      }
    }
  }

  @Test("Silent examples are left alone", arguments: variants)
  func silence(_ variant: Variant) throws {
    for info in try infos() {
      for example in info.silent {
        if !variant.before.isEmpty, opensFile(info, example) { continue }
        let (found, _, text) = try found(info, example, variant)
        #expect(found.isEmpty, "\(info.id), line \(example.line): \(text)")
      }
    }
  }

  @Test("The first fix of each example gives what the example says, and is then at rest")
  func fixes() throws {
    for info in try infos() {
      for example in info.findings {
        guard let fixed = example.fixed else { continue }
        let (text, _) = unmarked(example.text)
        let linter = try linter(info, example)
        let mended = mend(text, linter, info, example)
        #expect(mended == fixed, "\(info.id), line \(example.line)")
        #expect(mend(fixed, linter, info, example) == fixed, "\(info.id): not at rest")
      }
    }
  }

  /// Applies the first fix of each finding of a rule, from the back.
  private func mend(
    _ text: String, _ linter: Linter, _ info: RuleInfo, _ example: Example
  ) -> String {
    let file = SourceFile(path: example.isMarkdown ? "example.md" : "example.txt", text: text)
    var bytes = Array(text.utf8)
    let findings = linter.lint(file).diagnostics.filter { $0.rule == info.id }
    for finding in findings.reversed() {
      for edit in (finding.fixes.first?.edits ?? []).reversed() {
        bytes.replaceSubrange(edit.range.indices, with: Array(edit.replacement.utf8))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Every rule says what it is and shows what it finds")
  func descriptions() throws {
    for info in try infos() {
      #expect(!info.findings.isEmpty, "\(info.id) has no example of a finding")
      #expect(!info.silent.isEmpty, "\(info.id) has no example of silence")
      #expect(info.summary.hasSuffix("."), "\(info.id): the summary is no sentence")
      #expect(info.severityReason.count > 10, "\(info.id): no reason for its severity")
    }
  }
}

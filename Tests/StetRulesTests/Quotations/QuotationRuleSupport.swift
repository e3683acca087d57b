import StetAnalysis
import StetDocument
import StetText
import Testing

@testable import StetRules

/// One rule run over marked copy.
struct MarkedCopy {
  /// The copy without marks.
  let text: String
  /// The marked ranges.
  let ranges: [TextRange]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var found: [TextRange] = []
    var open = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": open = bytes.count
      case "⟧": found.append(TextRange(open, bytes.count))
      default: UTF8Scan.append(scalar.value, to: &bytes)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    ranges = found
  }

  /// What a rule reports in the copy.
  func findings(_ type: any Rule.Type, _ options: [String: OptionValue] = [:]) -> [Diagnostic] {
    let document = Document(SourceFile(path: "story.txt", text: text))
    var context = RuleContext(
      document: document, analysis: Analysis(document: document), info: type.info)
    context.turn(to: type.info, options: options)
    type.init().check(&context)
    return context.takeDiagnostics().sorted(by: Diagnostic.precedes)
  }

  /// The copy after the best fix of every finding.
  func fixed(_ type: any Rule.Type, _ options: [String: OptionValue] = [:]) -> String {
    var bytes = Array(text.utf8)
    let edits = findings(type, options).compactMap(\.fixes.first).flatMap(\.edits)
    for edit in edits.sorted(by: { $0.range > $1.range }) {
      bytes.replaceSubrange(edit.range.indices, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Expects exactly the marked findings of a rule.
func expect(
  _ type: any Rule.Type, _ marked: String, _ options: [String: OptionValue] = [:],
  at place: SourceLocation = #_sourceLocation
) {
  let copy = MarkedCopy(marked)
  let found = copy.findings(type, options).map(\.range)
  #expect(found == copy.ranges, "\(type.info.id): \(marked)", sourceLocation: place)
}

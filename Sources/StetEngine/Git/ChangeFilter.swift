import StetDocument
import StetRules
import StetText

/// What a change does to one file.
package struct FileChange: Sendable {
  /// The lines of the new file that it touches.
  package let lines: ChangedLines
  /// The file's bytes before it; nil for a new file.
  package let before: [UInt8]?
}

/// Keeps the findings that a change is answerable for: those on lines that it touches, with a
/// related place there, or that the file did not have before, wherever they stand.
package enum ChangeFilter {
  /// The findings to report.
  ///
  /// - Parameters:
  ///   - lines: the lines of the new file that the change touches.
  ///   - before: lints the file as it was before; asked only when it decides something.
  package static func filter(
    _ result: LintResult, lines: ChangedLines, before: () -> LintResult?
  ) -> LintResult {
    if lines == .all || result.diagnostics.isEmpty { return result }
    let document = result.document
    let index = LineIndex(document.file.bytes)
    func touches(_ range: TextRange) -> Bool {
      let place = document.map.fileRange(range)
      let first = index.lineIndex(of: Int(place.start)) + 1
      let last = index.lineIndex(of: max(Int(place.start), Int(place.end) - 1)) + 1
      return lines.touches(first...last)
    }
    let isTouched = result.diagnostics.map { finding in
      touches(finding.range) || finding.related.contains { touches($0.range) }
    }
    var kept: [Diagnostic] = []
    var known: [FindingKey: Int]?
    for (finding, isTouched) in zip(result.diagnostics, isTouched) {
      if isTouched {
        kept.append(finding)
        continue
      }
      if known == nil {
        let old = before()
        known = Dictionary(
          (old?.diagnostics ?? []).compactMap { finding in
            old.map { (FindingKey(finding, in: $0.document), 1) }
          }, uniquingKeysWith: +)
      }
      let key = FindingKey(finding, in: document)
      if let count = known?[key], count > 0 {
        known?[key] = count - 1
      } else {
        kept.append(finding)
      }
    }
    return LintResult(document: document, diagnostics: kept, suppressed: result.suppressed)
  }
}

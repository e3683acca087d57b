import StetDocument
import StetRules
import StetText

/// Decides which fixes of a document are applied, and applies them. Rules only propose.
package enum FixApplier {
  /// A fix that may be applied, with its edits in the file.
  package struct Candidate: Sendable {
    /// The finding.
    package var finding: Diagnostic
    /// The fix.
    package var fix: Fix
    /// The fix's edits as ranges of the file's text.
    package var edits: [TextEdit]

    /// Makes a fix that may be applied.
    package init(finding: Diagnostic, fix: Fix, edits: [TextEdit]) {
      self.finding = finding
      self.fix = fix
      self.edits = edits
    }
  }

  /// The fixes of at least some safety that can be applied, one a finding, in text order.
  ///
  /// The best fix of a finding only: where that is for people to read, no lesser one is taken. Fixes
  /// that would touch markup, or text that stands otherwise in the file, are left out.
  package static func candidates(_ result: LintResult, atLeast level: Applicability) -> [Candidate]
  {
    result.diagnostics.compactMap { finding in
      guard let fix = finding.fixes.first, fix.applicability >= level else { return nil }
      guard let edits = fileEdits(fix, result.document) else { return nil }
      return Candidate(finding: finding, fix: fix, edits: edits)
    }
  }

  /// The edits of a fix as ranges of the file's text; nil when the fix can't be applied.
  package static func fileEdits(_ fix: Fix, _ document: Document) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for edit in fix.edits {
      if touchesMarkup(edit.range, document) { return nil }
      let range = document.map.fileRange(edit.range)
      guard range.count == edit.range.count,
        document.file.bytes[range.indices].elementsEqual(document.text[edit.range.indices])
      else { return nil }
      edits.append(TextEdit(range, edit.replacement))
    }
    return edits.isEmpty ? nil : edits
  }

  private static func touchesMarkup(_ range: TextRange, _ document: Document) -> Bool {
    let opaque = document.opaque
    let next = TextRange.first(in: opaque, endingAfter: Int(range.start))
    return next < opaque.count && opaque[next].start < range.end
  }

  /// The fixes that can be applied together: safer ones first, then those that stand earlier; a
  /// fix that overlaps one already taken waits for the next pass.
  package static func compatible(_ candidates: [Candidate]) -> [Candidate] {
    let order = candidates.indices.sorted { a, b in
      let (x, y) = (candidates[a].fix.applicability, candidates[b].fix.applicability)
      return x == y ? a < b : x > y
    }
    // What lies strictly between taken edits is free; a search keeps this from being quadratic.
    var taken: [TextRange] = []
    var chosen: [Int] = []
    for index in order {
      let ranges = candidates[index].edits.map(\.range)
      if ranges.contains(where: { overlaps($0, taken) }) { continue }
      for range in ranges { taken.insert(range, at: place(of: range, in: taken)) }
      chosen.append(index)
    }
    return chosen.sorted().map { candidates[$0] }
  }

  private static func place(of range: TextRange, in taken: [TextRange]) -> Int {
    taken.partitioningIndex { $0 >= range }
  }

  private static func overlaps(_ range: TextRange, _ taken: [TextRange]) -> Bool {
    let at = place(of: range, in: taken)
    // Edits that only touch are kept apart, too: their order would decide what they give.
    if at > 0, taken[at - 1].end >= range.start { return true }
    return at < taken.count && taken[at].start <= range.end
  }

  /// The text after the edits of compatible fixes.
  package static func apply(_ fixes: [Candidate], to text: [UInt8]) -> [UInt8] {
    let edits = fixes.flatMap(\.edits).sorted { $0.range < $1.range }
    var output: [UInt8] = []
    output.reserveCapacity(text.count + 64)
    var at = 0
    for edit in edits {
      output.append(contentsOf: text[at..<Int(edit.range.start)])
      output.append(contentsOf: edit.replacement.utf8)
      at = Int(edit.range.end)
    }
    output.append(contentsOf: text[at...])
    return output
  }
}

/// What mending one file gave.
package struct FixResult: Sendable {
  /// The text before, in UTF-8.
  package var before: [UInt8]
  /// The text after, in UTF-8.
  package var after: [UInt8]
  /// How many fixes were applied.
  package var count: Int
  /// Whether the last pass found nothing more to apply.
  package var isStable: Bool
  /// The findings that are left.
  package var remaining: LintResult
}

extension FixApplier {
  /// How often a file is linted and mended before fixes are taken to contradict each other.
  private static let mostPasses = 10

  /// Mends a file until nothing more can be applied.
  package static func mend(
    _ file: SourceFile, with linter: Linter, atLeast level: Applicability
  ) -> FixResult {
    var result = linter.lint(file)
    var text = file.bytes
    var count = 0
    for _ in 0..<mostPasses {
      let fixes = compatible(candidates(result, atLeast: level))
      if fixes.isEmpty {
        return FixResult(
          before: file.bytes, after: text, count: count, isStable: true, remaining: result)
      }
      text = apply(fixes, to: text)
      count += fixes.count
      result = linter.lint(
        SourceFile(path: file.path, utf8: text, format: file.format, encoding: file.encoding))
    }
    let isStable = candidates(result, atLeast: level).isEmpty
    return FixResult(
      before: file.bytes, after: text, count: count, isStable: isStable, remaining: result)
  }
}

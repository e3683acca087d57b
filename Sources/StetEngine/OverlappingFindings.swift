import StetRules

/// Leaves one finding of two that say the same of one word.
enum OverlappingFindings {
  /// Rules that yield where another has spoken, each with those it yields to.
  private static let yielding: [String: Set<String>] = [
    // The headline's name is compared with the story: that says more than a slip of spelling.
    "misspelt-name": ["headline-name"],
    "misspelling": ["headline-name"],
    // A slip is judged by the word itself first, by the person's other mentions second.
    "inconsistent-name": ["misspelt-name", "misspelling", "headline-name"],
    "changed-title": ["honorific-with-surname", "title-pairing"],
  ]

  /// How many findings back an overlapping one is looked for; few reach over more than a handful of others.
  private static let reach = 8

  /// Drops findings that yield to another on an overlapping range, and those whose fix another's says already.
  ///
  /// Linear in the findings.
  ///
  /// - Parameters:
  ///   - diagnostics: sorted by place.
  ///   - text: the document's.
  static func settle(_ diagnostics: [Diagnostic], in text: [UInt8]) -> [Diagnostic] {
    withoutEchoes(withoutYielding(diagnostics), text)
  }

  private static func withoutYielding(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.contains(where: { yielding[$0.rule] != nil }) else { return diagnostics }
    return diagnostics.enumerated().compactMap { index, finding in
      guard let stronger = yielding[finding.rule] else { return finding }
      var near = index - 1
      while near >= 0, index - near <= reach {
        let other = diagnostics[near]
        if stronger.contains(other.rule), other.range.overlaps(finding.range) { return nil }
        near -= 1
      }
      near = index + 1
      while near < diagnostics.count, diagnostics[near].range.start < finding.range.end {
        if stronger.contains(diagnostics[near].rule),
          diagnostics[near].range.overlaps(finding.range)
        {
          return nil
        }
        near += 1
      }
      return finding
    }
  }

  /// Leaves one of two findings that would make the same text: `finance minster` and `minster`. The graver one stays, and of
  /// two as grave the one that points to less. What could be mended before still can.
  private static func withoutEchoes(_ diagnostics: [Diagnostic], _ text: [UInt8]) -> [Diagnostic] {
    let touches = zip(diagnostics, diagnostics.dropFirst()).contains {
      $1.range.start < $0.range.end
    }
    guard touches else { return diagnostics }
    var kept: [Diagnostic] = []
    for finding in diagnostics {
      let echoed = kept.indices.suffix(reach).last { index in
        kept[index].range.overlaps(finding.range) && saySame(kept[index], finding, text)
      }
      guard let echoed else {
        kept.append(finding)
        continue
      }
      var (stays, goes) = (kept[echoed], finding)
      if isStronger(goes, stays) {
        swap(&stays, &goes)
        kept.remove(at: echoed)
        kept.append(withApplicability(stays, of: goes))
      } else {
        kept[echoed] = withApplicability(stays, of: goes)
      }
    }
    return kept
  }

  /// A finding whose best fix may be made where that of another, which makes the same text, may.
  private static func withApplicability(_ finding: Diagnostic, of other: Diagnostic) -> Diagnostic {
    var finding = finding
    if let best = finding.fixes.indices.first, let fix = other.fixes.first {
      finding.fixes[best].applicability = max(finding.fixes[best].applicability, fix.applicability)
    }
    return finding
  }

  private static func isStronger(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    a.severity != b.severity ? a.severity > b.severity : a.range.count < b.range.count
  }

  /// Whether the best fixes of two findings make the same text.
  private static func saySame(_ a: Diagnostic, _ b: Diagnostic, _ text: [UInt8]) -> Bool {
    guard let one = a.fixes.first, let other = b.fixes.first else { return false }
    let ranges = (one.edits + other.edits).map(\.range)
    guard let start = ranges.map(\.start).min(), let end = ranges.map(\.end).max(),
      Int(end) <= text.count
    else { return false }
    return result(one, start, end, text) == result(other, start, end, text)
  }

  /// A stretch of text with a fix made.
  private static func result(
    _ fix: Fix, _ start: UInt32, _ end: UInt32, _ text: [UInt8]
  ) -> [UInt8] {
    var output: [UInt8] = []
    var place = start
    for edit in fix.edits.sorted(by: { $0.range < $1.range }) where edit.range.start >= place {
      output += text[Int(place)..<Int(edit.range.start)]
      output += Array(edit.replacement.utf8)
      place = edit.range.end
    }
    return output + text[Int(place)..<Int(end)]
  }
}

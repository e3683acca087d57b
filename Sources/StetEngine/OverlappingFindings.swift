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

  /// Drops findings that yield to another on an overlapping range. `diagnostics` is sorted by
  /// place; linear but for findings that overlap each other.
  static func settle(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.contains(where: { yielding[$0.rule] != nil }) else { return diagnostics }
    return diagnostics.enumerated().compactMap { index, finding in
      guard let stronger = yielding[finding.rule] else { return finding }
      var near = index - 1
      // Neighbours in the order of places; few findings reach over more than a handful of others.
      while near >= 0, index - near <= 8 {
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
}

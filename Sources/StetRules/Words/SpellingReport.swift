import StetAnalysis

extension RuleContext {
  /// Reports what the spelling model found of one kind, with its suggestions as fixes.
  ///
  /// - Parameters:
  ///   - message: what to say of the words found.
  ///   - severity: how grave a finding is; nil for the rule's own severity.
  mutating func report(
    _ kind: SpellingFinding.Kind, message: (String) -> String,
    severity: (SpellingFinding) -> Severity? = { _ in nil }
  ) {
    guard let spelling = analysis.spelling else { return }
    for finding in spelling.findings where finding.kind == kind {
      report(
        finding.range, message(document.string(finding.range)),
        fixes: finding.suggestions.map { .replace(finding.range, with: $0.text, .unsafe) },
        severity: severity(finding))
    }
  }
}

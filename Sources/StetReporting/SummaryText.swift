import StetDocument
import StetRules

/// The last line of a report for people.
enum SummaryText {
  /// What a run found, in one line.
  static func line(_ summary: RunSummary, _ paint: Paint) -> String {
    var parts: [String] = []
    if summary.errors > 0 { parts.append(paint(.error, counted(summary.errors, "error"))) }
    if summary.warnings > 0 { parts.append(paint(.warning, counted(summary.warnings, "warning"))) }
    if summary.advice > 0 { parts.append(paint(.advice, "\(summary.advice) advice")) }
    if summary.problems > 0 { parts.append(paint(.error, counted(summary.problems, "problem"))) }
    var line: String
    if parts.isEmpty {
      line = "nothing found in \(counted(summary.files, "file"))"
    } else {
      line = joined(parts)
      line +=
        summary.files == 1
        ? " in 1 file" : " in \(summary.filesWithFindings) of \(summary.files) files"
    }
    if summary.fixable > 0 { line += "; \"stet fix\" mends \(summary.fixable)" }
    if summary.suppressed > 0 { line += "; \(summary.suppressed) let stand" }
    if summary.baselined > 0 { line += "; \(summary.baselined) in the baseline" }
    return line
  }

  /// A number and its noun.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func joined(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// How a fix reads beside its finding.
enum SuggestionText {
  /// The new words, in quotation marks when they start or end with a space, when the fix
  /// replaces just the finding; else the fix's title.
  static func of(_ fix: Fix, _ diagnostic: Diagnostic) -> String {
    guard fix.edits.count == 1, let edit = fix.edits.first, edit.range == diagnostic.range,
      let first = edit.replacement.first, let last = edit.replacement.last
    else { return fix.title }
    // Spaces at the edges would not be seen.
    return isSpace(first) || isSpace(last) ? "\"\(edit.replacement)\"" : edit.replacement
  }

  private static func isSpace(_ character: Character) -> Bool {
    // Of most characters, letters of ASCII, no properties need be looked up.
    if let ascii = character.asciiValue, ascii > 0x20, ascii < 0x7F { return false }
    return character.isWhitespace
  }
}

/// How a related place reads where it cannot be shown.
enum RelatedText {
  /// The message, and the words there unless it quotes them or there is nothing to quote.
  static func of(_ related: RelatedRange, _ document: Document) -> String {
    let words = document.string(related.range)
    let isEmpty = words.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    if isEmpty || related.message.contains(words) { return related.message }
    return "\(related.message): “\(words)”"
  }
}

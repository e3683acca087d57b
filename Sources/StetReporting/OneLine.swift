import StetRules

/// A finding in one sentence, for formats that have one text only.
enum OneLine {
  /// The message, and what to do in brackets: `"goverment" … (replace with "government")`.
  static func of(_ diagnostic: Diagnostic) -> String {
    guard let best = diagnostic.fixes.first else { return diagnostic.message }
    return "\(diagnostic.message) (\(best.title))"
  }

  /// The sentence of `of`, and each note on a line of its own.
  static func withNotes(_ diagnostic: Diagnostic) -> String {
    ([of(diagnostic)] + diagnostic.notes).joined(separator: "\n")
  }
}

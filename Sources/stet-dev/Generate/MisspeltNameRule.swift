import ArgumentParser
import Foundation

/// The rule on names that are often written wrongly, with the pairs of `misspelt-names.tsv`.
enum MisspeltNameRule {
  /// Where the rule stands in the checkout.
  static let path = "rules/words/misspelt-famous-name.yml"

  private static let list = "dictionaries/en/misspelt-names.tsv"

  /// The rule, for the list of a checkout.
  ///
  /// - Throws: what reading the list throws; a validation error for an entry that is no pair.
  static func text(_ base: URL) throws -> String {
    let text = try String(contentsOf: base.appendingPathComponent(list), encoding: .utf8)
    let pairs = try ListFile(text: text).rows.map { row in
      guard row.count == 2 else {
        throw ValidationError(
          "\(list): \"\(row.joined(separator: " "))\" is not a pair; write WRONG, a tab, RIGHT")
      }
      return "  \"\(row[0])\": \"\(row[1])\"\n"
    }
    return head + pairs.joined() + examples
  }

  private static let head = #"""
    # Written by "stet-dev generate" from dictionaries/en/misspelt-names.tsv.
    extends: substitution
    message: "the name is \"%s\", not \"%s\""
    description: A well-known name that is often written wrongly.
    rationale: >-
      Each form here is a common slip and no other well-known name: a forename taken for another
      ("Hilary Clinton"), a letter doubled or dropped ("Carribean"). Other slips of names are found by
      what the story and the world know of them (misspelt-name).
    level: warning
    reason: The wrong form is no other well-known name, but somebody may bear it.
    ignorecase: false
    fix: unsafe
    swap:

    """#

  private static let examples = """
    examples:
      find:
        - "In 2016 ⟦Hilary Clinton⟧ carried the state."
        - "They cruised in the ⟦Carribean⟧ for a week."
      silent:
        - "Hillary Clinton and Hilary Benn cruised in the Caribbean."
        - "Barack Obama spoke before Hilary Mantel did."

    """
}

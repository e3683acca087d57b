import Foundation

/// The rule on names that are often written wrongly, with the pairs of `misspelt-names.tsv`.
enum MisspeltNameRule {
  /// Where the rule stands in the checkout.
  static let path = "rules/words/misspelt-famous-name.yml"

  /// The rule, for the list of a checkout.
  static func text(_ base: URL) throws -> String {
    let list = base.appendingPathComponent("dictionaries/en/misspelt-names.tsv")
    let rows = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t") }
      .filter { $0.count == 2 }
      .map { "  \(quoted($0[0])): \(quoted($0[1]))\n" }
    return head + rows.joined() + examples
  }

  private static func quoted(_ name: Substring) -> String { "\"\(name)\"" }

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
        - "Hilary Clintonville is a made-up person."

    """
}

/// Reports a "stet" mark that lets nothing stand. The marks are kept by the engine, which reports
/// in this rule's name.
package struct UnusedStet: Rule {
  package static let info = RuleInfo(
    id: "unused-stet",
    category: .style,
    summary: "A \"stet\" mark lets nothing stand.",
    rationale: """
      A mark that no finding needs any longer hides the next one. It is reported when nothing is \
      found where it holds, when a rule that it names is found nothing of, and when no rule has the \
      id that it names. Marks for rules that are turned off are left alone.
      """,
    severity: .warning,
    severityReason: "The copy is right, but the next fault in the same place would go unseen.",
    findings: [
      Example("⟦<!-- stet -->⟧\nThe council met in private.", markdown: true),
      Example("Nothing is wrong here. ⟦<!-- stet: repeated-word -->⟧", markdown: true),
      Example(
        "⟦<!-- stet: repeeted-word -->⟧\n\nThe council met in private.", markdown: true),
    ],
    silent: [
      Example(
        "<!-- stet: repeated-word -- his words -->\nHe said that was was it.", markdown: true),
      Example("<!-- stet off -->\n\nThe the end.\n\n<!-- stet on -->", markdown: true),
    ])

  package init() {}

  package func check(_ context: inout RuleContext) {}

  /// A mark for all rules that no finding needs.
  package static let unused = "nothing is found here that this mark would let stand"
  /// `stet on` with nothing turned off before it.
  package static let nothingIsOff = "\"stet on\" without a \"stet off\" before it"

  /// A mark for a rule that finds nothing here.
  package static func unused(_ rule: String) -> String {
    "\"\(rule)\" finds nothing here that this mark would let stand"
  }

  /// A mark for a rule that there is not.
  package static func unknown(_ rule: String, nearest: String?) -> String {
    "there is no rule \"\(rule)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
  }
}

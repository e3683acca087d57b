import StetAnalysis
import StetDocument
import StetText

/// Reports a person who is head of a company in two ways.
struct ChangedRole: Rule {
  static let info = RuleInfo(
    id: "changed-role",
    category: .people,
    summary: "A person is \"chief executive\" in one place and \"chairman\" in another.",
    rationale: """
      A company's chairman is mostly not its chief executive, and a story that calls one person both is \
      mostly wrong once. The rule compares the roles at the head of a company only (chairman, chief \
      executive, managing director, finance director, vice president), right before or behind a full \
      name. People change posts and hold several, so it is off unless asked for, and only advises.
      """,
    severity: .advice,
    severityReason: "People hold two posts, or change from one to the other.",
    isOnByDefault: false,
    quoted: .skip,
    findings: [
      Example(
        """
        The plan came from chief executive Tom Tolverne. Shares fell at once. Tom Tolverne, the \
        ⟦chairman⟧, blamed the weather.
        """)
    ],
    silent: [
      Example(
        """
        The plan came from chief executive Tom Tolverne. Ann Reed, the chairman, blamed the weather. \
        Tom Tolverne, the former chairman, was not there.
        """),
      Example("Tom Tolverne, chairman and chief executive of the bank, left. Tolverne is 60."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    for (index, person) in people.persons.enumerated()
    where person.references.count > 1 && person.forenameKey != 0 {
      var first: (role: PersonRole, reference: PersonReference)?
      for reference in people.references(of: index)
      where reference.isNarrated(in: document) && reference.form == .full {
        guard let role = people.role(at: reference, in: document), role.isExclusive,
          !Self.isPast(role, document)
        else { continue }
        guard let before = first else {
          first = (role, reference)
          continue
        }
        guard role.key != before.role.key else { continue }
        let written = document.string(role.range)
        let shown = document.string(before.role.range)
        context.report(
          role.range, "\(person.surname(in: document)) is \"\(written)\" here, \"\(shown)\" before",
          notes: ["One person rarely has both posts."],
          related: [RelatedRange(before.role.range, "\"\(shown)\" here")])
      }
    }
  }

  /// `former`, `then` or `ex-` before the role, or a second role joined to it.
  private static func isPast(_ role: PersonRole, _ document: Document) -> Bool {
    var token = role.firstToken - 2
    for _ in 0..<2 where token >= 0 {
      let word = document.tokens.words[token]
      guard word != WordTable.none else { break }
      let text = document.words.string(document.words.folded[Int(word)])
      if ["former", "then", "ex", "outgoing", "incoming", "and", "new", "previous", "next"]
        .contains(text)
      {
        return true
      }
      token -= 2
    }
    let end = document.tokens.index(at: Int(role.range.end))
    guard end + 1 < document.tokens.count, document.tokens.words[end + 1] != WordTable.none else {
      return false
    }
    return document.words.string(document.tokens.words[end + 1]) == "and"
  }
}

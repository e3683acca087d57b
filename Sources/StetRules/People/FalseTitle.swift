import StetAnalysis
import StetDocument
import StetText

/// Reports a job that stands before a name like a title: `rapper Stormzy`.
struct FalseTitle: Rule {
  static let info = RuleInfo(
    id: "false-title",
    category: .people,
    summary: "A job stands before a full name like a title, without an article.",
    rationale: """
      "Rapper Tom Reed said" treats a job as a title. Agencies and popular papers write so; The \
      Guardian and The New York Times want "the rapper Tom Reed" or "Tom Reed, the rapper". Offices, \
      ranks and professional titles are no false titles.
      """,
    severity: .warning,
    severityReason: "A matter of house style, for houses that have it.",
    isOnByDefault: false,
    fixSafety: .unsafe,
    quoted: .skip,
    findings: [
      Example(
        "The song was written by ⟦rapper⟧ Tom Tolverne in May.",
        fixed: "The song was written by the rapper Tom Tolverne in May."),
      Example("On Monday the band met, and ⟦guitarist⟧ Tom Tolverne left."),
    ],
    silent: [
      Example(
        "The song was written by the rapper Tom Tolverne, and his old friend, singer of hits, left."
      ),
      Example("The British singer Tom Tolverne met Prime Minister Ann Reed and Dr Jane Bell."),
      Example("Her brother, the film director Tom Tolverne, met her lawyer Ann Reed."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    for reference in people.references
    where reference.form == .full && reference.title == nil && reference.isNarrated(in: document) {
      guard let role = people.role(at: reference, in: document), role.isBefore,
        !role.isOffice, let isPlain = Self.standsBare(role, document)
      else { continue }
      let written = document.string(role.range)
      let name = document.string(reference.nameRange)
      context.report(
        role.range, "\"\(written)\" stands before \"\(name)\" like a title",
        notes: ["The house puts an article before a job, or the job behind the name."],
        fixes: isPlain ? [.replace(role.range, with: "the \(written)", .unsafe)] : [])
    }
  }

  /// Whether nothing makes a noun phrase of role and name: nil when an article, a possessive or a
  /// capitalised word stands before it, true when a verb, a preposition or a mark does.
  private static func standsBare(_ role: PersonRole, _ document: Document) -> Bool? {
    let tokens = document.tokens
    var token = role.firstToken
    if tokens.opensSentence[token] { return true }
    for step in 0..<4 {
      guard token >= 2, tokens.kinds[token - 1] == .space, tokens.kinds[token - 2] == .word else {
        // A hyphen or a number belongs to the phrase; a comma ends it.
        guard token >= 2, tokens.kinds[token - 1] == .space, tokens.kinds[token - 2] == .punctuation
        else { return nil }
        return step == 0
      }
      let word = tokens.words[token - 2]
      let text = document.words.string(document.words.folded[Int(word)])
      if articles.contains(text) || document.words.stems[Int(word)] != word
        || document.words.shapes[Int(word)] != .lower
      {
        return nil
      }
      if stops.contains(text) { return step == 0 }
      if tokens.opensSentence[token - 2] { return false }
      token -= 2
    }
    return nil
  }

  private static let articles: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "that", "another",
    "one", "no", "some", "each", "every", "fellow",
  ]
  private static let stops: Set<String> = [
    "by", "with", "of", "from", "to", "and", "or", "but", "for", "on", "as", "said", "says", "told",
    "when", "while", "after", "before", "against", "like", "between", "than", "if", "where",
    "under",
    "including", "asked", "met", "signed", "named", "joined", "is", "was", "at", "about",
  ]
}

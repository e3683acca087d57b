import StetAnalysis
import StetDocument
import StetText

/// Reports an adult who is called by the forename where the story calls him by surname.
struct ForenameAlone: Rule {
  static let info = RuleInfo(
    id: "forename-alone",
    category: .people,
    summary: "A person is called by the forename in one place and by the surname in the rest.",
    rationale: """
      News copy calls adults by surname, with or without a title; children, royalty, and relatives who \
      share a surname are called by forename. The rule speaks when a story has called a person by \
      surname twice or more, outside quotations, and then by forename alone. Features, profiles and \
      obituaries do so on purpose, so it only advises.
      """,
    severity: .advice,
    severityReason: "Features and obituaries call people by forename on purpose.",
    fixSafety: .unsafe,
    quoted: .skip,
    findings: [
      Example(
        """
        Sarah Tolverne runs the shop. Tolverne said trade was good. Tolverne plans a second one. \
        Then ⟦Sarah⟧ went home.
        """,
        fixed: """
          Sarah Tolverne runs the shop. Tolverne said trade was good. Tolverne plans a second one. \
          Then Tolverne went home.
          """)
    ],
    silent: [
      Example(
        """
        Sarah Tolverne, 12, found the ring. Tolverne said she was happy. Tolverne gave it back. Then \
        Sarah went home.
        """),
      Example(
        """
        Sarah and Tom Tolverne run the shop. Tolverne said trade was good. Tolverne plans a second \
        one. Then Sarah went home.
        """),
      Example(
        """
        Sarah Tolverne runs the shop. Tolverne said trade was good. Tolverne plans a second one. \
        “Sarah is busy,” her mother said.
        """),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let people = context.analysis.people
    for index in people.persons.indices
    where !people.persons[index].sharesSurname && people.persons[index].references.count > 3
      && people.persons[index].forenameKey != 0
      && !people.persons[index].evidence.isDisjoint(with: [.forename, .title])
      && people.references(of: index).contains(where: { $0.form == .forename })
    {
      let person = people.persons[index]
      let told = people.references(of: index).filter {
        $0.isNarrated(in: document) && !$0.isAttributive
      }
      let forenames = told.filter {
        $0.form == .forename && $0.title == nil && Self.isFirst($0, person, document)
      }
      let surnames = told.filter { $0.form == .surname && $0.title != .royal }
      guard let like = surnames.first, let full = told.first(where: { $0.form == .full }),
        !forenames.isEmpty, surnames.count >= 2, surnames.count >= 2 * forenames.count,
        !told.contains(where: { $0.title == .royal || $0.title == .knighthood }),
        people.context(of: index, in: document).isDisjoint(with: [.minor])
      else { continue }
      for reference in forenames where reference.range.start > full.range.start {
        // Another person of that forename is the one who is meant, as far as anybody can tell.
        if people.persons.indices.contains(where: {
          $0 != index && people.persons[$0].forenameKey == person.forenameKey
        }) {
          continue
        }
        if Self.isDoubtful(reference, context) { continue }
        let name = document.string(reference.nameRange)
        let shown = document.string(like.range)
        context.report(
          reference.nameRange, "\"\(name)\" alone here, \"\(shown)\" elsewhere",
          notes: ["Adults go by surname in news copy after the first mention."],
          related: [RelatedRange(like.range, "\"\(shown)\" here")],
          fixes: [.replace(reference.nameRange, with: shown, .unsafe)])
      }
    }
  }

  /// Whether the word may be another name's (Thomas More, Charles “Tex” Watson) or no name at all
  /// (Will the firm survive?).
  private static func isDoubtful(_ reference: PersonReference, _ context: RuleContext) -> Bool {
    let document = context.document
    let tokens = document.tokens
    let first = reference.nameTokens.lowerBound
    if tokens.opensSentence[first], let lexicon = context.analysis.resources.lexicon,
      lexicon.entry(for: Array(document.string(reference.nameRange).lowercased().utf8))?.isKnown
        ?? false
    {
      return true
    }
    let next = reference.nameTokens.upperBound + 1
    guard next < tokens.count, tokens.kinds[next - 1] == .space else { return false }
    switch tokens.kinds[next] {
    case .word, .alphanumeric, .initials:
      return document.words.shapes[Int(tokens.words[next])] != .lower
    case .punctuation:
      let b = document.text[Int(tokens.starts[next])]
      return b == 0x22 || b == 0x27 || b == 0xE2 || b == 0x28
    default: return false
    }
  }

  /// Whether the reference is the first word of the person's full name, no middle one.
  private static func isFirst(
    _ reference: PersonReference, _ person: Person, _ document: Document
  ) -> Bool {
    person.name(in: document).hasPrefix(document.string(reference.nameRange) + " ")
  }
}

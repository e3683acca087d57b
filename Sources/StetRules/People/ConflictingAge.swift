import StetAnalysis
import StetDocument
import StetText

/// Reports a person whose age stands twice with different numbers.
struct ConflictingAge: Rule {
  static let info = RuleInfo(
    id: "conflicting-age",
    category: .people,
    summary: "A person's age stands twice with different numbers.",
    rationale: """
      Two ages for one person mean that one of them is wrong, and readers notice. The rule reads \
      "Name, 34," and "34-year-old Name"; the later place is reported, with the earlier one beside \
      it.
      """,
    severity: .warning,
    severityReason: "One of the two is wrong, unless the story tells of two times.",
    quoted: .skip,
    findings: [
      Example(
        """
        Tom Pollard, 34, was found on Monday. Police said Mr Pollard, ⟦43⟧, had been missing for a \
        week.
        """),
      Example(
        "The body of 34-year-old Tom Pollard was found. Pollard, ⟦35⟧, had been missing for a week."
      ),
      Example(
        "Tom Pollard, 34, has led the council since May. Mr Pollard, who is ⟦43⟧, was not there."),
      Example("Tom Pollard, 34, leads the council. Before 2019 Mr Pollard, ⟦43⟧, led a choir."),
    ],
    silent: [
      Example("Tom Pollard, 34, and Ann Pollard, 36, were found. Tom Pollard, 34, was hurt."),
      Example("Tom Pollard, 34, ran first. 35-year-old Ann Reed came second."),
      Example("Tom Pollard, 34, ran first. Pollard, who is 35 in May, will run again."),
      Example(
        "Tom Pollard, 48, was freed. On the night of 11 August 1985, 20-year-old Pollard had been in a bar."
      ),
      Example("Tom Pollard, 56, was freed. He met then-30-year-old Pollard in a field."),
      Example("He hit Jane Doe, 16, and a day later 22-year-old Jane Doe."),
    ])

  func check(_ context: inout RuleContext) {
    let people = context.analysis.people
    let hasOld = context.document.words.find(Self.old) != nil
    CopyView.with(context.document) { view in
      // By index: a copy of each person costs more than the look at it.
      for index in people.persons.indices where people.persons[index].references.count > 1 {
        let sharesSurname = people.persons[index].sharesSurname
        var first: People.StatedAge?
        for reference in people.references(of: index) {
          guard hasOld || people.mayStateAge(behind: reference, view), !reference.isQuoted,
            // A surname that two people share says nothing about whose age it is.
            !sharesSurname || reference.form == .full
          else { continue }
          if !check(reference, of: index, against: &first, hasOld: hasOld, &context) { break }
        }
      }
    }
  }

  /// Compares the age that stands with a reference, if any, with the first that stands with the person.
  ///
  /// - Returns: whether to look at further references.
  private func check(
    _ reference: PersonReference, of person: Int, against first: inout People.StatedAge?,
    hasOld: Bool, _ context: inout RuleContext
  ) -> Bool {
    let document = context.document
    let people = context.analysis.people
    guard document.blocks[reference.block].isBody,
      let age = people.statedAge(at: reference, in: document, looksBefore: hasOld),
      !Self.isPast(age, document)
    else { return true }
    guard let before = first else {
      first = age
      return true
    }
    if before.years == age.years { return true }
    let surname = people.persons[person].surname(in: document)
    if Self.placeholders.contains(surname) { return false }
    context.report(
      age.range,
      "\(surname) is \(age.years) here, but \(before.years) before",
      notes: ["One person has one age in a story."],
      related: [RelatedRange(before.range, "\(before.years) here")],
      fixes: [.replace(age.range, with: "\(before.years)", .unsafe)])
    return true
  }

  private static let old = Array("old".utf8)

  /// Surnames that courts give to people who are not named: there may be several.
  private static let placeholders: Set<String> = ["Doe", "Roe"]

  /// Whether an age is that of another time: `then-30-year-old`, or `20-year-old` behind a year in the same sentence.
  private static func isPast(_ age: People.StatedAge, _ document: Document) -> Bool {
    let tokens = document.tokens
    var token = tokens.index(at: Int(age.range.start))
    if token >= 2, tokens.words[token - 2] != WordTable.none,
      document.words.string(document.words.folded[Int(tokens.words[token - 2])]) == "then"
    {
      return true
    }
    // `Before 2014, Reed, 31, had …` gives the age of today, `In 2014 31-year-old Reed …` that of then.
    let next = Int(age.range.end)
    guard next < document.text.count, ![0x2C, 0x2E, 0x29].contains(document.text[next]) else {
      return false
    }
    while token > 0, !tokens.opensSentence[token] {
      token -= 1
      let range = tokens.range(token)
      if tokens.kinds[token] == .number, range.count == 4,
        document.text[range.indices].starts(with: [0x31, 0x39])
          || document.text[range.indices].starts(with: [0x32, 0x30])
      {
        return true
      }
    }
    return false
  }
}

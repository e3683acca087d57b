import StetDocument
import StetLexicon
import StetText

/// Handing the persons and their references over.
extension PeopleBuilder {
  /// Where the culture puts the surname first, single references by it were taken for forenames.
  mutating func settleSurnames() {
    guard parser.present.contains(.surnameFirst) else { return }
    for place in names.indices {
      guard let person = names[place].person, drafts[person].isSurnameFirst else { continue }
      switch names[place].form {
      case .surname: names[place].form = .forename
      case .forename: names[place].form = .surname
      case .full: break
      }
    }
  }

  /// All references, in text order.
  func references() -> [PersonReference] {
    var count = 0
    for person in 0..<draftCount { count &+= Int(drafts[person].references) }
    var found: [PersonReference] = []
    found.reserveCapacity(count)
    var mark = 0
    for place in names.indices {
      guard let person = names[place].person else { continue }
      found.append(reference(names[place], person, found.count, &mark))
    }
    return found
  }

  /// The persons, in the order they were found, full names first.
  func persons() -> [Person] {
    var persons: [Person] = []
    persons.reserveCapacity(draftCount)
    var start = 0
    for number in 0..<draftCount {
      let draft = drafts[number]
      let end = start &+ Int(draft.references)
      persons.append(person(draft, start..<end))
      start = end
    }
    return persons
  }

  /// - Parameter references: their places in `People.byPerson`.
  @inline(__always)
  private func person(_ draft: PersonDraft, _ references: Range<Int>) -> Person {
    let name = names[draft.fullest]
    let last =
      draft.isSurnameFirst && name.count > 1
      ? name.elements.lowerBound : name.elements.upperBound - 1
    var surnameStart = last
    while !draft.isSurnameFirst, surnameStart - 1 > name.elements.lowerBound,
      parser.elements[surnameStart - 1].traits.contains(.particle)
    {
      surnameStart -= 1
    }
    return Person(
      nameRange: parser.range(name.elements), surnameRange: parser.range(surnameStart..<last + 1),
      surnameKey: draft.surname, forenameKey: name.count > 1 ? draft.forename : 0,
      references: references, sharesSurname: draft.sharesSurname, evidence: draft.evidence)
  }

  /// - Parameter mark: where the look for quotation marks goes on.
  @inline(__always)
  private func reference(
    _ name: ParsedName, _ person: Int, _ order: Int, _ mark: inout Int
  ) -> PersonReference {
    let run = parser.runs[name.run]
    let nameRange = parser.range(name.elements)
    let first = parser.elements[name.elements.lowerBound].start
    let last = parser.elements[name.elements.upperBound - 1]
    var whole = nameRange
    var firstToken = first
    var titleForm = TitleForm.none
    if let title = name.title {
      whole = parser.range(title..<name.elements.upperBound)
      firstToken = parser.elements[title].start
      titleForm = TitleForm.of(parser.key(title))
    }
    let isBare = name.kind == nil && name.count == 1
    let tokens = parser.blocks[run.block].tokens
    return PersonReference(
      person: person, order: order, form: name.form, title: name.kind, titleForm: titleForm,
      range: whole, nameRange: nameRange, firstToken: firstToken, nameTokens: first..<last.end,
      block: run.block, isQuoted: quotations.isQuoted(nameRange, from: &mark),
      isAttributive: isBare && parser.isAttributive(first, last, in: tokens),
      followsPluralTitle: isBare && parser.present.contains(.plural)
        && parser.followsPluralTitle(name, first, in: tokens))
  }
}

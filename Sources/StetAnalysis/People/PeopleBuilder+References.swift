import StetDocument
import StetLexicon
import StetText

/// Handing the persons and their references over.
extension PeopleBuilder {
  mutating func finish() -> People {
    var references: [PersonReference] = []
    var persons: [Person] = []
    var members = [[Int]](repeating: [], count: drafts.count)
    for index in names.indices {
      guard let person = names[index].person else { continue }
      if drafts[person].isSurnameFirst {
        switch names[index].form {
        case .surname: names[index].form = .forename
        case .forename: names[index].form = .surname
        case .full: break
        }
      }
      members[person].append(references.count)
      references.append(reference(index, person))
    }
    markGenerations()
    for (index, draft) in drafts.enumerated() {
      let name = names[draft.fullest]
      let last =
        draft.isSurnameFirst && name.count > 1
        ? name.elements.lowerBound : name.elements.upperBound - 1
      var surnameStart = last
      while !draft.isSurnameFirst, surnameStart - 1 > name.elements.lowerBound,
        scanner.elements[surnameStart - 1].traits.contains(.particle)
      {
        surnameStart -= 1
      }
      var evidence = draft.evidence
      if draft.references.contains(where: { sayingBeside($0) }) { evidence.insert(.verb) }
      persons.append(
        Person(
          name: document.string(range(name.elements)),
          surname: document.string(range(surnameStart..<last + 1)),
          surnameKey: draft.surname, forenameKey: name.count > 1 ? draft.forename : 0,
          references: members[index], sharesSurname: draft.sharesSurname, evidence: evidence))
    }
    return People(persons: persons, references: references, scanner: scanner)
  }

  func range(_ elements: Range<Int>) -> TextRange {
    let first = scanner.elements[elements.lowerBound]
    let last = scanner.elements[elements.upperBound - 1]
    return TextRange(
      document.tokens.starts[first.start],
      document.tokens.starts[last.end] - UInt32(last.possessive))
  }

  func reference(_ index: Int, _ person: Int) -> PersonReference {
    let name = names[index]
    let run = scanner.runs[name.run]
    let nameRange = range(name.elements)
    let first = scanner.elements[name.elements.lowerBound]
    let last = scanner.elements[name.elements.upperBound - 1]
    var whole = nameRange
    var titleForm = TitleForm.none
    if let title = name.title {
      whole = range(title..<name.elements.upperBound)
      titleForm = TitleForm.byKey[scanner.elements[title].key] ?? .other
    }
    return PersonReference(
      person: person, form: name.form, title: name.kind, titleForm: titleForm, range: whole,
      nameRange: nameRange,
      firstToken: name.title.map { scanner.elements[$0].start } ?? first.start,
      nameTokens: first.start..<last.end, block: run.block,
      isQuoted: quotations.isQuoted(nameRange),
      isAttributive: name.kind == nil && name.count == 1 && isAttributive(first.start, last),
      followsPluralTitle: followsPluralTitle(name))
  }
}

import StetDocument
import StetLexicon
import StetText

/// Gathering names into persons: full names first, then titled ones, then single words.
extension PeopleBuilder {
  func pair(_ first: UInt64, _ last: UInt64) -> UInt64 { first &* 31 &+ last }

  mutating func addFullName(_ index: Int) {
    let name = names[index]
    let words = name.elements.filter { !scanner.elements[$0].traits.contains(.particle) }
    for start in 0..<(words.count - 1) {
      let key = pair(start == 0 ? name.first : scanner.elements[words[start]].key, name.last)
      if let person = byFullName[key] {
        attach(index, to: person, .full)
        let known = names[drafts[person].fullest]
        if words.count > 2, known.count == 2, start == 0 || known.kind == .courtesy {
          drafts[person].fullest = index
          drafts[person].forename = name.first
        }
        return
      }
    }
    let person = drafts.count
    var draft = PersonDraft(fullest: index, surname: name.last, forename: name.first)
    if names(words[0]).contains(.forename) { draft.evidence.insert(.forename) }
    draft.maySwap = scanner.elements[words[0]].traits.contains(.surnameFirst)
    drafts.append(draft)
    byFullName[pair(name.first, name.last)] = person
    register(person)
    for word in words.dropFirst().dropLast() where byMiddle[scanner.elements[word].key] == nil {
      byMiddle[scanner.elements[word].key] = person
    }
    attach(index, to: person, .full)
  }

  mutating func register(_ person: Int) {
    let draft = drafts[person]
    if let other = bySurname[draft.surname] {
      drafts[person].nextWithSurname = other
      drafts[person].sharesSurname = true
      drafts[other].sharesSurname = true
    }
    bySurname[draft.surname] = person
    guard draft.forename != 0 else { return }
    drafts[person].nextWithForename = byForename[draft.forename]
    byForename[draft.forename] = person
  }

  mutating func attach(_ name: Int, to person: Int, _ form: ReferenceForm) {
    names[name].person = person
    markSex(name, person)
    names[name].form = form
    drafts[person].references.append(name)
    switch form {
    case .surname: drafts[person].byLast += 1
    case .forename: drafts[person].byFirst += 1
    case .full: break
    }
    if names[name].kind != nil { drafts[person].evidence.insert(.title) }
  }

  /// A man and a woman with one surname are two people, named or not.
  mutating func markSex(_ name: Int, _ person: Int) {
    guard names[name].kind == .courtesy, let title = names[name].title else { return }
    let isMan = scanner.elements[title].key == Self.mister
    drafts[person].sexes |= isMan ? 1 : 2
    if drafts[person].sexes == 3 { drafts[person].sharesSurname = true }
  }

  static let mister = TitleTables.hash("mr".utf8)

  /// `Bill and Hillary Clinton`: the surname belongs to both.
  mutating func markCouples() {
    let tokens = document.tokens
    for index in names.indices.dropFirst() where names[index].count == 2 {
      let before = names[index - 1]
      guard before.count == 1, before.kind == nil || before.kind == .courtesy else { continue }
      let gap = scanner.elements[before.elements.upperBound - 1].end
      guard gap + 3 == scanner.elements[names[index].elements.lowerBound].start,
        tokens.kinds[gap] == .space, tokens.words[gap + 1] != WordTable.none,
        traits(tokens.words[gap + 1]).contains(.conjunction),
        let person = names[index].person
      else { continue }
      if bySurname[before.last] == nil { drafts[person].sharesSurname = true }
    }
  }

  mutating func addTitledName(_ index: Int) {
    let name = names[index]
    if name.kind == .knighthood || name.kind == .royal {
      if let person = byForename[name.last] { return attach(index, to: person, .forename) }
      if name.kind == .knighthood, let person = bySurname[name.last] {
        return attach(index, to: person, .surname)
      }
      return create(index, .forename)
    }
    if let person = bySurname[name.last] { return attach(index, to: person, .surname) }
    if let person = byForename[name.last], drafts[person].nextWithForename == nil {
      return attach(index, to: person, .forename)
    }
    if let person = byMiddle[name.last] { return attach(index, to: person, .surname) }
    create(index, .surname)
  }

  mutating func create(_ index: Int, _ form: ReferenceForm) {
    let person = drafts.count
    let name = names[index]
    drafts.append(
      PersonDraft(
        fullest: index, surname: form == .surname ? name.last : 0,
        forename: form == .forename ? name.last : 0))
    if form == .surname {
      bySurname[name.last] = person
    } else {
      byForename[name.last] = person
    }
    attach(index, to: person, form)
  }

  mutating func addBareName(_ index: Int) {
    let name = names[index]
    let element = scanner.elements[name.elements.upperBound - 1]
    let isWord =
      !element.traits.isDisjoint(with: [.calendar, .thing, .modifier, .affiliation, .plural])
      || !element.traits.isDisjoint(with: .anyTitle) || looksLikeOpener(index)
    // A word that names things (Hall, Hill) is a surname where the story has it with a title.
    let isThing =
      element.traits.contains(.thing)
      && element.traits.isDisjoint(with: WordTraits.anyTitle.union([.calendar, .modifier]))
    let isTitled =
      isThing && !looksLikeOpener(index)
      && bySurname[name.last].map { drafts[$0].evidence.contains(.title) } ?? false
    if isWord, !isTitled, !sayingBeside(index) { return }
    if let person = bySurname[name.last] { return attach(index, to: person, .surname) }
    if let person = byForename[name.last] { return attach(index, to: person, .forename) }
    if let person = byMiddle[name.last] { return attach(index, to: person, .forename) }
  }

  /// The first word of a sentence whose small form stands in the document is no sure name.
  func looksLikeOpener(_ index: Int) -> Bool {
    let run = scanner.runs[names[index].run]
    guard run.opensSentence, names[index].elements.lowerBound == run.elements.lowerBound else {
      return false
    }
    let word = document.tokens.words[scanner.elements[names[index].elements.lowerBound].start]
    guard word != WordTable.none else { return false }
    let folded = document.words.folded[Int(document.words.stems[Int(word)])]
    return document.words.counts[Int(folded)] > 0
  }

  /// Whether a verb of saying stands right behind the name or right before it.
  func sayingBeside(_ index: Int) -> Bool {
    let name = names[index]
    let run = scanner.runs[name.run]
    let block = document.blocks[run.block].tokens
    let after = scanner.elements[name.elements.upperBound - 1].end
    if let word = word(after + 1, in: block), traits(word).contains(.saying) { return true }
    let before = scanner.elements[run.elements.lowerBound].start
    if let word = word(before - 2, in: block), traits(word).contains(.saying) { return true }
    return false
  }

  func word(_ token: Int, in block: Range<Int>) -> WordID? {
    guard block.contains(token) else { return nil }
    let word = document.tokens.words[token]
    return word == WordTable.none ? nil : word
  }

  func traits(_ word: WordID) -> WordTraits { scanner.traits[Int(word)] }
}

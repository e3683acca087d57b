import StetDocument
import StetLexicon
import StetText

/// Gathering names into persons: full names first, then titled ones, then single words.
extension PeopleBuilder {
  func pair(_ first: UInt64, _ last: UInt64) -> UInt64 { first &* 31 &+ last }

  mutating func addFullName(_ place: Int) {
    let name = names[place]
    var words = 0
    var firstWord = name.elements.lowerBound
    for k in name.elements where !parser.elements[k].traits.contains(.particle) {
      words += 1
      if words == 1 { firstWord = k }
      if words == name.count { break }
      let key = pair(words == 1 ? name.first : parser.key(k), name.last)
      guard let person = Self.person(index[key].full) else { continue }
      attach(place, to: person, .full)
      let known = names[drafts[person].fullest]
      if name.count > 2, known.count == 2, words == 1 || known.kind == .courtesy {
        drafts[person].fullest = place
        drafts[person].forename = name.first
      }
      return
    }
    var draft = PersonDraft(fullest: place, surname: name.last, forename: name.first)
    if parser.names(firstWord).contains(.forename) { draft.evidence.insert(.forename) }
    draft.maySwap = parser.elements[firstWord].traits.contains(.surnameFirst)
    let person = add(draft)
    index.update(pair(name.first, name.last)) { $0.full = Int32(truncatingIfNeeded: person) }
    register(person)
    if name.count > 2 { registerMiddle(name, person) }
    attach(place, to: person, .full)
  }

  /// The words between the first and the last.
  private mutating func registerMiddle(_ name: ParsedName, _ person: Int) {
    var words = 0
    for k in name.elements where !parser.elements[k].traits.contains(.particle) {
      words += 1
      if words == name.count { return }
      if words > 1 {
        index.update(parser.key(k)) {
          if $0.middle < 0 { $0.middle = Int32(truncatingIfNeeded: person) }
        }
      }
    }
  }

  @inline(__always)
  mutating func register(_ person: Int) {
    let draft = drafts[person]
    let number = Int32(truncatingIfNeeded: person)
    if let other = Self.person(index[draft.surname].surname) {
      drafts[person].sharesSurname = true
      drafts[other].sharesSurname = true
    }
    index.update(draft.surname) { $0.surname = number }
    guard draft.forename != 0 else { return }
    drafts[person].followsForename = index[draft.forename].forename >= 0
    index.update(draft.forename) { $0.forename = number }
  }

  /// The number of a person, nil for nobody's.
  @inline(__always)
  private static func person(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }

  mutating func attach(_ name: Int, to person: Int, _ form: ReferenceForm) {
    names[name].person = person
    markSex(name, person)
    names[name].form = form
    drafts[person].references &+= 1
    switch form {
    case .surname: drafts[person].byLast &+= 1
    case .forename: drafts[person].byFirst &+= 1
    case .full: break
    }
    if names[name].kind != nil { drafts[person].evidence.insert(.title) }
  }

  /// A man and a woman with one surname are two people, named or not.
  @inline(__always)
  mutating func markSex(_ name: Int, _ person: Int) {
    guard names[name].kind == .courtesy, let title = names[name].title else { return }
    let isMan = parser.key(title) == Self.mister
    drafts[person].sexes |= isMan ? 1 : 2
    if drafts[person].sexes == 3 { drafts[person].sharesSurname = true }
  }

  static let mister = TitleTables.hash("mr".utf8)

  /// `Bill and Hillary Clinton`: the surname belongs to both.
  mutating func markCouples() {
    for place in names.indices.dropFirst() where names[place].count == 2 {
      let before = names[place - 1]
      guard before.count == 1, before.kind == nil || before.kind == .courtesy else { continue }
      let gap = parser.elements[before.elements.upperBound - 1].end
      guard gap + 3 == parser.elements[names[place].elements.lowerBound].start,
        parser.view.kinds[gap] == .space, parser.view.tokenWords[gap + 1] != WordTable.none,
        parser.traits(parser.view.tokenWords[gap + 1]).contains(.conjunction),
        let person = names[place].person
      else { continue }
      if index[before.last].surname < 0 { drafts[person].sharesSurname = true }
    }
  }

  mutating func addTitledName(_ place: Int) {
    let name = names[place]
    let bearers = index[name.last]
    let forename = Self.person(bearers.forename)
    let surname = Self.person(bearers.surname)
    if name.kind == .knighthood || name.kind == .royal {
      if let forename { return attach(place, to: forename, .forename) }
      if name.kind == .knighthood, let surname { return attach(place, to: surname, .surname) }
      return create(place, .forename)
    }
    if let surname { return attach(place, to: surname, .surname) }
    if let forename, !drafts[forename].followsForename {
      return attach(place, to: forename, .forename)
    }
    if let middle = Self.person(bearers.middle) { return attach(place, to: middle, .surname) }
    create(place, .surname)
  }

  mutating func create(_ place: Int, _ form: ReferenceForm) {
    let name = names[place]
    let person = add(
      PersonDraft(
        fullest: place, surname: form == .surname ? name.last : 0,
        forename: form == .forename ? name.last : 0))
    let number = Int32(truncatingIfNeeded: person)
    index.update(name.last) {
      if form == .surname { $0.surname = number } else { $0.forename = number }
    }
    attach(place, to: person, form)
  }

  @inline(__always)
  mutating func addBareName(_ place: Int) {
    let name = names[place]
    // Most words with a capital are no part of anybody's name.
    let bearers = index[name.last]
    let bearer = Self.person(bearers.surname)
    guard let person = bearer ?? Self.person(bearers.forename) ?? Self.person(bearers.middle)
    else { return }
    let traits = parser.elements[name.elements.upperBound - 1].traits
    let isOpener = parser.looksLikeOpener(name)
    let isWord = isOpener || !traits.isDisjoint(with: Self.words)
    // A word that names things (Hall, Hill) is a surname where the story has it with a title.
    let isTitled =
      traits.contains(.thing) && traits.isDisjoint(with: Self.titlesAndDates) && !isOpener
      && bearer.map { drafts[$0].evidence.contains(.title) } ?? false
    if isWord, !isTitled, !parser.sayingBeside(name) { return }
    attach(place, to: person, bearer == nil ? .forename : .surname)
  }

  /// What makes a single word more likely something else than a name.
  private static let words = WordTraits.anyTitle.union([
    .calendar, .thing, .modifier, .affiliation, .plural,
  ])
  private static let titlesAndDates = WordTraits.anyTitle.union([.calendar, .modifier])

  /// Two people share a surname where words tell the older from the younger.
  mutating func markGenerations() {
    guard parser.present.contains(.generation) else { return }
    for name in names where name.count == 1 {
      guard let person = name.person else { continue }
      if parser.isGeneration(name) { drafts[person].sharesSurname = true }
    }
  }
}

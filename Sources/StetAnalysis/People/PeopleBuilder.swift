import StetDocument
import StetLexicon
import StetText

/// Turns runs of capitalised words into persons.
///
/// Two passes: full names and titled names first, then single words, each by one look-up. Linear
/// in the number of runs.
struct PeopleBuilder {
  let document: Document
  let scanner: NameScanner
  let quotations: Quotations
  let vocabulary: Vocabulary?

  private var names: [ParsedName] = []
  private var drafts: [PersonDraft] = []
  private var byFullName: [UInt64: Int] = [:]
  /// The last person with this surname or forename; earlier ones hang behind it.
  private var bySurname: [UInt64: Int] = [:]
  private var byForename: [UInt64: Int] = [:]
  private var byMiddle: [UInt64: Int] = [:]

  /// A person while references are being gathered.
  struct PersonDraft {
    var fullest: Int
    var surname: UInt64
    var forename: UInt64
    /// Whether the first word may be the surname: the culture's names are on the list.
    var maySwap = false
    /// Single references by the first and by the last word of the name.
    var byFirst = 0
    var byLast = 0
    var isSurnameFirst: Bool { maySwap && byFirst > byLast }
    var nextWithSurname: Int?
    var nextWithForename: Int?
    var sharesSurname = false
    /// 1 for Mr, 2 for Mrs, Ms or Miss.
    var sexes: UInt8 = 0
    var evidence: PersonEvidence = []
    var references: [Int] = []
  }

  /// A run taken apart into a title and a name.
  struct ParsedName {
    var run: Int
    var title: Int?
    var kind: TitleKind?
    /// The elements of the name, particles included.
    var elements: Range<Int>
    /// How many of them are no particles.
    var count: Int
    var first: UInt64
    var last: UInt64
    var person: Int?
    var form: ReferenceForm = .full
  }

  init(document: Document, scanner: NameScanner, quotations: Quotations, vocabulary: Vocabulary?) {
    self.document = document
    self.scanner = scanner
    self.quotations = quotations
    self.vocabulary = vocabulary
  }

  mutating func build() -> People {
    names.reserveCapacity(scanner.runs.count)
    drafts.reserveCapacity(scanner.runs.count / 2)
    byFullName.reserveCapacity(scanner.runs.count / 2)
    bySurname.reserveCapacity(scanner.runs.count / 2)
    byForename.reserveCapacity(scanner.runs.count / 2)
    for run in scanner.runs.indices {
      if let name = parse(run) { names.append(name) }
    }
    for index in names.indices where names[index].count == 2 { addFullName(index) }
    for index in names.indices where names[index].count > 2 { addFullName(index) }
    markCouples()
    for index in names.indices where names[index].count == 1 && names[index].kind != nil {
      addTitledName(index)
    }
    for index in names.indices where names[index].count == 1 && names[index].kind == nil {
      addBareName(index)
    }
    return finish()
  }

  // MARK: Taking runs apart

  private func parse(_ index: Int) -> ParsedName? {
    let run = scanner.runs[index]
    var elements = run.elements
    var title: Int?
    var kind: TitleKind?
    var onlyTitles = true
    for k in elements.dropLast() {
      let traits = scanner.elements[k].traits
      if let found = Self.kind(of: traits), takesTitle(k, onlyTitles: onlyTitles) {
        title = k
        kind = found
        // The First Lady is no peeress.
        if found == .peerage, k > run.elements.lowerBound,
          scanner.elements[k - 1].traits.contains(.modifier)
        {
          kind = .office
        }
      } else if traits.isDisjoint(with: [.modifier, .affiliation, .plural]),
        !scanner.elements[k].isAcronym
      {
        onlyTitles = false
      }
    }
    if let title { elements = (title + 1)..<elements.upperBound }
    // The younger of two with one name is another person.
    var generation: UInt64 = 0
    while let last = elements.last, scanner.elements[last].traits.contains(.suffix),
      elements.count > 1
    {
      if !scanner.elements[last].traits.contains(.postnominal) {
        generation = scanner.elements[last].key
      }
      elements = elements.lowerBound..<last
    }
    if title == nil {
      while let first = elements.first, elements.count > 2,
        scanner.elements[first].traits.contains(.affiliation)
      {
        elements = (first + 1)..<elements.upperBound
      }
    }
    let words = elements.filter { !scanner.elements[$0].traits.contains(.particle) }
    guard let first = words.first, let last = words.last, words.count <= 4 else { return nil }
    let isThing = words.contains { scanner.elements[$0].traits.contains(.thing) }
    let allTitles = words.allSatisfy {
      !scanner.elements[$0].traits.isDisjoint(
        with: WordTraits.anyTitle.union([.modifier, .plural]))
    }
    if words.count > 1 {
      if allTitles { return nil }
      if isThing, kind != .courtesy, kind != .knighthood, kind != .academic { return nil }
      if scanner.elements[last].isAcronym { return nil }
      // Initials in the middle are names (George HW Bush), longer capitals are not.
      if words.dropFirst().contains(where: { isLongAcronym($0) }) { return nil }
      if isPluralAcronym(words[words.count - 1]) { return nil }
      if scanner.elements[first].traits.contains(.calendar),
        scanner.elements[last].traits.contains(.calendar)
      {
        return nil
      }
      if scanner.elements[last].endsLower, words.count == 2, kind == nil,
        !scanner.elements[first].traits.contains(.surnameFirst)
      {
        return nil
      }
    } else {
      let element = scanner.elements[first]
      if element.isAcronym && kind == nil || element.endsLower { return nil }
      if generation != 0, kind == nil { return nil }
      if let kind, kind != .courtesy {
        if allTitles { return nil }
        if isThing, ![.academic, .knighthood, .peerage].contains(kind) { return nil }
      }
    }
    return ParsedName(
      run: index, title: title, kind: kind, elements: elements, count: words.count,
      first: scanner.elements[first].key ^ generation, last: scanner.elements[last].key)
  }

  private func isLongAcronym(_ element: Int) -> Bool {
    let element = scanner.elements[element]
    return element.isAcronym && document.tokens.range(element.start).count > 4
  }

  /// `MPs`, `CEOs`: capitals with a plural ending.
  private func isPluralAcronym(_ element: Int) -> Bool {
    let range = document.tokens.range(scanner.elements[element].start)
    let bytes = document.text[range.indices]
    return bytes.count > 2 && bytes.last == 0x73 && bytes.dropLast().allSatisfy { $0 &- 0x41 < 26 }
  }

  /// What the lexicon knows of a name's word.
  private func names(_ element: Int) -> NameKinds {
    guard let vocabulary else { return [] }
    let word = document.tokens.words[scanner.elements[element].start]
    guard word != WordTable.none else { return [] }
    return vocabulary.entries[Int(document.words.stems[Int(word)])]?.names ?? []
  }

  /// Whether a word that can be a title is one here, rather than a name (Dean Smith, Earl Jones).
  private func takesTitle(_ element: Int, onlyTitles: Bool) -> Bool {
    let traits = scanner.elements[element].traits
    return onlyTitles || traits.contains(.abbreviated) || traits.contains(.office)
  }

  static func kind(of traits: WordTraits) -> TitleKind? {
    if traits.isDisjoint(with: .anyTitle) { return nil }
    if traits.contains(.courtesy) { return .courtesy }
    if traits.contains(.academic) { return .academic }
    if traits.contains(.knighthood) { return .knighthood }
    if traits.contains(.office) { return .office }
    if traits.contains(.rank) { return .rank }
    if traits.contains(.judicial) { return .judicial }
    if traits.contains(.clergy) { return .clergy }
    if traits.contains(.peerage) { return .peerage }
    if traits.contains(.royal) { return .royal }
    return .foreign
  }

  // MARK: Gathering persons

  private func pair(_ first: UInt64, _ last: UInt64) -> UInt64 { first &* 31 &+ last }

  private mutating func addFullName(_ index: Int) {
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

  private mutating func register(_ person: Int) {
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

  private mutating func attach(_ name: Int, to person: Int, _ form: ReferenceForm) {
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
  private mutating func markSex(_ name: Int, _ person: Int) {
    guard names[name].kind == .courtesy, let title = names[name].title else { return }
    let isMan = scanner.elements[title].key == Self.mister
    drafts[person].sexes |= isMan ? 1 : 2
    if drafts[person].sexes == 3 { drafts[person].sharesSurname = true }
  }

  private static let mister = TitleTables.hash("mr".utf8)

  /// `Bill and Hillary Clinton`: the surname belongs to both.
  private mutating func markCouples() {
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

  private mutating func addTitledName(_ index: Int) {
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

  private mutating func create(_ index: Int, _ form: ReferenceForm) {
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

  private mutating func addBareName(_ index: Int) {
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
  private func looksLikeOpener(_ index: Int) -> Bool {
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
  private func sayingBeside(_ index: Int) -> Bool {
    let name = names[index]
    let run = scanner.runs[name.run]
    let block = document.blocks[run.block].tokens
    let after = scanner.elements[name.elements.upperBound - 1].end
    if let word = word(after + 1, in: block), traits(word).contains(.saying) { return true }
    let before = scanner.elements[run.elements.lowerBound].start
    if let word = word(before - 2, in: block), traits(word).contains(.saying) { return true }
    return false
  }

  private func word(_ token: Int, in block: Range<Int>) -> WordID? {
    guard block.contains(token) else { return nil }
    let word = document.tokens.words[token]
    return word == WordTable.none ? nil : word
  }

  private func traits(_ word: WordID) -> WordTraits { scanner.traits[Int(word)] }

  // MARK: Handing over

  private mutating func finish() -> People {
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

  private func range(_ elements: Range<Int>) -> TextRange {
    let first = scanner.elements[elements.lowerBound]
    let last = scanner.elements[elements.upperBound - 1]
    return TextRange(
      document.tokens.starts[first.start],
      document.tokens.starts[last.end] - UInt32(last.possessive))
  }

  private func reference(_ index: Int, _ person: Int) -> PersonReference {
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

  /// `the Trump administration`, `a possible Pollard ally`, `Trump supporters`, `the elder Bush`,
  /// `candidate Trump`, `Hill & Partners`, `the foundation's Cheng`.
  private func isAttributive(_ start: Int, _ last: NameElement) -> Bool {
    guard let block = document.blockIndex(ofToken: start) else { return false }
    let tokens = document.blocks[block].tokens
    if followsNoun(start, in: tokens) { return true }
    guard last.possessive == 0, last.end + 1 < tokens.upperBound else { return false }
    if document.tokens.kinds[last.end] != .space {
      return document.tokens.kinds[last.end] == .symbol
    }
    let after = last.end + 1
    switch document.tokens.kinds[after] {
    case .symbol: return document.tokens.kinds[after - 1] == .space
    case .punctuation: return isMark(after, 0x26)
    case .word: break
    default: return false
    }
    let word = document.tokens.words[after]
    guard document.words.shapes[Int(word)] == .lower else { return false }
    if traits(word).contains(.attributed) { return true }
    // `the Obama and Bush administrations`
    if traits(word).contains(.conjunction), after + 4 < tokens.upperBound {
      let noun = document.tokens.words[after + 4]
      return noun != WordTable.none && traits(noun).contains(.attributed)
    }
    return false
  }

  private func isMark(_ token: Int, _ byte: UInt8) -> Bool {
    document.text[Int(document.tokens.starts[token])] == byte
  }

  /// Whether words before the name make it part of a noun phrase, where no title could stand: a
  /// determiner with up to two small words that are no verbs or function words, a role, a possessor.
  private func followsNoun(_ start: Int, in tokens: Range<Int>) -> Bool {
    guard start - 2 >= tokens.lowerBound else { return false }
    switch document.tokens.kinds[start - 1] {
    case .space, .newline:
      // `Fear: Trump in the White House`: a title or a label.
      if isMark(start - 2, 0x3A) { return true }
    case .punctuation, .symbol:
      return isMark(start - 1, 0x2D) || isMark(start - 1, 0x2F) || isMark(start - 1, 0x26)
    default: return false
    }
    var token = start - 2
    var steps = 0
    while let word = word(token, in: tokens) {
      let traits = traits(word)
      if traits.contains(.determiner) { return true }
      if document.words.shapes[Int(word)] != .lower {
        return document.words.stems[Int(word)] != word || (steps == 0 && traits.contains(.modifier))
      }
      if steps == 0, traits.contains(.candidate) { return true }
      if !traits.isDisjoint(with: [.function, .saying, .preposition]) || steps == 2 {
        return false
      }
      steps += 1
      guard document.tokens.kinds[token - 1] == .space || isMark(token - 1, 0x2D) else {
        return false
      }
      token -= 2
    }
    return false
  }

  /// `Bush the younger`, `the elder Bush`: two people share the surname.
  private mutating func markGenerations() {
    for name in names where name.count == 1 {
      guard let person = name.person else { continue }
      let block = document.blocks[scanner.runs[name.run].block].tokens
      let start = scanner.elements[name.elements.lowerBound].start
      let end = scanner.elements[name.elements.upperBound - 1].end
      for token in [start - 2, end + 3] {
        if let word = word(token, in: block), traits(word).contains(.generation) {
          drafts[person].sharesSurname = true
        }
      }
    }
  }

  /// Whether a title in the plural stands before the name in the same list.
  private func followsPluralTitle(_ name: ParsedName) -> Bool {
    guard name.kind == nil, name.count == 1 else { return false }
    let run = scanner.runs[name.run]
    for k in run.elements where scanner.elements[k].traits.contains(.plural) { return true }
    let block = document.blocks[run.block].tokens
    var i = scanner.elements[name.elements.lowerBound].start - 1
    var steps = 0
    while i >= block.lowerBound, steps < 12 {
      let word = document.tokens.words[i]
      if word != WordTable.none {
        if traits(word).contains(.plural) { return true }
        let shape = document.words.shapes[Int(word)]
        if shape == .lower, !traits(word).contains(.conjunction) { return false }
      }
      i -= 1
      steps += 1
    }
    return false
  }
}

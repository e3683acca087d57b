import StetDocument
import StetLexicon
import StetText

/// Taking runs of capitalised words apart into a title and a name.
extension PeopleBuilder {
  func parse(_ index: Int) -> ParsedName? {
    let run = scanner.runs[index]
    if isVessel(run) { return nil }
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
      if isThing, kind != .courtesy, kind != .knighthood, kind != .academic,
        !isNamedHall(words)
      {
        return nil
      }
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

  /// `the ship Sir Galahad`, `RFA Sir Galahad`, `the pub Lord Nelson`.
  func isVessel(_ run: NameRun) -> Bool {
    let first = scanner.elements[run.elements.lowerBound]
    if first.isAcronym, first.traits.contains(.vessel) { return true }
    let block = document.blocks[run.block].tokens
    guard let before = word(first.start - 2, in: block), traits(before).contains(.vessel) else {
      return false
    }
    return document.tokens.kinds[first.start - 1] == .space
  }

  /// `Rebecca Hall`, `Damon Hill`: a known forename, of no place, before the commonest surnames that
  /// name things as well.
  func isNamedHall(_ words: [Int]) -> Bool {
    guard words.count == 2, Self.halls.contains(scanner.elements[words[1]].key) else {
      return false
    }
    let known = names(words[0])
    return known.contains(.forename) && known.isDisjoint(with: [.place, .organisation])
  }

  static let halls = Set(["hall", "hill", "west"].map { TitleTables.hash($0.utf8) })

  func isLongAcronym(_ element: Int) -> Bool {
    let element = scanner.elements[element]
    return element.isAcronym && document.tokens.range(element.start).count > 4
  }

  /// `MPs`, `CEOs`: capitals with a plural ending.
  func isPluralAcronym(_ element: Int) -> Bool {
    let range = document.tokens.range(scanner.elements[element].start)
    let bytes = document.text[range.indices]
    return bytes.count > 2 && bytes.last == 0x73 && bytes.dropLast().allSatisfy { $0 &- 0x41 < 26 }
  }

  /// What the lexicon knows of a name's word.
  func names(_ element: Int) -> NameKinds {
    guard let vocabulary else { return [] }
    let word = document.tokens.words[scanner.elements[element].start]
    guard word != WordTable.none else { return [] }
    return vocabulary.entries[Int(document.words.stems[Int(word)])]?.names ?? []
  }

  /// Whether a word that can be a title is one here, rather than a name (Dean Smith, Earl Jones).
  func takesTitle(_ element: Int, onlyTitles: Bool) -> Bool {
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
}

import StetDocument
import StetText

/// Where an office stands in relation to a name.
public enum OfficePosition: UInt8, CaseIterable, Sendable {
  /// Right before a name: `Prime Minister Keir Starmer`.
  case beforeName
  /// Before a name with commas: `the prime minister, Keir Starmer,`.
  case apposed
  /// Behind a name and a comma: `Keir Starmer, the prime minister,`.
  case afterName
  /// By itself with its article: `the prime minister said`.
  case alone
}

/// One place where an office is named.
public struct OfficeUse: Sendable {
  /// The words of the office, without nationality or organisation.
  public let range: TextRange
  /// The same office, in the same company, gives the same key.
  public let key: UInt64
  /// Where it stands.
  public let position: OfficePosition
  /// Whether its last word has a capital.
  public let isCapitalised: Bool
  /// Whether it is an office of state, as far as the words say: no organisation stands before it.
  public let isPolitical: Bool
}

/// The offices that a document names in the reporter's own words, with a capital or without.
public struct Offices: Sendable {
  /// The uses, in text order. Those that open a sentence, and those in quotations, headlines and
  /// other furniture, are left out: their capitals are not the writer's choice.
  public let uses: [OfficeUse]

  /// Finds the offices of a document. Linear in its tokens.
  public init(_ document: Document, quotations: Quotations, people: People) {
    if people.officeHeads.isEmpty {
      uses = []
      return
    }
    uses = CopyView.with(document) { view in
      OfficeFinder(document, view, quotations, people).uses()
    }
  }
}

private struct OfficeFinder {
  let document: Document
  let quotations: Quotations
  let people: People
  let view: CopyView
  let traits: UnsafeBufferPointer<WordTraits>

  init(_ document: Document, _ view: CopyView, _ quotations: Quotations, _ people: People) {
    self.document = document
    self.view = view
    traits = people.traits
    self.quotations = quotations
    self.people = people
  }

  /// Goes from word to word rather than from token to token: most stories have few offices.
  func uses() -> [OfficeUse] {
    var heads: [Int] = []
    heads.reserveCapacity(16)
    for id in people.officeHeads {
      var token = view.firstToken[Int(id)]
      while token != UInt32.max {
        if view.kinds[Int(token)] == .word { heads.append(Int(token)) }
        token = view.nextSame[Int(token)]
      }
    }
    heads.sort()
    var uses: [OfficeUse] = []
    uses.reserveCapacity(heads.count)
    let blocks = document.blocks
    var block = 0
    for token in heads {
      while block < blocks.count, blocks[block].tokens.upperBound <= token { block += 1 }
      guard block < blocks.count else { break }
      guard blocks[block].kind == .paragraph || blocks[block].kind == .listItem,
        blocks[block].tokens.contains(token)
      else { continue }
      if let use = use(at: token, in: blocks[block].tokens) { uses.append(use) }
    }
    return uses
  }

  private func word(_ token: Int, _ block: Range<Int>) -> WordID? { view.word(token, in: block) }

  private func traits(_ word: WordID) -> WordTraits { traits[Int(word)] }

  private func use(at head: Int, in block: Range<Int>) -> OfficeUse? {
    let headWord = view.tokenWords[head]
    guard view.stems[Int(headWord)] == headWord else { return nil }
    var first = head
    var key = hash(headWord)
    // The words of the office itself: prime, foreign, deputy.
    while let before = word(first - 2, block), isSpace(first - 1),
      traits(before).contains(.modifier), !view.opensSentence[first]
    {
      first -= 2
      key = key &* 31 &+ hash(before)
    }
    guard !view.opensSentence[first], view.shapes[Int(headWord)] != .upper,
      !quotations.isQuoted(document.tokens.range(head))
    else { return nil }
    // `general` and `executive` are heads of longer offices only.
    if traits(headWord).contains(.needsModifier), first == head { return nil }
    let isCapitalised = view.shapes[Int(headWord)] == .capitalised
    // A capital in the middle of a small-lettered phrase is a slip of another kind.
    if first != head, let start = word(first, block),
      (view.shapes[Int(start)] == .lower) == isCapitalised
    {
      return nil
    }
    guard let position = position(first, head, in: block, &key) else { return nil }
    return OfficeUse(
      range: document.tokens.range(first).union(document.tokens.range(head)), key: key,
      position: position,
      isCapitalised: isCapitalised,
      isPolitical: traits(headWord).contains(.political) && !isOrganisation(first, in: block))
  }

  /// `Fifa president`, `company chairman`: a capitalised word that is no nationality stands before.
  private func isOrganisation(_ first: Int, in block: Range<Int>) -> Bool {
    guard let before = word(first - 2, block), isSpace(first - 1) else { return false }
    return view.shapes[Int(before)] != .lower
      && traits(before).isDisjoint(with: [.affiliation, .function])
      && !view.opensSentence[first - 2]
  }

  private func hash(_ word: WordID) -> UInt64 {
    WordKey.of(view, Int(view.folded[Int(word)])).key
  }

  private func isSpace(_ token: Int) -> Bool {
    view.kinds[token] == .space || view.kinds[token] == .newline
  }

  private func isComma(_ token: Int) -> Bool {
    view.byte(token) == 0x2C
  }

  /// Where the office stands; what stands before it joins its key.
  private func position(
    _ first: Int, _ head: Int, in block: Range<Int>, _ key: inout UInt64
  ) -> OfficePosition? {
    let after = head + 2
    guard head + 1 < block.upperBound else { return nil }
    if isSpace(head + 1), startsName(after), block.contains(after) {
      // A qualifier: nationalities are one class, organisations each their own. The states and
      // towns of senators, governors and mayors are one class, too.
      let isJurisdiction =
        view.tokenWords[head] != WordTable.none
        && traits(view.tokenWords[head]).contains(.jurisdiction)
      if let before = word(first - 2, block), isSpace(first - 1) {
        if traits(before).contains(.affiliation) || isJurisdiction {
          key = key &* 31 &+ 1
        } else if view.shapes[Int(before)] != .lower,
          !traits(before).contains(.function), !view.opensSentence[first - 2]
        {
          key = key &* 31 &+ hash(view.stems[Int(before)])
        }
      }
      if isDescribed(first, in: block) { key = key &* 31 &+ 3 }
      return .beforeName
    }
    guard let before = word(first - 2, block), isSpace(first - 1) else { return nil }
    let hasArticle = isThe(before)
    if isComma(head + 1), block.contains(head + 3), startsName(head + 3), hasArticle {
      return .apposed
    }
    if hasArticle, first - 5 >= block.lowerBound, isComma(first - 4), endsName(first - 4) {
      return followedByOf(head, in: block) ? nil : .afterName
    }
    guard hasArticle, first >= block.lowerBound + 2, !followedByOf(head, in: block),
      !followedByNoun(head, in: block)
    else { return nil }
    return .alone
  }

  /// `the Republican senator Ben Sasse`, `Russia, whose president Vladimir Putin`, `Egypt's president
  /// Abdel Fattah el-Sisi`: an article or a possessive makes a description of what is a title without.
  private func isDescribed(_ first: Int, in block: Range<Int>) -> Bool {
    var token = first
    for step in 0..<4 {
      guard token - 2 >= block.lowerBound, isSpace(token - 1) || isHyphen(token - 1),
        let before = word(token - 2, block)
      else { return false }
      let found = traits(before)
      if found.contains(.article) || view.stems[Int(before)] != before { return true }
      guard !view.opensSentence[token],
        found.contains(.affiliation) || isHyphen(token - 1)
          // `the Texas senator`
          || (step == 0 && view.shapes[Int(before)] != .lower)
          || (view.shapes[Int(before)] == .lower
            && found.isDisjoint(with: [.function, .saying, .preposition, .conjunction]))
          || found.contains(.adverb)
      else { return false }
      token -= 2
    }
    return false
  }

  private func isHyphen(_ token: Int) -> Bool {
    view.byte(token) == 0x2D
  }

  private func isThe(_ word: WordID) -> Bool {
    traits(word).contains(.definite)
  }

  /// `the president of the company` says which president; only bare offices are compared.
  private func followedByOf(_ head: Int, in block: Range<Int>) -> Bool {
    guard let after = word(head + 2, block), isSpace(head + 1) else { return false }
    return traits(after).contains(.possessor) || view.shapes[Int(after)] != .lower
  }

  /// `the president elect`, `the mayor's`, `the secretary general`.
  private func followedByNoun(_ head: Int, in block: Range<Int>) -> Bool {
    guard head + 1 < block.upperBound else { return false }
    let b = view.byte(head + 1)
    if b == 0x2D { return true }
    guard let after = word(head + 2, block), isSpace(head + 1) else { return false }
    return traits(after).contains(.officeHead) || traits(after).contains(.suffix)
  }

  private func startsName(_ token: Int) -> Bool {
    people.reference(startingAt: token).map { $0.form != .forename } ?? false
  }

  private func endsName(_ token: Int) -> Bool { people.hasReference(endingAt: token) }
}

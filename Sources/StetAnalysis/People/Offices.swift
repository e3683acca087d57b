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
    var finder = OfficeFinder(document: document, quotations: quotations, people: people)
    finder.run()
    uses = finder.uses
  }
}

private struct OfficeFinder {
  let document: Document
  let quotations: Quotations
  let people: People
  var uses: [OfficeUse] = []
  private var nameEnds: Set<Int> = []

  init(document: Document, quotations: Quotations, people: People) {
    self.document = document
    self.quotations = quotations
    self.people = people
  }

  /// Goes from word to word rather than from token to token: most stories have few offices.
  mutating func run() {
    let words = document.words
    let traits = people.traits
    var heads: [Int] = []
    for id in traits.indices where traits[id].contains(.officeHead) {
      var token = words.firstToken[id]
      while token != UInt32.max {
        heads.append(Int(token))
        token = document.tokens.nextSame[Int(token)]
      }
    }
    guard !heads.isEmpty else { return }
    heads.sort()
    nameEnds = Set(people.references.map(\.nameTokens.upperBound))
    let blocks = document.blocks
    var block = 0
    for token in heads where document.tokens.kinds[token] == .word {
      while block < blocks.count, blocks[block].tokens.upperBound <= token { block += 1 }
      guard block < blocks.count else { return }
      guard blocks[block].kind == .paragraph || blocks[block].kind == .listItem,
        blocks[block].tokens.contains(token)
      else { continue }
      look(at: token, in: blocks[block].tokens)
    }
  }

  private func word(_ token: Int, _ block: Range<Int>) -> WordID? {
    guard block.contains(token) else { return nil }
    let word = document.tokens.words[token]
    return word == WordTable.none ? nil : word
  }

  private func traits(_ word: WordID) -> WordTraits { people.traits[Int(word)] }

  private mutating func look(at head: Int, in block: Range<Int>) {
    let words = document.words
    let tokens = document.tokens
    let headWord = tokens.words[head]
    guard words.stems[Int(headWord)] == headWord else { return }
    var first = head
    var key = hash(headWord)
    // The words of the office itself: prime, foreign, deputy.
    while let before = word(first - 2, block), isSpace(first - 1),
      traits(before).contains(.modifier), !tokens.opensSentence[first]
    {
      first -= 2
      key = key &* 31 &+ hash(before)
    }
    guard !tokens.opensSentence[first], words.shapes[Int(headWord)] != .upper,
      !quotations.isQuoted(tokens.range(head))
    else { return }
    // `general` and `executive` are heads of longer offices only.
    if traits(headWord).contains(.needsModifier), first == head { return }
    let isCapitalised = words.shapes[Int(headWord)] == .capitalised
    // A capital in the middle of a small-lettered phrase is a slip of another kind.
    if first != head, let start = word(first, block),
      (words.shapes[Int(start)] == .lower) == isCapitalised
    {
      return
    }
    guard let position = position(first, head, in: block, &key) else { return }
    uses.append(
      OfficeUse(
        range: tokens.range(first).union(tokens.range(head)), key: key, position: position,
        isCapitalised: isCapitalised,
        isPolitical: traits(headWord).contains(.political) && !isOrganisation(first, in: block)))
  }

  /// `Fifa president`, `company chairman`: a capitalised word that is no nationality stands before.
  private func isOrganisation(_ first: Int, in block: Range<Int>) -> Bool {
    guard let before = word(first - 2, block), isSpace(first - 1) else { return false }
    return document.words.shapes[Int(before)] != .lower
      && traits(before).isDisjoint(with: [.affiliation, .function])
      && !document.tokens.opensSentence[first - 2]
  }

  private func hash(_ word: WordID) -> UInt64 {
    document.words.withBytes(document.words.folded[Int(word)]) { TitleTables.hash($0) }
  }

  private func isSpace(_ token: Int) -> Bool {
    document.tokens.kinds[token] == .space || document.tokens.kinds[token] == .newline
  }

  private func isComma(_ token: Int) -> Bool {
    document.text[Int(document.tokens.starts[token])] == 0x2C
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
        document.tokens.words[head] != WordTable.none
        && traits(document.tokens.words[head]).contains(.jurisdiction)
      if let before = word(first - 2, block), isSpace(first - 1) {
        if traits(before).contains(.affiliation) || isJurisdiction {
          key = key &* 31 &+ 1
        } else if document.words.shapes[Int(before)] != .lower,
          !traits(before).contains(.function), !document.tokens.opensSentence[first - 2]
        {
          key = key &* 31 &+ hash(document.words.stems[Int(before)])
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
      if found.contains(.article) || document.words.stems[Int(before)] != before { return true }
      guard !document.tokens.opensSentence[token],
        found.contains(.affiliation) || isHyphen(token - 1)
          // `the Texas senator`
          || (step == 0 && document.words.shapes[Int(before)] != .lower)
          || (document.words.shapes[Int(before)] == .lower
            && found.isDisjoint(with: [.function, .saying, .preposition, .conjunction]))
          || found.contains(.adverb)
      else { return false }
      token -= 2
    }
    return false
  }

  private func isHyphen(_ token: Int) -> Bool {
    document.text[Int(document.tokens.starts[token])] == 0x2D
  }

  private func isThe(_ word: WordID) -> Bool {
    traits(word).contains(.definite)
  }

  /// `the president of the company` says which president; only bare offices are compared.
  private func followedByOf(_ head: Int, in block: Range<Int>) -> Bool {
    guard let after = word(head + 2, block), isSpace(head + 1) else { return false }
    return traits(after).contains(.possessor) || document.words.shapes[Int(after)] != .lower
  }

  /// `the president elect`, `the mayor's`, `the secretary general`.
  private func followedByNoun(_ head: Int, in block: Range<Int>) -> Bool {
    guard head + 1 < block.upperBound else { return false }
    let b = document.text[Int(document.tokens.starts[head + 1])]
    if b == 0x2D { return true }
    guard let after = word(head + 2, block), isSpace(head + 1) else { return false }
    return traits(after).contains(.officeHead) || traits(after).contains(.suffix)
  }

  private func startsName(_ token: Int) -> Bool {
    people.reference(startingAt: token).map { $0.form != .forename } ?? false
  }

  private func endsName(_ token: Int) -> Bool { nameEnds.contains(token) }
}

import StetDocument
import StetText

/// What a person is, as the copy says it beside the name: `chief executive Tom Hall`,
/// `Tom Hall, the chairman`.
public struct PersonRole: Sendable {
  /// The same for one role, however it is written.
  public let key: UInt64
  /// The words of the role.
  public let range: TextRange
  /// Its first token.
  public let firstToken: Int
  /// Whether it stands right before the name, without a comma.
  public let isBefore: Bool
  /// Whether it is an office of state, which stands before a name by right.
  public let isOffice: Bool

  /// Whether it is one of the roles at the head of a company, of which a person mostly has one.
  public var isExclusive: Bool { RoleTable.exclusive.contains(key) }
}

extension People {
  /// The role in small letters right before a reference, or behind it and a comma; nil without one.
  ///
  /// Constant time: at most a few words on either side are looked at.
  public func role(at reference: PersonReference, in document: Document) -> PersonRole? {
    let block = document.blocks[reference.block].tokens
    return roleBefore(reference, block, document) ?? roleBehind(reference, block, document)
  }

  private func roleBefore(
    _ reference: PersonReference, _ block: Range<Int>, _ document: Document
  ) -> PersonRole? {
    let last = reference.firstToken - 2
    guard block.contains(last), document.tokens.kinds[last + 1] == .space,
      let found = role(endingAt: last, block, document)
    else { return nil }
    return PersonRole(
      key: found.key, range: document.tokens.range(found.first).union(document.tokens.range(last)),
      firstToken: found.first, isBefore: true, isOffice: isOffice(last, document))
  }

  private func roleBehind(
    _ reference: PersonReference, _ block: Range<Int>, _ document: Document
  ) -> PersonRole? {
    let tokens = document.tokens
    var i = reference.nameTokens.upperBound
    guard i + 2 < block.upperBound, tokens.kinds[i] == .punctuation,
      document.text[Int(tokens.starts[i])] == 0x2C, tokens.kinds[i + 1] == .space
    else { return nil }
    i += 2
    // At most five words in: `Tom Hall, the company's new chief executive`.
    var steps = 0
    while i < block.upperBound, steps < 6, tokens.kinds[i] == .word {
      if let found = role(endingAt: i, block, document) {
        return PersonRole(
          key: found.key, range: tokens.range(found.first).union(tokens.range(i)),
          firstToken: found.first, isBefore: false, isOffice: isOffice(i, document))
      }
      let traits = traits[Int(tokens.words[i])]
      if !traits.isDisjoint(with: [.saying, .conjunction]) { return nil }
      guard i + 1 < block.upperBound, tokens.kinds[i + 1] == .space else { return nil }
      i += 2
      steps += 1
    }
    return nil
  }

  /// The role whose last word is a token: one word, or two with what belongs to it.
  private func role(
    endingAt token: Int, _ block: Range<Int>, _ document: Document
  ) -> (key: UInt64, first: Int)? {
    let tokens = document.tokens
    guard tokens.kinds[token] == .word else { return nil }
    let word = tokens.words[token]
    guard document.words.shapes[Int(word)] == .lower, traits[Int(word)].contains(.roleHead),
      let head = RoleTable.heads[hash(word, document)]
    else { return nil }
    if block.contains(token - 2), tokens.kinds[token - 1] == .space,
      tokens.kinds[token - 2] == .word
    {
      let before = tokens.words[token - 2]
      if RoleTable.modifiers.contains(hash(before, document)) {
        return (head &* 31 &+ hash(before, document), token - 2)
      }
    }
    // `executive`, `officer` and `minister` say nothing without the word before them.
    return RoleTable.incomplete.contains(hash(word, document)) ? nil : (head, token)
  }

  private func isOffice(_ token: Int, _ document: Document) -> Bool {
    !traits[Int(document.tokens.words[token])].isDisjoint(with: [
      .officeHead, .rank, .office, .academic,
    ])
  }

  private func hash(_ word: WordID, _ document: Document) -> UInt64 {
    document.words.withBytes(document.words.folded[Int(word)]) { TitleTables.hash($0) }
  }
}

/// Words for what people do, as they stand in small letters beside a name.
enum RoleTable {
  /// The key of a role by the hash of its last word; forms for men and women have one key.
  static let heads: [UInt64: UInt64] = {
    var table: [UInt64: UInt64] = [:]
    for row in WordKey.rows(roles) {
      // A line that starts with `=` has words for one role.
      if row[0] == sameRole {
        for word in row.dropFirst() { table[word] = row[1] }
      } else {
        for word in row { table[word] = word }
      }
    }
    return table
  }()

  /// Words that make another role of the one behind them.
  static let modifiers = hashes(
    "chief managing finance financial operating executive deputy vice assistant prime foreign home "
      + "health defence defense interior justice head police probation medical technology marketing"
  )
  static let incomplete = hashes("executive officer minister secretary")
  /// Roles at the head of a company, of which a person mostly has one.
  static let exclusive: Set<UInt64> = {
    func key(_ modifier: String?, _ head: String) -> UInt64 {
      let hash = heads[TitleTables.hash(head.utf8)] ?? TitleTables.hash(head.utf8)
      return modifier.map { hash &* 31 &+ TitleTables.hash($0.utf8) } ?? hash
    }
    return [
      key(nil, "chairman"), key("chief", "executive"), key("managing", "director"),
      key("finance", "director"), key("deputy", "chairman"), key("vice", "president"),
    ]
  }()

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(WordKey.list(words))
  }

  private static let sameRole = TitleTables.hash("=".utf8)

  private static let roles = """
    = chairman chairwoman chair chairperson
    = spokesman spokeswoman spokesperson
    = actor actress
    = headteacher headmaster headmistress
    = businessman businesswoman
    = policeman policewoman
    director executive officer president editor secretary minister lawyer barrister solicitor \
    attorney prosecutor analyst economist strategist historian author writer novelist poet \
    playwright singer rapper musician songwriter guitarist drummer pianist composer conductor dancer \
    comedian presenter broadcaster journalist reporter columnist photographer film-maker filmmaker \
    producer screenwriter painter artist sculptor designer architect chef model coach manager \
    captain striker midfielder defender goalkeeper winger batsman bowler sprinter golfer cyclist \
    boxer jockey footballer cricketer leader founder co-founder owner billionaire entrepreneur \
    financier investor trader banker scientist researcher biologist physicist chemist astronomer \
    engineer astronaut psychologist psychiatrist surgeon doctor nurse teacher lecturer professor \
    academic philosopher theologian priest campaigner activist farmer detective sheriff explorer \
    inventor politician backbencher lawmaker senator governor mayor councillor
    """
}

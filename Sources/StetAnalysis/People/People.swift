import StetDocument
import StetText

/// What kind of title stands before a name.
public enum TitleKind: UInt8, CaseIterable, Sendable {
  /// Mr, Mrs, Ms, Miss, Mx.
  case courtesy
  /// Dr, Professor.
  case academic
  /// Sir, Dame.
  case knighthood
  /// Lord, Lady, Baroness.
  case peerage
  /// Bishop, the Rev, Rabbi.
  case clergy
  /// Judge, Mr Justice.
  case judicial
  /// King, Prince.
  case royal
  /// Ranks of the armed forces and the police.
  case rank
  /// President, Chancellor, Senator.
  case office
  /// Herr, Signora.
  case foreign
}

/// The title words that rules tell from each other.
public enum TitleForm: UInt8, CaseIterable, Sendable {
  /// No title at all.
  case none
  /// Any title that has no case of its own here.
  case other
  /// The courtesy titles.
  case mr, mrs, ms, miss, mx
  /// The academic ones; `prof` is the abbreviation.
  case dr, professor, prof
  /// Knights and dames.
  case sir, dame
  /// Peers.
  case lord, lady, baroness

  static let byKey: [UInt64: TitleForm] = {
    var table: [UInt64: TitleForm] = [:]
    for (word, form) in words { table[TitleTables.hash(word.utf8)] = form }
    return table
  }()

  /// The words, written out: to ask the cases for their names costs a third of a millisecond.
  private static let words: [(String, TitleForm)] = [
    ("mr", .mr), ("mrs", .mrs), ("ms", .ms), ("miss", .miss), ("mx", .mx), ("dr", .dr),
    ("professor", .professor), ("prof", .prof), ("sir", .sir), ("dame", .dame), ("lord", .lord),
    ("lady", .lady), ("baroness", .baroness),
  ]
}

/// How a person is named at one place.
public enum ReferenceForm: UInt8, CaseIterable, Sendable {
  /// Forename and surname.
  case full
  /// Surname alone.
  case surname
  /// Forename alone, or another part of the name.
  case forename
}

/// One place where a person is named.
public struct PersonReference: Sendable {
  /// The person, as an index in `People.persons`.
  public let person: Int
  /// How much of the name stands there.
  public let form: ReferenceForm
  /// The title directly before the name.
  public let title: TitleKind?
  /// The last word of the title.
  public let titleForm: TitleForm
  /// Title and name, without a possessive ending.
  public let range: TextRange
  /// The name alone, without a possessive ending.
  public let nameRange: TextRange
  /// The first token, of the title when there is one.
  public let firstToken: Int
  /// The tokens of the name, particles included.
  public let nameTokens: Range<Int>
  /// The block that it stands in.
  public let block: Int
  /// Whether it stands inside a direct quotation.
  public let isQuoted: Bool
  /// Whether it only describes a noun: `the Trump administration`.
  public let isAttributive: Bool
  /// Whether it stands in a list behind a title in the plural: `Messrs Smith and Jones`.
  public let followsPluralTitle: Bool

  /// The last word of the title in small letters, without a stop; empty when there is no title.
  public func titleWord(in document: Document) -> String {
    let end = nameRange.start
    guard range.start < end else { return "" }
    let words = document.string(TextRange(range.start, end)).split(separator: " ")
    return words.last.map { $0.lowercased().filter { $0 != "." } } ?? ""
  }

  /// Whether the reporter names the person here in running copy: not in a quotation, not in a
  /// headline or other furniture.
  public func isNarrated(in document: Document) -> Bool {
    guard !isQuoted else { return false }
    let kind = document.blocks[block].kind
    return kind == .paragraph || kind == .listItem
  }
}

/// One person of the story: all references that name the same man or woman.
public struct Person: Sendable {
  /// The fullest name in the document's spelling, without titles.
  public let name: String
  /// The surname as the document spells it in `name`.
  public let surname: String
  /// The same for two persons whose surnames differ in case or accents only; 0 without a surname.
  public let surnameKey: UInt64
  /// The same for forenames; 0 when the story has no full name.
  public let forenameKey: UInt64
  /// References in text order, as indices in `People.references`.
  public var references: [Int]
  /// Whether another person of the story has the same surname.
  public var sharesSurname: Bool
  /// How sure it is that the name is a person's: a title, a known forename, or a verb of saying.
  public var evidence: PersonEvidence
}

/// What shows that a run of capitalised words is a person's name.
public struct PersonEvidence: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A title stands before it somewhere.
  public static let title = PersonEvidence(rawValue: 1)
  /// Its first word is a known forename.
  public static let forename = PersonEvidence(rawValue: 2)
  /// A verb of saying stands beside it.
  public static let verb = PersonEvidence(rawValue: 4)
  /// An age stands behind it.
  public static let age = PersonEvidence(rawValue: 8)
  /// Words near it say that houses drop courtesy titles here: a sport, an art, a crime.
  public static let untitledRole = PersonEvidence(rawValue: 16)
  /// Words near it say that the person is dead.
  public static let death = PersonEvidence(rawValue: 32)
  /// The person is a minor.
  public static let minor = PersonEvidence(rawValue: 64)
  /// Pronouns near it are feminine more often than masculine.
  public static let feminine = PersonEvidence(rawValue: 128)
}

/// Who is in the story: clusters of references to one person.
///
/// Built once a document in one pass over its tokens and one over the names found.
public struct People: Sendable {
  /// The persons, in order of their first reference.
  public let persons: [Person]
  /// All references, in text order.
  public let references: [PersonReference]
  /// What each distinct word can be around a name, by `WordID`.
  let traits: [WordTraits]
  /// Tokens of capitalised words that can be titles, in text order.
  let titleTokens: [Int]
  /// Capitalised words with letters beyond ASCII.
  public let accentedWords: [WordID]

  /// Finds the persons of a document. Linear in its size.
  ///
  /// - Parameter vocabulary: what the lexicon knows of forenames and places; without it only titles
  ///   and verbs of saying show that a name is a person's.
  public init(_ document: Document, quotations: Quotations, vocabulary: Vocabulary? = nil) {
    var scanner = NameScanner(document)
    scanner.scan()
    var builder = PeopleBuilder(
      document: document, scanner: scanner, quotations: quotations,
      vocabulary: vocabulary)
    self = builder.build()
  }

  init(persons: [Person], references: [PersonReference], scanner: NameScanner) {
    self.persons = persons
    self.references = references
    traits = scanner.traits
    titleTokens = scanner.elements.compactMap {
      $0.traits.isDisjoint(with: .anyTitle) ? nil : $0.start
    }
    accentedWords = scanner.accentedWords
  }

  /// Whether any reference has a courtesy title, a doctorate or a knighthood: the rules about them
  /// have nothing to do in most stories.
  public var hasPersonalTitles: Bool {
    references.contains { $0.titleForm != .none && $0.titleForm != .other }
  }

  /// The reference whose name starts at a token, by binary search.
  public func reference(startingAt token: Int) -> PersonReference? {
    var low = 0
    var high = references.count
    while low < high {
      let mid = (low + high) / 2
      if references[mid].nameTokens.lowerBound < token { low = mid + 1 } else { high = mid }
    }
    guard low < references.count, references[low].nameTokens.lowerBound == token else { return nil }
    return references[low]
  }

  /// The references of a person.
  public func references(of person: Int) -> [PersonReference] {
    persons[person].references.map { references[$0] }
  }
}

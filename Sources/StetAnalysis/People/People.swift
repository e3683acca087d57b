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

  /// The form of a title word by the key of its letters.
  static func of(_ key: UInt64) -> TitleForm {
    for (own, form) in keys where own == key { return form }
    return .other
  }

  private static let keys = words.map { (TitleTables.hash($0.0.utf8), $0.1) }

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
  /// Its place among all references, in text order.
  public let order: Int
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
  /// Where the fullest name stands, without titles.
  public let nameRange: TextRange
  /// Where the surname stands in it.
  public let surnameRange: TextRange
  /// The same for two persons whose surnames differ in case or accents only; 0 without a surname.
  public let surnameKey: UInt64
  /// The same for forenames; 0 when the story has no full name.
  public let forenameKey: UInt64
  /// The references, in text order: places in `People.byPerson`.
  public let references: Range<Int>
  /// Whether another person of the story has the same surname.
  public let sharesSurname: Bool
  /// How sure it is that the name is a person's: a title or a known forename.
  public let evidence: PersonEvidence

  /// The fullest name in the document's spelling.
  public func name(in document: Document) -> String { document.string(nameRange) }

  /// The surname as the document spells it in the fullest name.
  public func surname(in document: Document) -> String { document.string(surnameRange) }
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
/// Built once a document in one pass over its capitalised words and a few over the names found. A class,
/// since every rule holds it: as a structure it would count half a dozen tables.
public final class People: Sendable {
  /// The persons: those with full names first.
  public let persons: [Person]
  /// All references, in text order.
  public let references: [PersonReference]
  /// All references, those of each person side by side and in text order.
  public let byPerson: [PersonReference]
  /// What each distinct word can be around a name, by `WordID`.
  let traits: [WordTraits]
  /// What any word of the document can be.
  private let present: WordTraits
  /// Words that can be the last of an office.
  let officeHeads: [WordID]
  /// Tokens of capitalised words that can be titles, in text order.
  let titleTokens: [Int]
  /// Capitalised words with letters beyond ASCII.
  public let accentedWords: [WordID]
  /// Whether any reference has a courtesy title, a doctorate or a knighthood: the rules about them
  /// have nothing to do in most stories.
  public let hasPersonalTitles: Bool
  /// Whether any reference has a courtesy title.
  public let hasCourtesyTitles: Bool

  /// Finds the persons of a document. Linear in its size.
  ///
  /// - Parameters:
  ///   - forms: the capitalised words.
  ///   - vocabulary: what the lexicon knows of forenames and places; without it only titles show that a
  ///     name is a person's.
  public convenience init(
    _ document: Document, quotations: Quotations, forms: NameForms, vocabulary: Vocabulary? = nil
  ) {
    self.init(
      document, quotations: quotations, forms: forms, vocabulary: vocabulary, memo: nil)
  }

  /// - Parameter memo: what is noted of the words of the vocabulary's lexicon.
  init(
    _ document: Document, quotations: Quotations, forms: NameForms, vocabulary: Vocabulary?,
    memo: TraitMemo?
  ) {
    let words = forms.tokens.count
    let found = CopyView.with(document) { view in
      withUnsafeTemporaryAllocation(
        of: NameElement.self, capacity: NameScanner.mostElements(words)
      ) { elements in
        withUnsafeTemporaryAllocation(of: NameRun.self, capacity: words) { runs in
          var scanner = NameScanner(
            NameReader(view, forms.tokens, vocabulary, memo), elements, runs)
          scanner.scan(document.blocks)
          return Self.gather(scanner, view, document, quotations, vocabulary)
        }
      }
    }
    persons = found.persons
    references = found.references
    byPerson = Self.grouped(references, persons)
    traits = found.reader.traits
    present = found.reader.present
    officeHeads = found.reader.officeHeads
    accentedWords = found.reader.accentedWords
    titleTokens = found.titleTokens
    hasCourtesyTitles = references.contains { $0.title == .courtesy }
    hasPersonalTitles = references.contains { $0.titleForm != .none && $0.titleForm != .other }
  }

  /// What is made of the runs of a document.
  private struct Found {
    let reader: NameReader
    var titleTokens: [Int] = []
    var persons: [Person] = []
    var references: [PersonReference] = []
  }

  private static func gather(
    _ scanner: NameScanner, _ view: CopyView, _ document: Document, _ quotations: Quotations,
    _ vocabulary: Vocabulary?
  ) -> Found {
    var found = Found(reader: scanner.reader)
    found.titleTokens.reserveCapacity(16)
    for element in scanner.elements where !element.traits.isDisjoint(with: .anyTitle) {
      found.titleTokens.append(element.start)
    }
    if scanner.runs.isEmpty { return found }
    var builder = PeopleBuilder(
      parser: NameParser(document, view, scanner, vocabulary), quotations: quotations)
    builder.build()
    found.references = builder.references()
    found.persons = builder.persons()
    return found
  }

  private static func grouped(
    _ references: [PersonReference], _ persons: [Person]
  ) -> [PersonReference] {
    var next = persons.map(\.references.lowerBound)
    return [PersonReference](unsafeUninitializedCapacity: references.count) { buffer, count in
      for reference in references {
        buffer.initializeElement(at: next[reference.person], to: reference)
        next[reference.person] += 1
      }
      count = references.count
    }
  }

  /// Whether the word `department` or `ministry` stands in the document, in whatever form.
  public var hasMinistries: Bool { present.contains(.ministry) }

  /// The reference whose name starts at a token, by binary search.
  public func reference(startingAt token: Int) -> PersonReference? {
    let place = references.partitioningIndex { $0.nameTokens.lowerBound >= token }
    guard place < references.count, references[place].nameTokens.lowerBound == token else {
      return nil
    }
    return references[place]
  }

  /// Whether the name of a reference ends right before a token, by binary search.
  func hasReference(endingAt token: Int) -> Bool {
    let place = references.partitioningIndex { $0.nameTokens.upperBound >= token }
    return place < references.count && references[place].nameTokens.upperBound == token
  }

  /// The references of a person, in text order.
  public func references(of person: Int) -> ArraySlice<PersonReference> {
    byPerson[persons[person].references]
  }
}

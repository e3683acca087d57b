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

/// One place where a person is named. Kept small: there are dozens in a story.
public struct PersonReference: Sendable {
  /// Title and name, without a possessive ending.
  public let range: TextRange
  /// The name alone, without a possessive ending.
  public let nameRange: TextRange
  private let personNumber: UInt32
  private let place: UInt32
  private let start: UInt32
  private let nameStart: UInt32
  private let nameEnd: UInt32
  private let blockNumber: UInt32
  /// How much of the name stands there.
  public let form: ReferenceForm
  /// The title directly before the name.
  public let title: TitleKind?
  /// The last word of the title.
  public let titleForm: TitleForm
  /// Whether it stands inside a direct quotation.
  public let isQuoted: Bool
  /// Whether it only describes a noun: `the Trump administration`.
  public let isAttributive: Bool
  /// Whether it stands in a list behind a title in the plural: `Messrs Smith and Jones`.
  public let followsPluralTitle: Bool

  init(
    person: Int, order: Int, form: ReferenceForm, title: TitleKind?, titleForm: TitleForm,
    range: TextRange, nameRange: TextRange, firstToken: Int, nameTokens: Range<Int>, block: Int,
    isQuoted: Bool, isAttributive: Bool, followsPluralTitle: Bool
  ) {
    self.range = range
    self.nameRange = nameRange
    personNumber = UInt32(truncatingIfNeeded: person)
    place = UInt32(truncatingIfNeeded: order)
    start = UInt32(truncatingIfNeeded: firstToken)
    nameStart = UInt32(truncatingIfNeeded: nameTokens.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: nameTokens.upperBound)
    blockNumber = UInt32(truncatingIfNeeded: block)
    self.form = form
    self.title = title
    self.titleForm = titleForm
    self.isQuoted = isQuoted
    self.isAttributive = isAttributive
    self.followsPluralTitle = followsPluralTitle
  }

  /// The person, as an index in `People.persons`.
  public var person: Int { Int(personNumber) }

  /// Its place among all references, in text order.
  public var order: Int { Int(place) }

  /// The first token, of the title when there is one.
  public var firstToken: Int { Int(start) }

  /// The tokens of the name, particles included.
  public var nameTokens: Range<Int> { Range(uncheckedBounds: (Int(nameStart), Int(nameEnd))) }

  /// The block that it stands in.
  public var block: Int { Int(blockNumber) }

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
/// since every rule holds it: as a structure it would count half a dozen tables. What it owns as raw memory never
/// changes.
public final class People: @unchecked Sendable {
  /// The persons: those with full names first.
  public let persons: [Person]
  /// All references, in text order.
  public let references: [PersonReference]
  /// The places of the references in text order, those of each person side by side.
  private let byPerson: UnsafeMutableBufferPointer<UInt32>
  /// What each distinct word can be around a name, by `WordID`.
  let traits: UnsafeBufferPointer<WordTraits>
  /// What any word of the document can be.
  private let present: WordTraits
  /// Words that can be the last of an office.
  let officeHeads: [WordID]
  /// Tokens of capitalised words that can be titles, in text order.
  let titleTokens: [Int]
  /// Words with a shortened verb at their end, in whatever case: we're, it'll.
  public let contractions: [WordID]
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
    var persons: [Person] = []
    var references: [PersonReference] = []
    var titleTokens: [Int] = []
    let reading = CopyView.with(document) { view in
      let tables = Tables(forms.tokens.count, view.shapes.count)
      return Scratch.with(tables.size) { scratch in
        TitleTables.traits.withLookUp { table in
          let reading = WordReading(
            view, table, vocabulary, memo, scratch.take(tables.words, of: UInt32.self))
          forms.tokens.withMembers { nameWords in
            let reader = NameReader(view, reading.traits, nameWords, table)
            var scanner = NameScanner(
              reader, scratch.take(tables.elements, of: NameElement.self),
              scratch.take(tables.names, of: NameRun.self))
            scanner.scan(document.blocks)
            for element in scanner.elements where !element.traits.isDisjoint(with: .anyTitle) {
              titleTokens.append(element.start)
            }
            if scanner.runs.isEmpty { return }
            let parser = NameParser(document.blocks, view, scanner, reading.present, vocabulary)
            var builder = PeopleBuilder(
              parser: parser, quotations: quotations,
              scratch.take(tables.names, of: ParsedName.self),
              scratch.take(tables.names, of: PeopleBuilder.PersonDraft.self))
            builder.build()
            references = builder.references()
            persons = builder.persons()
          }
          return reading
        }
      }
    }
    self.persons = persons
    self.references = references
    self.titleTokens = titleTokens
    byPerson = Self.grouped(references, persons)
    traits = reading.traits
    present = reading.present
    officeHeads = reading.officeHeads
    contractions = reading.contractions
    accentedWords = reading.accentedWords
    var titles: UInt64 = 0
    var hasCourtesyTitles = false
    for reference in references {
      titles |= 1 << UInt64(reference.titleForm.rawValue)
      if reference.title == .courtesy { hasCourtesyTitles = true }
    }
    self.hasCourtesyTitles = hasCourtesyTitles
    // Behind `none` and `other` stand those that rules tell from each other.
    hasPersonalTitles = titles >> UInt64(TitleForm.other.rawValue + 1) != 0
  }

  deinit {
    traits.deallocate()
    byPerson.deallocate()
  }

  /// How large the tables are that people are gathered in.
  private struct Tables {
    /// One for each distinct word.
    let words: Int
    let elements: Int
    /// One for each word with a capital.
    let names: Int

    init(_ capitals: Int, _ words: Int) {
      self.words = words
      elements = NameScanner.mostElements(capitals)
      names = capitals
    }

    /// The bytes of all.
    var size: Int {
      Scratch.size(of: UInt32.self, words) + Scratch.size(of: NameElement.self, elements)
        + Scratch.size(of: NameRun.self, names) + Scratch.size(of: ParsedName.self, names)
        + Scratch.size(of: PeopleBuilder.PersonDraft.self, names)
    }
  }

  private static func grouped(
    _ references: [PersonReference], _ persons: [Person]
  ) -> UnsafeMutableBufferPointer<UInt32> {
    let places = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: references.count)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: persons.count) { next in
      for person in persons.indices {
        next.initializeElement(
          at: person, to: UInt32(truncatingIfNeeded: persons[person].references.lowerBound))
      }
      for place in references.indices {
        let person = references[place].person
        places.initializeElement(at: Int(next[person]), to: UInt32(truncatingIfNeeded: place))
        next[person] &+= 1
      }
    }
    return places
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
  public func references(of person: Int) -> PersonReferences {
    PersonReferences(people: self, places: persons[person].references)
  }

  /// A reference by its place in `byPerson`.
  @inline(__always)
  fileprivate func reference(at place: Int) -> PersonReference {
    references[Int(byPerson[place])]
  }
}

/// The references of one person, in text order.
public struct PersonReferences: RandomAccessCollection, Sendable {
  fileprivate let people: People
  fileprivate let places: Range<Int>

  /// The first index.
  public var startIndex: Int { 0 }

  /// One past the last index.
  public var endIndex: Int { places.count }

  /// A reference.
  public subscript(_ index: Int) -> PersonReference {
    people.reference(at: places.lowerBound + index)
  }
}

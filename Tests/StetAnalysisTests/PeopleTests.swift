import StetDocument
import Testing

@testable import StetAnalysis

struct PeopleTests {
  private func people(_ text: String) -> (People, Document) {
    let document = Document(SourceFile(path: "story.txt", text: text))
    return (Analysis(document: document).people, document)
  }

  /// The references of the person with a name, as they stand in the text.
  private func references(_ name: String, _ text: String) -> [String] {
    let (people, document) = people(text)
    guard let person = people.persons.firstIndex(where: { $0.name(in: document) == name }) else {
      return []
    }
    return people.references(of: person).map { document.string($0.range) }
  }

  /// Name orders: each full name with the short form that belongs to it.
  @Test(arguments: [
    ("Xi Jinping", "Mr Xi"), ("Wang Yi", "Mr Wang"), ("Lai Ching-te", "Mr Lai"),
    ("Kim Jong Un", "Mr Kim"), ("Kim Jong-un", "Mr Kim"), ("Yoon Suk Yeol", "Mr Yoon"),
    ("Sanae Takaichi", "Ms Takaichi"), ("Viktor Orbán", "Mr Orbán"),
    ("Pham Minh Chinh", "Mr Chinh"), ("Pedro Sánchez", "Mr Sánchez"),
    ("Pedro Sánchez Castejón", "Mr Sánchez"), ("Bashar al-Assad", "Mr Assad"),
    ("Bashar al-Assad", "Mr al-Assad"), ("Edwin van der Sar", "Mr Van der Sar"),
    ("Ursula von der Leyen", "Mrs Von der Leyen"), ("Joko Widodo", "Mr Widodo"),
    ("Iain Duncan Smith", "Mr Duncan Smith"), ("Jacob Rees-Mogg", "Mr Rees-Mogg"),
    ("JD Vance", "Mr Vance"), ("Gordon J. Brown", "Mr Brown"), ("Conor O’Brien", "Mr O’Brien"),
    ("Andie MacDowell", "Ms MacDowell"),
  ])
  func shortFormsFindTheirPerson(_ full: String, _ short: String) {
    #expect(
      references(full, "On Monday \(full) left the city. Later \(short) came back.") == [
        full, short,
      ])
  }

  @Test func surnameFirstIsTheSurname() throws {
    let (people, document) = people(
      "On Monday Xi Jinping left. Later Mr Xi came back, and Xi slept.")
    let person = try #require(people.persons.first)
    #expect(person.surname(in: document) == "Xi")
    #expect(people.references.map(\.form) == [.full, .surname, .surname])
  }

  @Test func formsAndTitles() throws {
    let (people, document) = people(
      """
      Prime Minister Sir Keir Starmer met Gen Tom Hall. “Starmer was late,” said Gen Hall. Sir Keir \
      was not amused, and the Starmer government neither.
      """)
    let knight = try #require(people.persons.firstIndex { $0.surname(in: document) == "Starmer" })
    let found = people.references(of: knight)
    #expect(
      found.map { document.string($0.nameRange) } == ["Keir Starmer", "Starmer", "Keir", "Starmer"])
    #expect(found.map(\.form) == [.full, .surname, .forename, .surname])
    #expect(found.map(\.title) == [.knighthood, nil, .knighthood, nil])
    #expect(found.map(\.isQuoted) == [false, true, false, false])
    #expect(found.map(\.isAttributive) == [false, false, false, true])
  }

  @Test func thingsAreNoPeople() {
    let (people, _) = people(
      """
      Manchester United beat Leeds United at Old Park. The White House, Trump Tower, the Reed \
      Foundation, Downing Street and the Labour Party said nothing. Later United won again.
      """)
    #expect(people.persons.isEmpty)
  }

  @Test func shipsAndPubsAreNoPeople() {
    let (people, _) = people(
      """
      The ship Sir Galahad sailed with RFA Sir Tristram, HMS Lord Nelson and the ferry Princess \
      Victoria. They met at the pub Lord Raglan.
      """)
    #expect(people.persons.isEmpty)
  }

  /// Copy that was cut out of something larger begins anywhere: no word before the first is looked at.
  @Test(arguments: [
    "rich Petrov seeks a place.\n\nIvan Petrov has it.",
    "2nd Catholic bishop steps aside.\n\nThe Catholic bishop is old.",
    "old Smith", "-old Mr Smith", "and Smith’s", "5-year-old Bob Smith", ", Smith (40", "Smith,",
  ])
  func copyMayBeginAnywhere(_ text: String) {
    #expect(people(text).1.tokens.count > 0)
  }

  @Test func couplesShareTheirSurname() {
    let (one, document) = people("Tom and Ann Reed came. Mr Reed spoke.")
    #expect(one.persons.contains { $0.surname(in: document) == "Reed" && $0.sharesSurname })
    let (two, _) = people("Mr Reed spoke. Mrs Reed left.")
    #expect(two.persons.allSatisfy { $0.sharesSurname })
    let (three, copy) = people("Donald Trump Jr met Donald Trump. Mr Trump spoke.")
    #expect(three.persons.count { $0.surname(in: copy) == "Trump" } == 2)
  }

  @Test func agesAreRead() throws {
    let (people, document) = people(
      "Tom Reed, 34, met 43-year-old footballer Ann Bell. Tom Bell (51) was aged. Ann Cole, aged 7, left."
    )
    let ages = people.references.compactMap { people.statedAge(at: $0, in: document)?.years }
    #expect(ages == [34, 43, 51, 7])
  }

  @Test func officesKnowTheirPosition() {
    let document = Document(
      SourceFile(
        path: "story.txt",
        text: """
          On Monday Prime Minister Ann Reed met the president. The talks with the foreign minister, \
          Tom Reed, went well. “The President is late,” said Tom Reed, the foreign minister, to US \
          President Tom Bell.
          """))
    let uses = Analysis(document: document).offices.uses
    #expect(
      uses.map { document.string($0.range) } == [
        "Prime Minister", "president", "foreign minister", "foreign minister", "President",
      ])
    #expect(uses.map(\.position) == [.beforeName, .alone, .apposed, .afterName, .beforeName])
    #expect(uses.map(\.isCapitalised) == [true, false, false, false, true])
  }

  @Test func numbersAreRead() {
    let document = Document(
      SourceFile(
        path: "story.txt",
        text: "He paid £1.2m, then 140,000, twenty-one, 5 million and two hundred."))
    let values = NumberReader.numbers(in: document.blocks, of: document).map(\.number.value)
    #expect(values == [1_200_000, 140_000, 21, 5_000_000, 200])
    let cardinals = NumberReader.cardinals(in: 0..<document.tokens.count, of: document)
    #expect(cardinals.map(\.value) == [1_200_000, 140_000, 21, 5_000_000, 200])
    let twice = Document(SourceFile(path: "story.txt", text: "He came 3rd and paid a pound twice."))
    #expect(NumberReader.cardinals(in: 0..<twice.tokens.count, of: twice).isEmpty)
  }

  @Test func timeGrowsWithTheText() {
    // A text of names only: all pairs would take minutes.
    let names = (0..<20_000).map {
      "Tom Surname\(Character(UnicodeScalar(UInt8(97 + $0 % 26))))\($0 % 7)"
    }
    let clock = ContinuousClock()
    let time = clock.measure { _ = people(names.joined(separator: " met ") + ".") }
    #expect(time < .seconds(20))
  }
}

import StetAnalysis
import StetDocument
import StetRules
import StetText

/// Finds places in a clean story where a fault of each kind can stand.
struct TitlePlanter {
  private let file: SourceFile
  private let document: Document
  private let analysis: Analysis

  init(_ file: SourceFile) {
    self.file = file
    document = Document(file)
    analysis = Analysis(document: document)
  }

  /// One fault of each kind that the story has a place for.
  func faults(_ random: inout SeededNumbers) -> [TitleFault] {
    [
      dropped(&random), changed(&random), swapped(&random), misspelt(&random), aged(&random),
      numbered(&random),
    ].compactMap { $0 }
  }

  private func fault(
    _ kind: TitleFault.Kind, _ range: TextRange, _ text: String, place: TextRange, _ right: [String]
  ) -> TitleFault {
    TitleFault(
      kind: kind, edit: TextEdit(range, text), place: place, was: document.string(range),
      right: right)
  }

  /// `Mr Pollard` loses its title; the story has at least three titled names.
  private func dropped(_ random: inout SeededNumbers) -> TitleFault? {
    let titled = courtesy()
    guard titled.count >= 3, let pick = titled.randomElement(using: &random) else { return nil }
    let cut = TextRange(pick.range.start, pick.nameRange.start)
    let place = TextRange(pick.range.start, pick.range.start + UInt32(pick.nameRange.count))
    return fault(.droppedHonorific, cut, "", place: place, [document.string(pick.range)])
  }

  /// References by courtesy title and surname in the reporter's own words.
  private func courtesy() -> [PersonReference] {
    analysis.people.references.filter {
      $0.title == .courtesy && $0.form == .surname && $0.isNarrated(in: document)
    }
  }

  /// `Ms Reed` becomes `Mrs Reed`, `Mr Reed` becomes `Dr Reed`; she or he has two titled mentions
  /// at least.
  private func changed(_ random: inout SeededNumbers) -> TitleFault? {
    let titled = courtesy().filter { reference in
      courtesy().count { $0.person == reference.person } >= 2
        && !analysis.people.persons[reference.person].sharesSurname
    }
    guard let pick = titled.randomElement(using: &random) else { return nil }
    let other: [TitleForm: String] = [
      .mr: "Dr", .ms: "Mrs", .mrs: "Miss", .miss: "Mrs", .mx: "Ms",
    ]
    guard let title = other[pick.titleForm] else { return nil }
    let word = TextRange(
      pick.range.start, pick.range.start + UInt32("\(pick.titleForm)".utf8.count))
    let place = TextRange(pick.range.start, pick.range.start + UInt32(title.utf8.count + 1))
    return fault(.changedTitle, word, title, place: place, [document.string(pick.range)])
  }

  /// `Prime Minister Reed` becomes `prime minister Reed`, or the reverse; the story has the office
  /// three times in that position, always alike.
  private func swapped(_ random: inout SeededNumbers) -> TitleFault? {
    let uses = analysis.offices.uses
    let fitting = uses.filter { use in
      let alike = uses.filter { $0.key == use.key && $0.position == use.position }
      return alike.count >= 3 && alike.allSatisfy { $0.isCapitalised == use.isCapitalised }
    }
    guard let pick = fitting.randomElement(using: &random) else { return nil }
    let text = document.string(pick.range)
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      pick.isCapitalised ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
    }
    return fault(
      .swappedCase, pick.range, words.joined(separator: " "), place: pick.range, [text])
  }

  /// A letter is lost, doubled or swapped in one of at least three mentions of a surname.
  private func misspelt(_ random: inout SeededNumbers) -> TitleFault? {
    let people = analysis.people
    let fitting = people.references.filter { reference in
      let person = people.persons[reference.person]
      return reference.form == .surname && person.references.count >= 3
        && !person.evidence.isDisjoint(with: [.title]) && !reference.isAttributive
        && reference.isNarrated(in: document) && reference.nameRange.count >= 5
        && document.text[reference.nameRange.indices].allSatisfy { $0 > 0x40 }
    }
    guard let pick = fitting.randomElement(using: &random) else { return nil }
    var letters = Array(document.text[pick.nameRange.indices])
    guard letters.allSatisfy({ $0 < 0x80 && $0 > 0x40 }) else { return nil }
    let was = letters
    let index = Int.random(in: 1..<letters.count - 1, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: letters.remove(at: index)
    case 1: letters.insert(letters[index], at: index)
    default: letters.swapAt(index, index + 1)
    }
    guard letters != was else { return nil }
    let place = TextRange(Int(pick.nameRange.start), Int(pick.nameRange.start) + letters.count)
    return fault(
      .misspeltReference, pick.nameRange, String(decoding: letters, as: UTF8.self), place: place,
      [document.string(pick.nameRange)])
  }

  /// A second, wrong age for a person whose age the story gives once.
  private func aged(_ random: inout SeededNumbers) -> TitleFault? {
    let people = analysis.people
    var fitting: [(PersonReference, Int)] = []
    for (index, person) in people.persons.enumerated() where !person.sharesSurname {
      let told = people.references(of: index).filter { $0.isNarrated(in: document) }
      guard let age = told.compactMap({ people.statedAge(at: $0, in: document) }).first else {
        continue
      }
      fitting.append(
        contentsOf: told.filter {
          $0.form != .forename && !$0.isAttributive && $0.nameRange.start > age.range.end
            && isFollowedByWord($0)
        }.map { ($0, age.years) })
    }
    guard let (pick, years) = fitting.randomElement(using: &random) else { return nil }
    let wrong = ", \(years + (years < 60 ? 10 : -10)),"
    let at = TextRange(pick.nameRange.end, pick.nameRange.end)
    let place = TextRange(at.start, at.start + UInt32(wrong.utf8.count))
    return fault(.changedAge, at, wrong, place: place, ["\(years)"])
  }

  /// A space and a word in small letters: an age can stand between.
  private func isFollowedByWord(_ reference: PersonReference) -> Bool {
    let end = Int(reference.nameRange.end)
    return end + 1 < document.text.count && document.text[end] == 0x20
      && document.text[end + 1] &- 0x61 < 26
  }

  /// The headline's number gets another digit.
  private func numbered(_ random: inout SeededNumbers) -> TitleFault? {
    guard let headline = document.headline else { return nil }
    var story: [Double] = []
    for block in document.blocks where block.isBody {
      story += NumberReader.numbers(in: block.tokens, of: document).map(\.value)
    }
    let numbers = NumberReader.numbers(in: headline.tokens, of: document).filter { number in
      number.isDigits && story.contains(number.value)
        && !(number.value >= 1900 && number.value < 2100)
        && document.text[Int(number.range.start)] &- 0x30 < 10 && counts(number, in: headline)
    }
    guard let pick = numbers.randomElement(using: &random) else { return nil }
    // The first digit moves on by one to three: 12 becomes 22, 140,000 becomes 340,000.
    let digit = document.text[Int(pick.range.start)] - 0x30
    let moved = (digit - 1 + UInt8.random(in: 1...3, using: &random)) % 9 + 1
    guard moved != digit else { return nil }
    let at = TextRange(pick.range.start, pick.range.start + 1)
    return fault(.headlineNumber, at, "\(moved)", place: pick.range, [])
  }

  /// Whether the number counts or measures something: it is no part of a name, a date or a score,
  /// and the headline is no list of so many things.
  private func counts(_ number: StatedNumber, in headline: Block) -> Bool {
    let token = document.tokens.index(at: Int(number.range.start))
    guard token > headline.tokens.lowerBound + 1 else { return false }
    let before = document.text[Int(number.range.start) - 1]
    if before == 0x2D || before == 0x27 || before == 0x99 || before == 0x2F { return false }
    let end = Int(number.range.end)
    if end < document.text.count, document.text[end] == 0x2D || document.text[end] == 0xE2 {
      return false
    }
    let isWord = { (token: Int) in
      headline.tokens.contains(token) && document.tokens.kinds[token].hasWord
    }
    // A capitalised word beside it makes it a name or a date, or the headline is in title case.
    let last = document.tokens.index(at: end - 1)
    for near in [token - 2, last + 2] where isWord(near) {
      if document.words.shapes[Int(document.tokens.words[near])] != .lower { return false }
    }
    return true
  }
}

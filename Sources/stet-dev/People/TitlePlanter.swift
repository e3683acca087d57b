import Foundation
import StetDocument
import StetRules
import StetText

/// Finds places in a clean story where a fault of each kind can stand, by plain expressions over its
/// lines: what the model of people sees or does not see has no part in it.
struct TitlePlanter {
  private let file: SourceFile
  private let story: PlainStory

  init(_ file: SourceFile) {
    self.file = file
    story = PlainStory(file)
  }

  /// One fault of each kind that the story has a place for; of the headline's numbers, all.
  func faults(_ random: inout SeededNumbers) -> [TitleFault] {
    let faults = [
      dropped(&random), changed(&random), swapped(&random), misspelt(&random), aged(&random),
    ].compactMap { $0 }
    return faults + HeadlineNumberPlanter(story).faults(&random)
  }

  private func fault(
    _ kind: TitleFault.Kind, _ range: TextRange, _ text: String, place: TextRange, _ right: [String]
  ) -> TitleFault {
    TitleFault(
      kind: kind, edit: TextEdit(range, text), place: place, was: story.string(range), right: right)
  }

  // MARK: Titles

  /// A courtesy title and a surname that no second capitalised word follows.
  private struct Titled {
    var title: TextRange
    var name: TextRange
    var form: String
    var surname: String
    var whole: TextRange { title.union(name) }
  }

  private static let titled = expression(
    #"\b(Mr|Mrs|Ms|Miss|Mx|Dr)\.? ([A-Z][\w-]+)(?![\w-]|['’]?s? [A-Z]|\.[A-Z]| (?:van|von|de|al) )"#
  )

  private func titles() -> [Titled] {
    story.narrated(Self.titled).compactMap { match in
      guard let title = match.groups[1], let name = match.groups[2] else { return nil }
      return Titled(title: title, name: name, form: match.texts[1], surname: match.texts[2])
    }
  }

  /// `Mr Pollard` loses its title; the story has at least three titled names.
  private func dropped(_ random: inout SeededNumbers) -> TitleFault? {
    let all = titles().filter { $0.form != "Dr" }
    guard all.count >= 3, let pick = all.randomElement(using: &random) else { return nil }
    let cut = TextRange(pick.title.start, pick.name.start)
    let place = TextRange(pick.title.start, pick.title.start + UInt32(pick.name.count))
    return fault(.droppedHonorific, cut, "", place: place, [story.string(pick.whole)])
  }

  /// `Ms Reed` becomes `Mrs Reed`, `Mr Reed` becomes `Dr Reed`; the story has the right one twice.
  private func changed(_ random: inout SeededNumbers) -> TitleFault? {
    let all = titles()
    let fitting = all.filter { one in
      all.count { $0.surname == one.surname && $0.form == one.form } >= 2
    }
    guard let pick = fitting.randomElement(using: &random) else { return nil }
    let other = ["Mr": "Dr", "Ms": "Mrs", "Mrs": "Miss", "Miss": "Mrs", "Mx": "Ms", "Dr": "Mr"]
    guard let title = other[pick.form] else { return nil }
    let place = TextRange(pick.title.start, pick.title.start + UInt32(title.utf8.count + 1))
    return fault(.changedTitle, pick.title, title, place: place, [story.string(pick.whole)])
  }

  // MARK: Offices

  private static let offices =
    "(?:deputy )?prime minister|(?:foreign|finance|interior|defence|defense|health|justice|education)"
    + " (?:minister|secretary)|home secretary|secretary of state|attorney general|vice[ -]president"
    + "|president|chancellor|governor|senator|mayor|premier|congressman|congresswoman|taoiseach"
  private static let alone = expression(
    "(?<=[a-z,;] )[Tt]he ((?i:\(offices)))(?=[,.]? (?!of |for |in |elect|general )[a-z]|[,.;]$|\\. )"
  )
  private static let beforeName = expression(
    "(?<=[a-z,] )((?i:\(offices))) (?=[A-Z][a-z]+ [A-Z][a-z]|[A-Z][a-z]+ [a-z])")

  /// `Prime Minister Reed` becomes `prime minister Reed`, or the reverse; the story has the office
  /// three times in that position, always alike.
  private func swapped(_ random: inout SeededNumbers) -> TitleFault? {
    var fitting: [TextRange] = []
    for expression in [Self.alone, Self.beforeName] {
      var groups: [String: [(range: TextRange, text: String)]] = [:]
      for match in story.narrated(expression) {
        guard let range = match.groups[1] else { continue }
        groups[match.texts[1].lowercased(), default: []].append((range, match.texts[1]))
      }
      for (_, uses) in groups.sorted(by: { $0.key < $1.key }) where uses.count >= 3 {
        guard let first = uses.first?.text, uses.allSatisfy({ $0.text == first }) else { continue }
        fitting += uses.map(\.range)
      }
    }
    guard let pick = fitting.randomElement(using: &random) else { return nil }
    let was = story.string(pick)
    let isCapital = was.prefix(1) == was.prefix(1).uppercased()
    let words = was.split(separator: " ", omittingEmptySubsequences: false).map { word in
      isCapital || word == "of" ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
    }
    return fault(.swappedCase, pick, words.joined(separator: " "), place: pick, [was])
  }

  // MARK: Names

  private static let introduced = expression(
    #"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|President|Senator|Minister)\.? |[A-Z][a-z]+ (?:[A-Z]\.? )?)"#
      + #"([A-Z][a-z]{4,})(?=['’]s|,? (?:said|says|told|who|has|was|is|added)\b)"#)
  private static let capitalised = expression(#"(?<![\w'’-])([A-Z][a-z]{4,})(?![\w-])"#)

  /// A letter is lost, doubled or swapped in one of at least three mentions of a surname.
  private func misspelt(_ random: inout SeededNumbers) -> TitleFault? {
    let known = Set(story.narrated(Self.introduced).map { $0.texts[1] })
    guard !known.isEmpty else { return nil }
    var mentions: [String: [TextRange]] = [:]
    for match in story.narrated(Self.capitalised) where known.contains(match.texts[1]) {
      if let range = match.groups[1] { mentions[match.texts[1], default: []].append(range) }
    }
    var fitting: [TextRange] = []
    for (name, ranges) in mentions.sorted(by: { $0.key < $1.key }) where ranges.count >= 3 {
      // What also stands with an article or in small letters is a thing.
      if story.text.contains("the \(name) ") || story.text.contains(" \(name.lowercased())") {
        continue
      }
      fitting += ranges
    }
    guard let pick = fitting.randomElement(using: &random) else { return nil }
    let was = story.string(pick)
    var letters = Array(was.utf8)
    let index = Int.random(in: 1..<letters.count - 1, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: letters.remove(at: index)
    case 1: letters.insert(letters[index], at: index)
    default: letters.swapAt(index, index + 1)
    }
    let text = String(decoding: letters, as: UTF8.self)
    guard text != was else { return nil }
    let place = TextRange(Int(pick.start), Int(pick.start) + letters.count)
    return fault(.misspeltReference, pick, text, place: place, [was])
  }

  // MARK: Ages

  private static let nameAndAge = expression(
    #"\b[A-Z][\w'’-]+ (?:[A-Z]\.? )?([A-Z][a-z'’-]+), (?:aged )?(\d\d)(?=[,.])"#)
  private static let ageAndName = expression(
    #"\b(\d\d)-year-old (?:[a-z-]+ ){0,3}[A-Z][\w'’-]+ (?:[A-Z]\.? )?([A-Z][a-z'’-]+)"#)

  /// The age of a person changes where it stands twice; where it stands once, a second mention gets
  /// a wrong one: `Reed, 53, said`.
  private func aged(_ random: inout SeededNumbers) -> TitleFault? {
    var stated: [(surname: String, age: TextRange)] = []
    for (expression, name, age) in [(Self.nameAndAge, 1, 2), (Self.ageAndName, 2, 1)] {
      for match in story.narrated(expression) {
        if let range = match.groups[age] { stated.append((match.texts[name], range)) }
      }
    }
    guard !stated.isEmpty else { return nil }
    var fitting: [TitleFault] = []
    for one in stated {
      guard let years = Int(story.string(one.age)) else { continue }
      let wrong = years + (years < 60 ? 10 : -10)
      let again = stated.filter { $0.surname == one.surname && $0.age != one.age }
      if !again.isEmpty {
        // Two people of one name have an age each.
        guard again.allSatisfy({ story.string($0.age) == story.string(one.age) }) else { continue }
        fitting.append(
          fault(.changedAge, one.age, "\(wrong)", place: one.age, ["\(years)"]))
        continue
      }
      let name = NSRegularExpression.escapedPattern(for: one.surname)
      let mention = Self.expression(
        #"(?:^|(?<=[.,] )|(?<=[a-z] )|(?<=Mr )|(?<=Mrs )|(?<=Ms ))(?<![A-Z][a-z]{2,12} )"#
          + "(\(name)) (?=(?!and |or |of |in |at |to |for |on |by |with |as |from |who )[a-z])")
      for match in story.narrated(mention) {
        guard let range = match.groups[1], range.start > one.age.end else { continue }
        let text = ", \(wrong),"
        let at = TextRange(range.end, range.end)
        let place = TextRange(at.start, at.start + UInt32(text.utf8.count))
        fitting.append(fault(.changedAge, at, text, place: place, ["\(years)"]))
      }
    }
    return fitting.randomElement(using: &random)
  }

  /// Compiles an expression; one that does not compile matches nothing.
  static func expression(_ pattern: String) -> NSRegularExpression? {
    let compiled = try? NSRegularExpression(pattern: pattern)
    if compiled == nil { FileHandle.standardError.write(Data("bad expression: \(pattern)\n".utf8)) }
    return compiled
  }
}

import Foundation
import StetRules
import StetText

/// Changes the numbers of a headline that the story confirms, read by plain expressions.
///
/// Left out are years, dates, ranks (3rd), scores and ranges, numbers inside words (G7, Covid-19) and
/// those that count the story's own parts (5 things to know).
struct HeadlineNumberPlanter {
  private let story: PlainStory

  init(_ story: PlainStory) { self.story = story }

  private static let words = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]
  private static let multipliers: [String: Double] = [
    "hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12, "dozen": 12,
  ]
  private static let number = TitlePlanter.expression(
    #"(?<![\w.,/:'’#–-])(\d+(?:,\d{3})*(?:\.\d+)?|(?i:two|three|four|five|six|seven|eight|nine|ten"#
      + #"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty))"#
      + #"(?![/:]|[-–]\d|\d| ?[–-] ?\d)(?:(?:-| )?(hundred|thousand|million|billion|trillion|dozen)\b"#
      + #"|(m|bn|tn|k)\b|(?![A-Za-z]))"#)
  private static let spoiled = TitlePlanter.expression(
    #"^(?: ?[–-] ?\d+)? ?(?:January|February|March|April|May|June|July|August|September|October"#
      + #"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"#)
  private static let dated = TitlePlanter.expression(
    #"(?:January|February|March|April|May|June|July|August|September|October|November|December"#
      + #"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?) $"#)
  private static let counted = TitlePlanter.expression(
    #"(?i)^.{0,40}?\b(?:things|ways|reasons|facts|tips|photos|pictures|questions|takeaways|lessons|best"#
      + #"|worst|moments|stories|books|films|movies|charts|steps|signs|points|bottles|recipes|ideas"#
      + #"|places|quotes|maps|issues|claims|songs|stats|words|myths)\b"#)
  private static let opening = TitlePlanter.expression(#"(?:^|: )(?:The |Top |These )?$"#)

  /// Faults for each number of the headline that the story has, three wrong numbers each.
  func faults(_ random: inout SeededNumbers) -> [TitleFault] {
    guard let headline = story.headline else { return [] }
    let told = values()
    var faults: [TitleFault] = []
    for match in story.matches(Self.number, in: headline) {
      guard let range = match.groups[0], let figure = match.groups[1],
        let value = Self.value(match), !isYear(match.texts[0], value),
        !isSpoiled(range, in: headline), told.contains(where: { Self.confirms($0, value, match) })
      else { continue }
      let was = match.texts[1]
      for changed in wrong(was, &random) {
        let place = TextRange(
          Int(range.start), Int(range.end) - was.utf8.count + changed.utf8.count)
        faults.append(
          TitleFault(
            kind: .headlineNumber, edit: TextEdit(figure, changed), place: place,
            was: story.string(headline), right: [was, match.texts[0]]))
      }
    }
    return faults
  }

  /// What the numbers below the headline are worth, dates left out.
  private func values() -> [Double] {
    guard let headline = story.headline else { return [] }
    let body = TextRange(headline.end, UInt32(story.text.utf8.count))
    return story.matches(Self.number, in: body).compactMap { match in
      guard let range = match.groups[0], let value = Self.value(match),
        !isYear(match.texts[0], value), !isDate(range, in: body)
      else { return nil }
      return value
    }
  }

  private static func value(_ match: PlainStory.Match) -> Double? {
    let text = match.texts[1].lowercased().filter { $0 != "," }
    let small = [
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ]
    var value: Double
    if let number = Double(text) {
      value = number
    } else if let index = words.firstIndex(of: text) {
      value = Double(index + 2)
    } else if let index = small.firstIndex(of: text) {
      value = Double(index + 13)
    } else {
      return nil
    }
    for group in [2, 3] where !match.texts[group].isEmpty {
      value *= multipliers[match.texts[group].lowercased()] ?? 1
    }
    return value
  }

  private func isYear(_ text: String, _ value: Double) -> Bool {
    text.utf8.count == 4 && value >= 1900 && value < 2100
  }

  /// The same, or what a headline makes round: 1,234 is 1,200.
  private static func confirms(_ told: Double, _ value: Double, _ match: PlainStory.Match) -> Bool {
    if told == value { return true }
    let isRound =
      match.texts[1].hasSuffix("00") || !match.texts[2].isEmpty || !match.texts[3].isEmpty
    return isRound && value >= 100 && abs(told - value) < value / 20
  }

  private func isDate(_ range: TextRange, in area: TextRange) -> Bool {
    let before = TextRange(max(area.start, range.start >= 12 ? range.start - 12 : 0), range.start)
    let after = TextRange(range.end, min(area.end, range.end + 24))
    return !story.matches(Self.spoiled, in: after).isEmpty
      || !story.matches(Self.dated, in: before).isEmpty
  }

  private func isSpoiled(_ range: TextRange, in headline: TextRange) -> Bool {
    if isDate(range, in: headline) { return true }
    let before = TextRange(headline.start, range.start)
    let after = TextRange(range.end, headline.end)
    if story.string(after).hasSuffix("to know") { return true }
    return !story.matches(Self.opening, in: before).isEmpty
      && !story.matches(Self.counted, in: after).isEmpty
  }

  /// Three other numbers of the same shape: the first digit moves on by one, two and three (12 becomes
  /// 22, 32 and 42), a word becomes three others.
  private func wrong(_ was: String, _ random: inout SeededNumbers) -> [String] {
    let bytes = Array(was.utf8)
    if bytes[0] &- 0x30 < 10 {
      let digit = bytes[0] - 0x30
      return (1...3).compactMap { step in
        let moved = (digit + 8 + UInt8(step)) % 9 + 1
        guard moved != digit else { return nil }
        return String(decoding: [0x30 + moved] + bytes.dropFirst(), as: UTF8.self)
      }
    }
    let isCapital = was.prefix(1) == was.prefix(1).uppercased()
    return Self.words.filter { $0 != was.lowercased() }.shuffled(using: &random).prefix(3).map {
      isCapital ? $0.prefix(1).uppercased() + $0.dropFirst() : $0
    }
  }
}

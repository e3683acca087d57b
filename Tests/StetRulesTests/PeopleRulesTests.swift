import StetAnalysis
import StetDocument
import StetEngine
import StetText
import Testing

@testable import StetRules

/// The text without marks, and the ranges that `⟦ ⟧` marked in it.
private func unmarked(_ marked: String) -> (text: String, ranges: [TextRange]) {
  var bytes: [UInt8] = []
  var ranges: [TextRange] = []
  var open = 0
  for scalar in marked.unicodeScalars {
    switch scalar {
    case "⟦": open = bytes.count
    case "⟧": ranges.append(TextRange(open, bytes.count))
    default: UTF8Scan.append(scalar.value, to: &bytes)
    }
  }
  return (String(decoding: bytes, as: UTF8.self), ranges)
}

/// What one rule finds in a text.
private func findings(
  _ id: String, in text: String, markdown: Bool = false, options: [String: OptionValue] = [:]
) -> [Diagnostic] {
  let document = Document(
    SourceFile(path: "story", text: text, format: markdown ? .markdown : .text))
  let analysis = Analysis(document: document)
  guard let type = RuleRegistry.all.first(where: { $0.info.id == id }) else { return [] }
  var context = RuleContext(document: document, analysis: analysis, info: type.info)
  context.turn(to: type.info, options: options)
  type.init().check(&context)
  return context.takeDiagnostics().sorted(by: Diagnostic.precedes)
}

/// Expects exactly the marked findings.
private func expectFindings(
  _ id: String, _ marked: String, markdown: Bool = false, options: [String: OptionValue] = [:],
  _ place: SourceLocation = #_sourceLocation
) {
  let (text, ranges) = unmarked(marked)
  let found = findings(id, in: text, markdown: markdown, options: options)
  let bytes = Array(text.utf8)
  #expect(
    found.map { String(decoding: bytes[$0.range.indices], as: UTF8.self) }
      == ranges.map { String(decoding: bytes[$0.indices], as: UTF8.self) }, sourceLocation: place)
  #expect(found.map(\.range) == ranges, sourceLocation: place)
}

struct PeopleRulesTests {
  @Test func bareSurnameAmongTitledOnesIsFoundOnce() throws {
    let text = """
      Tom Pollard chairs the board. Mr Pollard said it would close. “Pollard is wrong,” said Ann \
      Reed. Ms Reed left. Staff met ⟦Pollard⟧’s deputy, and Mr Pollard came too.
      """
    expectFindings("inconsistent-honorific", text)
    let found = findings("inconsistent-honorific", in: unmarked(text).text)
    #expect(found.first?.suggestions == ["Mr Pollard"])
    #expect(found.first?.related.count == 1)
  }

  @Test func attributiveNamesAndListsNeedNoTitle() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard chairs the board. Mr Pollard said so. The Pollard plan, a possible Pollard ally, \
      Pollard supporters, the elderly Pollard and candidate Pollard are all in the book. Ann Reed \
      met Messrs Smith and Pollard. Mr Pollard agreed. Mr Pollard left.
      """)
  }

  @Test func headlineCrossheadAndCaptionAreLeftAlone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Pollard to go

      Tom Pollard chairs the board of the bank and will leave it at the end of the year.

      Mr Pollard said that it would close by then, and Mr Pollard should know what he says.

      Why is Pollard leaving?

      Mr Pollard gave no reason for the step when he met the staff of the bank on Monday night.

      Caption: Pollard at work
      """)
  }

  @Test func peopleWithOneSurnameAreLeftAlone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard and his wife, Ann Pollard, own it. Mr Pollard said so, but Pollard did not want to.
      """)
  }

  @Test func monthsAndWordsAreNotSurnames() {
    expectFindings(
      "inconsistent-honorific",
      """
      Theresa May spoke. Mrs May said that in May the vote would come. May 5 is the date, and by \
      May the bill must pass. Mrs May left.
      """)
  }

  @Test func aMinoritySurnameWithTitleIsFoundWhereTheHouseUsesNone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard runs it. Pollard said so. Pollard said more. Pollard left. Then ⟦Mr Pollard⟧ came \
      back.
      """)
  }

  @Test func oneOfManyWithoutTitle() {
    let text = """
      Tom Pollard, Ann Reed and President Vladimir Putin met. Mr Pollard spoke. Ms Reed spoke. \
      ⟦Putin⟧ left early.
      """
    expectFindings("inconsistent-honorific", text)
    let found = findings("inconsistent-honorific", in: unmarked(text).text)
    #expect(found.first?.suggestions.first == "Mr Putin")
  }

  // Each permitted arrow of a title: no finding.
  @Test(arguments: [
    ("Lt Gen Tom Hall", "Gen Hall"), ("Maj Gen Tom Hall", "Gen Hall"),
    ("Brig Gen Tom Hall", "Gen Hall"),
    ("Lt Col Tom Hall", "Col Hall"), ("Lt Cdr Tom Hall", "Cdr Hall"),
    ("Rear Adm Tom Hall", "Adm Hall"),
    ("Vice Adm Tom Hall", "Adm Hall"), ("Baroness Hall of Leeds", "Lady Hall"),
    ("the Rev Tom Hall", "Mr Hall"), ("Professor Tom Hall", "Prof Hall"),
    ("Chief Supt Tom Hall", "Mr Hall"), ("President Tom Hall", "Mr Hall"),
    ("Prime Minister Tom Hall", "Mr Hall"), ("Prof Sir Tom Hall", "Sir Tom"),
    ("Gen Sir Tom Hall", "Sir Tom"), ("Senator Tom Hall", "Mr Hall"),
    ("Judge Tom Hall", "Judge Hall"),
  ])
  func permittedArrowsAreSilent(_ first: String, _ second: String) {
    let text = "They met \(first) on Monday. Later they saw \(second) in town."
    for id in [
      "changed-title", "inconsistent-honorific", "title-pairing", "honorific-with-surname",
    ] {
      expectFindings(id, text)
    }
  }

  @Test(arguments: [
    ("Dr Ann Hall", "Ms Hall"), ("Ms Ann Hall", "Miss Hall"), ("Sir Tom Hall", "Mr Hall"),
    ("Lord Hall", "Mr Hall"), ("Prof Ann Hall", "Dr Hall"),
  ])
  func changesOfTitleAreFound(_ first: String, _ second: String) {
    expectFindings(
      "changed-title", "They met \(first) on Monday. Later they saw ⟦\(second)⟧ in town.")
  }

  @Test func quotedTitlesAreTheSpeakersOwn() {
    expectFindings(
      "changed-title",
      "They met Dr Ann Hall on Monday. “I like Ms Hall,” said Tom Reed. Dr Hall was tired.")
    expectFindings(
      "inconsistent-title-case",
      "Aides of the prime minister left. “Ask the Prime Minister,” he said. The prime minister slept."
    )
  }

  @Test func headlineFigures() {
    let story =
      "\n\nTwelve people died and 40% of the homes were lost on Thursday, the police said."
    expectFindings("headline-number", "Blast in Leeds kills ⟦21⟧ people\(story)")
    expectFindings("headline-number", "Blast in Leeds kills 12, 40 percent of homes lost\(story)")
    expectFindings("headline-number", "Leeds blast: Covid-19 ward lost, as in 2005\(story)")
    expectFindings("headline-number", "What we know: 7 things about the blast\(story)")
  }

  @Test func headlineNameWithAccentOrSlip() {
    let story = "\n\nTom Gündoğan won. Gündoğan was happy, and Leeds had waited for Gündoğan."
    expectFindings("headline-name", "Leeds waits for ⟦Gundogan⟧\(story)")
    expectFindings("headline-name", "Leeds waits for Gündoğan\(story)")
  }

  @Test func houseStyles() {
    expectFindings(
      "inconsistent-title-case",
      "On Monday ⟦prime minister⟧ Ann Reed met the prime minister’s aide.",
      options: ["before-name": .string("capital"), "standing-alone": .string("small")])
    expectFindings(
      "inconsistent-honorific",
      "Tom Hall came. Mr Hall sat down. ⟦Hall⟧ slept. Ann Reed, the singer, left. Reed sang.",
      options: ["style": .string("always")])
  }

  @Test func pairsOfTitles() {
    expectFindings(
      "title-pairing", "They met ⟦Sir Dr⟧ Tom Hall, ⟦Mr Dr⟧ Tom Bell and ⟦Ms Dame⟧ Ann Reed.")
    expectFindings("title-pairing", "They met Mr Lord, Mr King and Dr Major.")
  }
}

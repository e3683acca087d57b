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

  // Each kind of number: the right one is silent, a wrong one is found beside the story's own.
  @Test(arguments: [
    (
      "Fire kills %@ women in Leeds", "three", "four",
      "Three women died in the fire. Four engines came."
    ),
    (
      "Bank cuts %@ jobs", "1,200", "1,500",
      "The bank will cut 1,200 jobs, it said, of 9,000 in all."
    ),
    ("Prices rise by %@", "7%", "9%", "Prices rose by 7 per cent in May, the most in 9 years."),
    (
      "City pays £%@ for Hall", "12m", "15m",
      "City paid £12 million for Tom Hall, who is 15th on the list."
    ),
    (
      "Poet Ann Hall dies aged %@", "92", "72",
      "Ann Hall, the poet, has died aged 92. She wrote 72 books."
    ),
    ("Nearly %@ held after match", "400", "600", "Police held 390 fans after the match in Leeds."),
    (
      "Storm grows stronger off the coast as Category %@", "3", "4",
      "The storm was of category 3 on Monday, with 4 boats lost."
    ),
    (
      "Jury sees video of %@-hour chase", "two", "five",
      "The jury saw a two-hour chase on video on Monday."
    ),
  ])
  func headlineNumbersOfEachKind(
    _ headline: String, _ right: String, _ wrong: String, _ lead: String
  ) {
    let parts = headline.split(separator: "%@", omittingEmptySubsequences: false)
    let story = { (number: String) in
      parts[0] + number + parts[1] + "\n\n" + lead + " The rest of the story says nothing of it."
    }
    #expect(findings("headline-number", in: String(story(right))).isEmpty)
    #expect(findings("headline-number", in: String(story(wrong))).count == 1)
  }

  @Test func numbersThatTheHeadlineReckonsAreSilent() {
    let rest = "\n\nThe ban holds in Ohio, Texas and 11 other states, she said on Thursday."
    expectFindings("headline-number", "Judge keeps ban in 13 states\(rest)")
    let born = "\n\nAnn Hall, who was born in Leeds in 1922, broke a leg when she was aged 12."
    expectFindings("headline-number", "Poet dies at 97\(born)")
    let dates = "\n\nSales were the best since 2009, the shop said, after two bad years in a row."
    expectFindings("headline-number", "Shop sales at ten-year high\(dates)")
    let list = "\n\nFlorida, Ohio and Texas went to the polls on Thursday, the last to do so."
    expectFindings("headline-number", "Three states hold polls\(list)")
  }

  @Test func numbersOfNamesAndSpans() {
    let law =
      "\n\nThe court heard of Proposition 8 on Thursday, and of two cases like it, in 9 hours."
    expectFindings("headline-number", "Court Hears Case On Proposition ⟦9⟧\(law)")
    expectFindings("headline-number", "Court Hears Case On Proposition 8\(law)")
    let rate = "\n\nThe rate of jobless people fell to a 48-year low in May, the office said."
    expectFindings("headline-number", "Jobless rate hits ⟦58⟧-year low\(rate)")
    expectFindings("headline-number", "Jobless rate hits 48-year low\(rate)")
  }

  @Test func headlineNumberOffersTheStorysOwn() {
    let found = findings(
      "headline-number",
      in: "Fire kills 4 women in Leeds\n\nThree women died in the fire on Thursday.")
    #expect(found.first?.suggestions == ["3"])
    #expect(found.first?.related.count == 1)
  }

  @Test func genitivesInQuotedHeadlinesAreNoChanges() {
    let story = "\n\nShe called it “a fight for the soul of York and nothing else” on Thursday."
    let found = findings(
      "headline-quotation", in: "‘Fight for York’s soul’: minister speaks\(story)")
    #expect(found.allSatisfy { $0.severity == .advice })
  }

  @Test func forenamesOfAdultsAndOthers() {
    expectFindings(
      "forename-alone",
      """
      Sarah Tolverne runs it. Tolverne said so. Ms Tolverne left. Tolverne said nothing more. They asked ⟦Sarah⟧ again. They saw Sarah “Sal” Hall. Tolverne slept.
      """)
    // A minor, a knight, a story that calls everybody by forename.
    expectFindings(
      "forename-alone",
      "Sarah Tolverne, 9, won. Tolverne was glad. Tolverne slept. Tolverne ate. Then Sarah left.")
    expectFindings(
      "forename-alone",
      "Sarah Tolverne cooks. Sarah sings. Tolverne said so. Tolverne left. Then Sarah slept.")
  }

  @Test func onlyTheSameRoleIsARepetition() {
    expectFindings(
      "repeated-introduction",
      """
      The analyst Tom Tolverne spoke. Tolverne was tired. “Tom Tolverne, the analyst, is late,” said \
      Ann Reed. The author Tom Tolverne left. Then ⟦Tom Tolverne⟧, an analyst at the bank, slept.
      """)
  }

  @Test func rolesThatExcludeEachOther() {
    expectFindings(
      "changed-role",
      """
      They met chief executive Tom Tolverne. Tom Tolverne, the former chairman, spoke. Tom Tolverne, \
      the bank’s ⟦chairman⟧, left. Tom Tolverne, chief executive and chairman, slept.
      """)
  }

  @Test func falseTitles() {
    expectFindings(
      "false-title",
      """
      It was written by ⟦rapper⟧ Tom Cole. The rapper Tom Cole left. His friend, the singer Ann Reed, \
      met Prime Minister Ann Bell and Dr Tom Bell. “I know rapper Tom Cole,” she said. British rapper \
      Tom Cole slept.
      """)
  }

  @Test func departmentsByTwoNames() {
    expectFindings(
      "inconsistent-organisation",
      """
      On Monday the Department of Justice said no. On Tuesday the ⟦Justice Department⟧’s lawyers said \
      yes. “The Justice Department is late,” said Ann Reed. The Leeds Justice Department and the \
      Department of Justice and Peace said nothing. The Department of Justice left. The \
      ⟦Justice Department⟧ slept.
      """)
  }

  @Test func aDoctorAmongPeopleWithOneSurname() {
    let family = "Tom Reed and his wife, Ann Reed, came. Mr Reed spoke. Mr Reed left."
    expectFindings("changed-title", "\(family) Then ⟦Dr Reed⟧ came back.")
    expectFindings("changed-title", "\(family) Then Mrs Reed came back.")
    expectFindings("changed-title", "\(family) Then Dr Jane Reed came in, and Dr Reed came back.")
  }

  @Test func officesOfStatesAndDescriptions() {
    expectFindings(
      "inconsistent-title-case",
      "They met Ohio Senator Tom Cole. Later Texas ⟦senator⟧ Ann Reed met Iowa Senator Jo Bell.")
    expectFindings(
      "inconsistent-title-case",
      "They met Ohio Senator Tom Cole. Later the Texas senator Ann Reed met the senator Jo Bell.")
    expectFindings(
      "inconsistent-title-case",
      """
      They asked the president to go. Later they told the ⟦President⟧ at the door. Then they wrote to \
      the president by post. The President of Leeds left with the President of York.
      """)
  }

  @Test func aBareSurnameOfTwoPeople() {
    let couple = """
      Tom Reed and his wife, Ann Reed, came. Mr Reed spoke. Mrs Reed left. Mr Reed followed. Later Mrs \
      Reed came back.
      """
    expectFindings("inconsistent-honorific", "\(couple) Staff asked why ⟦Reed⟧ had left.")
    expectFindings("inconsistent-honorific", "\(couple) The Reed family slept.")
    expectFindings(
      "inconsistent-honorific", "\(couple) Staff asked why Reed had left. Then Reed slept.")
    let found = findings(
      "inconsistent-honorific", in: "\(couple) Staff asked why Reed had left.")
    #expect(found.first?.related.count == 2)
    #expect(found.first?.fixes.isEmpty == true)
  }

  @Test func aDescribedOfficeIsNoTitle() {
    expectFindings(
      "inconsistent-title-case",
      """
      On Monday President Ann Cole left Leeds, whose president Tom Bell was tired. The country’s then \
      pro-Leeds president Jo Reed met President Ann Cole. They saw York’s president Kay Bell, and then \
      York’s ⟦President⟧ Kay Bell left.
      """)
  }

  @Test func conjunctionsAreNoDeterminers() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard runs it. Mr Pollard said so. Staff said that ⟦Pollard⟧ was late. Mr Pollard left. \
      Later ⟦Pollard⟧ and his allies met Mr Pollard’s wife, and Mr Pollard slept.
      """)
  }

  @Test func introductionsWithATitle() {
    expectFindings(
      "inconsistent-honorific",
      "⟦Mr Tom Hall⟧ came. Mr Hall sat down. Ann Reed left. Later Mr Tom Hall slept.",
      options: ["first-mention": .string("bare")])
  }
}

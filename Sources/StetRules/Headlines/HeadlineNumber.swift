import StetAnalysis
import StetDocument
import StetText

/// Reports a number in the headline that the story does not have.
struct HeadlineNumber: Rule {
  static let info = RuleInfo(
    id: "headline-number",
    category: .headlines,
    summary: "A number in the headline is not in the story.",
    rationale: """
      A toll that rose between two versions, or a slip of the keyboard: the number in the headline \
      must stand in the story, in digits or in words, rounded or exact. Years, list headlines ("5 \
      things to know") and numbers that are part of a name (Covid-19, G20) are left alone.
      """,
    severity: .warning,
    severityReason: "The headline may add up what the story tells one by one.",
    findings: [
      Example(
        """
        Blast kills ⟦15⟧ in market

        At least twelve people were killed when a bomb went off in a market on Thursday, police said.
        """)
    ],
    silent: [
      Example(
        """
        Blast kills 12 and costs £1.2m

        At least twelve people were killed and damage worth £1,234,000 was done on Thursday, police \
        said.
        """),
      Example(
        """
        5 things to know about Covid-19 in 2020

        The disease first appeared in the city of Wuhan, and it soon spread all over the world.
        """),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline,
      headline.tokens.contains(where: {
        document.tokens.kinds[$0] == .number || document.tokens.kinds[$0] == .alphanumeric
      })
    else { return }
    let stated = NumberReader.numbers(in: headline.tokens, of: document).filter {
      $0.isDigits && Self.isComparable($0, headline, document)
    }
    guard !stated.isEmpty else { return }
    var story: [StatedNumber] = []
    for block in document.blocks where block.kind != .headline && block.kind != .separator {
      story.append(contentsOf: NumberReader.numbers(in: block.tokens, of: document))
    }
    guard !story.isEmpty else { return }
    for number in stated {
      var rivals = number.isWeak || number.value <= 1 ? story : story.filter { !$0.isWeak }
      // A percentage must be one of the story's percentages, when it has any.
      if Self.isPercentage(number, document) {
        let alike = rivals.filter { Self.isPercentage($0, document) }
        if !alike.isEmpty { rivals = alike }
      }
      guard !rivals.contains(where: { Self.agree(number, $0) }),
        !story.contains(where: { Self.isBirthday($0, after: number, document) })
      else { continue }
      let written = document.string(number.range)
      context.report(
        number.range, "\"\(written)\" in the headline is not in the story",
        notes: ["Numbers in the headline should stand in the story, rounded at most."])
    }
  }

  /// Whether the story's number is the headline's, or rounds to it.
  private static func agree(_ headline: StatedNumber, _ story: StatedNumber) -> Bool {
    let difference = abs(headline.value - story.value)
    if difference < 1e-9 * max(1, headline.value) { return true }
    // 39.6% is 40%, but 92 is not 90: small numbers are rounded to whole ones only.
    if headline.value < 100 {
      return story.value != story.value.rounded() && difference < min(1, headline.unit)
    }
    // A round number stands for what lies within one unit of its last digit, and not far from it.
    return headline.unit > 1 && difference <= min(headline.unit, headline.value / 10)
  }

  /// `dies at 92` in the headline, `on the eve of his 93rd birthday` in the story.
  private static func isBirthday(
    _ story: StatedNumber, after headline: StatedNumber, _ document: Document
  ) -> Bool {
    guard story.isWeak, story.value == headline.value + 1 else { return false }
    let token = document.tokens.index(at: Int(story.range.end) - 1) + 2
    guard token < document.tokens.count, document.tokens.kinds[token] == .word else { return false }
    return document.words.string(document.tokens.words[token]) == "birthday"
  }

  /// `5%`, `5 per cent`, `5 percent`, `5 percentage points`.
  private static func isPercentage(_ number: StatedNumber, _ document: Document) -> Bool {
    let end = Int(number.range.end)
    guard end < document.text.count else { return false }
    if document.text[end] == 0x25 { return true }
    let token = document.tokens.index(at: end - 1) + 2
    guard token < document.tokens.count, document.tokens.kinds[token] == .word else { return false }
    let word = document.words.string(document.words.folded[Int(document.tokens.words[token])])
    return ["per", "percent", "pc", "percentage"].contains(word)
  }

  private static func isComparable(
    _ number: StatedNumber, _ headline: Block, _ document: Document
  ) -> Bool {
    let text = document.text
    let start = Int(number.range.start)
    let end = Int(number.range.end)
    // 1900 to 2099 is a year.
    if number.value >= 1900, number.value < 2100, number.range.count == 4 { return false }
    if start > Int(headline.range.start) {
      let before = text[start - 1]
      // Covid-19, 9/11, 2-1, £ and $ are no part of what is compared.
      if before == 0x2D || before == 0x2F || before == 0x3A || before == 0x23 { return false }
      // `’87` is a year.
      if before == 0x27 || before == 0x99 { return false }
    }
    if end < text.count {
      let after = text[end]
      if after == 0x2F || after == 0x3A { return false }
      if after == 0x2D || after == 0xE2, end + 1 < text.count,
        text[min(text.count - 1, end + (after == 0x2D ? 1 : 3))] &- 0x30 < 10
      {
        return false
      }
    }
    let token = document.tokens.index(at: start)
    // `Apollo 11`, `Area 51`: a capitalised word before a number names something.
    if token - 2 >= headline.tokens.lowerBound, document.tokens.kinds[token - 1] == .space,
      document.tokens.words[token - 2] != WordTable.none,
      document.words.shapes[Int(document.tokens.words[token - 2])] != .lower,
      token - 2 > headline.tokens.lowerBound, number.value < 1000
    {
      return false
    }
    return !isList(token, headline, document) && !isDate(token, headline, document)
  }

  /// `5 things to know`, `The 10 best …`: the number counts the story's own parts.
  private static func isList(_ token: Int, _ headline: Block, _ document: Document) -> Bool {
    let start = headline.tokens.lowerBound
    let followsColon =
      token - 2 > start && document.text[Int(document.tokens.starts[token - 2])] == 0x3A
    if token <= start + 2 || followsColon {
      var i = token + 1
      while i < min(headline.tokens.upperBound, token + 16) {
        let word = document.tokens.words[i]
        if word != WordTable.none,
          listNouns.contains(document.words.string(document.words.folded[Int(word)]))
        {
          return true
        }
        i += 1
      }
    }
    return false
  }

  /// `13 – 19 August`, `May 5`.
  private static func isDate(_ token: Int, _ headline: Block, _ document: Document) -> Bool {
    for near in max(
      headline.tokens.lowerBound, token - 2)..<min(headline.tokens.upperBound, token + 7)
    {
      let word = document.tokens.words[near]
      if word != WordTable.none,
        months.contains(document.words.string(document.words.folded[Int(word)]))
      {
        return document.words.shapes[Int(word)] != .lower
      }
    }
    return false
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "oct", "nov", "dec",
  ]

  private static let listNouns: Set<String> = [
    "things", "ways", "reasons", "facts", "tips", "photos", "pictures", "questions", "takeaways",
    "lessons", "best", "worst", "most", "moments", "stories", "books", "films", "movies", "charts",
    "steps", "signs", "points", "key", "bottles", "recipes", "ideas", "places", "quotes", "numbers",
    "maps", "graphics",
  ]
}

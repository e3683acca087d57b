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
      must stand in the story, in digits or in words, rounded or exact, and for a thing of its kind: a \
      percentage among the percentages, an age among the ages. A number that the story has only of \
      something else is reported when the story counts the headline's own noun otherwise. Numbers in \
      words, and spans of time, which desks reckon from dates, are reported only with such a rival. \
      Years, list headlines ("5 things to know") and numbers that are part of a name (Covid-19, G20) \
      are left alone.
      """,
    severity: .warning,
    severityReason: "The headline may add up what the story tells one by one.",
    fixSafety: .unsafe,
    findings: [
      Example(
        """
        Blast kills ⟦15⟧ in market

        At least twelve people were killed when a bomb went off in a market on Thursday, police said.
        """),
      Example(
        """
        Fire kills ⟦four⟧ women in Leeds

        Three women were killed when a house burnt down in Leeds on Thursday. Four engines came.
        """,
        fixed: """
          Fire kills three women in Leeds

          Three women were killed when a house burnt down in Leeds on Thursday. Four engines came.
          """),
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
      Example(
        """
        No 10 warned of fire that cost 22 mln crowns 40 years ago

        The fire of 1986 cost 22 million crowns, the prime minister was told in two letters.
        """),
      Example(
        """
        March 25, 1982, Forty Years Ago: Flood in the valley

        The flood in the valley came after three years of drought, the minister said on Monday.
        """),
      Example(
        """
        The best 26 towns to live in and one budget in 500 words

        There are three towns in the valley, and a budget of 90 crowns.
        """),
      Example(
        """
        Judge stops plan in 13 states

        The ruling holds in Ohio, Texas and 11 other states, where the plan was to begin on Thursday.
        """),
    ])

  /// A number with what stands around it.
  private struct Figure {
    var number: StatedNumber
    var setting: NumberSetting
  }

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline else { return }
    let stated = NumberReader.cardinals(in: headline.tokens, of: document)
    guard !stated.isEmpty else { return }
    let headlines = HeadlineWords(headline, document)
    let (figures, story) = CopyView.with(document) { view in
      Self.figures(stated, headline, headlines, document, view)
    }
    guard !story.isEmpty else { return }
    for figure in figures {
      if headlines.isName(figure.number, figure.setting) {
        _ = checkName(figure, story, &context)
      } else if !(headlines.mayBeName(figure.number, figure.setting)
        && checkName(figure, story, &context))
      {
        check(figure, story, headlines, &context)
      }
    }
  }

  /// The numbers of the headline that are to be found in the story, and those of the story, which are read when there are any.
  private static func figures(
    _ stated: [StatedNumber], _ headline: Block, _ headlines: HeadlineWords, _ document: Document,
    _ view: CopyView
  ) -> (headline: [Figure], story: [Figure]) {
    var reader = SettingReader(view)
    let figures = stated.compactMap { number -> Figure? in
      guard number.isDigits || number.value > 1 else { return nil }
      let setting = reader.setting(of: number, in: headline.tokens)
      guard ![.date, .time, .code].contains(setting.kind), !headlines.isList(number),
        !headlines.isYear(number), !headlines.isLabel(number),
        !HeadlineWords.isPast(setting.after)
      else { return nil }
      return Figure(number: number, setting: setting)
    }
    guard !figures.isEmpty else { return ([], []) }
    let blocks = document.blocks.filter {
      $0.kind != .headline && $0.kind != .separator && $0.kind != .dateline
    }
    let story = NumberReader.numbers(in: blocks, of: document).map { number, block in
      // Ranks and articles are compared by their value alone.
      let setting =
        number.isWeak ? NumberSetting.blank : reader.setting(of: number, in: block.tokens)
      return Figure(number: number, setting: setting)
    }
    return (figures, story)
  }

  /// `Explorer 6`: reports it when only other numbers stand behind the same name; whether it did.
  private func checkName(
    _ figure: Figure, _ story: [Figure], _ context: inout RuleContext
  ) -> Bool {
    let named = story.filter {
      $0.setting.previous == figure.setting.previous && !$0.number.isWeak
    }
    guard let like = named.first, !named.contains(where: { Self.agree(figure, $0) }) else {
      return false
    }
    report(figure, rivals: [like], &context)
    return true
  }

  private func check(
    _ figure: Figure, _ story: [Figure], _ headlines: HeadlineWords, _ context: inout RuleContext
  ) {
    let number = figure.number
    let fitting = number.value <= 1 ? story : story.filter { !$0.number.isWeak }
    let kinds = Set(story.map(\.setting.kind))
    let equal = fitting.filter { other in
      for kind in [NumberSetting.Kind.percentage, .money]
      where figure.setting.kind == kind && kinds.contains(kind) {
        guard other.setting.kind == kind else { return false }
      }
      return Self.agree(figure, other)
    }
    let nouns = Set(figure.setting.after).union(figure.setting.before)
    let plain = fitting.filter { Self.mayBe($0, figure) }
    if equal.isEmpty {
      let rivals = plain.filter { !$0.setting.isRemainder && $0.setting.mentions(nouns) }
      reportAbsent(figure, story, rivals, headlines, &context)
    } else if figure.setting.kind == .age {
      let ages = Self.ages(of: headlines, in: fitting, context.document)
      guard !ages.isEmpty,
        !equal.contains(where: { $0.setting.kind == .age || $0.setting.mentions(nouns) })
      else { return }
      report(figure, rivals: ages, &context)
    } else if figure.setting.kind == .count, !figure.setting.isTied, number.value > 1 {
      let counted = Set(figure.setting.after.prefix(2))
      let rivals = plain.filter {
        !Self.agree(figure, $0) && !counted.isDisjoint(with: $0.setting.after.prefix(3))
      }
      guard !rivals.isEmpty else { return }
      let isSupported = equal.contains { other in
        Self.mayBe(other, figure)
          && !nouns.isDisjoint(
            with: NumberReader.contentWords(in: other.setting.sentence, of: context.document))
      }
      if !isSupported { report(figure, rivals: rivals, &context) }
    }
  }

  /// A number that the story lacks: reported unless it can be reckoned from what the story has.
  private func reportAbsent(
    _ figure: Figure, _ story: [Figure], _ rivals: [Figure], _ headlines: HeadlineWords,
    _ context: inout RuleContext
  ) {
    let document = context.document
    let number = figure.number
    if story.contains(where: { Self.isBirthday($0.number, after: number, document) }) { return }
    if figure.setting.kind != .age, let span = figure.setting.after.first,
      HeadlineWords.isSpan(span)
    {
      // Desks reckon spans from dates: another span must stand in a sentence on the same subject.
      let spans = rivals.filter { rival in
        guard rival.setting.after.first == span else { return false }
        let words = NumberReader.contentWords(in: rival.setting.sentence, of: document)
        if figure.setting.isTied, figure.setting.after.count > 1,
          HeadlineWords.isExtreme(figure.setting.after[1]),
          !words.contains(figure.setting.after[1]),
          !rival.setting.after.contains(figure.setting.after[1])
        {
          return false
        }
        return !words.isDisjoint(with: headlines.subject)
      }
      if !spans.isEmpty { report(figure, rivals: spans, &context) }
      return
    }
    let ages = figure.setting.kind == .age ? Self.ages(of: headlines, in: story, document) : []
    let all = figure.setting.kind == .age ? ages : rivals
    if all.isEmpty {
      // `Ohio, Texas and 11 other states` are thirteen.
      let isSum = story.contains {
        $0.setting.isRemainder && $0.number.value < number.value
          && $0.number.value >= number.value - 4
      }
      if isSum || (figure.setting.kind == .age && headlines.givesBirth) { return }
    }
    guard
      number.isDigits || !all.isEmpty || figure.setting.kind == .money
        || figure.setting.kind == .percentage
    else { return }
    report(figure, rivals: all, &context)
  }

  /// The ages that stand in a sentence on the headline's subject.
  private static func ages(
    of headlines: HeadlineWords, in story: [Figure], _ document: Document
  ) -> [Figure] {
    story.filter {
      $0.setting.kind == .age
        && !headlines.subject.isDisjoint(
          with: NumberReader.contentWords(in: $0.setting.sentence, of: document))
    }
  }

  /// Whether a number of the story can be the headline's by what it counts.
  private static func mayBe(_ story: Figure, _ headline: Figure) -> Bool {
    if story.number.isWeak { return false }
    switch story.setting.kind {
    case .date, .time, .code: return false
    case .percentage, .money, .age: return story.setting.kind == headline.setting.kind
    case .count: return headline.setting.kind != .percentage
    }
  }

  private func report(_ figure: Figure, rivals: [Figure], _ context: inout RuleContext) {
    let document = context.document
    let written = document.string(figure.number.range)
    let related = rivals.prefix(3).map {
      RelatedRange($0.number.range, "\"\(document.string($0.number.range))\" here")
    }
    // One value of the same kind is what the headline means.
    var fixes: [Fix] = []
    if let first = rivals.first,
      rivals.allSatisfy({ $0.number.value == first.number.value }),
      let text = Self.rewritten(first.number, like: figure.number, document)
    {
      fixes = [.replace(figure.number.range, with: text, .unsafe)]
    }
    context.report(
      figure.number.range, "\"\(written)\" in the headline is not in the story",
      notes: ["Numbers in the headline should stand in the story, rounded at most."],
      related: Array(related), fixes: fixes)
  }

  /// The story's number in digits or in words, as the headline has its own; nil when that is not
  /// plain.
  private static func rewritten(
    _ story: StatedNumber, like headline: StatedNumber, _ document: Document
  ) -> String? {
    let text = document.string(story.range)
    let written = document.string(headline.range)
    guard story.value == story.value.rounded(), story.value < 1e6 else {
      return story.isDigits == headline.isDigits && !text.contains(" ") ? text : nil
    }
    if headline.isDigits {
      if story.isDigits { return text }
      return "\(Int(story.value))"
    }
    if story.value >= 2, story.value <= 12 {
      let word = words[Int(story.value) - 2]
      let isCapital = written.utf8.first.map { $0 < 0x61 } ?? false
      return isCapital ? word.prefix(1).uppercased() + word.dropFirst() : word
    }
    return story.isDigits ? text : text.lowercased()
  }

  private static let words = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// Whether the story's number is the headline's, or rounds to it.
  private static func agree(_ headline: Figure, _ story: Figure) -> Bool {
    let value = headline.number.value
    let other = story.number.value
    let unit = headline.number.unit
    let difference = abs(value - other)
    if difference < 1e-9 * max(1, value) { return true }
    switch headline.setting.bound {
    case .above: if unit >= 10, value <= other, other <= value * 1.25 { return true }
    case .below: if other <= value, other >= value * 0.8 { return true }
    case .about: if other <= value * 1.25, other >= value * 0.8 { return true }
    case .exact: break
    }
    // 39.6% is 40%, but 92 is not 90: small numbers are rounded to whole ones only.
    if value < 100 { return other != other.rounded() && difference < min(1, unit) }
    // A round number stands for an exacter one within one unit of its last digit, and not far from it.
    return unit > story.number.unit && difference < unit && difference <= value / 10
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
}

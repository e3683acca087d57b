import StetDocument
import StetText

/// What a headline's own words say about the numbers in it.
public struct HeadlineWords: Sendable {
  /// The content words, those for spans of time left out, as keys without inflection.
  public let subject: Set<UInt64>
  private let document: Document
  private let tokens: Range<Int>
  private let isTitleCase: Bool

  /// Reads a headline. Linear in its length.
  public init(_ headline: Block, _ document: Document) {
    self.document = document
    tokens = headline.tokens
    subject = NumberReader.contentWords(in: headline.tokens, of: document)
      .subtracting(NumberWords.spans)
    isTitleCase = Self.isTitleCase(headline, document)
  }

  /// Whether at least half of a headline's longer words after the first have capitals.
  public static func isTitleCase(_ headline: Block, _ document: Document) -> Bool {
    var small = 0
    var large = 0
    for token in headline.tokens.dropFirst() where document.tokens.kinds[token] == .word {
      let word = document.tokens.words[token]
      guard document.words.byteCount(word) >= 4 else { continue }
      if document.words.shapes[Int(word)] == .lower { small += 1 } else { large += 1 }
    }
    return large >= small
  }

  /// Whether a key is that of a span of time: year, month.
  public static func isSpan(_ key: UInt64) -> Bool { NumberWords.spans.contains(key) }

  /// Whether words that follow a number set a span of time back from today: `40 years ago`.
  public static func isPast(_ after: WordKeys) -> Bool {
    after.count > 1 && isSpan(after[0]) && after[1] == NumberWords.ago
  }

  /// Whether a key is that of `high`, `low` or `record`.
  public static func isExtreme(_ key: UInt64) -> Bool { NumberWords.extremes.contains(key) }

  /// Whether the number stands behind a capitalised word and belongs to a name: Apollo 11.
  public func isName(_ number: StatedNumber, _ setting: NumberSetting) -> Bool {
    !isTitleCase && followsCapital(number, setting)
  }

  /// Whether it may belong to a name in a headline where all words have capitals: Proposition 8. The
  /// story must show it.
  public func mayBeName(_ number: StatedNumber, _ setting: NumberSetting) -> Bool {
    isTitleCase && followsCapital(number, setting)
      && !NumberWords.functions.contains(setting.previous)
  }

  private func followsCapital(_ number: StatedNumber, _ setting: NumberSetting) -> Bool {
    guard number.isDigits, number.value < 1000, setting.kind == .count else { return false }
    let token = document.tokens.index(at: Int(number.range.start)) - 2
    guard token > tokens.lowerBound, document.tokens.kinds[token + 1] == .space else {
      return false
    }
    let word = document.tokens.words[token]
    return word != WordTable.none && document.words.shapes[Int(word)] != .lower
  }

  /// 1900 to 2099 is a year, whatever stands around it.
  public func isYear(_ number: StatedNumber) -> Bool {
    number.isDigits && number.value >= 1900 && number.value < 2100 && number.range.count == 4
  }

  /// `5 things to know`, `The 10 best …`, `The best 10 …`: the number counts the story's own parts. So does the
  /// second half of `13 – 19 August` and the like.
  public func isList(_ number: StatedNumber) -> Bool {
    let token = document.tokens.index(at: Int(number.range.start))
    let start = tokens.lowerBound
    if isCounted(token) { return true }
    let followsColon =
      token - 2 > start && document.text[Int(document.tokens.starts[token - 2])] == 0x3A
    let isFirst = token <= start + 2
    var i = document.tokens.index(at: Int(number.range.end) - 1) + 1
    let end = min(tokens.upperBound, i + 16)
    var isNext = true
    while i < end {
      let word = document.tokens.words[i]
      if word != WordTable.none {
        let text = document.words.string(document.words.folded[Int(word)])
        if isFirst || followsColon, Self.listNouns.contains(text) { return true }
        // `13 – 19 August`: only a number may stand between a day and its month.
        if isNext, Self.months.contains(text), document.words.shapes[Int(word)] != .lower {
          return true
        }
        isNext = false
      }
      i += 1
    }
    // `15 stats to know`
    return endsInKnow(after: token)
  }

  /// `The best 26 features`, `The budget in 500 words`.
  private func isCounted(_ token: Int) -> Bool {
    guard let before = word(before: token) else { return false }
    if Self.superlatives.contains(before) { return true }
    guard before == "in", token + 2 < tokens.upperBound else { return false }
    let next = document.tokens.words[token + 2]
    return next != WordTable.none
      && Self.listNouns.contains(
        document.words.string(document.words.folded[Int(next)]))
  }

  /// `No 10`, `Number 11`: the number is a label and counts nothing.
  public func isLabel(_ number: StatedNumber) -> Bool {
    guard number.isDigits else { return false }
    let token = document.tokens.index(at: Int(number.range.start))
    return word(before: token).map { Self.labels.contains($0) } ?? false
  }

  /// The word before a token and one space, with or without a full stop, in small letters.
  private func word(before token: Int) -> String? {
    var i = token - 2
    if i > tokens.lowerBound, document.tokens.kinds[i] == .punctuation,
      document.text[Int(document.tokens.starts[i])] == 0x2E
    {
      i -= 1
    }
    guard i >= tokens.lowerBound, document.tokens.kinds[token - 1] == .space,
      document.tokens.words[i] != WordTable.none
    else { return nil }
    return document.words.string(document.words.folded[Int(document.tokens.words[i])])
  }

  private func endsInKnow(after token: Int) -> Bool {
    guard let last = tokens.last(where: { document.tokens.words[$0] != WordTable.none }) else {
      return false
    }
    return last > token && document.words.string(document.tokens.words[last]) == "know"
  }

  /// Whether the story says when somebody was born: an age can be reckoned from it.
  public var givesBirth: Bool {
    guard let born = document.words.find(Array("born".utf8)) else { return false }
    var token = document.words.firstToken[Int(born)]
    while token != UInt32.max {
      let start = Int(token)
      for near in start..<min(document.tokens.count, start + 40) {
        let range = document.tokens.range(near)
        if document.tokens.kinds[near] == .number, range.count == 4,
          let first = document.text[range.indices].first, first == 0x31 || first == 0x32
        {
          return true
        }
      }
      token = document.tokens.nextSame[start]
    }
    return false
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "oct", "nov", "dec",
  ]

  private static let labels: Set<String> = ["no", "nos", "number", "numbers"]

  private static let superlatives: Set<String> = ["best", "biggest", "greatest", "top", "worst"]

  private static let listNouns: Set<String> = [
    "things", "ways", "reasons", "facts", "tips", "photos", "pictures", "questions", "takeaways",
    "lessons", "best", "worst", "most", "moments", "stories", "books", "films", "movies", "charts",
    "steps", "signs", "points", "key", "bottles", "recipes", "ideas", "places", "quotes", "numbers",
    "maps", "graphics", "issues", "claims", "songs", "stats", "words", "myths",
  ]
}

import StetDocument
import StetText

/// Reads what stands around the numbers of a document, one after the other.
///
/// Make one for a document: it holds the document, and copying that for each number would cost more
/// than the reading.
public struct SettingReader {
  private let document: Document
  private var number: StatedNumber
  private var block = 0..<0
  private var first = 0
  private var last = 0

  /// Starts at no number.
  public init(_ document: Document) {
    self.document = document
    number = StatedNumber(
      range: TextRange(0, 0), value: 0, unit: 1, isDigits: false, isWeak: true, isCardinal: false)
  }

  /// The surroundings of a number in a block. Constant time but for the length of its sentence.
  public mutating func setting(of number: StatedNumber, in block: Range<Int>) -> NumberSetting {
    self.number = number
    self.block = block
    first = document.tokens.index(at: Int(number.range.start))
    last = document.tokens.index(at: Int(number.range.end) - 1)
    return read()
  }

  private func read() -> NumberSetting {
    let kind = kind()
    let next = step(last, by: 1)
    let remainder = [next, next.flatMap { step($0, by: 1) }].contains { token in
      token.flatMap(word).map { NumberWords.remainders.contains(key($0)) } ?? false
    }
    return NumberSetting(
      kind: kind, bound: bound(), isRemainder: remainder, isTied: mark(last + 1) == 0x2D,
      after: words(from: last, by: 1, atMost: 4), before: words(from: first, by: -1, atMost: 3),
      previous: step(first, by: -1).flatMap(word).map(key) ?? 0, sentence: sentence())
  }

  // MARK: What it is

  private func kind() -> NumberSetting.Kind {
    let next = step(last, by: 1)
    let nextWord = next.flatMap(word)
    let previous = step(first, by: -1)
    let previousWord = previous.flatMap(word)
    if isGlued() { return .code }
    if isMoney(previous, nextWord) { return .money }
    if isPercentage(next) { return .percentage }
    if isTime(nextWord) { return .time }
    if isAge(next, nextWord, previousWord) { return .age }
    let isYear =
      number.isDigits && number.value >= 1900 && number.value < 2100 && number.range.count == 4
    if isYear || isDay(next, previousWord) { return .date }
    return .count
  }

  /// `Covid-19`, `G7`, `9/11`, `2-1`, `’87`, `10:30`.
  private func isGlued() -> Bool {
    if first > block.lowerBound {
      switch document.tokens.kinds[first - 1] {
      case .word, .alphanumeric, .initials: return true
      case .punctuation:
        if let before = mark(first - 1), [0x2D, 0x2F, 0x3A, 0x23, 0x27, 0x2E].contains(before) {
          return true
        }
        let start = Int(document.tokens.starts[first - 1])
        if document.text[start] == 0xE2, document.text[start + 2] == 0x99 { return true }
        // The second half of a range.
        if isDash(first - 1), first - 2 >= block.lowerBound, isNumber(first - 2) { return true }
      default: break
      }
    }
    if let after = mark(last + 1) {
      if after == 0x2F || after == 0x3A { return true }
      if after == 0x2D || isDash(last + 1), block.contains(last + 2), isNumber(last + 2) {
        return true
      }
    }
    return false
  }

  private func isMoney(_ previous: Int?, _ nextWord: WordID?) -> Bool {
    if first > block.lowerBound {
      let start = Int(document.tokens.starts[first - 1])
      switch document.text[start] {
      case 0x24: return true
      case 0xC2: return document.text[start + 1] == 0xA3 || document.text[start + 1] == 0xA5
      case 0xE2: if document.text[start + 1] == 0x82 { return true }
      default: break
      }
    }
    return nextWord.map { NumberWords.currencies.contains(key($0)) } ?? false
  }

  private func isPercentage(_ next: Int?) -> Bool {
    if mark(last + 1) == 0x25 { return true }
    guard let next, let word = word(next) else { return false }
    let key = key(word)
    if NumberWords.percents.contains(key) { return true }
    guard key == NumberWords.per, let after = step(next, by: 1).flatMap(self.word) else {
      return false
    }
    return self.key(after) == NumberWords.cent
  }

  private func isTime(_ nextWord: WordID?) -> Bool {
    let bytes = document.text[number.range.indices].suffix(2).map { $0 | 0x20 }
    if bytes.last == 0x6D, bytes.first == 0x61 || bytes.first == 0x70 { return true }
    return nextWord.map { NumberWords.times.contains(key($0)) } ?? false
  }

  /// `aged 34`, `Name, 34,`, `34-year-old`, `34 years old`, `dies at 34`, `the age of 34`.
  private func isAge(_ next: Int?, _ nextWord: WordID?, _ previousWord: WordID?) -> Bool {
    guard number.value < 130 else { return false }
    if let previousWord {
      let previousKey = key(previousWord)
      if NumberWords.aged.contains(previousKey) { return true }
      // `Reed was 95.`
      if number.isDigits, number.value >= 16, NumberWords.states.contains(previousKey),
        [0x2C, 0x2E].contains(mark(last + 1) ?? 0)
      {
        return true
      }
      let before = step(first, by: -1).flatMap { step($0, by: -1) }.flatMap(word).map(key)
      if let before {
        if previousKey == NumberWords.of, NumberWords.aged.contains(before) { return true }
        if previousKey == NumberWords.at, NumberWords.deaths.contains(before) { return true }
      }
    }
    if let nextWord, key(nextWord) == NumberWords.year || key(nextWord) == NumberWords.years {
      let old = next.flatMap { step($0, by: 1) }
      let second = old.flatMap(word).map(key)
      if second == NumberWords.old { return true }
      let third = old.flatMap { step($0, by: 1) }.flatMap(word).map(key)
      if second == NumberWords.of, third.map({ NumberWords.aged.contains($0) }) ?? false {
        return true
      }
    }
    // `Name, 34,` and `Name (34)`
    let opening = first - 2 >= block.lowerBound && document.tokens.kinds[first - 1] == .space
    if opening, mark(first - 2) == 0x2C, first - 3 >= block.lowerBound, isCapitalised(first - 3) {
      return mark(last + 1) == 0x2C || mark(last + 1) == 0x2E
    }
    return mark(first - 1) == 0x28 && mark(last + 1) == 0x29 && number.isDigits
  }

  private func isDay(_ next: Int?, _ previousWord: WordID?) -> Bool {
    guard number.isDigits, number.value <= 31 else { return false }
    let near = [
      next.flatMap(word), previousWord,
      mark(first - 2) == 0x2E && first - 3 >= block.lowerBound ? word(first - 3) : nil,
    ]
    return near.contains { word in
      word.map {
        NumberWords.months.contains(key($0)) && document.words.shapes[Int($0)] != .lower
      } ?? false
    }
  }

  private func bound() -> NumberSetting.Bound {
    var token = first
    // A currency stands between the words and the number.
    if token > block.lowerBound, document.tokens.kinds[token - 1] == .symbol { token -= 1 }
    guard let previous = step(token, by: -1), let word = word(previous) else { return .exact }
    let key = key(word)
    if NumberWords.abouts.contains(key) { return .about }
    if NumberWords.belows.contains(key) { return .below }
    if NumberWords.aboves.contains(key) { return .above }
    if key == NumberWords.than, let before = step(previous, by: -1).flatMap(self.word) {
      let other = self.key(before)
      if other == NumberWords.more { return .above }
      if NumberWords.fewers.contains(other) { return .below }
    }
    return .exact
  }

  // MARK: What stands around it

  private func words(from token: Int, by direction: Int, atMost limit: Int) -> [UInt64] {
    var found: [UInt64] = []
    var i = token + direction
    var steps = 0
    while block.contains(i), found.count < limit, steps < 7 {
      switch document.tokens.kinds[i] {
      case .word, .alphanumeric, .initials:
        steps += 1
        if let key = NumberWords.content(document.tokens.words[i], document) { found.append(key) }
      case .punctuation:
        guard mark(i) == 0x2D || isApostrophe(i) else { return found }
      case .number: steps += 1
      case .symbol, .space, .newline, .markup, .link: break
      }
      i += direction
    }
    return found
  }

  private func sentence() -> Range<Int> {
    let opens = document.tokens.opensSentence
    var start = first
    while start > block.lowerBound, !opens[start] { start -= 1 }
    var end = last + 1
    while end < block.upperBound, !opens[end] { end += 1 }
    return start..<end
  }

  /// The next token that is no space, in the same block; nothing but space or a hyphen between.
  private func step(_ token: Int, by direction: Int) -> Int? {
    var i = token + direction
    while block.contains(i) {
      switch document.tokens.kinds[i] {
      case .space, .newline, .markup: i += direction
      case .punctuation where direction > 0 && mark(i) == 0x2D: i += direction
      default: return i
      }
    }
    return nil
  }

  private func word(_ token: Int) -> WordID? {
    let word = document.tokens.words[token]
    return word == WordTable.none ? nil : word
  }

  private func key(_ word: WordID) -> UInt64 {
    document.words.withBytes(document.words.folded[Int(word)]) { TitleTables.hash($0) }
  }

  /// The byte of a punctuation mark or a symbol in ASCII.
  private func mark(_ token: Int) -> UInt8? {
    guard block.contains(token) else { return nil }
    let kind = document.tokens.kinds[token]
    guard kind == .punctuation || kind == .symbol else { return nil }
    return document.text[Int(document.tokens.starts[token])]
  }

  private func isDash(_ token: Int) -> Bool {
    let start = Int(document.tokens.starts[token])
    guard document.text[start] == 0xE2, document.tokens.range(token).count == 3 else {
      return false
    }
    return document.text[start + 1] == 0x80 && (0x90...0x95).contains(document.text[start + 2])
  }

  private func isApostrophe(_ token: Int) -> Bool {
    let start = Int(document.tokens.starts[token])
    return document.text[start] == 0x27
      || (document.text[start] == 0xE2 && document.text[start + 2] & 0xFE == 0x98)
  }

  private func isNumber(_ token: Int) -> Bool {
    document.tokens.kinds[token] == .number || document.tokens.kinds[token] == .alphanumeric
  }

  private func isCapitalised(_ token: Int) -> Bool {
    word(token).map { document.words.shapes[Int($0)] != .lower } ?? false
  }
}

import StetDocument
import StetText

/// Reads what stands around the numbers of a document, one after the other.
///
/// Make one for a document, in the scope of its `CopyView`.
public struct SettingReader {
  private let view: CopyView
  /// What words can say about a number.
  private let table = NumberWords.classTable
  private var number: StatedNumber
  private var block = 0..<0
  private var first = 0
  private var last = 0

  /// Starts at no number.
  public init(_ view: CopyView) {
    self.view = view
    number = StatedNumber(
      range: TextRange(0, 0), tokens: 0...0, value: 0, unit: 1, isDigits: false, isWeak: true,
      isCardinal: false)
  }

  /// The surroundings of a number in a block. Constant time but for the length of its sentence.
  public mutating func setting(of number: StatedNumber, in block: Range<Int>) -> NumberSetting {
    self.number = number
    self.block = block
    first = number.tokens.lowerBound
    last = number.tokens.upperBound
    return read()
  }

  private func read() -> NumberSetting {
    let kind = kind()
    let next = step(last, by: 1)
    let remainder =
      saying(next).contains(.remainder)
      || saying(next.flatMap { step($0, by: 1) }).contains(.remainder)
    return NumberSetting(
      kind: kind, bound: bound(), isRemainder: remainder, isTied: mark(last + 1) == 0x2D,
      after: words(from: last, by: 1, atMost: 4), before: words(from: first, by: -1, atMost: 3),
      previous: step(first, by: -1).flatMap(word).map(key) ?? 0, sentence: sentence())
  }

  // MARK: What it is

  private func kind() -> NumberSetting.Kind {
    let next = step(last, by: 1)
    let previous = step(first, by: -1)
    if isGlued() { return .code }
    if isMoney(next) { return .money }
    if isPercentage(next) { return .percentage }
    if isTime(next) { return .time }
    if isAge(next, previous) { return .age }
    let isYear =
      number.isDigits && number.value >= 1900 && number.value < 2100 && number.range.count == 4
    if isYear || isDay(next, previous) { return .date }
    return .count
  }

  /// `Covid-19`, `G7`, `9/11`, `2-1`, `’87`, `10:30`.
  private func isGlued() -> Bool {
    if first > block.lowerBound {
      switch view.kinds[first - 1] {
      case .word, .alphanumeric, .initials: return true
      case .punctuation:
        switch mark(first - 1) {
        case 0x2D, 0x2F, 0x3A, 0x23, 0x27, 0x2E: return true
        default: break
        }
        let start = Int(view.starts[first - 1])
        if view.text[start] == 0xE2, view.text[start + 2] == 0x99 { return true }
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

  private func isMoney(_ next: Int?) -> Bool {
    if first > block.lowerBound {
      let start = Int(view.starts[first - 1])
      switch view.text[start] {
      case 0x24: return true
      case 0xC2: return view.text[start + 1] == 0xA3 || view.text[start + 1] == 0xA5
      case 0xE2: if view.text[start + 1] == 0x82 { return true }
      default: break
      }
    }
    return saying(next).contains(.currency)
  }

  private func isPercentage(_ next: Int?) -> Bool {
    if mark(last + 1) == 0x25 { return true }
    let said = saying(next)
    if said.contains(.percent) { return true }
    guard said.contains(.per), let next else { return false }
    return saying(step(next, by: 1)).contains(.cent)
  }

  private func isTime(_ next: Int?) -> Bool {
    let end = Int(number.range.end)
    if number.range.count > 1, view.text[end - 1] | 0x20 == 0x6D {
      let before = view.text[end - 2] | 0x20
      if before == 0x61 || before == 0x70 { return true }
    }
    return saying(next).contains(.time)
  }

  /// `aged 34`, `Name, 34,`, `34-year-old`, `34 years old`, `dies at 34`, `the age of 34`.
  private func isAge(_ next: Int?, _ previous: Int?) -> Bool {
    guard number.value < 130 else { return false }
    let before = saying(previous)
    if before.contains(.aged) { return true }
    // `Reed was 95.`
    if number.isDigits, number.value >= 16, before.contains(.state) {
      let after = mark(last + 1)
      if after == 0x2C || after == 0x2E { return true }
    }
    if !before.isDisjoint(with: [.of, .at]) {
      let second = saying(previous.flatMap { step($0, by: -1) })
      if before.contains(.of), second.contains(.aged) { return true }
      if before.contains(.at), second.contains(.death) { return true }
    }
    if saying(next).contains(.year) {
      let old = next.flatMap { step($0, by: 1) }
      let second = saying(old)
      if second.contains(.old) { return true }
      if second.contains(.of), saying(old.flatMap { step($0, by: 1) }).contains(.aged) {
        return true
      }
    }
    // `Name, 34,` and `Name (34)`
    let opening = first - 2 >= block.lowerBound && view.kinds[first - 1] == .space
    if opening, mark(first - 2) == 0x2C, first - 3 >= block.lowerBound, isCapitalised(first - 3) {
      return mark(last + 1) == 0x2C || mark(last + 1) == 0x2E
    }
    return mark(first - 1) == 0x28 && mark(last + 1) == 0x29 && number.isDigits
  }

  private func isDay(_ next: Int?, _ previous: Int?) -> Bool {
    guard number.isDigits, number.value <= 31 else { return false }
    if isMonth(next) || isMonth(previous) { return true }
    return mark(first - 2) == 0x2E && first - 3 >= block.lowerBound && isMonth(first - 3)
  }

  private func isMonth(_ token: Int?) -> Bool {
    guard let token, let word = word(token) else { return false }
    return view.shapes[Int(word)] != .lower && saying(token).contains(.month)
  }

  private func bound() -> NumberSetting.Bound {
    var token = first
    // A currency stands between the words and the number.
    if token > block.lowerBound, view.kinds[token - 1] == .symbol { token -= 1 }
    guard let previous = step(token, by: -1) else { return .exact }
    let said = saying(previous)
    if said.contains(.about) { return .about }
    if said.contains(.below) { return .below }
    if said.contains(.above) { return .above }
    guard said.contains(.than) else { return .exact }
    let before = saying(step(previous, by: -1))
    if before.contains(.more) { return .above }
    return before.contains(.fewer) ? .below : .exact
  }

  // MARK: What stands around it

  private func words(from token: Int, by direction: Int, atMost limit: Int) -> WordKeys {
    var found = WordKeys()
    var i = token + direction
    var steps = 0
    while block.contains(i), found.count < limit, steps < 7 {
      switch view.kinds[i] {
      case .word, .alphanumeric, .initials:
        steps += 1
        let word = view.tokenWords[i]
        let stem = view.folded[Int(view.stems[Int(word)])]
        let key = NumberWords.content(view.bytes(stem), table)
        if let key { found.append(key) }
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
    let opens = view.opensSentence
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
      switch view.kinds[i] {
      case .space, .newline, .markup: i += direction
      case .punctuation where direction > 0 && mark(i) == 0x2D: i += direction
      default: return i
      }
    }
    return nil
  }

  private func word(_ token: Int) -> WordID? {
    let word = view.tokenWords[token]
    return word == WordTable.none ? nil : word
  }

  /// What the word of a token can say about a number; nothing where no word stands.
  private func saying(_ token: Int?) -> NumberClass {
    guard let token else { return [] }
    let word = view.tokenWords[token]
    return word == WordTable.none ? [] : table[key(word)]
  }

  private func key(_ word: WordID) -> UInt64 {
    WordKey.of(view, Int(view.folded[Int(word)])).key
  }

  /// The byte of a punctuation mark or a symbol in ASCII.
  private func mark(_ token: Int) -> UInt8? {
    guard block.contains(token) else { return nil }
    let kind = view.kinds[token]
    guard kind == .punctuation || kind == .symbol else { return nil }
    return view.text[Int(view.starts[token])]
  }

  private func isDash(_ token: Int) -> Bool {
    let start = Int(view.starts[token])
    guard view.text[start] == 0xE2, view.length(token) == 3 else {
      return false
    }
    return view.text[start + 1] == 0x80 && (0x90...0x95).contains(view.text[start + 2])
  }

  private func isApostrophe(_ token: Int) -> Bool {
    let start = Int(view.starts[token])
    return view.text[start] == 0x27
      || (view.text[start] == 0xE2 && view.text[start + 2] & 0xFE == 0x98)
  }

  private func isNumber(_ token: Int) -> Bool {
    view.kinds[token] == .number || view.kinds[token] == .alphanumeric
  }

  private func isCapitalised(_ token: Int) -> Bool {
    word(token).map { view.shapes[Int($0)] != .lower } ?? false
  }
}

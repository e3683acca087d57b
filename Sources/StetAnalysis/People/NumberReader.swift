import StetDocument
import StetText

/// One number in copy, with what it is worth.
public struct StatedNumber: Sendable {
  /// Where it stands, its multiplier included.
  public let range: TextRange
  /// Its first token and its last.
  public let tokens: ClosedRange<Int>
  /// Its value; percentages, money and plain numbers alike.
  public let value: Double
  /// What the last digit that is written stands for: 10,000 in `140,000`, 0.1 in `1.2`.
  public let unit: Double
  /// Whether it is written in digits.
  public let isDigits: Bool
  /// Whether it gives a rank (3rd, third), or is an article.
  public let isWeak: Bool
  /// Whether it is a plain number, in digits or in words: two, but not both or half.
  public let isCardinal: Bool
}

/// Reads numbers: digits with multipliers (`1.2m`, `£3bn`, `140,000`) and number words.
public enum NumberReader {
  /// The plain numbers in a range of tokens, in text order. Linear in the tokens.
  public static func cardinals(in tokens: Range<Int>, of document: Document) -> [StatedNumber] {
    CopyView.with(document) { view in
      var found: [StatedNumber] = []
      forEachNumber(in: tokens, view, document) { if $0.isCardinal { found.append($0) } }
      return found
    }
  }

  /// The numbers of some blocks, each with its block.
  public static func numbers(
    in blocks: [Block], of document: Document
  ) -> [(number: StatedNumber, block: Block)] {
    CopyView.with(document) { view in
      var found: [(number: StatedNumber, block: Block)] = []
      found.reserveCapacity(32)
      for block in blocks {
        forEachNumber(in: block.tokens, view, document) { found.append(($0, block)) }
      }
      return found
    }
  }

  @inline(__always)
  private static func forEachNumber(
    in tokens: Range<Int>, _ view: CopyView, _ document: Document, _ body: (StatedNumber) -> Void
  ) {
    outlines.withUnsafeBufferPointer { outlines in
      var i = tokens.lowerBound
      while i < tokens.upperBound {
        let (number, next) = number(at: i, in: tokens, view, outlines, document)
        if let number { body(number) }
        i = next
      }
    }
  }

  /// The number at a token or the next one behind it, and where to look on.
  @inline(__always)
  private static func number(
    at token: Int, in tokens: Range<Int>, _ view: CopyView, _ outlines: UnsafeBufferPointer<UInt64>,
    _ document: Document
  ) -> (StatedNumber?, Int) {
    var i = token
    while i < tokens.upperBound {
      switch view.kinds[i] {
      case .number, .alphanumeric:
        if let number = digits(at: i, in: tokens, document) {
          return (number, number.tokens.upperBound + 1)
        }
      case .word:
        // Length, first and last letter rule nearly all words out before any is looked up.
        if mayBeNumber(view.bytes(view.tokenWords[i]), outlines),
          let (number, next) = spelled(at: i, in: tokens, document)
        {
          return (number, next)
        }
      default: break
      }
      i &+= 1
    }
    return (nil, i)
  }

  private static func digits(at token: Int, in tokens: Range<Int>, _ document: Document)
    -> StatedNumber?
  {
    var range = document.tokens.range(token)
    var last = token
    let text = document.text[range.indices]
    var integer = 0.0
    var divisor = 1.0
    var isFraction = false
    var zeros = 0
    var end = text.startIndex
    scan: for index in text.indices {
      let b = text[index]
      switch b {
      case 0x30...0x39:
        integer = integer * 10 + Double(b - 0x30)
        if isFraction { divisor *= 10 }
        zeros = b == 0x30 ? zeros + 1 : 0
      case 0x2C: break
      case 0x2E:
        if isFraction { return nil }
        isFraction = true
      default: break scan
      }
      end = index + 1
    }
    guard end > text.startIndex, end - text.startIndex <= 18 else { return nil }
    var value = integer / divisor
    var isOrdinal = false
    var unit = isFraction ? 1 / divisor : power(zeros)
    let letters = Array(text[end...].map { $0 | 0x20 })
    if letters.isEmpty {
      // `5 million`, `5-million`
      if token + 2 < tokens.upperBound, document.tokens.kinds[token + 2] == .word,
        let multiplier = multiplier(document, token + 2)
      {
        value *= multiplier
        unit *= multiplier
        range = range.union(document.tokens.range(token + 2))
        last = token + 2
      }
    } else if let multiplier = suffixes[String(decoding: letters, as: UTF8.self)] {
      value *= multiplier
      unit *= multiplier
      isOrdinal =
        letters.count == 2 && (letters[0] == 0x74 || letters[1] == 0x64 || letters[0] == 0x73)
    } else {
      return nil
    }
    if value == 0 { unit = 1 }
    return StatedNumber(
      range: range, tokens: token...last, value: value, unit: max(unit, 1e-9), isDigits: true,
      isWeak: isOrdinal, isCardinal: !isOrdinal)
  }

  private static func power(_ zeros: Int) -> Double {
    var result = 1.0
    for _ in 0..<zeros { result *= 10 }
    return result
  }

  private static func multiplier(_ document: Document, _ token: Int) -> Double? {
    entry(document, token).flatMap { $0.kind == .multiplier ? $0.value : nil }
  }

  private static func entry(_ document: Document, _ token: Int) -> Entry? {
    let word = document.tokens.words[token]
    let mayBe = outlines.withUnsafeBufferPointer { outlines in
      document.words.withBytes(word) { mayBeNumber($0, outlines) }
    }
    guard mayBe else { return nil }
    return table[
      document.words.withBytes(document.words.folded[Int(word)]) { TitleTables.hash($0) }]
  }

  /// Whether a number word has the length of a word and its first and last letter.
  @inline(__always)
  private static func mayBeNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ outlines: UnsafeBufferPointer<UInt64>
  ) -> Bool {
    guard bytes.count > 0, bytes.count << 5 < outlines.count else { return false }
    let letters = UInt64(1) << UInt64(bytes[bytes.count - 1] & 0x1F)
    return outlines[bytes.count << 5 | Int(bytes[0] & 0x1F)] & letters != 0
  }

  private static let longest = 11

  /// The last letters that number words have, a bit each, by their lengths and first letters.
  private static let outlines: [UInt64] = {
    var found = [UInt64](repeating: 0, count: (longest + 1) << 5)
    for word in [words.keys, cardinals.keys, ordinals.keys, multipliers.keys].joined() {
      var word = word
      word.withUTF8 { bytes in
        found[bytes.count << 5 | Int(bytes[0] & 0x1F)] |= 1 << UInt64(bytes[bytes.count - 1] & 0x1F)
      }
    }
    return found
  }()

  private static func spelled(at token: Int, in tokens: Range<Int>, _ document: Document)
    -> (StatedNumber, Int)?
  {
    guard let first = entry(document, token) else { return nil }
    var value = first.value
    var isWeak = first.kind == .ordinal
    var end = token + 1
    // `twenty-one`, `two hundred`, `five million`
    while end + 1 < tokens.upperBound, document.tokens.kinds[end + 1] == .word,
      let next = entry(document, end + 1)
    {
      if next.kind == .multiplier {
        value *= next.value
        isWeak = false
      } else if next.kind == .cardinal, value >= 20, value < 100, next.value < 10 {
        value += next.value
      } else {
        break
      }
      end += 2
    }
    let range = document.tokens.range(token).union(document.tokens.range(end - 1))
    return (
      StatedNumber(
        range: range, tokens: token...end - 1, value: value, unit: 1, isDigits: false,
        isWeak: isWeak,
        isCardinal: first.kind == .cardinal), end
    )
  }

  private enum EntryKind { case cardinal, number, multiplier, ordinal }

  private struct Entry {
    var value: Double
    var kind: EntryKind
  }

  /// Number words by the hash of their letters; articles count as weakly as ordinals do.
  private static let table: [UInt64: Entry] = {
    var table: [UInt64: Entry] = [:]
    for (word, value) in words {
      let isArticle = word == "a" || word == "an" || word == "single" || word == "once"
      table[TitleTables.hash(word.utf8)] = Entry(value: value, kind: isArticle ? .ordinal : .number)
    }
    for (word, value) in cardinals {
      table[TitleTables.hash(word.utf8)] = Entry(value: value, kind: .cardinal)
    }
    for (word, value) in ordinals {
      table[TitleTables.hash(word.utf8)] = Entry(value: value, kind: .ordinal)
    }
    for (word, value) in multipliers {
      table[TitleTables.hash(word.utf8)] = Entry(value: value, kind: .multiplier)
    }
    return table
  }()

  private static let suffixes: [String: Double] = [
    "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    "trln": 1e12, "k": 1e3,
    "st": 1, "nd": 1, "rd": 1, "th": 1, "pc": 1, "p": 1, "c": 1, "km": 1, "kg": 1, "mph": 1,
    "ft": 1,
    "in": 1, "yrs": 1, "am": 1, "pm": 1, "s": 1, "gb": 1, "mw": 1, "g": 1,
  ]
  private static let multipliers: [String: Double] = [
    "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
    "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "trln": 1e12,
    "dozen": 12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
  ]
  private static let words: [String: Double] = [
    "a": 1, "an": 1, "single": 1, "once": 1, "twice": 2, "both": 2, "couple": 2, "pair": 2,
    "half": 50, "quarter": 25, "dozen": 12, "double": 2, "triple": 3, "decade": 10,
    "century": 100,
    "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "duo": 2, "trio": 3,
    "fortnight": 14, "doubled": 2, "tripled": 3, "doubling": 2, "twins": 2, "thrice": 3,
  ]
  private static let cardinals: [String: Double] = {
    var table: [String: Double] = [:]
    let small = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen", "twenty",
    ]
    for (value, word) in small.enumerated() { table[word] = Double(value) }
    let tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    for (index, word) in tens.enumerated() { table[word] = Double(index * 10 + 30) }
    return table
  }()
  private static let ordinals: [String: Double] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
  ]
}

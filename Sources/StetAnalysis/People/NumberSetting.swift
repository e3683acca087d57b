import StetDocument
import StetText

/// What the words and marks around a number say it counts or measures.
public struct NumberSetting: Sendable {
  /// What kind of quantity a number gives.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Things, people, or nothing that the copy says.
    case count
    /// A sum: a currency stands beside it.
    case money
    /// A share of a hundred.
    case percentage
    /// How old somebody is.
    case age
    /// A year or a day of a month.
    case date
    /// A time of day.
    case time
    /// A part of something longer: a score, a range, a fraction, Covid-19.
    case code
  }

  /// How the words before a number loosen it.
  public enum Bound: UInt8, CaseIterable, Sendable {
    /// Not at all.
    case exact
    /// `more than`, `over`: the true figure is a little higher.
    case above
    /// `nearly`, `almost`: a little lower.
    case below
    /// `about`, `some`: either.
    case about
  }

  /// What the number gives.
  public let kind: Kind
  /// How words before it loosen it.
  public let bound: Bound
  /// Whether `other` or `more` follows: `11 other states` leaves some out that the story names.
  public let isRemainder: Bool
  /// Whether a hyphen ties it to what follows: `six-month`.
  public let isTied: Bool
  /// The content words behind it, at most four, as keys without their inflection.
  public let after: WordKeys
  /// The content words before it, nearest first, at most three.
  public let before: WordKeys
  /// The key of the word right before it; 0 without one.
  public let previous: UInt64
  /// The tokens of its sentence.
  public let sentence: Range<Int>

  /// A count with nothing around it.
  public static let blank = NumberSetting(
    kind: .count, bound: .exact, isRemainder: false, isTied: false, after: WordKeys(),
    before: WordKeys(),
    previous: 0, sentence: 0..<0)

  /// Whether one of its content words is among some.
  public func mentions(_ keys: Set<UInt64>) -> Bool {
    after.contains { keys.contains($0) } || before.contains { keys.contains($0) }
  }
}

/// The keys of up to four words, in their order: kept in place, since there are two such lists for each number.
public struct WordKeys: RandomAccessCollection, Sendable {
  /// How many there can be.
  static let most = 4

  private var keys: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// The number of keys, which is one past the last index.
  public private(set) var endIndex = 0

  /// Makes an empty list.
  init() {}

  /// The first index.
  public var startIndex: Int { 0 }

  /// A key.
  public subscript(_ index: Int) -> UInt64 {
    switch index {
    case 0: keys.0
    case 1: keys.1
    case 2: keys.2
    default: keys.3
    }
  }

  /// Adds a key; one too many is dropped.
  mutating func append(_ key: UInt64) {
    switch endIndex {
    case 0: keys.0 = key
    case 1: keys.1 = key
    case 2: keys.2 = key
    case 3: keys.3 = key
    default: return
    }
    endIndex += 1
  }
}

extension NumberReader {
  /// The content words of some tokens, as keys without their inflection.
  public static func contentWords(in tokens: Range<Int>, of document: Document) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for token in tokens {
      let word = document.tokens.words[token]
      guard word != WordTable.none, document.words.byteCount(word) >= 4 else { continue }
      if let key = NumberWords.content(word, document) { keys.insert(key) }
    }
    return keys
  }
}

import StetDocument
import StetText

/// One word of a name: a token, or several that hyphens join. Kept small: there are more than a hundred in a story.
struct NameElement {
  /// What the word can be, and how it is written.
  private(set) var traits: WordTraits
  private let first: UInt32
  private var afterLast: UInt32

  init(start: Int, traits: WordTraits) {
    self.traits = traits
    first = UInt32(truncatingIfNeeded: start)
    afterLast = first &+ 1
  }

  /// First token.
  @inline(__always)
  var start: Int { Int(first) }

  /// One past the last token.
  @inline(__always)
  var end: Int { Int(afterLast) }

  /// How many bytes of the last token are a possessive ending.
  @inline(__always)
  var possessive: Int {
    traits.contains(.possessive) ? 2 : traits.contains(.curlyPossessive) ? 4 : 0
  }

  /// A hyphen joins it to a word in small letters: `Jong-un`, `Trump-era`.
  @inline(__always)
  var endsLower: Bool { traits.contains(.endsLower) }

  /// All in capitals, two letters or more, or initials with stops.
  @inline(__always)
  var isAcronym: Bool { traits.contains(.acronym) }

  /// Goes on to a later token, and is what the words together can be.
  mutating func extend(to end: Int, _ traits: WordTraits) {
    afterLast = UInt32(truncatingIfNeeded: end)
    self.traits = traits
  }
}

/// How an element is written: bits that no word of the tables has.
extension WordTraits {
  static let acronym = WordTraits(rawValue: 1 << 58)
  static let endsLower = WordTraits(rawValue: 1 << 59)
  /// A possessive ending of two bytes, and one with a curly apostrophe.
  static let possessive = WordTraits(rawValue: 1 << 60)
  static let curlyPossessive = WordTraits(rawValue: 1 << 61)
  static let anyPossessive: WordTraits = [.possessive, .curlyPossessive]
}

/// A run of capitalised words that reads as one phrase.
struct NameRun {
  private let first: UInt32
  private let afterLast: UInt32
  private let blockNumber: UInt32
  /// Whether it starts the sentence.
  let opensSentence: Bool

  init(elements: Range<Int>, block: Int, opensSentence: Bool) {
    first = UInt32(truncatingIfNeeded: elements.lowerBound)
    afterLast = UInt32(truncatingIfNeeded: elements.upperBound)
    blockNumber = UInt32(truncatingIfNeeded: block)
    self.opensSentence = opensSentence
  }

  /// Its words, as indices in the scanner's elements.
  var elements: Range<Int> { Range(uncheckedBounds: (Int(first), Int(afterLast))) }

  /// The block that holds it.
  var block: Int { Int(blockNumber) }
}

/// Finds runs of capitalised words: from one capitalised word to the next rather than from token to token.
struct NameScanner {
  let reader: NameReader
  private let view: CopyView
  private let elementMemory: UnsafeMutableBufferPointer<NameElement>
  private let runMemory: UnsafeMutableBufferPointer<NameRun>
  private var elementCount = 0
  private var runCount = 0

  /// How many elements so many words with a capital can make: particles stand before a word, three at most.
  static func mostElements(_ words: Int) -> Int { words * 4 + 4 }

  /// - Parameters:
  ///   - elements: room for `mostElements`, for as long as the scanner and what it has found are used.
  ///   - runs: the same for as many runs as there are words with a capital.
  init(
    _ reader: NameReader, _ elements: UnsafeMutableBufferPointer<NameElement>,
    _ runs: UnsafeMutableBufferPointer<NameRun>
  ) {
    self.reader = reader
    view = reader.view
    elementMemory = elements
    runMemory = runs
  }

  /// The words of the runs.
  var elements: UnsafeBufferPointer<NameElement> {
    UnsafeBufferPointer(rebasing: elementMemory[..<elementCount])
  }

  /// The runs, in text order.
  var runs: UnsafeBufferPointer<NameRun> { UnsafeBufferPointer(rebasing: runMemory[..<runCount]) }

  /// Finds the runs of all blocks.
  mutating func scan(_ blocks: [Block]) {
    for index in blocks.indices {
      if blocks[index].kind == .separator || blocks[index].kind == .dateline { continue }
      let tokens = blocks[index].tokens
      let end = tokens.upperBound
      var token = reader.nameWords.next(from: tokens.lowerBound, before: end)
      while token < end {
        let after =
          reader.isOpener(token, in: tokens)
          ? token &+ 1 : scanRun(from: token, in: tokens, block: index)
        token = reader.nameWords.next(from: after, before: end)
      }
    }
  }

  @inline(__always)
  private mutating func scanRun(from start: Int, in tokens: Range<Int>, block: Int) -> Int {
    let end = tokens.upperBound
    let first = elementCount
    var i = start
    var opens = view.opensSentence[start]
    let beginning = reader.startOfParticles(before: start, from: tokens.lowerBound)
    if beginning < start {
      addParticles(beginning..<start)
      opens = false
    }
    while true {
      let element = reader.element(at: i, to: end)
      // A function word in capitals ("The", "In") ends a run, and is no part of it.
      if element.traits.contains(.function), element.traits.isDisjoint(with: [.calendar, .acronym])
      {
        if elementCount > first { break }
        return element.end
      }
      add(element)
      i = element.end
      if !element.traits.isDisjoint(with: .anyPossessive) { break }
      guard let next = reader.following(element, to: end) else { break }
      if view.opensSentence[next] { break }
      i = next
      if reader.nameWords.contains(next) { continue }
      // Particles between two capitalised words.
      guard let after = reader.endOfParticles(from: next, to: end) else {
        i = element.end
        break
      }
      addParticles(next..<after)
      i = after
    }
    if elementCount > first, runCount < runMemory.count {
      runMemory.initializeElement(
        at: runCount,
        to: NameRun(elements: first..<elementCount, block: block, opensSentence: opens))
      runCount &+= 1
    }
    return max(i, start &+ 1)
  }

  @inline(__always)
  private mutating func add(_ element: NameElement) {
    guard elementCount < elementMemory.count else { return }
    elementMemory.initializeElement(at: elementCount, to: element)
    elementCount &+= 1
  }

  /// Adds every other token of a range.
  private mutating func addParticles(_ range: Range<Int>) {
    for token in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
      add(NameElement(start: token, traits: .particle))
    }
  }
}

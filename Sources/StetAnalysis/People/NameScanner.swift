import StetDocument
import StetText

/// One word of a name: a token, or several that hyphens join. Kept small: there are more than a hundred in a story.
struct NameElement {
  /// The key of the word in lower case, accents and possessive ending left out.
  var key: UInt64
  /// What the word can be.
  var traits: WordTraits
  private var first: UInt32
  private var afterLast: UInt32
  private var ending: UInt8
  /// A hyphen joins it to a word in small letters: `Jong-un`, `Trump-era`.
  var endsLower: Bool
  /// All in capitals, two letters or more, or initials with stops.
  var isAcronym: Bool

  init(start: Int, key: UInt64, traits: WordTraits, possessive: Int = 0, isAcronym: Bool = false) {
    self.key = key
    self.traits = traits
    first = UInt32(truncatingIfNeeded: start)
    afterLast = first &+ 1
    ending = UInt8(truncatingIfNeeded: possessive)
    endsLower = false
    self.isAcronym = isAcronym
  }

  /// First token.
  var start: Int { Int(first) }

  /// One past the last token.
  var end: Int {
    get { Int(afterLast) }
    set { afterLast = UInt32(truncatingIfNeeded: newValue) }
  }

  /// How many bytes of the last token are a possessive ending.
  var possessive: Int {
    get { Int(ending) }
    set { ending = UInt8(truncatingIfNeeded: newValue) }
  }
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
      let block = blocks[index]
      if block.kind == .separator || block.kind == .dateline { continue }
      let end = block.tokens.upperBound
      var token = reader.nameWords.next(from: block.tokens.lowerBound, before: end)
      while token < end {
        let after =
          reader.isOpener(token, in: block.tokens)
          ? token &+ 1 : scanRun(from: token, in: block.tokens, block: index)
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
      if element.traits.contains(.function), !element.traits.contains(.calendar),
        !element.isAcronym
      {
        if elementCount > first { break }
        return element.end
      }
      add(element)
      i = element.end
      if element.possessive > 0 { break }
      guard let next = reader.following(element, to: end) else { break }
      if view.opensSentence[next] { break }
      if !reader.nameWords.contains(next) {
        // Particles between two capitalised words.
        guard let after = reader.endOfParticles(from: next, to: end) else { break }
        addParticles(next..<after)
        i = after
        continue
      }
      i = next
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
      add(reader.particle(at: token))
    }
  }
}

import StetDocument
import StetText

/// One word of a name: a token, or several that hyphens join.
struct NameElement {
  /// First token.
  var start: Int
  /// One past the last token.
  var end: Int
  /// The hash of the word in lower case, accents and possessive ending left out.
  var key: UInt64
  /// What the word can be.
  var traits: WordTraits
  /// How many bytes of the last token are a possessive ending.
  var possessive: Int
  /// A hyphen joins it to a word in small letters: `Jong-un`, `Trump-era`.
  var endsLower: Bool
  /// All in capitals, two letters or more, or initials with stops.
  var isAcronym: Bool
}

/// A run of capitalised words that reads as one phrase.
struct NameRun {
  /// Its words, as indices in the scanner's elements.
  var elements: Range<Int>
  /// The block that holds it.
  var block: Int
  /// Whether it starts the sentence.
  var opensSentence: Bool
}

/// Finds runs of capitalised words in one pass over the tokens.
struct NameScanner {
  private(set) var elements: [NameElement] = []
  private(set) var runs: [NameRun] = []
  /// What each distinct word can be, by `WordID`.
  private(set) var traits: [WordTraits]
  private var keys: [UInt64]

  private static let al = TitleTables.hash("al".utf8)
  private static let ben = TitleTables.hash("ben".utf8)

  private let document: Document
  // The document's arrays, held apart: reading them through the document would count references.
  private let kinds: [TokenKind]
  private let starts: [UInt32]
  private let tokenWords: [WordID]
  private let opensSentence: [Bool]
  private let shapes: [WordShape]
  private let stems: [WordID]
  private let text: [UInt8]
  /// Capitalised words with letters beyond ASCII.
  private(set) var accentedWords: [WordID] = []

  init(_ document: Document) {
    self.document = document
    kinds = document.tokens.kinds
    starts = document.tokens.starts
    tokenWords = document.tokens.words
    opensSentence = document.tokens.opensSentence
    shapes = document.words.shapes
    stems = document.words.stems
    text = document.text
    let words = document.words
    traits = []
    keys = []
    traits.reserveCapacity(words.count)
    keys.reserveCapacity(words.count)
    let table = TitleTables.traits
    for id in 0..<words.count {
      let folded = words.folded[Int(words.stems[id])]
      var key: UInt64 = 0xCBF2_9CE4_8422_2325
      var bits: UInt8 = 0
      words.withBytes(folded) { bytes in
        for byte in bytes {
          key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
          bits |= byte
        }
      }
      keys.append(
        bits < 0x80 ? key : TitleTables.hash(CaseFolding.withoutAccents(words.bytes(folded))))
      traits.append(table[key])
      if bits >= 0x80, words.shapes[id] == .capitalised || words.shapes[id] == .mixed {
        accentedWords.append(UInt32(id))
      }
    }
  }

  /// The key of a word by itself.
  func key(of word: WordID) -> UInt64 { keys[Int(word)] }

  mutating func scan() {
    for (index, block) in document.blocks.enumerated()
    where block.kind != .separator && block.kind != .dateline {
      var i = block.tokens.lowerBound
      let end = block.tokens.upperBound
      while i < end {
        if isNameWord(i) {
          i = scanRun(from: i, to: end, block: index)
        } else {
          i += 1
        }
      }
    }
  }

  /// Whether the token is a word with a capital at its start.
  func isNameWord(_ token: Int) -> Bool {
    let kind = kinds[token]
    guard kind.hasWord, kind != .alphanumeric else { return false }
    switch shapes[Int(tokenWords[token])] {
    case .capitalised, .upper: return true
    case .mixed: return firstIsUpper(token)
    case .lower, .caseless: return false
    }
  }

  private func firstIsUpper(_ token: Int) -> Bool {
    let b = text[Int(starts[token])]
    return b &- 0x41 < 26 || b >= 0xC3
  }

  private mutating func scanRun(from start: Int, to end: Int, block: Int)
    -> Int
  {
    let first = elements.count
    var i = start
    var opens = opensSentence[start]
    if let particle = particleBefore(start, block) {
      elements.append(contentsOf: particle)
      opens = false
    }
    while true {
      let element = element(at: i, to: end)
      // A function word in capitals ("The", "In") ends a run, and is no part of it.
      if element.traits.contains(.function), !element.traits.contains(.calendar),
        !element.isAcronym
      {
        if elements.count > first { break }
        return element.end
      }
      elements.append(element)
      i = element.end
      if element.possessive > 0 { break }
      guard let next = following(element, to: end) else { break }
      if opensSentence[next] { break }
      if !isNameWord(next) {
        // Particles between two capitalised words.
        guard let (particles, after) = particles(from: next, to: end) else { break }
        elements.append(contentsOf: particles)
        i = after
        continue
      }
      i = next
    }
    if elements.count > first {
      runs.append(NameRun(elements: first..<elements.count, block: block, opensSentence: opens))
    }
    return max(i, start + 1)
  }

  /// The token of the next word of the run: after one stretch of space, or a stop that belongs to
  /// an abbreviation or an initial.
  private func following(_ element: NameElement, to end: Int) -> Int? {
    var i = element.end
    guard i < end else { return nil }
    if kinds[i] == .punctuation, text[Int(starts[i])] == 0x2E {
      let isInitial = starts[element.end] - starts[element.start] == 1
      guard isInitial || !element.traits.isDisjoint(with: .anyTitle) else { return nil }
      i += 1
    }
    guard i < end, kinds[i] == .space || kinds[i] == .newline else { return nil }
    i += 1
    while i < end, kinds[i] == .space || kinds[i] == .newline { i += 1 }
    guard i < end, kinds[i].hasWord else { return nil }
    return i
  }

  /// Particles in small letters with a capitalised word behind them.
  private func particles(from start: Int, to end: Int) -> ([NameElement], Int)? {
    var found: [NameElement] = []
    var i = start
    while i < end, found.count < 3 {
      let word = tokenWords[i]
      guard word != WordTable.none, traits[Int(word)].contains(.particle) else { return nil }
      found.append(
        NameElement(
          start: i, end: i + 1, key: keys[Int(word)], traits: .particle, possessive: 0,
          endsLower: false, isAcronym: false))
      i += 1
      guard i < end else { return nil }
      let kind = kinds[i]
      let isHyphen = kind == .punctuation && text[Int(starts[i])] == 0x2D
      guard kind == .space || isHyphen, i + 1 < end else { return nil }
      i += 1
      if isNameWord(i) { return (found, i) }
      guard kinds[i].hasWord else { return nil }
    }
    return nil
  }

  /// A particle in small letters right before the first capitalised word: `al-Assad`,
  /// `von der Leyen`.
  private func particleBefore(_ token: Int, _ block: Int) -> [NameElement]? {
    var found: [NameElement] = []
    var i = token
    let lower = document.blocks[block].tokens.lowerBound
    while i - 2 >= lower, found.count < 3 {
      let kind = kinds[i - 1]
      let isHyphen =
        kind == .punctuation && text[Int(starts[i - 1])] == 0x2D
      guard kind == .space || isHyphen else { break }
      let word = tokenWords[i - 2]
      guard word != WordTable.none, traits[Int(word)].contains(.particle),
        shapes[Int(word)] == .lower,
        // "to" is a particle of Vietnamese names and a preposition nearly always.
        !traits[Int(word)].contains(.preposition), !traits[Int(word)].contains(.function)
      else { break }
      found.insert(
        NameElement(
          start: i - 2, end: i - 1, key: keys[Int(word)], traits: .particle, possessive: 0,
          endsLower: false, isAcronym: false), at: 0)
      i -= 2
    }
    return found.isEmpty ? nil : found
  }

  /// The word at a token with what hyphens join to it.
  private func element(at token: Int, to end: Int) -> NameElement {
    let word = Int(tokenWords[token])
    var element = NameElement(
      start: token, end: token + 1, key: keys[word], traits: traits[word],
      possessive: stems[word] == UInt32(word) ? 0 : possessiveBytes(token), endsLower: false,
      isAcronym: shapes[word] == .upper || kinds[token] == .initials)
    if kinds[token] == .initials { element.traits = [] }
    // With a capital, `Al` and `Ben` are forenames more often than particles.
    if element.traits.contains(.particle), shapes[word] != .lower,
      element.key == Self.al || element.key == Self.ben
    {
      element.traits.remove(.particle)
    }
    while element.possessive == 0, element.end + 1 < end,
      kinds[element.end] == .punctuation, isHyphen(element.end),
      kinds[element.end + 1] == .word
    {
      let next = Int(tokenWords[element.end + 1])
      element.endsLower = shapes[next] == .lower
      element.key = (element.key &* 0x0000_0100_0000_01B3) ^ keys[next]
      if stems[next] != UInt32(next) { element.possessive = possessiveBytes(element.end + 1) }
      element.end += 2
      element.traits = TitleTables.traits[hyphenated(element)]
      element.isAcronym = false
    }
    return element
  }

  private func hyphenated(_ element: NameElement) -> UInt64 {
    let words = document.words
    var bytes: [UInt8] = []
    for token in element.start..<element.end {
      let word = tokenWords[token]
      if word == WordTable.none {
        bytes.append(0x2D)
      } else {
        bytes.append(contentsOf: words.bytes(words.folded[Int(words.stems[Int(word)])]))
      }
    }
    return TitleTables.hash(bytes)
  }

  private func possessiveBytes(_ token: Int) -> Int {
    let range = TextRange(starts[token], starts[token + 1])
    guard range.count > 2 else { return 0 }
    return text[Int(range.end) - 2] == 0x27 ? 2 : 4
  }

  private func isHyphen(_ token: Int) -> Bool {
    let start = Int(starts[token])
    let b = text[start]
    if b == 0x2D { return true }
    return b == 0xE2 && start + 2 < document.text.count && text[start + 1] == 0x80
      && (text[start + 2] == 0x90 || text[start + 2] == 0x91)
  }
}

import StetDocument
import StetText

/// What the words of a document are around names: their traits and their keys.
///
/// A class of constants: the scanner asks it for every word of a run, and a structure of this size would be
/// copied each time.
final class NameReader {
  /// The tables of the document.
  let view: CopyView
  /// What each distinct word can be, by `WordID`.
  let traits: UnsafeBufferPointer<WordTraits>
  /// The tokens of words with a capital at their start.
  let nameWords: TokenSet.Members
  private let table: KeyTable<WordTraits>.LookUp

  private static let al = TitleTables.hash("al".utf8)
  private static let ben = TitleTables.hash("ben".utf8)

  /// The buffers must be valid for as long as the reader is used.
  init(
    _ view: CopyView, _ traits: UnsafeBufferPointer<WordTraits>, _ nameWords: TokenSet.Members,
    _ table: KeyTable<WordTraits>.LookUp
  ) {
    self.view = view
    self.traits = traits
    self.nameWords = nameWords
    self.table = table
  }

  // MARK: Neighbours

  /// The token of the next word of the run: after one stretch of space, or a stop that belongs to
  /// an abbreviation or an initial.
  @inline(__always)
  func following(_ element: NameElement, to end: Int) -> Int? {
    var i = element.end
    // Nearly always one space and a word.
    if i &+ 1 < end, view.kinds[i] == .space, view.kinds[i &+ 1].hasWord { return i &+ 1 }
    guard i < end else { return nil }
    if view.kinds[i] == .punctuation, view.byte(i) == 0x2E {
      let isInitial = view.starts[element.end] - view.starts[element.start] == 1
      guard isInitial || !element.traits.isDisjoint(with: .anyTitle) else { return nil }
      i += 1
    }
    guard i < end, isSpace(i) else { return nil }
    i += 1
    while i < end, isSpace(i) { i += 1 }
    guard i < end, view.kinds[i].hasWord else { return nil }
    return i
  }

  @inline(__always)
  private func isSpace(_ token: Int) -> Bool {
    view.kinds[token] == .space || view.kinds[token] == .newline
  }

  /// Whether a token may stand between a particle and the rest of the name.
  @inline(__always)
  private func joinsParticle(_ token: Int) -> Bool {
    view.kinds[token] == .space || (view.kinds[token] == .punctuation && view.byte(token) == 0x2D)
  }

  // MARK: Particles

  /// The token behind particles in small letters, where a capitalised word stands there; nil otherwise.
  func endOfParticles(from start: Int, to end: Int) -> Int? {
    var i = start
    for _ in 0..<3 where i < end {
      let word = view.tokenWords[i]
      guard word != WordTable.none, traits[Int(word)].contains(.particle), i + 2 < end,
        joinsParticle(i + 1)
      else { return nil }
      i += 2
      if nameWords.contains(i) { return i }
      guard view.kinds[i].hasWord else { return nil }
    }
    return nil
  }

  /// The first of the particles in small letters right before a capitalised word: `al-Assad`,
  /// `von der Leyen`. The word itself where there are none.
  @inline(__always)
  func startOfParticles(before token: Int, from lower: Int) -> Int {
    var i = token
    while i - 2 >= lower, token - i < 6, joinsParticle(i - 1) {
      let word = view.tokenWords[i - 2]
      guard word != WordTable.none, traits[Int(word)].contains(.particle),
        view.shapes[Int(word)] == .lower,
        // "to" is a particle of Vietnamese names and a preposition nearly always.
        traits[Int(word)].isDisjoint(with: [.preposition, .function])
      else { break }
      i -= 2
    }
    return i
  }

  // MARK: Elements

  /// Whether a word with a capital is a function word that stands alone ("The", "In"): no name begins with it, nor ends
  /// behind particles before it. Most words that open a sentence are.
  @inline(__always)
  func isOpener(_ token: Int, in tokens: Range<Int>) -> Bool {
    let word = Int(view.tokenWords[token])
    let found = traits[word]
    guard found.contains(.function), !found.contains(.calendar), view.shapes[word] != .upper,
      view.kinds[token] == .word
    else { return false }
    // A hyphen may join it to another word.
    if token &+ 1 < tokens.upperBound, view.kinds[token &+ 1] == .punctuation { return false }
    guard token &- 2 >= tokens.lowerBound, joinsParticle(token &- 1) else { return true }
    let before = view.tokenWords[token &- 2]
    return before == WordTable.none || !traits[Int(before)].contains(.particle)
  }

  /// The word at a token with what hyphens join to it.
  @inline(__always)
  func element(at token: Int, to end: Int) -> NameElement {
    let word = Int(view.tokenWords[token])
    var found = traits[word]
    if view.shapes[word] == .upper { found.insert(.acronym) }
    if view.kinds[token] == .initials { found = .acronym }
    if found.contains(.particle), isForename(word) { found.remove(.particle) }
    if view.stems[word] != UInt32(truncatingIfNeeded: word) {
      return NameElement(start: token, traits: found.union(possessive(token)))
    }
    let element = NameElement(start: token, traits: found)
    if token &+ 2 < end, view.kinds[token &+ 1] == .punctuation, isHyphen(token &+ 1) {
      return joined(element, to: end)
    }
    return element
  }

  /// With a capital, `Al` and `Ben` are forenames more often than particles.
  @inline(never)
  private func isForename(_ word: Int) -> Bool {
    guard view.shapes[word] != .lower else { return false }
    let key = WordReading.key(view, word)
    return key == Self.al || key == Self.ben
  }

  /// A word with what hyphens join to it.
  @inline(never)
  private func joined(_ element: NameElement, to end: Int) -> NameElement {
    var element = element
    while element.possessive == 0, element.end + 1 < end,
      view.kinds[element.end] == .punctuation, isHyphen(element.end),
      view.kinds[element.end + 1] == .word
    {
      let last = element.end + 1
      let next = Int(view.tokenWords[last])
      var found = table[hyphenated(element.start..<last + 1)]
      if view.shapes[next] == .lower { found.insert(.endsLower) }
      if view.stems[next] != UInt32(next) { found.formUnion(possessive(last)) }
      element.extend(to: last + 1, found)
    }
    return element
  }

  /// The key of an element: of the word in lower case, accents and possessive ending left out.
  static func key(_ element: NameElement, _ view: CopyView) -> UInt64 {
    var key = WordReading.key(view, Int(view.tokenWords[element.start]))
    for token in stride(from: element.start + 2, to: element.end, by: 2) {
      key = (key &* 0x0000_0100_0000_01B3) ^ WordReading.key(view, Int(view.tokenWords[token]))
    }
    return key
  }

  private func hyphenated(_ tokens: Range<Int>) -> UInt64 {
    var bytes: [UInt8] = []
    for token in tokens {
      let word = view.tokenWords[token]
      if word == WordTable.none {
        bytes.append(0x2D)
      } else {
        bytes.append(contentsOf: view.bytes(view.folded[Int(view.stems[Int(word)])]))
      }
    }
    return bytes.withUnsafeBufferPointer { TitleTables.hash($0) }
  }

  /// Which possessive ending a token has, if any.
  @inline(__always)
  private func possessive(_ token: Int) -> WordTraits {
    guard view.length(token) > 2 else { return [] }
    return view.text[Int(view.starts[token + 1]) - 2] == 0x27 ? .possessive : .curlyPossessive
  }

  @inline(__always)
  private func isHyphen(_ token: Int) -> Bool {
    let start = Int(view.starts[token])
    let b = view.text[start]
    if b == 0x2D { return true }
    return b == 0xE2 && start + 2 < view.text.count && view.text[start + 1] == 0x80
      && (view.text[start + 2] == 0x90 || view.text[start + 2] == 0x91)
  }
}

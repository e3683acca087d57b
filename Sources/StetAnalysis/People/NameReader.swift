import StetDocument
import StetText

/// What the words of a document are around names: their traits and their keys.
///
/// A class of constants: the scanner asks it for every word of a run, and a structure of this size would be
/// copied each time.
final class NameReader {
  /// What each distinct word can be, by `WordID`.
  let traits: [WordTraits]
  /// What any word of the document can be: tells what need not be looked for.
  let present: WordTraits
  /// Words that can be the last of an office.
  let officeHeads: [WordID]
  /// Capitalised words with letters beyond ASCII.
  let accentedWords: [WordID]
  /// The tokens of words with a capital at their start.
  let nameWords: TokenSet
  /// The tables of the document.
  let view: CopyView

  private let table: KeyTable<WordTraits>

  private static let al = TitleTables.hash("al".utf8)
  private static let ben = TitleTables.hash("ben".utf8)

  /// - Parameters:
  ///   - view: the tables of the document, for as long as the reader is used.
  ///   - nameWords: the tokens of words with a capital at their start.
  ///   - vocabulary: the lexicon's entries of the words.
  ///   - memo: what is noted of these entries.
  init(
    _ view: CopyView, _ nameWords: TokenSet, _ vocabulary: Vocabulary?, _ memo: TraitMemo?
  ) {
    self.view = view
    self.nameWords = nameWords
    let count = view.shapes.count
    let table = TitleTables.traits
    self.table = table
    var findings = Findings()
    traits = [WordTraits](unsafeUninitializedCapacity: count) { traits, traitCount in
      table.withLookUp { Self.readTraits(view, $0, vocabulary, memo, traits, &findings) }
      traitCount = count
    }
    present = findings.present
    officeHeads = findings.officeHeads
    accentedWords = findings.accentedWords
  }

  // MARK: Words

  /// What is noted while the words are read.
  private struct Findings {
    var present: WordTraits = []
    var officeHeads: [WordID] = []
    var accentedWords: [WordID] = []
  }

  /// The key of a word in lower case, without possessive ending and accents, and whether it had none of these.
  @inline(__always)
  private static func key(_ view: CopyView, _ word: Int) -> (key: UInt64, isASCII: Bool) {
    let form = Int(view.folded[Int(view.stems[word])])
    let start = Int(view.offsets[form])
    let length = Int(view.lengths[form])
    let (key, isASCII) = WordKey.of(view.pool, start, length)
    return isASCII ? (key, true) : (withoutAccents(view.pool[start..<start + length]), false)
  }

  private static func withoutAccents(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    TitleTables.hash(CaseFolding.withoutAccents(Array(bytes)))
  }

  /// Finds what each word can be: as it is noted of the lexicon's common words, by its key otherwise.
  private static func readTraits(
    _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp, _ vocabulary: Vocabulary?,
    _ memo: TraitMemo?, _ traits: UnsafeMutableBufferPointer<WordTraits>,
    _ findings: inout Findings
  ) {
    var present: WordTraits = []
    func note(_ id: Int, _ found: WordTraits) {
      traits.initializeElement(at: id, to: found)
      present.formUnion(found)
      if found.contains(.officeHead) { findings.officeHeads.append(WordID(id)) }
    }
    // The lexicon may have one entry for several words with letters beyond ASCII.
    let isASCII = isASCII(view.pool)
    guard let vocabulary, let memo, isASCII else {
      for id in 0..<traits.count {
        let (key, isPlain) = key(view, id)
        note(id, table[key])
        if isPlain { continue }
        if view.shapes[id] == .capitalised || view.shapes[id] == .mixed {
          findings.accentedWords.append(WordID(id))
        }
      }
      findings.present = present
      return
    }
    vocabulary.entries.withUnsafeBufferPointer { entries in
      for id in 0..<traits.count {
        let form = Int(view.folded[Int(view.stems[id])])
        if let entry = entries[form]?.index, entry < TraitMemo.count {
          note(id, memo.traits(entry) { table[key(view, id).key] })
        } else {
          note(id, table[key(view, id).key])
        }
      }
    }
    findings.present = present
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  // MARK: Neighbours

  /// The token of the next word of the run: after one stretch of space, or a stop that belongs to
  /// an abbreviation or an initial.
  @inline(__always)
  func following(_ element: NameElement, to end: Int) -> Int? {
    var i = element.end
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

  /// A particle as part of a name.
  func particle(at token: Int) -> NameElement {
    NameElement(
      start: token, key: Self.key(view, Int(view.tokenWords[token])).key, traits: .particle)
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
    var element = NameElement(
      start: token, key: Self.key(view, word).key, traits: traits[word],
      possessive: view.stems[word] == UInt32(word) ? 0 : possessiveBytes(token),
      isAcronym: view.shapes[word] == .upper || view.kinds[token] == .initials)
    if view.kinds[token] == .initials { element.traits = [] }
    // With a capital, `Al` and `Ben` are forenames more often than particles.
    if element.traits.contains(.particle), view.shapes[word] != .lower,
      element.key == Self.al || element.key == Self.ben
    {
      element.traits.remove(.particle)
    }
    if element.possessive == 0, token &+ 2 < end, view.kinds[token &+ 1] == .punctuation,
      isHyphen(token &+ 1)
    {
      joinHyphens(&element, to: end)
    }
    return element
  }

  /// Adds what hyphens join to a word.
  private func joinHyphens(_ element: inout NameElement, to end: Int) {
    while element.possessive == 0, element.end + 1 < end,
      view.kinds[element.end] == .punctuation, isHyphen(element.end),
      view.kinds[element.end + 1] == .word
    {
      let next = Int(view.tokenWords[element.end + 1])
      element.endsLower = view.shapes[next] == .lower
      element.key = (element.key &* 0x0000_0100_0000_01B3) ^ Self.key(view, next).key
      if view.stems[next] != UInt32(next) { element.possessive = possessiveBytes(element.end + 1) }
      element.end += 2
      element.traits = table[hyphenated(element)]
      element.isAcronym = false
    }
  }

  private func hyphenated(_ element: NameElement) -> UInt64 {
    var bytes: [UInt8] = []
    for token in element.start..<element.end {
      let word = view.tokenWords[token]
      if word == WordTable.none {
        bytes.append(0x2D)
      } else {
        bytes.append(contentsOf: view.bytes(view.folded[Int(view.stems[Int(word)])]))
      }
    }
    return bytes.withUnsafeBufferPointer { TitleTables.hash($0) }
  }

  @inline(__always)
  private func possessiveBytes(_ token: Int) -> Int {
    guard view.length(token) > 2 else { return 0 }
    return view.text[Int(view.starts[token + 1]) - 2] == 0x27 ? 2 : 4
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

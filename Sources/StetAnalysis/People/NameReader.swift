import StetDocument
import StetText

/// What the words of a document are around names: their traits, their keys, and which have a capital.
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

  /// The key of each distinct word.
  private let keys: [UInt64]
  private let table: KeyTable<WordTraits>

  private static let al = TitleTables.hash("al".utf8)
  private static let ben = TitleTables.hash("ben".utf8)

  /// - Parameter view: the tables of the document, for as long as the reader is used.
  init(_ view: CopyView) {
    self.view = view
    let count = view.shapes.count
    var keys: [UInt64] = []
    let table = TitleTables.traits
    self.table = table
    traits = [WordTraits](unsafeUninitializedCapacity: count) { traits, traitCount in
      keys = [UInt64](unsafeUninitializedCapacity: count) { keys, keyCount in
        table.withLookUp { Self.readWords(view, $0, traits, keys) }
        keyCount = count
      }
      traitCount = count
    }
    self.keys = keys
    var present: WordTraits = []
    var officeHeads: [WordID] = []
    for id in 0..<count {
      present.formUnion(traits[id])
      if traits[id].contains(.officeHead) { officeHeads.append(WordID(id)) }
    }
    self.present = present
    self.officeHeads = officeHeads
    (nameWords, accentedWords) = Self.nameWords(view, traits)
  }

  // MARK: Words

  /// Looks each word up in lower case and without possessive ending.
  private static func readWords(
    _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp,
    _ traits: UnsafeMutableBufferPointer<WordTraits>,
    _ keys: UnsafeMutableBufferPointer<UInt64>
  ) {
    @inline(__always)
    func read(_ form: Int, for id: Int) {
      let bytes = view.bytes(WordID(form))
      let (key, isASCII) = WordKey.of(bytes)
      if isASCII {
        keys[id] = key
        traits[id] = table[key]
      } else {
        keys[id] = TitleTables.hash(CaseFolding.withoutAccents(Array(bytes)))
        traits[id] = table[keys[id]].union(.accented)
      }
    }
    traits.initialize(repeating: .unread)
    for id in 0..<view.shapes.count {
      let form = Int(view.folded[Int(view.stems[id])])
      if form == id {
        if traits[id] == .unread { read(id, for: id) }
      } else if Int(view.folded[Int(view.stems[form])]) == form {
        // Forms of one word share the look.
        if traits[form] == .unread { read(form, for: form) }
        traits[id] = traits[form]
        keys[id] = keys[form]
      } else {
        // `Reed's's`: the form has an ending of its own.
        read(form, for: id)
      }
    }
  }

  /// The tokens of words that have a capital at their start, and such words with letters beyond ASCII.
  private static func nameWords(_ view: CopyView, _ traits: [WordTraits]) -> (TokenSet, [WordID]) {
    var tokens = TokenSet(tokenCount: view.kinds.count)
    var accented: [WordID] = []
    CapitalScan.forEach(view.shapes) { id in
      let shape = view.shapes[id]
      if shape != .upper, traits[id].contains(.accented) { accented.append(WordID(id)) }
      var token = view.firstToken[id]
      while token != UInt32.max {
        let place = Int(token)
        if view.kinds[place] != .alphanumeric, shape != .mixed || firstIsUpper(place, view) {
          tokens.insert(place)
        }
        token = view.nextSame[place]
      }
    }
    return (tokens, accented)
  }

  private static func firstIsUpper(_ token: Int, _ view: CopyView) -> Bool {
    let b = view.byte(token)
    return b &- 0x41 < 26 || b >= 0xC3
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
      start: token, end: token + 1, key: keys[Int(view.tokenWords[token])], traits: .particle,
      possessive: 0, endsLower: false, isAcronym: false)
  }

  // MARK: Elements

  /// The word at a token with what hyphens join to it.
  @inline(__always)
  func element(at token: Int, to end: Int) -> NameElement {
    let word = Int(view.tokenWords[token])
    var element = NameElement(
      start: token, end: token + 1, key: keys[word], traits: traits[word],
      possessive: view.stems[word] == UInt32(word) ? 0 : possessiveBytes(token), endsLower: false,
      isAcronym: view.shapes[word] == .upper || view.kinds[token] == .initials)
    if view.kinds[token] == .initials { element.traits = [] }
    // With a capital, `Al` and `Ben` are forenames more often than particles.
    if element.traits.contains(.particle), view.shapes[word] != .lower,
      element.key == Self.al || element.key == Self.ben
    {
      element.traits.remove(.particle)
    }
    while element.possessive == 0, element.end + 1 < end,
      view.kinds[element.end] == .punctuation, isHyphen(element.end),
      view.kinds[element.end + 1] == .word
    {
      let next = Int(view.tokenWords[element.end + 1])
      element.endsLower = view.shapes[next] == .lower
      element.key = (element.key &* 0x0000_0100_0000_01B3) ^ keys[next]
      if view.stems[next] != UInt32(next) { element.possessive = possessiveBytes(element.end + 1) }
      element.end += 2
      element.traits = table[hyphenated(element)]
      element.isAcronym = false
    }
    return element
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

import StetDocument
import StetLexicon
import StetText

/// What each distinct word of a document can be around names.
struct WordReading {
  /// What each distinct word can be, by `WordID`: memory that belongs to whoever takes the reading.
  let traits: UnsafeBufferPointer<WordTraits>
  /// What any word of the document can be: tells what need not be looked for.
  let present: WordTraits
  /// Words that can be the last of an office.
  let officeHeads: [WordID]
  /// Words with a shortened verb at their end: we're, it'll.
  let contractions: [WordID]
  /// Capitalised words with letters beyond ASCII.
  let accentedWords: [WordID]

  /// - Parameters:
  ///   - view: the tables of the document.
  ///   - table: what words can be.
  ///   - vocabulary: the lexicon's entries of the words.
  ///   - memo: what is noted of these entries.
  ///   - others: room for as many words as there are.
  init(
    _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp, _ vocabulary: Vocabulary?,
    _ memo: TraitMemo?, _ others: UnsafeMutableBufferPointer<UInt32>
  ) {
    let traits = UnsafeMutableBufferPointer<WordTraits>.allocate(capacity: view.shapes.count)
    var notes = Notes()
    // The lexicon may have one entry for several words with letters beyond ASCII.
    if let vocabulary, let memo, Self.isASCII(view.pool) {
      vocabulary.entries.withUnsafeBufferPointer {
        Self.read(view, table, $0, memo, traits, others, &notes)
      }
    } else {
      for word in 0..<traits.count { Self.readAny(word, view, table, traits, &notes) }
    }
    self.traits = UnsafeBufferPointer(traits)
    present = notes.present
    officeHeads = notes.officeHeads
    contractions = notes.contractions
    accentedWords = notes.accentedWords
  }

  /// What is noted while the words are read.
  private struct Notes {
    var present: WordTraits = []
    var officeHeads: [WordID] = []
    var contractions: [WordID] = []
    var accentedWords: [WordID] = []

    /// Words of the two lists are few.
    @inline(__always)
    mutating func add(_ word: Int, _ traits: WordTraits) {
      present.formUnion(traits)
      if traits.isDisjoint(with: .listed) { return }
      let id = WordID(truncatingIfNeeded: word)
      if traits.contains(.officeHead) {
        if officeHeads.isEmpty { officeHeads.reserveCapacity(8) }
        officeHeads.append(id)
      }
      if traits.contains(.contraction) {
        if contractions.isEmpty { contractions.reserveCapacity(8) }
        contractions.append(id)
      }
    }
  }

  /// The key of a word in lower case, without possessive ending and accents.
  @inline(__always)
  static func key(_ view: CopyView, _ word: Int) -> UInt64 {
    key(form: Int(view.folded[Int(view.stems[word])]), view).key
  }

  /// The same for a word that has neither capitals nor a possessive ending, and whether it had no accents.
  @inline(__always)
  private static func key(form: Int, _ view: CopyView) -> (key: UInt64, isASCII: Bool) {
    let (key, isASCII) = WordKey.of(view, form)
    return isASCII ? (key, true) : (keyWithoutAccents(view, form), false)
  }

  @inline(never)
  private static func keyWithoutAccents(_ view: CopyView, _ form: Int) -> UInt64 {
    TitleTables.hash(
      CaseFolding.withoutAccents(Array(view.bytes(WordID(truncatingIfNeeded: form)))))
  }

  /// Finds what each word can be: as it is noted of the lexicon's common words, by its key otherwise.
  private static func read(
    _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp,
    _ entries: UnsafeBufferPointer<LexiconEntry?>, _ memo: TraitMemo,
    _ traits: UnsafeMutableBufferPointer<WordTraits>,
    _ others: UnsafeMutableBufferPointer<UInt32>, _ notes: inout Notes
  ) {
    let count = readNoted(view, entries, memo, traits, others, &notes.present)
    for place in 0..<count {
      read(Int(others[place]), view, table, entries, memo, traits, &notes)
    }
  }

  /// Takes over what is noted of the words. Without a branch, since nobody could foretell it.
  ///
  /// - Parameter others: room for all words; those that are not noted or belong on a list come there.
  /// - Returns: how many these are.
  @inline(never)
  private static func readNoted(
    _ view: CopyView, _ entries: UnsafeBufferPointer<LexiconEntry?>, _ memo: TraitMemo,
    _ traits: UnsafeMutableBufferPointer<WordTraits>,
    _ others: UnsafeMutableBufferPointer<UInt32>, _ present: inout WordTraits
  ) -> Int {
    guard let output = others.baseAddress, let all = traits.baseAddress,
      others.count >= traits.count
    else { return 0 }
    let words = traits.count
    var count = 0
    var found: WordTraits = []
    var word = 0
    while word < words {
      let entry = entries[Int(view.folded[Int(view.stems[word])])]?.index ?? .max
      let noted = memo.noted(entry)
      (all + word).initialize(to: noted.traits)
      found.formUnion(noted.traits)
      (output + count).initialize(to: UInt32(truncatingIfNeeded: word))
      count &+= noted.isSettled ? 0 : 1
      word &+= 1
    }
    present = found
    return count
  }

  /// Reads a word with letters of ASCII only.
  @inline(never)
  private static func read(
    _ word: Int, _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp,
    _ entries: UnsafeBufferPointer<LexiconEntry?>, _ memo: TraitMemo,
    _ traits: UnsafeMutableBufferPointer<WordTraits>, _ notes: inout Notes
  ) {
    let form = Int(view.folded[Int(view.stems[word])])
    let entry = entries[form]?.index ?? .max
    let noted = memo.noted(entry)
    var found = noted.traits
    if !noted.isKnown {
      found = Self.traits(form, WordKey.of(view, form).key, view, table)
      memo.note(entry, found)
    }
    // Another form of the word may have been noted a moment ago.
    traits[word] = found
    if !found.isEmpty { notes.add(word, found) }
  }

  /// Reads a word that may have letters beyond ASCII.
  private static func readAny(
    _ word: Int, _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp,
    _ traits: UnsafeMutableBufferPointer<WordTraits>, _ notes: inout Notes
  ) {
    let form = Int(view.folded[Int(view.stems[word])])
    let (key, isASCII) = key(form: form, view)
    let found = Self.traits(form, key, view, table)
    traits.initializeElement(at: word, to: found)
    notes.add(word, found)
    if isASCII { return }
    if view.shapes[word] == .capitalised || view.shapes[word] == .mixed {
      notes.accentedWords.append(WordID(truncatingIfNeeded: word))
    }
  }

  /// What a word in lower case can be, by its key and by its ending.
  @inline(__always)
  private static func traits(
    _ form: Int, _ key: UInt64, _ view: CopyView, _ table: KeyTable<WordTraits>.LookUp
  ) -> WordTraits {
    isContraction(form, view) ? table[key].union(.contraction) : table[key]
  }

  /// Whether a word in lower case ends in `'re`, `'ve`, `'ll`, `'m` or `'d`.
  @inline(__always)
  private static func isContraction(_ form: Int, _ view: CopyView) -> Bool {
    let end = Int(view.offsets[form]) &+ Int(view.lengths[form])
    guard view.lengths[form] > 3 else { return isShortContraction(form, view) }
    let (third, second) = (view.pool[end &- 3], view.pool[end &- 2])
    if third != 0x27, second != 0x27 { return false }
    let last = view.pool[end &- 1]
    if second == 0x27 { return last == 0x6D || last == 0x64 }
    return last == 0x65 && (second == 0x72 || second == 0x76) || last == 0x6C && second == 0x6C
  }

  /// `I'm`, `I'd`.
  private static func isShortContraction(_ form: Int, _ view: CopyView) -> Bool {
    let bytes = view.bytes(WordID(truncatingIfNeeded: form))
    return bytes.count == 3 && bytes[1] == 0x27 && (bytes[2] == 0x6D || bytes[2] == 0x64)
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }
}

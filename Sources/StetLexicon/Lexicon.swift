import StetText

/// The compiled lexicon: every word that the dictionaries and lists accept, in one mapped file.
///
/// Lookups allocate nothing and are safe from any thread. Words are UTF-8 with straight
/// apostrophes (the tokenizer's normal form).
public final class Lexicon: @unchecked Sendable {
  // All stored properties are constants over memory that is never written.
  let storage: PackStorage
  private let sections: [(section: PackSection, range: Range<Int>)]
  let words: WordIndex
  let pairIndex: UnsafeRawBufferPointer
  let pairs: UnsafeRawBufferPointer
  let phraseSlots: UnsafeRawBufferPointer
  let variantMap: StringMap
  let nameFormMap: StringMap
  let misspellingMap: StringMap
  let listMap: StringMap
  /// The hash of everything that the pack was compiled from.
  public let contentHash: UInt64
  /// The dialects whose dictionaries are compiled in.
  public let dialects: Dialects
  let ordinalDialects: Dialects
  let edgeHyphenDialects: Dialects
  let dashDialects: Dialects
  /// The number of entries.
  public var count: Int { words.count }

  /// Opens a pack from bytes in memory (copied).
  public convenience init(bytes: [UInt8]) throws(LexiconError) {
    try self.init(PackStorage(copying: bytes), verifyingBody: true)
  }

  /// Maps a pack file. The header is always checked; the whole body, at about 5 ms, only when
  /// asked for.
  public convenience init(path: String, verifyingBody: Bool = false) throws(LexiconError) {
    try self.init(PackStorage(mapping: path), verifyingBody: verifyingBody)
  }

  /// The same lexicon without recorded misspellings, for measuring what it does without them.
  public func ignoringAttestedPairs() throws(LexiconError) -> Lexicon {
    try Lexicon(storage, verifyingBody: false, usesAttestedPairs: false)
  }

  init(
    _ storage: PackStorage, verifyingBody: Bool, usesAttestedPairs: Bool = true
  ) throws(LexiconError) {
    self.storage = storage
    let bytes = storage.bytes
    let directory = try PackDirectory(bytes)
    if verifyingBody { try directory.verifyBody(bytes) }
    sections = directory.sections
    contentHash = directory.contentHash
    dialects = Dialects(rawValue: bytes[PackFormat.dialectsAt])
    ordinalDialects = Dialects(rawValue: bytes[PackFormat.ordinalDialectsAt])
    edgeHyphenDialects = Dialects(rawValue: bytes[PackFormat.edgeHyphenDialectsAt])
    dashDialects = Dialects(rawValue: bytes[PackFormat.dashDialectsAt])
    pairIndex = directory.bytes(.pairIndex, of: bytes)
    pairs = directory.bytes(.pairs, of: bytes)
    phraseSlots = directory.bytes(.phrases, of: bytes)
    variantMap = StringMap(directory.bytes(.variants, of: bytes))
    nameFormMap = StringMap(directory.bytes(.nameForms, of: bytes))
    misspellingMap = StringMap(
      directory.bytes(usesAttestedPairs ? .misspellings : PackSection(rawValue: 0), of: bytes))
    listMap = StringMap(directory.bytes(.lists, of: bytes))
    guard
      let words = WordIndex(
        slots: directory.bytes(.slots, of: bytes), hotSlots: directory.bytes(.hotSlots, of: bytes),
        topSlots: directory.bytes(.topSlots, of: bytes),
        entries: directory.bytes(.entries, of: bytes), keys: directory.bytes(.keys, of: bytes),
        mixed: directory.bytes(.mixed, of: bytes),
        flagMask: usesAttestedPairs ? ~0 : ~WordFlags.attestedMisspelling.rawValue)
    else { throw .badPack(reason: "its word index is damaged") }
    self.words = words
  }

  /// The bytes of a section, empty when the pack has none of that name. Other modules keep their
  /// compiled data here; the buffer lives as long as the lexicon.
  public func section(_ name: PackSection) -> UnsafeRawBufferPointer {
    for (section, range) in sections where section == name {
      return UnsafeRawBufferPointer(rebasing: storage.bytes[range])
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// What the lexicon knows of a word, or nil when it has no entry for it in any case.
  @inline(__always)
  public func entry(for word: UnsafeBufferPointer<UInt8>) -> LexiconEntry? {
    words.entry(for: word)
  }

  /// What the lexicon knows of each word of a text: nearly as fast as memory gives it.
  ///
  /// - Parameter output: has room for as many entries as there are words; all are initialized.
  public func entries(_ words: WordBatch, into output: UnsafeMutablePointer<LexiconEntry?>) {
    self.words.entries(words, into: output)
  }

  /// What the lexicon knows of a word given as an array.
  public func entry(for word: [UInt8]) -> LexiconEntry? {
    word.withUnsafeBufferPointer { entry(for: $0) }
  }

  /// Whether one of the dialects, or the project's own lists, accepts the word as written.
  public func known(_ word: [UInt8], dialects wanted: Dialects = .all) -> Bool {
    !accepting(word).isDisjoint(with: wanted.union(.ownLists))
  }

  /// The folded form of an entry.
  public func folded(_ index: UInt32) -> [UInt8] { words.folded(index) }
}

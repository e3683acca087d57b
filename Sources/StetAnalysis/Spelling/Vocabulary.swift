import StetDocument
import StetLexicon
import StetText

/// The project's own words and names: what `words` in the configuration and `.stet/words.txt` list.
///
/// A lower-case entry accepts its capitalised and inflected forms and possessives; any other entry
/// only itself, its possessive and its plural.
public struct OwnWords: Sendable {
  private var lower: Set<[UInt8]> = []
  private var exact: Set<[UInt8]> = []

  /// Makes the list from entries as written; white space around them and empty ones are dropped.
  public init(_ entries: [String] = []) {
    for entry in entries {
      // A multi-word entry accepts each of its words.
      for part in entry.split(whereSeparator: { $0 == " " || $0 == "-" }) {
        let bytes = Array(part.utf8).flatMap { [$0] }
        let word = Self.straight(bytes)
        if word.isEmpty { continue }
        let shape = word.withUnsafeBufferPointer(WordTable.shape)
        if shape == .lower { lower.insert(word) } else { exact.insert(word) }
      }
    }
  }

  /// Whether there is no entry.
  public var isEmpty: Bool { lower.isEmpty && exact.isEmpty }

  /// Whether the list accepts a word in UTF-8 with straight apostrophes, without possessive ending.
  public func accepts(_ word: [UInt8]) -> Bool {
    if isEmpty { return false }
    if exact.contains(word) { return true }
    if word.last == 0x73 {
      if exact.contains(Array(word.dropLast())) { return true }
      if word.count > 3, word[word.count - 2] == 0x65, exact.contains(Array(word.dropLast(2))) {
        return true
      }
    }
    guard !lower.isEmpty else { return false }
    let folded = CaseFolding.lowered(word)
    if lower.contains(folded) { return true }
    return Self.stems(of: folded).contains { lower.contains($0) }
  }

  /// The words that a word may be a regular inflection of, by the rules of English spelling:
  /// `hoped` of `hope` but not of `hop`, `tried` of `try`, `boxes` of `box`; `partys`, `shiped` and
  /// `timeing` are of none.
  static func stems(of word: [UInt8]) -> [[UInt8]] {
    var output: [[UInt8]] = []
    for (suffix, kind) in endings where word.count > suffix.count + 1 {
      guard word.suffix(suffix.count).elementsEqual(suffix) else { continue }
      let stem = Array(word.dropLast(suffix.count))
      guard let last = stem.last else { continue }
      switch kind {
      case .plural: if !isSibilant(stem), !endsInConsonantY(stem) { output.append(stem) }
      case .pluralE: if isSibilant(stem) || last == 0x6F { output.append(stem) }
      case .adverb: output.append(stem)
      case .vowel:
        if last == 0x69 { output.append(Array(stem.dropLast()) + [0x79]) }
        if stem.count > 2, last == stem[stem.count - 2], !isVowel(last) {
          output.append(Array(stem.dropLast()))
        }
        // `hoping` of `hope`; a stem in -e keeps it only before -ing after e, o or y.
        output.append(stem + [0x65])
        if last != 0x65, !wantsDoubling(stem), !isInflected(stem) { output.append(stem) }
        if last == 0x65, suffix.first == 0x69, stem.count > 2,
          [0x65, 0x6F, 0x79].contains(stem[stem.count - 2])
        {
          output.append(stem)
        }
      }
    }
    return output
  }

  private enum Ending { case plural, pluralE, vowel, adverb }

  private static let endings: [([UInt8], Ending)] = [
    ("s", Ending.plural), ("es", .pluralE), ("ed", .vowel), ("ing", .vowel), ("ings", .vowel),
    ("er", .vowel), ("ers", .vowel), ("est", .vowel), ("ly", .adverb),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func isInflected(_ stem: [UInt8]) -> Bool {
    stem.count > 4
      && (stem.suffix(2).elementsEqual([0x65, 0x64])
        || stem.suffix(3).elementsEqual([0x69, 0x6E, 0x67]))
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }

  private static func isSibilant(_ stem: [UInt8]) -> Bool {
    guard let last = stem.last else { return false }
    if last == 0x73 || last == 0x78 || last == 0x7A { return true }
    return last == 0x68 && stem.count > 1
      && (stem[stem.count - 2] == 0x63 || stem[stem.count - 2] == 0x73)
  }

  private static func endsInConsonantY(_ stem: [UInt8]) -> Bool {
    stem.count > 1 && stem.last == 0x79 && !isVowel(stem[stem.count - 2])
  }

  /// One syllable that ends in one vowel and one consonant: `ship`, `tag`.
  private static func wantsDoubling(_ stem: [UInt8]) -> Bool {
    guard stem.count >= 3, let last = stem.last, !isVowel(last), last != 0x77, last != 0x78,
      last != 0x79
    else { return false }
    return isVowel(stem[stem.count - 2]) && stem.count { isVowel($0) } == 1
  }

  private static func straight(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80, bytes[i + 2] == 0x99 {
        output.append(0x27)
        i += 3
      } else {
        output.append(bytes[i])
        i += 1
      }
    }
    return output
  }
}

/// What the lexicon says of each distinct word of a document: looked up once. A class, since every judge of words holds
/// it: as a structure it would count three tables.
public final class Vocabulary: Sendable {
  /// The lexicon's entry for each word as written, by `WordID`; nil where it has none.
  public let entries: [LexiconEntry?]
  /// Whether each word is accepted as written: by any dialect, the news lists, or the project. Which
  /// dialect it should be is another question (`DialectUse`).
  public let known: [Bool]
  /// The words that are one of the recorded British and American variants: a few, if any.
  let variants: [WordID]
  /// The words, possessives included, by which names with several forms are found: a few, if any.
  let nameVariants: [WordID]

  /// Looks up the words of a document.
  ///
  /// - Parameter own: the project's words.
  public init(_ document: Document, lexicon: Lexicon, own: OwnWords) {
    let words = document.words
    let count = words.count
    var entries = [LexiconEntry?](all: nil, count: count)
    entries.withUnsafeMutableBufferPointer { buffer in
      guard let output = buffer.baseAddress else { return }
      words.withPool { pool, offsets, lengths in
        words.folded.withUnsafeBufferPointer { folded in
          let batch = WordBatch(pool: pool, offsets: offsets, lengths: lengths, folded: folded)
          if let batch { lexicon.entries(batch, into: output) }
        }
      }
    }
    var variants: [WordID] = []
    var nameVariants: [WordID] = []
    let marks: WordFlags = [.variant, .nameVariant]
    var known = [Bool](all: false, count: count)
    known.withUnsafeMutableBufferPointer { buffer in
      entries.withUnsafeBufferPointer { entries in
        for id in 0..<count {
          buffer[id] = entries[id]?.isKnown ?? false
          if let entry = entries[id], entry.flags.rawValue & marks.rawValue != 0 {
            if entry.flags.contains(.variant) { variants.append(WordID(id)) }
            if entry.flags.contains(.nameVariant) { nameVariants.append(WordID(id)) }
          }
        }
      }
    }
    // A possessive is as good as its stem; stems follow their words in the table.
    for id in 0..<count where !known[id] {
      let stem = Int(words.stems[id])
      guard stem != id else { continue }
      if known[stem] { known[id] = true }
      if entries[stem]?.flags.contains(.nameVariant) ?? false { nameVariants.append(WordID(id)) }
    }
    if !own.isEmpty {
      for id in 0..<UInt32(count) where !known[Int(id)] {
        known[Int(id)] = own.accepts(words.bytes(words.stems[Int(id)]))
      }
    }
    self.entries = entries
    self.known = known
    self.variants = variants
    self.nameVariants = nameVariants
  }
}

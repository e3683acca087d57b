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

  /// The words that a regular inflection may come from: `-s -es -ed -d -ing -er -est -ly`.
  static func stems(of word: [UInt8]) -> [[UInt8]] {
    var output: [[UInt8]] = []
    for suffix in ["s", "es", "d", "ed", "ing", "er", "r", "ers", "est", "ly", "ings"] {
      let ending = Array(suffix.utf8)
      guard word.count > ending.count + 1, word.suffix(ending.count).elementsEqual(ending) else {
        continue
      }
      let stem = Array(word.dropLast(ending.count))
      output.append(stem)
      if suffix != "s" && suffix != "ly" {
        // `hoping` from `hope`, `tagged` from `tag`, `tried` from `try`.
        output.append(stem + [0x65])
        if stem.count > 2, stem[stem.count - 1] == stem[stem.count - 2] {
          output.append(Array(stem.dropLast()))
        }
      }
      if stem.last == 0x69 { output.append(Array(stem.dropLast()) + [0x79]) }
    }
    return output
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

/// What the lexicon says of each distinct word of a document: looked up once.
public struct Vocabulary: Sendable {
  /// The lexicon's entry for each word as written, by `WordID`; nil where it has none.
  public let entries: [LexiconEntry?]
  /// Whether each word is accepted as written: by any dialect, the news lists, or the project. Which
  /// dialect it should be is another question (`DialectUse`).
  public let known: [Bool]

  /// Looks up the words of a document.
  ///
  /// - Parameter own: the project's words.
  public init(_ document: Document, lexicon: Lexicon, own: OwnWords) {
    let words = document.words
    var entries: [LexiconEntry?] = []
    var known: [Bool] = []
    entries.reserveCapacity(words.count)
    known.reserveCapacity(words.count)
    for id in 0..<UInt32(words.count) {
      let entry = words.withBytes(id) { lexicon.entry(for: $0) }
      entries.append(entry)
      known.append(entry?.isKnown ?? false)
    }
    // A possessive is as good as its stem; stems follow their words in the table.
    for id in 0..<words.count where !known[id] {
      let stem = Int(words.stems[id])
      if stem != id, known[stem] { known[id] = true }
    }
    if !own.isEmpty {
      for id in 0..<UInt32(words.count) where !known[Int(id)] {
        known[Int(id)] = own.accepts(words.bytes(words.stems[Int(id)]))
      }
    }
    self.entries = entries
    self.known = known
  }
}

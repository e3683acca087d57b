import StetText

/// The plain phrases of the declarative rules, by the hash of their first word.
///
/// Words are compared by their 64-bit hashes in lower case: two different words of copy and rules never
/// meet by chance, and a word of copy is looked up without being copied.
struct PhraseIndex: Sendable {
  /// A phrase of a rule.
  struct Phrase: Sendable {
    /// The rule, as an index in the set.
    var rule: Int
    /// The pattern, as an index in the rule.
    var pattern: Int
    /// The hash of the first word.
    var first: UInt64
    /// The hashes of the words after the first; `hyphen` for a hyphen between two.
    var rest: [UInt64]
  }

  /// What stands for a hyphen in a phrase.
  static let hyphen: UInt64 = 0x2D

  /// The phrases, those with one first word together, the longest first.
  private let phrases: [Phrase]
  /// The second word of each, 0 when it has none: nearly all candidates fail there, before anything is copied.
  private let seconds: [UInt64]
  /// Open addressing: the place of the first phrase of a word in `phrases`, plus one; 0 when free.
  private var slots: [UInt32]

  /// Indexes the phrases of rules.
  init(_ rules: [DeclarativeRule]) {
    var phrases: [Phrase] = []
    for (ruleIndex, rule) in rules.enumerated() {
      for (patternIndex, pattern) in rule.patterns.enumerated() where !pattern.isRegex {
        var words = Self.hashes(pattern.text)
        guard !words.isEmpty else { continue }
        let first = words.removeFirst()
        phrases.append(
          Phrase(rule: ruleIndex, pattern: patternIndex, first: first, rest: words))
      }
    }
    // The longest phrase wins where several start at one word.
    phrases.sort {
      ($0.first, $1.rest.count, $0.rule, $0.pattern)
        < ($1.first, $0.rest.count, $1.rule, $1.pattern)
    }
    var size = 64
    while size < phrases.count * 4 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for (index, phrase) in phrases.enumerated()
    where index == 0 || phrases[index - 1].first != phrase.first {
      var slot = Int(truncatingIfNeeded: phrase.first) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index + 1)
    }
    self.phrases = phrases
    seconds = phrases.map { $0.rest.first ?? 0 }
  }

  /// Whether there is no phrase.
  var isEmpty: Bool { phrases.isEmpty }

  /// The places of the phrases that start with a word, the longest first.
  func starting(with first: UInt64) -> Range<Int> {
    var slot = Int(truncatingIfNeeded: first) & (slots.count - 1)
    while slots[slot] != 0 {
      let start = Int(slots[slot]) - 1
      if phrases[start].first == first {
        var end = start + 1
        while end < phrases.count, phrases[end].first == first { end += 1 }
        return start..<end
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0..<0
  }

  /// The phrase at a place.
  subscript(place: Int) -> Phrase { phrases[place] }

  /// Whether a phrase may go on with a word (0 for none) or a hyphen.
  func mayContinue(_ place: Int, with next: UInt64) -> Bool {
    let second = seconds[place]
    return second == next || second == 0 || second == Self.hyphen
  }

  /// The hash of a word in lower case (FNV-1a, its upper half mixed into the lower one).
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 32
  }

  /// The hashes of a phrase's words, lowered; a hyphen parts words as the tokenizer does and is kept as
  /// a word of its own.
  private static func hashes(_ text: String) -> [UInt64] {
    var hashes: [UInt64] = []
    let bytes = CaseFolding.lowered(Array(text.utf8))
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() where byte == 0x20 || byte == 0x2D {
        if index > start {
          hashes.append(hash(UnsafeBufferPointer(rebasing: bytes[start..<index])))
        }
        if byte == 0x2D { hashes.append(hyphen) }
        start = index + 1
      }
      if bytes.count > start {
        hashes.append(hash(UnsafeBufferPointer(rebasing: bytes[start...])))
      }
    }
    return hashes
  }
}

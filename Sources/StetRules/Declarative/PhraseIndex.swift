import StetAnalysis
import StetDocument
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
  /// The phrases of each first word.
  private let heads: HashSlots
  /// The words by which phrases are found in copy: of the first and the second one the longer, since `can loose` is
  /// rarer than `can`. The last bits tell which it is.
  private let anchors: HashSlots
  /// What anchors look like: most words of copy are told from them without a hash.
  private let looks: WordLooks
  /// What the first and second words of phrases look like together.
  private let pairLooks: WordLooks

  /// Indexes the phrases of rules.
  init(_ rules: [DeclarativeRule]) {
    var phrases: [Phrase] = []
    var looks = WordLooks()
    var pairLooks = WordLooks()
    var anchors: [UInt64: UInt32] = [:]
    let count = rules.reduce(0) { $0 + $1.patterns.count }
    anchors.reserveCapacity(count)
    phrases.reserveCapacity(count)
    for (ruleIndex, rule) in rules.enumerated() {
      for (patternIndex, pattern) in rule.patterns.enumerated() where !pattern.isRegex {
        var words = Self.words(pattern.text)
        guard !words.isEmpty else { continue }
        // Behind a hyphen, the second word may stand anywhere.
        let isSecond =
          words.count > 1 && words[1] != [0x2D] && Self.rarity(words[1]) > Self.rarity(words[0])
        let anchor = isSecond ? words[1] : words[0]
        looks.insert(anchor)
        let isPair = words.count > 1 && words[1] != [0x2D]
        if isPair { pairLooks.insert(words[0], words[1]) }
        anchors[Self.hash(of: anchor), default: 0] |=
          (isSecond ? Anchor.second : isPair ? .first : .alone).rawValue
        let first = Self.hash(of: words.removeFirst())
        phrases.append(
          Phrase(
            rule: ruleIndex, pattern: patternIndex, first: first, rest: words.map(Self.hash(of:))))
      }
    }
    // The longest phrase wins where several start at one word.
    phrases.sort {
      ($0.first, $1.rest.count, $0.rule, $0.pattern)
        < ($1.first, $0.rest.count, $1.rule, $1.pattern)
    }
    seconds = phrases.map { $0.rest.first ?? 0 }
    var heads: [(hash: UInt64, value: UInt32)] = []
    for (index, phrase) in phrases.enumerated() where phrase.first != heads.last?.hash {
      heads.append((phrase.first, UInt32(index)))
    }
    self.heads = HashSlots(heads)
    self.anchors = HashSlots(anchors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    self.phrases = phrases
    self.looks = looks
    self.pairLooks = pairLooks
  }

  /// Longer words are rarer, with a few exceptions.
  private static func rarity(_ word: [UInt8]) -> Int {
    word.count <= 4 && common.contains(word) ? 1 : word.count
  }

  private static let common: Set<[UInt8]> = Set(
    ["the", "that", "this", "not", "they", "with", "have", "from"].map { Array($0.utf8) })

  /// Whether there is no phrase.
  var isEmpty: Bool { phrases.isEmpty }

  /// Where in a phrase the word stands by which it is found.
  private struct Anchor: OptionSet {
    let rawValue: UInt32
    /// It is the first word of some phrase, with a second one behind white space.
    static let first = Anchor(rawValue: 1)
    /// It is the second word of some phrase, behind white space.
    static let second = Anchor(rawValue: 2)
    /// It is the first word of some phrase that has no second one or goes on with a hyphen.
    static let alone = Anchor(rawValue: 4)
  }

  /// The tokens at which a phrase may start, in order.
  func starts(in words: WordTable, _ tokens: CopyView) -> [Int] {
    var starts: [Int] = []
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: words.count) { ids in
      let count = looks.withView { findLooks(words, $0, ids) }
      pairLooks.withView { pairLooks in
        for id in ids[..<count] where words.firstToken[Int(id)] != UInt32.max {
          let hash = words.withBytes(words.folded[Int(id)], Self.hash)
          guard let anchor = anchors.value(hash) else { continue }
          addStarts(Anchor(rawValue: anchor), id, words, tokens, pairLooks, &starts)
        }
      }
    }
    starts.sort()
    return starts
  }

  /// Writes down the words that look like anchors, without branches; returns how many there are.
  private func findLooks(
    _ words: WordTable, _ looks: WordLooks.View, _ ids: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var count = 0
    words.folded.withUnsafeBufferPointer { folded in
      words.withPool { pool, offsets, lengths in
        for (id, word) in folded.enumerated() {
          let start = Int(offsets[Int(word)])
          let bytes = UnsafeBufferPointer(
            rebasing: pool[start..<start + Int(lengths[Int(word)])])
          ids[count] = UInt32(truncatingIfNeeded: id)
          count &+= looks.count(bytes)
        }
      }
    }
    return count
  }

  private func addStarts(
    _ anchor: Anchor, _ word: WordID, _ words: WordTable, _ tokens: CopyView,
    _ looks: WordLooks.View, _ starts: inout [Int]
  ) {
    func isPair(_ first: Int, _ second: Int) -> Bool {
      guard first >= 0, second < tokens.count, tokens.kinds[first].hasWord,
        tokens.kinds[second] == .word
      else { return false }
      return words.withBytes(words.folded[Int(tokens.tokenWords[first])]) { a in
        words.withBytes(words.folded[Int(tokens.tokenWords[second])]) { b in looks.mayContain(a, b)
        }
      }
    }
    var next = words.firstToken[Int(word)]
    while next != UInt32.max {
      let token = Int(next)
      if anchor.contains(.alone) || anchor.contains(.first) && isPair(token, token + 2) {
        starts.append(token)
      }
      if anchor.contains(.second), isPair(token - 2, token) { starts.append(token - 2) }
      next = tokens.nextSame[token]
    }
  }

  /// The places of the phrases that start with a word, the longest first.
  func starting(with first: UInt64) -> Range<Int> {
    guard let start = heads.value(first).map({ Int($0) }) else { return 0..<0 }
    let end = phrases[start...].firstIndex { $0.first != first } ?? phrases.count
    return start..<end
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

  /// The hash of a phrase's word, or what stands for a hyphen.
  private static func hash(of word: [UInt8]) -> UInt64 {
    word == [0x2D] ? hyphen : word.withUnsafeBufferPointer { hash($0) }
  }

  /// A phrase's words, lowered; a hyphen parts words as the tokenizer does and is kept as a word of
  /// its own.
  private static func words(_ text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    let bytes = CaseFolding.lowered(Array(text.utf8))
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x20 || byte == 0x2D {
      if index > start { words.append(Array(bytes[start..<index])) }
      if byte == 0x2D { words.append([byte]) }
      start = index + 1
    }
    if bytes.count > start { words.append(Array(bytes[start...])) }
    return words
  }
}

/// What some words look like: a bit for their first two letters, their last one and their length together.
struct WordLooks: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1 << 8)

  /// Adds a word's look.
  mutating func insert(_ word: [UInt8]) {
    let look = word.withUnsafeBufferPointer(Self.look)
    bits[look >> 6] |= 1 << UInt64(look & 63)
  }

  /// Adds the look of two words together.
  mutating func insert(_ first: [UInt8], _ second: [UInt8]) {
    let look = first.withUnsafeBufferPointer { a in
      second.withUnsafeBufferPointer { Self.look(a, $0) }
    }
    bits[look >> 6] |= 1 << UInt64(look & 63)
  }

  /// Calls `body` with a view of them.
  @inline(__always)
  func withView<R>(_ body: (View) -> R) -> R {
    bits.withUnsafeBufferPointer { body(View(bits: $0)) }
  }

  /// The looks as bare memory.
  struct View {
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// 0 for words of which none that was inserted has the look, else 1.
    @inline(__always)
    func count(_ word: UnsafeBufferPointer<UInt8>) -> Int {
      let look = WordLooks.look(word)
      return Int(truncatingIfNeeded: bits[look >> 6] >> UInt64(look & 63) & 1)
    }

    /// Whether two words that were inserted together may look like these.
    @inline(__always)
    func mayContain(
      _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
    ) -> Bool {
      let look = WordLooks.look(first, second)
      return bits[look >> 6] & 1 << UInt64(look & 63) != 0
    }
  }

  @inline(__always)
  fileprivate static func look(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    (look(first) &* 31 &+ look(second)) & 0x3FFF
  }

  @inline(__always)
  fileprivate static func look(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    if word.isEmpty { return 0 }
    // The first letter for the second one of a word that has but one.
    let sum =
      UInt32(word[0]) | UInt32(word[min(1, word.count &- 1)]) << 8
      | UInt32(word[word.count &- 1]) << 16 | UInt32(truncatingIfNeeded: word.count) << 24
    return Int((sum &* 0x9E37_79B1) >> 18)
  }
}

/// Numbers by hashes of words.
private struct HashSlots: Sendable {
  private var slots: [(hash: UInt64, value: UInt32)?]

  init(_ values: [(hash: UInt64, value: UInt32)]) {
    var size = 64
    while size < values.count * 4 { size *= 2 }
    slots = [(hash: UInt64, value: UInt32)?](repeating: nil, count: size)
    for (hash, value) in values {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != nil { slot = (slot + 1) & (size - 1) }
      slots[slot] = (hash, value)
    }
  }

  func value(_ hash: UInt64) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while let taken = slots[slot] {
      if taken.hash == hash { return taken.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

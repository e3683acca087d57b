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
  /// What tells most words of copy from anchors.
  private let anchorFilter: WordFilter
  /// The same for the first and second words of phrases together.
  private let pairFilter: WordFilter

  /// Indexes the phrases of rules.
  init(_ rules: [DeclarativeRule]) {
    var phrases: [Phrase] = []
    var anchorFilter = WordFilter()
    var pairFilter = WordFilter()
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
        anchorFilter.insert(anchor)
        let isPair = words.count > 1 && words[1] != [0x2D]
        if isPair { pairFilter.insert(words[0], words[1]) }
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
    self.anchorFilter = anchorFilter
    self.pairFilter = pairFilter
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
      let count = findLikely(words, ids)
      for id in ids[..<count] where words.firstToken[Int(id)] != UInt32.max {
        guard let anchor = anchors.value(words.hash(words.folded[Int(id)])) else { continue }
        addStarts(Anchor(rawValue: anchor), id, words, tokens, &starts)
      }
    }
    starts.sort()
    return starts
  }

  /// Writes down the words that may be anchors, without branches; returns how many there are.
  private func findLikely(
    _ words: WordTable, _ ids: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var count = 0
    anchorFilter.withView { filter in
      words.folded.withUnsafeBufferPointer { folded in
        words.withPool { pool, offsets, _ in
          for (id, word) in folded.enumerated() {
            ids[count] = UInt32(truncatingIfNeeded: id)
            count &+= filter.count(WordFilter.hash(pool, Int(offsets[Int(word)])))
          }
        }
      }
    }
    return count
  }

  private func addStarts(
    _ anchor: Anchor, _ word: WordID, _ words: WordTable, _ tokens: CopyView,
    _ starts: inout [Int]
  ) {
    func isPair(_ first: Int, _ second: Int) -> Bool {
      guard first >= 0, second < tokens.count, tokens.kinds[first].hasWord,
        tokens.kinds[second] == .word
      else { return false }
      return words.withPool { pool, offsets, _ in
        func hash(_ token: Int) -> UInt64 {
          WordFilter.hash(pool, Int(offsets[Int(tokens.folded[Int(tokens.tokenWords[token])])]))
        }
        return pairFilter.mayContain(hash(first), hash(second))
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

  /// The hash of a phrase's word, or what stands for a hyphen.
  private static func hash(of word: [UInt8]) -> UInt64 {
    word == [0x2D] ? hyphen : word.withUnsafeBufferPointer { WordTable.hash(of: $0) }
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

/// Tells words, or pairs of words, that were not inserted from those that may have been: a bit for each by a hash of the first
/// sixteen bytes.
private struct WordFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1 << 8)

  /// Adds a word.
  mutating func insert(_ word: [UInt8]) {
    let bit = Self.bit(Self.hash(word))
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Adds two words that follow each other.
  mutating func insert(_ first: [UInt8], _ second: [UInt8]) {
    let bit = Self.bit(Self.joined(Self.hash(first), Self.hash(second)))
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Whether two words may have been inserted together.
  func mayContain(_ first: UInt64, _ second: UInt64) -> Bool {
    let bit = Self.bit(Self.joined(first, second))
    return bits[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  /// Calls `body` with a view of the bits.
  @inline(__always)
  func withView<R>(_ body: (View) -> R) -> R {
    bits.withUnsafeBufferPointer { body(View(bits: $0)) }
  }

  /// The bits as bare memory.
  struct View {
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// 0 for words that were not inserted, by their hash; for others, and a few of these, 1.
    @inline(__always)
    func count(_ hash: UInt64) -> Int {
      let bit = WordFilter.bit(hash)
      return Int(truncatingIfNeeded: bits[bit >> 6] &>> UInt64(truncatingIfNeeded: bit) & 1)
    }
  }

  /// The hash of the word that starts at a place of a document's pool.
  @inline(__always)
  static func hash(_ pool: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(pool)
    return WordTable.hash(
      low: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self),
      high: bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
  }

  private static func hash(_ word: [UInt8]) -> UInt64 {
    // As it would stand in a pool.
    (word + Array(repeating: 0, count: WordTable.cellSize)).withUnsafeBufferPointer { hash($0, 0) }
  }

  @inline(__always)
  private static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first ^ second >> 7) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  private static func bit(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 50) }
}

/// Numbers by hashes of words.
private struct HashSlots: Sendable {
  private var slots: [(hash: UInt64, value: UInt32)?]
  /// How far a hash is shifted so that its upper bits, which spread best, are a slot.
  private let shift: UInt64

  init(_ values: [(hash: UInt64, value: UInt32)]) {
    var size = 64
    while size < values.count * 4 { size *= 2 }
    shift = UInt64(64 - size.trailingZeroBitCount)
    slots = [(hash: UInt64, value: UInt32)?](repeating: nil, count: size)
    for (hash, value) in values {
      var slot = Int(truncatingIfNeeded: hash &>> shift)
      while slots[slot] != nil { slot = (slot + 1) & (size - 1) }
      slots[slot] = (hash, value)
    }
  }

  func value(_ hash: UInt64) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while let taken = slots[slot] {
      if taken.hash == hash { return taken.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

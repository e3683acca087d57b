import StetAnalysis
import StetDocument
import StetText

/// The plain phrases of the declarative rules, by the hash of their first word, and of the rarest by which they are found.
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
  /// The words by which phrases are found in copy: the rarest of the first three, since `can loose` is rarer than `can`. The
  /// last bits tell which it is.
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
    var anchors: [(hash: UInt64, value: UInt32)] = []
    var words: [PhraseWord] = []
    let count = rules.reduce(0) { $0 + $1.patterns.count }
    anchors.reserveCapacity(count)
    phrases.reserveCapacity(count)
    for (ruleIndex, rule) in rules.enumerated() {
      for (patternIndex, pattern) in rule.patterns.enumerated() where !pattern.isRegex {
        PhraseWord.read(pattern.text, into: &words)
        guard let head = words.first else { continue }
        let place = CommonWords.rarest(of: words)
        anchorFilter.insert(words[place].filterHash)
        let isPair = words.count > 1 && !words[1].isHyphen
        if isPair { pairFilter.insert(head.filterHash, words[1].filterHash) }
        anchors.append(
          (words[place].hash, (isPair ? Anchor.places[place] : .alone).rawValue))
        phrases.append(
          Phrase(
            rule: ruleIndex, pattern: patternIndex, first: head.hash,
            rest: words.dropFirst().map(\.hash)))
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
    self.anchors = HashSlots(anchors)
    self.phrases = phrases
    self.anchorFilter = anchorFilter
    self.pairFilter = pairFilter
  }

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
    /// It is the third word of some phrase, the words parted by white space.
    static let third = Anchor(rawValue: 8)
    /// By the place of a word in a phrase that has a second one behind white space.
    static let places = [first, second, third]
  }

  /// The tokens at which a phrase may start, in order.
  func starts(in words: WordTable, _ tokens: CopyView) -> [Int] {
    var starts: [Int] = []
    CallMemory.with(of: UInt32.self, capacity: words.count) { ids in
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
      if anchor.contains(.third), token >= 4, isPair(token - 4, token - 2) {
        starts.append(token - 4)
      }
      next = tokens.nextSame[token]
    }
  }

  /// The places of the phrases that start with a word, the longest first.
  func starting(with first: UInt64) -> Range<Int> {
    guard let start = heads.value(first).map({ Int($0) }) else { return 0..<0 }
    var end = start + 1
    while end < phrases.count, phrases[end].first == first { end += 1 }
    return start..<end
  }

  /// The phrase at a place.
  subscript(place: Int) -> Phrase { phrases[place] }

  /// Whether a phrase may go on with a word (0 for none) behind white space, or with a hyphen.
  func mayContinue(_ place: Int, with next: UInt64, isHyphenated: Bool) -> Bool {
    let second = seconds[place]
    return second == Self.hyphen ? isHyphenated : second == next || second == 0
  }
}

/// A word of a phrase in lower case, or a hyphen between two.
struct PhraseWord {
  /// What it is found by in copy; `PhraseIndex.hyphen` for a hyphen.
  let hash: UInt64
  /// What a `WordFilter` knows it by.
  let filterHash: UInt64
  /// How rare it is in copy (`CommonWords`).
  let rarity: Int

  /// Whether it is a hyphen.
  var isHyphen: Bool { hash == PhraseIndex.hyphen }

  private init(_ word: UnsafeBufferPointer<UInt8>) {
    hash =
      word.count == 1 && word[0] == 0x2D ? PhraseIndex.hyphen : WordTable.hash(of: word)
    filterHash = WordFilter.hash(of: word)
    rarity = CommonWords.rarity(of: word)
  }

  /// Takes a phrase apart; a hyphen parts words as the tokenizer does and is kept as a word of its own.
  static func read(_ text: String, into words: inout [PhraseWord]) {
    words.removeAll(keepingCapacity: true)
    let lowered = CaseFolding.lowered(Array(text.utf8))
    lowered.withUnsafeBufferPointer { bytes in
      func add(_ range: Range<Int>) {
        if !range.isEmpty { words.append(PhraseWord(.init(rebasing: bytes[range]))) }
      }
      var start = 0
      for index in bytes.indices where bytes[index] == 0x20 || bytes[index] == 0x2D {
        add(start..<index)
        if bytes[index] == 0x2D { add(index..<(index + 1)) }
        start = index + 1
      }
      add(start..<bytes.count)
    }
  }
}

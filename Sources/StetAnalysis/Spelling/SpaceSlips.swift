import StetDocument
import StetLexicon
import StetText

/// Finds the two words in a word that lacks the space between them.
struct JoinedWordFinder {
  let context: SpellingContext

  /// Two words and how often they are met beside each other.
  struct Parts {
    var left: [UInt8]
    var right: [UInt8]
    /// Occurrences side by side per 100 million words; an estimate when the pair isn't counted.
    var frequency: Double
    /// Whether the pair has really been counted.
    var isAttested: Bool
    /// Whether one of the two is a function word: then it is no compound.
    var hasGlue: Bool

    /// Whether it may be a compound that writers close before dictionaries do: `quickfix`,
    /// `blindspot`. Both parts have meaning, and the whole is short.
    var mayBeCompound: Bool {
      !hasGlue && left.count >= 3 && right.count >= 3 && left.count + right.count <= 10
        && !isCommon && !isUsual
    }
    /// Whether one of the two is among the commonest words: `too slow`.
    var isCommon = false
    /// Whether copy often has the pair, and never as one word: `job offer`.
    var isUsual = false

    var text: [UInt8] { left + [0x20] + right }
  }

  /// The words that join and part others: a word glued to one of these is no compound.
  private static let glue: Set<[UInt8]> = Set(
    [
      "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "and",
      "or", "but",
      "that", "this", "these", "those", "than", "then", "is", "are", "was", "were", "be", "been",
      "has",
      "have", "had", "will", "would", "could", "should", "can", "may", "his", "her", "its", "their",
      "our",
      "your", "my", "he", "she", "it", "they", "we", "you", "who", "which", "what", "when", "where",
      "not",
      "no", "so", "if", "into", "about", "said", "says", "also", "more", "most", "some", "any",
      "all", "such",
      "him", "them", "us", "do", "does", "did", "how", "while", "because", "after", "before", "i",
    ].map { Array($0.utf8) })

  /// Those that no word begins or ends with by chance, and no compound has.
  private static let pureGlue: Set<[UInt8]> = Set(
    [
      "the", "of", "and", "to", "was", "were", "has", "have", "had", "that", "this", "which", "who",
      "his", "her", "their", "with", "from", "would", "could", "should", "been", "these", "those",
      "because", "when", "where", "what",
    ].map { Array($0.utf8) })

  /// The likeliest way to part a lower-case word that no dictionary has, or nil when there is none
  /// that is likelier than a compound.
  func parts(of word: [UInt8]) -> Parts? {
    guard word.count >= 4 else { return nil }
    let written = Double(context.lexicon.entry(for: word)?.frequency ?? 0)
    var best: Parts?
    for cut in 1..<word.count where mayPart(word, at: cut) {
      let left = Array(word[..<cut])
      let right = Array(word[cut...])
      let hasGlue = Self.glue.contains(left) || Self.glue.contains(right)
      guard let leftFrequency = frequency(left, besideGlue: Self.pureGlue.contains(right)),
        let rightFrequency = frequency(
          right, besideGlue: Self.pureGlue.contains(left) || left.hasSuffix(Self.adverbEnding))
      else { continue }
      let counted = Double(context.lexicon.pairCount(left, right))
      guard
        counted > 0 || hasGlue
          || (written == 0 && (isNoCompound(left, right) || isTooLong(left, right)))
      else { continue }
      // A compound is also met as one word; a lost space hardly ever.
      // Two function words (`andthe`) are never one.
      let isAllGlue = Self.glue.contains(left) && Self.glue.contains(right)
      if written > 0, counted / written < 500, !isAllGlue { continue }
      let expected = Double(leftFrequency) * Double(rightFrequency) / 1e8
      let parts = Parts(
        left: left, right: right, frequency: max(counted, min(expected, 50) * 0.2),
        isAttested: counted > 0, hasGlue: hasGlue,
        isCommon: max(leftFrequency, rightFrequency) >= 60_000,
        isUsual: written == 0 && counted >= Self.usualPair)
      if let current = best, current.frequency >= parts.frequency { continue }
      best = parts
    }
    return best
  }

  /// Whether both parts of a word are met often enough to be words, whatever they are; most ways to part it end here.
  private func mayPart(_ word: [UInt8], at cut: Int) -> Bool {
    guard word[cut] & 0xC0 != 0x80 else { return false }
    return word.withUnsafeBufferPointer { word in
      mayStand(UnsafeBufferPointer(rebasing: word[..<cut]))
        && mayStand(UnsafeBufferPointer(rebasing: word[cut...]))
    }
  }

  private func mayStand(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    if part.count == 1, part[0] != 0x61, part[0] != 0x69 { return false }
    guard let entry = context.lexicon.entry(for: part) else { return false }
    return entry.isKnownInAnyCase && entry.frequency >= Self.leastFrequency
  }

  /// No part is rarer, whatever stands beside it.
  private static let leastFrequency: UInt32 = 30

  /// How often a pair stands in 100 million words that would be met as one word, too, if it were
  /// a compound.
  private static let usualPair = 400.0

  /// The frequency of a part that is common enough to stand alone; single letters only `a` and `i`.
  /// A long word beside a function word may be rarer: nothing else ends in `ofinternment`.
  private func frequency(_ word: [UInt8], besideGlue: Bool = false) -> UInt32? {
    if word.count == 1, word[0] != 0x61, word[0] != 0x69 { return nil }
    guard let entry = context.lexicon.entry(for: word), entry.isKnownInAnyCase else { return nil }
    var least: UInt32 = word.count <= 2 ? 20_000 : word.count == 3 ? 3_000 : 300
    if besideGlue, word.count >= 6, entry.isKnown, entry.capitalisedShare < 50 {
      least = Self.leastFrequency
    }
    return entry.frequency >= least ? entry.frequency : nil
  }

  /// Whether two words that copy doesn't have side by side can't be a compound all the same: the
  /// first is inflected or an adjective by its ending, or the second an adverb.
  private func isNoCompound(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count >= 4, right.count >= 4 else { return false }
    if Self.compounding.contains(left) { return false }
    if left.last == 0x73, left.count >= 5, ![0x73, 0x75, 0x69].contains(left[left.count - 2]) {
      return true
    }
    return Self.leftEndings.contains { left.count >= $0.count + 3 && left.hasSuffix($0) }
      || (right.count >= 6 && right.hasSuffix(Self.adverbEnding))
  }

  /// Whether the whole is longer than compounds that copy doesn't have are.
  private func isTooLong(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count >= 4, right.count >= 4, left.count + right.count >= Self.longCompound,
      let a = context.lexicon.entry(for: left), let b = context.lexicon.entry(for: right)
    else { return false }
    return a.isKnown && b.isKnown && a.capitalisedShare < 50 && b.capitalisedShare < 50
      && !Self.rightEndings.contains(right) && !context.morphology.isDerived(left + right)
  }

  private static let longCompound = 12
  /// Words that make words of others.
  private static let rightEndings: Set<[UInt8]> = Set(
    [
      "ability", "abilities", "weight", "weights", "person", "persons", "people", "holder",
      "holders", "worker", "workers", "based", "style", "wide", "land", "lands",
    ].map { Array($0.utf8) })
  private static let adverbEnding = Array("ly".utf8)
  private static let leftEndings = [
    "ed", "ly", "ing", "al", "ive", "ous", "ful", "able", "ible", "ary", "ern", "tion", "ment",
  ].map { Array($0.utf8) }
  /// Words in -s that compounds begin with.
  private static let compounding: Set<[UInt8]> = Set(
    [
      "sports", "news", "sales", "arms", "goods", "women", "womens", "mens", "kids", "craft",
      "crafts", "states", "herds", "plains", "guards", "tribes", "fishing", "metal",
    ].map { Array($0.utf8) })
}

extension [UInt8] {
  /// Whether the bytes end in others.
  fileprivate func hasSuffix(_ tail: [UInt8]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}

/// Mends a word that has a space inside it, or whose last letter slid over the space.
struct SplitWordFinder {
  let context: SpellingContext

  /// What two neighbouring tokens should be.
  struct Mend {
    var range: TextRange
    var text: [UInt8]
    /// How likely it is, on the scale of slips.
    var score: Double
  }

  /// The mend for an unknown token with one of its neighbours, or nil.
  func mend(at token: Int) -> Mend? {
    var best: Mend?
    if let before = neighbour(token - 1, token - 2) { improve(&best, before, token) }
    if let after = neighbour(token + 1, token + 2) { improve(&best, token, after) }
    return best
  }

  /// The word beyond one white space token.
  private func neighbour(_ space: Int, _ word: Int) -> Int? {
    let tokens = context.document.tokens
    guard space >= 0, space < tokens.count, word >= 0, word < tokens.count,
      tokens.kinds[space] == .space, tokens.kinds[word] == .word,
      tokens.range(space).count == 1
    else { return nil }
    return word
  }

  private func improve(_ best: inout Mend?, _ first: Int, _ second: Int) {
    let words = context.document.words
    let tokens = context.document.tokens
    let a = words.bytes(words.folded[Int(tokens.words[first])])
    let b = words.bytes(words.folded[Int(tokens.words[second])])
    let range = tokens.range(first).union(tokens.range(second))
    let isKnownA = context.vocabulary.known[Int(tokens.words[first])]
    let isKnownB = context.vocabulary.known[Int(tokens.words[second])]
    // One slip explains two words that nobody knows.
    let bonus = isKnownA || isKnownB ? 0 : Self.twoAtOnce
    func offer(_ text: [UInt8], _ frequency: Double, _ left: [UInt8], _ right: [UInt8]) {
      let fit =
        context.fit(context.lexicon.entry(for: left)?.index, before: first)
        + context.fit(context.lexicon.entry(for: right)?.index, after: second)
      let score =
        NaturalLogarithm.of(frequency + 1) + NaturalLogarithm.of(1 + Double(fit)) + bonus
      if let current = best, current.score >= score { return }
      best = Mend(range: range, text: text, score: score)
    }
    let joined = a + b
    // `la salle` is not `Lasalle`.
    let mayBeName = words.shapes[Int(tokens.words[first])] != .lower
    if let entry = context.lexicon.entry(for: joined),
      entry.isKnown || (mayBeName && entry.isKnownInAnyCase),
      entry.frequency >= (isKnownA || isKnownB ? (joined.count >= 6 ? 60 : 200) : 20)
    {
      offer(joined, Double(entry.frequency) * 20, joined, joined)
    }
    // One letter slid over the space: `tha tbig`, `ther eis`, `playof fgame`.
    if a.count >= 2, let last = a.last, last < 0x80 {
      offerPair(Array(a.dropLast()), [last] + b, bonus > 0, offer)
    }
    if b.count >= 2, let head = b.first, head < 0x80 {
      offerPair(a + [head], Array(b.dropFirst()), bonus > 0, offer)
    }
  }

  /// What it says, in nats, that both words of a pair are unknown.
  private static let twoAtOnce = 8.0

  private func offerPair(
    _ left: [UInt8], _ right: [UInt8], _ areUnknown: Bool,
    _ offer: ([UInt8], Double, [UInt8], [UInt8]) -> Void
  ) {
    guard let a = context.lexicon.entry(for: left), a.isKnownInAnyCase,
      a.frequency >= (areUnknown ? 20 : 200),
      let b = context.lexicon.entry(for: right), b.isKnownInAnyCase,
      b.frequency >= (areUnknown ? 20 : 200)
    else { return }
    let counted = Double(context.lexicon.pairCount(left, right))
    let expected = Double(a.frequency) * Double(b.frequency) / 1e8
    // A pair that copy doesn't have is no reason to break up a word that is known.
    let share = areUnknown || counted > 0 ? 20.0 : 4
    offer(left + [0x20] + right, max(counted, min(expected, 50) * 0.2) * share, left, right)
  }
}

import StetText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Scores the candidates of one word in its context.
struct SuggestionScorer {
  // Copies, not the suggester: this runs once a candidate.
  private let lexicon: Lexicon
  private let costs: EditCosts
  private let weights: SuggestionWeights
  private let typed: TypedWord
  private let context: SuggestionContext
  private let left: LexiconEntry?
  private let right: LexiconEntry?
  private let attested: [[UInt8]]
  private let letters: UInt64
  /// Whether the word that was typed has an apostrophe or a hyphen.
  private let hasMarks: Bool
  /// The word before as the beginning of a listed name.
  private let leftPhrase: PhraseHash?
  /// The word behind, where some listed name has it as its second word.
  private let rightPhrase: [UInt8]?

  init(suggester: Suggester, typed: TypedWord, context: SuggestionContext) {
    lexicon = suggester.lexicon
    costs = suggester.costs
    weights = suggester.weights
    self.typed = typed
    self.context = context
    letters = Self.letters(typed.scalars)
    hasMarks = typed.plain.contains { $0 == 0x27 || $0 == 0x2D }
    var hash = PhraseHash()
    if let word = context.left { hash.add(word) }
    leftPhrase = suggester.lexicon.phrase(hash)?.continues ?? false ? hash : nil
    rightPhrase = context.right.flatMap {
      $0.first != 0x3C && suggester.lexicon.isSecondInPhrase($0) ? $0 : nil
    }
    left = context.left.flatMap { suggester.lexicon.entry(for: $0) }
    right = context.right.flatMap { suggester.lexicon.entry(for: $0) }
    attested =
      suggester.usesAttestedPairs
      ? suggester.lexicon.attestedCorrections(of: typed.folded).map { CaseFolding.lowered($0) } : []
  }

  /// What a candidate's score can't exceed: its frequency, the least that its edits may cost, and
  /// the best fit that its own and its neighbours' frequencies allow.
  func hope(_ candidate: Candidate) -> Double {
    let frequency = Double(lexicon.frequency(candidate.index))
    return weights.frequency * logProbability(frequency) - weights.cost * leastCost(candidate)
      + (leftPhrase != nil || rightPhrase != nil ? weights.phrase : 0) + hopeOfPairs(frequency)
  }

  /// The least that a candidate's edits may cost.
  private func leastCost(_ candidate: Candidate) -> Double {
    // Apostrophes and hyphens are cheap in either word.
    let isPlain = !hasMarks && lexicon.isPlain(candidate.index)
    switch candidate.distance {
    case 0: return 0.5
    case 1: return isPlain ? 2.6 : 1.0
    // Two edits may be one exchange of letters that sound alike.
    default: return isPlain ? 4.0 : 2.6
    }
  }

  /// The best that neighbours can add to the score of a word of that frequency, listed names aside.
  private func hopeOfPairs(_ frequency: Double) -> Double {
    var hope = 0.0
    if let left { hope += hopeOfPair(left, frequency) }
    if let right { hope += hopeOfPair(right, frequency) }
    return hope
  }

  private func hopeOfPair(_ neighbour: LexiconEntry, _ frequency: Double) -> Double {
    let other = Double(neighbour.frequency)
    // A pair is no commoner than its words; the marks `<s>` and `<n>` have no count of their own.
    let most = 1.2 * (other > 0 ? min(other, frequency) : frequency) + 2
    return weights.pair * log((most + 0.5) / (expected(other, frequency) + 0.5))
  }

  /// The suggestion that a candidate makes; nil when it is the word itself, can't be written, or does
  /// not reach a score.
  func score(_ candidate: Candidate, over least: Double) -> Suggestion? {
    let index = candidate.index
    let folded = lexicon.words.key(index)
    let frequency = Double(lexicon.frequency(index))
    let worth = weights.frequency * logProbability(frequency)
    let phrase = phraseFit(folded)
    let hope = phrase + hopeOfPairs(frequency)
    // Hardly any word begins a listed name: most need not be aligned.
    if worth - weights.cost * leastCost(candidate) + hope < least - 0.001 { return nil }
    // What costs more is too dear (and a little more, for the rounding).
    let most = (worth + hope - least) / weights.cost + 0.001
    var cost =
      folded.elementsEqual(typed.folded)
      ? 0.5
      : typed.scalars.withUnsafeBufferPointer {
        Suggester.cost(costs, typed: $0, meant: folded, upTo: most)
      }
    if let rank = attested.firstIndex(where: { $0.elementsEqual(folded) }) {
      cost = min(cost, weights.attestedCost + Double(rank))
    }
    var score = worth - weights.cost * cost
    if score + hope < least { return nil }
    let surface = lexicon.surface(index)
    guard let entry = lexicon.entry(for: surface) else { return nil }
    let isName = !entry.isKnown && Suggester.isCommonName(entry)
    guard entry.isKnown || (isName && typed.shape != .lower),
      let text = recase(isName ? CaseFolding.capitalised(surface) : surface), text != typed.bytes
    else { return nil }
    score += fit(entry) + phrase + caseFit(entry)
    if !isName, !context.dialects.isEmpty, !entry.isKnown(in: context.dialects) {
      score -= weights.otherDialect
    }
    return Suggestion(text: text, score: score, cost: cost)
  }

  /// The suggestion that a word of the document makes.
  func score(evidence: SuggestionEvidence) -> Suggestion? {
    var word = evidence.word
    if let stem = word.withUnsafeBufferPointer({ Possessive.stripped($0).map { Array($0) } }),
      stem.count + 2 == word.count
    {
      word = stem
    }
    let folded = CaseFolding.lowered(word)
    guard folded != typed.folded else { return nil }
    let meant = EditDistance.scalars(folded)
    guard abs(meant.count - typed.scalars.count) <= 3,
      (Self.letters(meant) ^ letters).nonzeroBitCount <= 6
    else { return nil }
    let cost = costs.cost(typed: typed.scalars, meant: meant)
    guard cost < 15 else { return nil }
    let entry = lexicon.entry(for: folded)
    let isOrdinary = entry.map { $0.isKnown } ?? false
    word = usualCase(word, folded, entry)
    guard let text = recase(word), text != typed.bytes else { return nil }
    let frequency = Double(entry?.frequency ?? 0) + weights.mention * evidence.weight
    var score =
      weights.frequency * logProbability(frequency) - weights.cost * cost
      + word.withUnsafeBufferPointer { phraseFit($0) }
    if let entry {
      score += fit(entry)
      if isOrdinary {
        score += caseFit(entry)
        if !context.dialects.isEmpty, !entry.isKnown(in: context.dialects) {
          score -= weights.otherDialect
        }
      }
    }
    return Suggestion(text: text, score: score, cost: cost)
  }

  /// The case that a word of the document has by itself: *The* at the start of a sentence speaks
  /// for *the*, *WASHINGTON* before a dateline for *Washington*.
  private func usualCase(_ word: [UInt8], _ folded: [UInt8], _ entry: LexiconEntry?) -> [UInt8] {
    let shape = word.withUnsafeBufferPointer { FoldedWord.with($0) { $1.shape } }
    switch shape {
    case .initial: return entry.map { $0.isKnown } ?? false ? folded : word
    case .upper:
      if let entry, entry.isKnownInAnyCase { return lexicon.surface(entry.index) }
      return word.count > 5 ? CaseFolding.capitalised(folded) : word
    default: return word
    }
  }

  /// Whether the word makes a listed name with its neighbour.
  private func phraseFit(_ word: UnsafeBufferPointer<UInt8>) -> Double {
    if let before = leftPhrase {
      var hash = before
      hash.add(word)
      if lexicon.phrase(hash) != nil { return weights.phrase }
    }
    guard let next = rightPhrase else { return 0 }
    var hash = PhraseHash()
    hash.add(word)
    guard lexicon.phrase(hash)?.continues ?? false else { return 0 }
    hash.add(next)
    return lexicon.phrase(hash) != nil ? weights.phrase : 0
  }

  /// Which letters a word has: three edits change at most six bits.
  private static func letters(_ scalars: [UInt32]) -> UInt64 {
    var mask: UInt64 = 0
    for scalar in scalars { mask |= 1 << UInt64(scalar & 63) }
    return mask
  }

  private func logProbability(_ frequency: Double) -> Double {
    log((frequency + 0.5) / 100_000_000)
  }

  /// How often chance would bring two words together.
  private func expected(_ a: Double, _ b: Double) -> Double {
    (a + 0.5) * (b + 0.5) / 100_000_000
  }

  /// How well the word stands between its neighbours.
  private func fit(_ entry: LexiconEntry) -> Double {
    var total = 0.0
    if let left { total += pairFit(left, entry) }
    if let right { total += pairFit(entry, right) }
    return total
  }

  private func pairFit(_ a: LexiconEntry, _ b: LexiconEntry) -> Double {
    let expected = expected(Double(a.frequency), Double(b.frequency))
    let count = Double(lexicon.pairCount(a.index, b.index))
    // A listed pair is at least half as common again as chance; with few expected, five stand
    // behind it.
    if count > 0 { return weights.pair * log((count + 0.5) / (expected + 0.5)) }
    return -weights.missingPair * log(1 + expected)
  }

  /// Whether the case typed is one that the word has in copy.
  private func caseFit(_ entry: LexiconEntry) -> Double {
    guard !context.isCapitalExpected, entry.frequency > 0 else { return 0 }
    let share = Double(entry.capitalisedShare) / 100
    switch typed.shape {
    case .initial: return weights.oddCase * log(share * 0.97 + 0.03)
    case .lower: return weights.oddCase * log((1 - share) * 0.97 + 0.03)
    default: return 0
    }
  }

  /// The suggestion in the case that was typed, where that is possible.
  private func recase(_ surface: [UInt8]) -> [UInt8]? {
    switch typed.shape {
    case .upper: return CaseFolding.uppered(surface)
    case .initial:
      let shape = surface.withUnsafeBufferPointer { FoldedWord.with($0) { $1.shape } }
      return shape == .lower ? CaseFolding.capitalised(surface) : surface
    case .lower: return surface
    case .mixed:
      // Held shift (`THe`), or a slip among capitals: a capital at the start stays.
      let isLower = surface.withUnsafeBufferPointer { FoldedWord.with($0) { $1.shape } } == .lower
      guard isLower else { return surface }
      let first = typed.scalars.first.map { $0 != EditDistance.scalars(typed.bytes).first } ?? false
      return first ? CaseFolding.capitalised(surface) : surface
    }
  }

  /// Adds the ways to part the word in two known words.
  func splits(_ offer: (Suggestion) -> Void) {
    let word = typed.folded
    guard word.count >= 3, word.allSatisfy({ $0 < 0x80 }), typed.shape != .mixed else { return }
    for place in 1..<word.count {
      guard let a = part(Array(word[..<place])), let b = part(Array(word[place...])) else {
        continue
      }
      let pair = Double(lexicon.pairCount(a.index, b.index))
      var score: Double
      if pair > 0 {
        score = weights.frequency * logProbability(pair)
      } else {
        score =
          weights.frequency
          * (logProbability(Double(a.frequency)) + logProbability(Double(b.frequency))) - 1
      }
      if let left { score += pairFit(left, a) }
      if let right { score += pairFit(b, right) }
      score -= weights.cost * weights.split
      var text = lexicon.surface(a.index) + [0x20] + lexicon.surface(b.index)
      if typed.shape == .initial { text = CaseFolding.capitalised(text) }
      if typed.shape == .upper { text = CaseFolding.uppered(text) }
      offer(Suggestion(text: text, score: score, cost: weights.split))
    }
  }

  /// A part of a split word: common enough to stand alone, one letter only where that is a word.
  private func part(_ folded: [UInt8]) -> LexiconEntry? {
    if folded.count == 1, folded != [0x61], folded != [0x69] { return nil }
    guard let entry = lexicon.entry(for: folded), entry.isKnownInAnyCase,
      entry.frequency >= (folded.count <= 2 ? 20_000 : 300),
      entry.flags.isDisjoint(with: .unsuggestable)
    else { return nil }
    return entry
  }
}

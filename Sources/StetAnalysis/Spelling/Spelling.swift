import StetDocument
import StetLexicon
import StetText

/// The spelling of a document: which words are wrong, and what is meant.
///
/// Lower-case and capitalised words are different questions. A lower-case word that no dictionary
/// has is a misspelling unless something explains it (parts, foreign company, sounds, recurrence).
/// A capitalised one is a name unless something speaks against it (a near form that the story or
/// the world knows better).
public struct Spelling {
  /// What was found, by place.
  public let findings: [SpellingFinding]

  /// The longest word that is judged, in bytes. What is longer is no word of a language, and looking
  /// for its parts takes time in the square of its length.
  static let longestWord = 96

  /// Judges each distinct word that is not known, once.
  init(_ context: SpellingContext) {
    var findings: [SpellingFinding] = []
    let lower = LowerCaseJudge(context: context)
    let capitals = NameJudge(context: context)
    CopyView.with(context.document) { view in
      WordSieve.forEach(view, context.vocabulary) { id, reason in
        guard view.firstToken[id] != UInt32.max, view.byteCount(id) <= Self.longestWord else {
          return
        }
        switch reason {
        case .unknownLower: lower.judge(WordID(id), into: &findings)
        case .unknownCapital: capitals.judge(WordID(id), into: &findings)
        case .knownName:
          guard let form = context.forms.loneForm(id, view) else { return }
          capitals.judgeKnown(WordID(id), form, view, into: &findings)
        case .rare: lower.judgeRare(WordID(id), into: &findings)
        }
      }
    }
    findings.sort { $0.range < $1.range }
    self.findings = findings
  }
}

/// What the judges of words share.
final class SpellingContext {
  // A class: the judges share it without copying the document's tables.
  let document: Document
  let lexicon: Lexicon
  let vocabulary: Vocabulary
  let forms: NameForms
  let around: Neighbourhood
  let morphology: Morphology
  let suggester: Suggester
  /// The small words inside names.
  let particles: Particles
  /// The entry of what stands at the edge of a sentence.
  private let boundary: UInt32?

  init(
    document: Document, lexicon: Lexicon, vocabulary: Vocabulary, forms: NameForms,
    particles: Particles
  ) {
    self.document = document
    self.lexicon = lexicon
    self.vocabulary = vocabulary
    self.forms = forms
    self.particles = particles
    around = Neighbourhood(document: document)
    morphology = Morphology(lexicon: lexicon)
    suggester = Suggester(lexicon)
    boundary = lexicon.entry(for: Self.edge)?.index
  }

  /// The tokens of lower-case words that no list has, in order. Few stories ask for them.
  private(set) lazy var strangers: [Int] = {
    let words = document.words
    var output: [Int] = []
    for id in 0..<words.count
    where !vocabulary.known[id] && words.shapes[id] == .lower && words.byteCount(WordID(id)) >= 3 {
      var token = words.firstToken[id]
      while token != UInt32.max {
        if document.tokens.kinds[Int(token)] == .word { output.append(Int(token)) }
        token = document.tokens.nextSame[Int(token)]
      }
    }
    return output.sorted()
  }()

  /// The dialect that the story keeps to; empty when it shows none. British or American, when words that only one of the
  /// two accepts are at least twice as many. Few stories ask for it.
  private(set) lazy var preferredDialects: Dialects = {
    var british = 0
    var american = 0
    for case let entry? in vocabulary.entries {
      let both = entry.dialects.intersection([.britain, .america])
      if both == .britain { british += 1 }
      if both == .america { american += 1 }
    }
    if british >= 2 * american, british >= 2 { return .britain }
    return american >= 2 * british && american >= 2 ? .america : []
  }()

  /// The tokens of kind `word` that carry a word, in order.
  func tokens(of word: WordID) -> [Int] {
    var output: [Int] = []
    var token = document.words.firstToken[Int(word)]
    while token != UInt32.max {
      if document.tokens.kinds[Int(token)] == .word { output.append(Int(token)) }
      token = document.tokens.nextSame[Int(token)]
    }
    return output
  }

  /// The first of them.
  func firstToken(of word: WordID) -> Int? {
    CopyView.with(document) { $0.firstWordToken(of: word) }
  }

  /// The word of a token in lower case, without possessive ending; `<s>` where nothing stands.
  func folded(_ token: Int?) -> [UInt8] {
    guard let token else { return Self.edge }
    let word = document.tokens.words[token]
    return document.words.bytes(document.words.folded[Int(word)])
  }

  private static let edge = Array("<s>".utf8)

  /// The number of the entry of a word in any case, nil where the lexicon has none.
  func index(of word: WordID) -> UInt32? {
    vocabulary.entries[Int(document.words.folded[Int(word)])]?.index
  }

  /// How often the corpus has the words of two entries side by side.
  private func pairCount(_ a: UInt32?, _ b: UInt32?) -> UInt32 {
    guard let a, let b else { return 0 }
    return lexicon.pairCount(a, b)
  }

  /// The entry of a token's word.
  private func entry(at token: Int) -> UInt32? { index(of: document.tokens.words[token]) }

  /// How often the corpus has a candidate, given by its entry, beside the words that stand around a token: the sum over
  /// both sides.
  func fit(_ candidate: UInt32?, at token: Int) -> UInt32 {
    let opens = document.tokens.opensSentence[token]
    var sum: UInt32 = 0
    if opens {
      sum &+= pairCount(boundary, candidate)
    } else if let before = around.wordBefore(token) {
      sum &+= pairCount(entry(at: before), candidate)
    }
    if let after = around.wordAfter(token) { sum &+= pairCount(candidate, entry(at: after)) }
    return sum
  }

  /// Whether the corpus has a candidate beside either of the words that stand around a token: `fit` is above 0.
  func isFit(_ candidate: UInt32?, at token: Int) -> Bool {
    if document.tokens.opensSentence[token] {
      if pairCount(boundary, candidate) > 0 { return true }
    } else if let before = around.wordBefore(token), pairCount(entry(at: before), candidate) > 0 {
      return true
    }
    return around.wordAfter(token).map { pairCount(candidate, entry(at: $0)) > 0 } ?? false
  }

  /// The same as `fit` beside words that say something: neighbours among the hundred commonest are left out.
  func tellingFit(_ candidate: UInt32?, at token: Int) -> UInt32 {
    let (before, after) = tellingNeighbours(token)
    return (before.map { pairCount(entry(at: $0), candidate) } ?? 0)
      &+ (after.map { pairCount(candidate, entry(at: $0)) } ?? 0)
  }

  /// Whether a neighbour says something: where none does, `tellingFit` is 0 for any candidate.
  func hasTellingNeighbour(_ token: Int) -> Bool {
    let (before, after) = tellingNeighbours(token)
    return before != nil || after != nil
  }

  /// The words around a token, within its sentence, that say something.
  private func tellingNeighbours(_ token: Int) -> (before: Int?, after: Int?) {
    let before = document.tokens.opensSentence[token] ? nil : around.wordBefore(token)
    return (
      before.flatMap { isTelling($0) ? $0 : nil },
      around.wordAfter(token).flatMap { isTelling($0) ? $0 : nil }
    )
  }

  private func isTelling(_ token: Int) -> Bool {
    let word = document.words.stems[Int(document.tokens.words[token])]
    return (vocabulary.entries[Int(word)]?.frequency ?? 0) < 120_000
  }

  /// How often the corpus has a word, given by its entry, behind the word before a token.
  func fit(_ candidate: UInt32?, before token: Int) -> UInt32 {
    guard !document.tokens.opensSentence[token], let before = around.wordBefore(token) else {
      return 0
    }
    return pairCount(entry(at: before), candidate)
  }

  /// How often the corpus has a word, given by its entry, in front of the word after a token.
  func fit(_ candidate: UInt32?, after token: Int) -> UInt32 {
    guard let after = around.wordAfter(token) else { return 0 }
    return pairCount(candidate, entry(at: after))
  }

  /// How likely a slip of the candidate is at a token: the log of its frequency, less the cost of
  /// the slip, plus the log of its fit.
  func score(_ candidate: SlipCandidate, at token: Int) -> Double {
    NaturalLogarithm.of(Double(candidate.entry.frequency) + 1) - candidate.cost
      + NaturalLogarithm.of(1 + Double(fit(candidate.entry.index, at: token)))
  }

  /// How much more plausible, in nats, the letters of a word are than another's. A letter costs
  /// about 2.3 nats, so the shorter of two would always seem the better one.
  func letterGain(of meant: [UInt8], over written: [UInt8]) -> Double {
    let letters = lexicon.letters
    return letters.plausibility(meant) - letters.plausibility(written)
      + 2.3 * Double(Self.letterCount(meant) - Self.letterCount(written))
  }

  private static func letterCount(_ word: [UInt8]) -> Int {
    word.withUnsafeBufferPointer { FormLetters.count(of: $0) }
  }

  /// Whether a word belongs to a name of several words that lists have: `Swayamsevak Sangh`, `Kfar Aza`.
  ///
  /// - Parameter meant: what is taken to stand there instead.
  func isInListedName(_ token: Int, as meant: [UInt8]? = nil) -> Bool {
    let word = meant ?? folded(token)
    var start: Int? = token
    for before in 0..<Self.longestName {
      guard let first = start else { return false }
      if listedName(from: first, reaches: before, word) { return true }
      start = around.wordBefore(first)
    }
    return false
  }

  /// Whether a listed name begins at a token and has more than so many words, with a given one behind as many.
  private func listedName(from first: Int, reaches steps: Int, _ word: [UInt8]) -> Bool {
    var hash = PhraseHash()
    var next: Int? = first
    for step in 0..<(steps + Self.longestName) {
      guard let token = next else { return false }
      hash.add(step == steps ? word : folded(token))
      guard let phrase = lexicon.phrase(hash) else { return false }
      if phrase.isComplete, step >= steps, step > 0 { return true }
      guard phrase.continues else { return false }
      next = around.wordAfter(token)
    }
    return false
  }

  /// How many words on either side are looked at for such a name.
  private static let longestName = 4

  /// The words one slip away from a folded word, by how likely they are at a token.
  func slips(of folded: [UInt8], at token: Int) -> [SlipCandidate] {
    let slips = suggester.slips(of: folded)
    guard slips.count > 1 else { return slips }
    return slips.map { (score: score($0, at: token), candidate: $0) }
      .sorted { $0.score > $1.score }.map(\.candidate)
  }

  /// Ranked suggestions for the word of a token, with the story's own names as evidence.
  func suggestions(for word: WordID, at token: Int) -> [Suggestion] {
    var context = SuggestionContext()
    let opens = document.tokens.opensSentence[token]
    context.left = opens ? folded(nil) : around.wordBefore(token).map { folded($0) }
    context.right = around.wordAfter(token).map { folded($0) }
    context.isCapitalExpected = opens
    let letters = EditDistance.scalars(document.words.bytes(document.words.stems[Int(word)]))
    context.dialects = preferredDialects
    context.evidence = forms.near(folded: letters.map(CaseFolding.lower), limit: 2).compactMap {
      form, _ in
      let entry = vocabulary.entries[Int(form.word)]
      // A common word with a capital (`the President`, or at a sentence's start) speaks for the
      // word, not for the capital.
      if let entry, vocabulary.known[Int(form.word)], entry.capitalisedShare < 90 {
        return SuggestionEvidence(word: lexicon.surface(entry.index), weight: 0.25)
      }
      return SuggestionEvidence(
        word: document.words.bytes(form.word), weight: Double(form.count))
    }
    return suggester.suggestions(for: document.words.bytes(word), in: context)
  }

  /// Lower-case text with a capital where the text of a range starts with one.
  func recased(_ text: [UInt8], like range: TextRange) -> String {
    let first = document.text.withUnsafeBufferPointer {
      UTF8Scan.decode($0, Int(range.start)).scalar
    }
    let output = CaseFolding.isUpper(first) ? CaseFolding.capitalised(text) : text
    return String(decoding: output, as: UTF8.self)
  }

  /// A text in the case and with the possessive ending of the word it replaces.
  func dressed(_ text: [UInt8], like word: WordID) -> String {
    let bytes = document.words.bytes(word)
    let stemLength = document.words.byteCount(document.words.stems[Int(word)])
    var output = text
    switch document.words.shapes[Int(word)] {
    case .capitalised: output = CaseFolding.capitalised(output)
    case .upper: output = CaseFolding.uppered(output)
    default: break
    }
    if stemLength < bytes.count { output += bytes[stemLength...] }
    return String(decoding: output, as: UTF8.self)
  }
}

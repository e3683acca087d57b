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

  /// Judges each distinct word that is not known, once.
  init(_ context: SpellingContext) {
    var findings: [SpellingFinding] = []
    let words = context.document.words
    let lower = LowerCaseJudge(context: context)
    let capitals = NameJudge(context: context)
    for id in 0..<UInt32(words.count) {
      guard words.firstToken[Int(id)] != UInt32.max else { continue }
      if context.vocabulary.known[Int(id)] {
        if words.shapes[Int(id)] == .capitalised { capitals.judgeKnown(id, into: &findings) }
        continue
      }
      switch words.shapes[Int(id)] {
      case .lower: lower.judge(id, into: &findings)
      case .capitalised, .upper, .mixed: capitals.judge(id, into: &findings)
      case .caseless: break
      }
    }
    findings.sort { $0.range < $1.range }
    self.findings = findings
  }
}

/// What the judges of words share.
struct SpellingContext {
  let document: Document
  let lexicon: Lexicon
  let vocabulary: Vocabulary
  let forms: NameForms
  let around: Neighbourhood
  let morphology: Morphology

  init(document: Document, lexicon: Lexicon, vocabulary: Vocabulary, forms: NameForms) {
    self.document = document
    self.lexicon = lexicon
    self.vocabulary = vocabulary
    self.forms = forms
    around = Neighbourhood(document: document)
    morphology = Morphology(lexicon: lexicon)
  }

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

  /// The word of a token in lower case, without possessive ending; `<s>` where nothing stands.
  func folded(_ token: Int?) -> [UInt8] {
    guard let token else { return Self.boundary }
    let word = document.tokens.words[token]
    return document.words.bytes(document.words.folded[Int(word)])
  }

  private static let boundary = Array("<s>".utf8)

  /// How often the corpus has a candidate beside the words that stand around a token: the sum over
  /// both sides. That a word may open a sentence says little of a common word; such callers leave
  /// it out.
  func fit(_ candidate: [UInt8], at token: Int, countingSentenceStart: Bool = true) -> UInt32 {
    let opens = document.tokens.opensSentence[token]
    let before = opens ? nil : around.wordBefore(token)
    let after = around.wordAfter(token)
    var sum: UInt32 = 0
    if before != nil || (opens && countingSentenceStart) {
      sum &+= lexicon.pairCount(folded(before), candidate)
    }
    if after != nil { sum &+= lexicon.pairCount(candidate, folded(after)) }
    return sum
  }

  /// How often the corpus has a word behind the word before a token.
  func fit(_ candidate: [UInt8], before token: Int) -> UInt32 {
    guard !document.tokens.opensSentence[token], let before = around.wordBefore(token) else {
      return 0
    }
    return lexicon.pairCount(folded(before), candidate)
  }

  /// How often the corpus has a word in front of the word after a token.
  func fit(_ candidate: [UInt8], after token: Int) -> UInt32 {
    guard let after = around.wordAfter(token) else { return 0 }
    return lexicon.pairCount(candidate, folded(after))
  }

  /// The words one slip away from a lower-case word, rare ones left out.
  func candidates(_ word: [UInt8]) -> [SlipCandidate] {
    Slips.candidates(word, lexicon: lexicon) {
      $0.isKnownInAnyCase && !$0.flags.contains(.rare)
    }
  }

  /// How likely a candidate is at a token.
  func score(_ candidate: SlipCandidate, at token: Int) -> Double {
    SuggestionScore.of(candidate, fit: fit(candidate.folded, at: token))
  }

  /// Candidates by how likely they are here: commonness, cost of the slip, fit with the neighbours.
  func rank(_ candidates: [SlipCandidate], at token: Int) -> [SlipCandidate] {
    candidates.map { (score: score($0, at: token), candidate: $0) }
      .sorted { $0.score > $1.score }.map(\.candidate)
  }

  /// Lower-case text with a capital where the text of a range starts with one.
  func recased(_ text: [UInt8], like range: TextRange) -> String {
    let first = document.text.withUnsafeBufferPointer {
      UTF8Scan.decode($0, Int(range.start)).scalar
    }
    let output = CaseFolding.isUpper(first) ? CaseFolding.capitalised(text) : text
    return String(decoding: output, as: UTF8.self)
  }

  /// A candidate in the case and with the possessive ending of the word it replaces. A name keeps
  /// the capitals that the lexicon has for it.
  func dressed(_ candidate: SlipCandidate, like word: WordID) -> String {
    dressed(lexicon.surface(candidate.entry.index), like: word)
  }

  /// The same for a text that the lexicon doesn't hold.
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

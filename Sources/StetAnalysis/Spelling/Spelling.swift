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
      guard words.firstToken[Int(id)] != UInt32.max, !context.vocabulary.known[Int(id)] else {
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
  /// both sides.
  func fit(_ candidate: [UInt8], at token: Int) -> UInt32 {
    let before = document.tokens.opensSentence[token] ? nil : around.wordBefore(token)
    let after = around.wordAfter(token)
    var sum: UInt32 = 0
    if before != nil || document.tokens.opensSentence[token] {
      sum &+= pairCount(folded(before), candidate)
    }
    if after != nil { sum &+= pairCount(candidate, folded(after)) }
    return sum
  }

  /// How often one word follows another, per 100 million words.
  private func pairCount(_ first: [UInt8], _ second: [UInt8]) -> UInt32 { 0 }

  /// A candidate in the case and with the possessive ending of the word it replaces.
  func dressed(_ candidate: [UInt8], like word: WordID) -> String {
    let bytes = document.words.bytes(word)
    let stemLength = document.words.byteCount(document.words.stems[Int(word)])
    var output = candidate
    switch document.words.shapes[Int(word)] {
    case .capitalised: output = CaseFolding.capitalised(output)
    case .upper: output = CaseFolding.uppered(output)
    default: break
    }
    if stemLength < bytes.count { output += bytes[stemLength...] }
    return String(decoding: output, as: UTF8.self)
  }
}

import StetDocument
import StetLexicon
import StetText

/// Reports a known word that stands where its neighbours call for another.
struct ConfusedWord: Rule {
  static let info = RuleInfo(
    id: "confused-word",
    category: .words,
    summary: "A known word in the place of one that sounds or looks like it.",
    rationale: """
      "Lead" for "led", "there" for "their", "pubic" for "public": a dictionary cannot see these. \
      The two words before and after are compared with what stands around either word in a hundred million \
      words of news and public English; a finding needs evidence that is nearly certain.
      """,
    severity: .warning,
    severityReason: "The evidence is strong, but a rare phrase can mislead it.",
    fixSafety: .unsafe,
    findings: [
      Example(
        "The council voted to hold a ⟦pubic⟧ inquiry into the fire.",
        fixed: "The council voted to hold a public inquiry into the fire."),
      Example(
        "They sold ⟦there⟧ house and moved to Spain.",
        fixed: "They sold their house and moved to Spain."),
    ],
    silent: [
      Example("They signed the form in the house, and there they stayed."),
      Example("She led the party, and took the lead in the debate."),
      Example(
        """
        Ferry fire leaves four dead and hundreds of people without homes

        The ferry burned for an hour on Sunday night.
        """),
    ])

  /// How much stronger the evidence must be for the first word of a sentence.
  private static let openingMargin = 1.5
  /// How much stronger it must be for a word beside a quotation mark, whose company ends there or is another speaker's.
  private static let quotedMargin = 3.0
  /// How much stronger it must be in a headline, which leaves out the small words that running copy has.
  private static let headlineMargin = 2.5
  /// How much stronger it must be for each other place in the story where the word stands, up to `mostRepeats`; the commonest
  /// words stand everywhere.
  private static let repeatedMargin = 1.5
  private static let mostRepeats = 2
  /// The longest block without a stop at its end that is taken for a headline, in bytes.
  private static let longestHeadline = 160

  func check(_ context: inout RuleContext) {
    guard let lexicon = context.analysis.resources.lexicon, let table = Confusions(lexicon),
      let vocabulary = context.analysis.vocabulary
    else { return }
    let document = context.document
    JudgedCopy.with(document, vocabulary, table) { copy in
      copy.forEachInSight(table) { place in check(place, copy, table, document, &context) }
    }
  }

  /// Judges a word whose nearest neighbours bring a rival in sight.
  private func check(
    _ place: Int, _ copy: JudgedCopy, _ table: Confusions, _ document: Document,
    _ context: inout RuleContext
  ) {
    let token = copy.token(place)
    let shape = document.words.shapes[Int(document.tokens.words[token])]
    guard shape == .lower || document.tokens.opensSentence[token], !isPart(token, document)
    else { return }
    let word = copy.symbols[place]
    let surroundings = copy.surroundings(place)
    let margin =
      (shape == .lower ? 0 : Self.openingMargin)
      + (touchesQuotationMark(token, document, opens: shape != .lower) ? Self.quotedMargin : 0)
    guard let better = table.better(than: word, in: surroundings, margin: margin) else { return }
    let more =
      (isHeadline(token, document) ? Self.headlineMargin : 0)
      + Double(repeats(of: place, copy, document)) * Self.repeatedMargin
    guard
      more == 0 || table.better(than: word, in: surroundings, margin: margin + more) != nil
    else { return }
    report(better.word, token, shape, &context)
  }

  /// In how many other places a word stands that is not one of the commonest, up to `mostRepeats`.
  private func repeats(of place: Int, _ copy: JudgedCopy, _ document: Document) -> Int {
    let own = copy.symbols[place].neighbour
    if own.number >= Neighbour.firstWord, own.isClassOfItsOwn { return 0 }
    let word = copy.word(place, document)
    var count = 0
    for i in copy.symbols.indices where i != place && copy.word(i, document) == word {
      count += 1
      if count == Self.mostRepeats { break }
    }
    return count
  }

  /// Parts of a compound (`sit-in`, `out-thought`) or of an address (`example.no`) keep company of their own.
  private func isPart(_ token: Int, _ document: Document) -> Bool {
    let start = Int(document.tokens.range(token).start)
    if start > 0, document.text[start - 1] == 0x2E { return true }
    return document.isHyphen(token - 1) || document.isHyphen(token + 1)
  }

  /// Whether the block is a headline, or a short one that ends without a stop as headlines do.
  private func isHeadline(_ token: Int, _ document: Document) -> Bool {
    guard let index = document.blockIndex(ofToken: token) else { return false }
    let block = document.blocks[index]
    if block.kind == .headline || block.kind == .crosshead { return true }
    guard block.range.count <= Self.longestHeadline,
      let last = document.text[block.range.indices].last
    else { return false }
    // Stops, colons, closing marks and brackets end sentences; 9D and 99 end curly marks.
    return ![0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x22, 0x27, 0x29, 0x9D, 0x99].contains(last)
  }

  /// Whether a quotation mark stands before the word, or behind it and the comma, stop or question mark there; one before
  /// a word that `opens` a sentence is the company that it keeps everywhere.
  private func touchesQuotationMark(_ token: Int, _ document: Document, opens: Bool) -> Bool {
    let text = document.text
    let range = document.tokens.range(token)
    func isMark(_ i: Int) -> Bool {
      guard i >= 0, i < text.count else { return false }
      if text[i] == 0x22 || text[i] == 0x27 { return true }
      // Curly marks are E2 80 98 to E2 80 9D.
      return text[i] == 0xE2 && i + 2 < text.count && text[i + 1] == 0x80
        && (0x98...0x9D).contains(text[i + 2])
    }
    let start = Int(range.start)
    var end = Int(range.end)
    if !opens, isMark(start - 1) || isMark(start - 3) && text[start - 3] == 0xE2 { return true }
    if end < text.count, [0x2C, 0x2E, 0x21, 0x3F].contains(text[end]) { end += 1 }
    return isMark(end)
  }

  /// A word with the apostrophe that the copy has inside its words: straight, or curly when those are more.
  private func inStyle(_ word: [UInt8], _ text: [UInt8]) -> [UInt8] {
    guard let apostrophe = word.firstIndex(of: 0x27) else { return word }
    var curly = 0
    // E2 80 99 is the curly apostrophe; before it and behind it stand letters, or bytes of such.
    for i in text.indices.dropFirst() where i + 3 < text.count && text[i - 1] > 0x40 {
      if text[i] == 0x27, text[i + 1] > 0x40 { curly -= 1 }
      if text[i] == 0xE2, text[i + 1] == 0x80, text[i + 2] == 0x99, text[i + 3] > 0x40 {
        curly += 1
      }
    }
    guard curly > 0 else { return word }
    return word[..<apostrophe] + [0xE2, 0x80, 0x99] + word[(apostrophe + 1)...]
  }

  private func report(
    _ right: String, _ token: Int, _ shape: WordShape, _ context: inout RuleContext
  ) {
    let range = context.document.tokens.range(token)
    let written = context.document.string(range)
    var letters = Array(right.utf8)
    if shape != .lower { letters = CaseFolding.capitalised(letters) }
    let cased = String(decoding: inStyle(letters, context.document.text), as: UTF8.self)
    context.report(
      range, "\"\(written)\" looks like a slip for \"\(cased)\"",
      fixes: [.replace(range, with: cased, .unsafe)])
  }
}

import StetAnalysis
import StetDocument
import StetLexicon
import StetText

/// Reports words of the headline whose capitals are against the house's style.
struct HeadlineCase: Rule {
  static let info = RuleInfo(
    id: "headline-case",
    category: .headlines,
    summary: "A word of the headline has a capital, or lacks one, against the house's style.",
    rationale: """
      Sentence case gives a capital to the first word and to names; title case to all principal words \
      (the AP's rule: all but articles, conjunctions and prepositions of three letters or fewer, \
      unless they stand first or last). In sentence case the story is the dictionary: a capitalised \
      word that the story has in small letters, and never with a capital inside a sentence, is \
      reported. Words that can be an adverb or a preposition (up, off, in) may stand either way.
      """,
    severity: .warning,
    severityReason: "Style, and names that look like words make exceptions.",
    isOnByDefault: false,
    fixSafety: .unsafe,
    options: [
      RuleOption(
        name: "style", summary: "How the house writes headlines.",
        defaultValue: .string("sentence"), choices: ["sentence", "title"])
    ],
    findings: [
      Example(
        """
        Minister ⟦Leaves⟧ office in Leeds

        The minister, Ann Reed, leaves her office in Leeds on Thursday.
        """,
        fixed: """
          Minister leaves office in Leeds

          The minister, Ann Reed, leaves her office in Leeds on Thursday.
          """),
      Example(
        """
        Minister ⟦leaves⟧ Office in Leeds

        The minister, Ann Reed, leaves her office in Leeds on Thursday.
        """,
        fixed: """
          Minister Leaves Office in Leeds

          The minister, Ann Reed, leaves her office in Leeds on Thursday.
          """, options: ["style": .string("title")]),
    ],
    silent: [
      Example(
        """
        Reed leaves office in Leeds: Hall to follow

        Ann Reed leaves her office in Leeds on Thursday, and Tom Hall will follow her.
        """)
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline else { return }
    let words = headline.tokens.filter { document.tokens.kinds[$0] == .word }
    guard words.count >= 3 else { return }
    if context.text("style") == "title" {
      checkTitle(words, headline, &context)
    } else {
      checkSentence(words, headline, &context)
    }
  }

  // MARK: Sentence case

  private func checkSentence(_ words: [Int], _ headline: Block, _ context: inout RuleContext) {
    let document = context.document
    for (index, token) in words.enumerated() {
      let word = document.tokens.words[token]
      guard document.words.shapes[Int(word)] == .capitalised, index > 0,
        !Self.opens(token, headline, document), !Self.besideCapital(index, words, document)
      else { continue }
      let folded = document.words.folded[Int(word)]
      guard document.words.counts[Int(folded)] > 0, !Self.isNameInStory(word, headline, document)
      else { continue }
      let range = document.tokens.range(token)
      context.report(
        range, "\"\(document.string(range))\" has a capital in a sentence-case headline",
        fixes: [.replace(range, with: document.words.string(folded), .unsafe)])
    }
  }

  /// Whether the word is the first of the headline or stands behind a colon, a dash or a mark.
  private static func opens(_ token: Int, _ headline: Block, _ document: Document) -> Bool {
    var i = token - 1
    while i >= headline.tokens.lowerBound {
      switch document.tokens.kinds[i] {
      case .space: i -= 1
      case .punctuation:
        let b = document.text[Int(document.tokens.starts[i])]
        return b != 0x2C
      default: return document.tokens.kinds[i] != .word
      }
    }
    return true
  }

  /// A run of capitals is a name: Prime Minister, New York.
  private static func besideCapital(_ index: Int, _ words: [Int], _ document: Document) -> Bool {
    for near in [index - 1, index + 1] where words.indices.contains(near) && near > 0 {
      let shape = document.words.shapes[Int(document.tokens.words[words[near]])]
      if shape != .lower, abs(words[near] - words[index]) == 2 { return true }
    }
    return false
  }

  /// Whether the story has the word with a capital inside a sentence.
  private static func isNameInStory(
    _ word: WordID, _ headline: Block, _ document: Document
  ) -> Bool {
    for form in [word, document.words.find(document.words.bytes(word) + [0x27, 0x73])] {
      guard let form else { continue }
      var token = document.words.firstToken[Int(form)]
      while token != UInt32.max {
        if !headline.tokens.contains(Int(token)), !document.tokens.opensSentence[Int(token)] {
          return true
        }
        token = document.tokens.nextSame[Int(token)]
      }
    }
    return false
  }

  // MARK: Title case

  private func checkTitle(_ words: [Int], _ headline: Block, _ context: inout RuleContext) {
    let document = context.document
    for (index, token) in words.enumerated() {
      let word = document.tokens.words[token]
      guard document.words.shapes[Int(word)] == .lower else { continue }
      let text = document.words.string(word)
      let isEdge = index == 0 || index == words.count - 1 || Self.opens(token, headline, document)
      // After a hyphen both are usual.
      if token > headline.tokens.lowerBound,
        document.text[Int(document.tokens.starts[token]) - 1] == 0x2D
      {
        continue
      }
      if !isEdge, Self.small.contains(text) || Self.either.contains(text) { continue }
      let range = document.tokens.range(token)
      let capital = String(
        decoding: CaseFolding.capitalised(Array(document.string(range).utf8)), as: UTF8.self)
      context.report(
        range, "\"\(document.string(range))\" lacks its capital in a title-case headline",
        fixes: [.replace(range, with: capital, .unsafe)])
    }
  }

  private static let small: Set<String> = [
    "a", "an", "the", "and", "but", "or", "nor", "for", "so", "yet", "at", "by", "of", "on", "to",
    "as", "per", "via", "vs", "v", "de", "la", "le", "von", "van", "al", "el", "bin",
  ]
  private static let either: Set<String> = ["in", "up", "off", "out", "over", "if", "with", "from"]
}

import StetAnalysis
import StetDocument
import StetText

/// Reports a word that stands twice in a row by accident, also over a line break.
struct RepeatedWord: Rule {
  static let info = RuleInfo(
    id: "repeated-word",
    category: .words,
    summary: "A word stands twice in a row.",
    rationale: """
      A doubled "the the" survives editing because the eye skips it, most of all over a line break. \
      Pairs that grammar allows ("had had", "that that") and capitalised names that repeat \
      themselves (Duran Duran, Lang Lang) are left alone.
      """,
    severity: .warning,
    severityReason: "Nearly always a slip, but a speaker may repeat himself.",
    fixSafety: .safe,
    findings: [
      Example("The council met ⟦in in⟧ private.", fixed: "The council met in private."),
      Example(
        "Ministers were told again on Monday that ⟦the\nthe⟧ vote would stand.",
        fixed: "Ministers were told again on Monday that the vote would stand."),
      Example("⟦The the⟧ plan was dropped.", fixed: "The plan was dropped."),
      Example("But ⟦we we’re⟧ late.", fixed: "But we’re late."),
      Example("She knew that ⟦there there⟧ is hope.", fixed: "She knew that there is hope."),
    ],
    silent: [
      Example("She had had enough, and knew that that was the end."),
      Example("Duran Duran will play in Baden Baden."),
      Example("It was a long, long wait. Wait for it."),
      Example("There, there. It was so so good, and they danced the can can again."),
      Example("He named the line-up up to an hour before. They live on on-screen ads."),
      Example("Over the door hung a board that said c o f f e e in red."),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let contractions = context.analysis.people.contractions
    CopyView.with(document) { tokens in
      // The second word of a pair, when its first stood for the second time already.
      var third = -1
      var last = -1
      for first in DoubledWords.starts(tokens, contractions: contractions)
      where first != last && tokens.kinds[first] == .word {
        last = first
        guard let index = document.blockIndex(ofToken: first),
          document.blocks[index].kind != .separator,
          let second = Self.wordBehind(first, document.blocks[index].tokens.upperBound, tokens),
          Self.mayBeRepeated(first, second, tokens)
        else { continue }
        third = check(first, second, isThird: third == first, &context) ? second : -1
      }
    }
  }

  /// The word that follows a token, with nothing but white space and emphasis before it.
  @inline(__always)
  private static func wordBehind(_ token: Int, _ end: Int, _ tokens: CopyView) -> Int? {
    var i = token + 1
    while i < end {
      switch tokens.kinds[i] {
      case .word: return i
      case .space, .newline: break
      case .markup where isEmphasis(i, tokens): break
      default: return nil
      }
      i += 1
    }
    return nil
  }

  /// Whether two words are the same, or the second may be a contraction of the first.
  private static func mayBeRepeated(_ first: Int, _ second: Int, _ tokens: CopyView) -> Bool {
    let a = tokens.tokenWords[first]
    let b = tokens.tokenWords[second]
    if tokens.folded[Int(a)] == tokens.folded[Int(b)] { return true }
    let length = tokens.bytes(a).count
    let longer = tokens.bytes(b)
    return length <= 5 && (2...3).contains(longer.count - length) && longer[length] == 0x27
  }

  /// Judges two neighbouring words.
  ///
  /// - Parameter isThird: whether the first of them stands for the second time already.
  /// - Returns: whether the second one stands for the third time, or will.
  private func check(
    _ first: Int, _ second: Int, isThird: Bool, _ context: inout RuleContext
  ) -> Bool {
    let document = context.document
    let words = document.words
    let word = document.tokens.words[second]
    let previous = document.tokens.words[first]
    let folded = words.folded[Int(word)]
    guard words.folded[Int(previous)] == folded else {
      if Self.isRepeatedInContraction(words, previous, word) { report(first, second, &context) }
      return false
    }
    // A doubled word that no list has is another language's: `zemi zemi`.
    let vocabulary = context.analysis.vocabulary
    // `Folks, folks, folks` without its commas: somebody speaks with force.
    let isCommon = (vocabulary?.entries[Int(word)]?.frequency ?? .max) >= 100_000
    if !isCommon, isThird || Self.isFollowed(by: folded, second, document) { return true }
    let opens = document.tokens.opensSentence[first]
    if !Self.isLetter(folded, words), !Self.isBesideCompound(first, second, document),
      !Self.isAllowed(words, previous, word, opensSentence: opens)
        || Self.isBetrayed(first, second, document),
      vocabulary?.known[Int(word)] ?? true
    {
      report(first, second, &context)
    }
    return false
  }

  /// Whether the same word stands once more behind a token.
  private static func isFollowed(by word: WordID, _ token: Int, _ document: Document) -> Bool {
    guard token + 2 < document.tokens.count, document.tokens.kinds[token + 1] == .space,
      document.tokens.kinds[token + 2] == .word
    else { return false }
    return document.words.folded[Int(document.tokens.words[token + 2])] == word
  }

  /// `the line-up up to now`, `on on-screen ads`, `Jae-in in April`: a small word beside a compound or a
  /// name that ends or begins with it.
  private static func isBesideCompound(_ first: Int, _ second: Int, _ document: Document) -> Bool {
    guard document.isHyphen(first - 1) || document.isHyphen(second + 1) else { return false }
    let words = document.words
    return particles.contains(words.string(words.folded[Int(document.tokens.words[second])]))
  }

  private static let particles: Set<String> = [
    "up", "in", "on", "off", "out", "over", "down", "by", "to", "at", "through", "about", "away",
    "back", "around",
  ]

  /// Whether a token is a mark of emphasis, which parts no words: `*the* the`.
  private static func isEmphasis(_ token: Int, _ tokens: CopyView) -> Bool {
    tokens.text[Int(tokens.starts[token])..<Int(tokens.starts[token + 1])].allSatisfy {
      $0 == 0x2A || $0 == 0x5F || $0 == 0x7E
    }
  }

  /// Whether a word is a single letter other than the words `a` and `I`: letter-spaced type, initials.
  private static func isLetter(_ folded: WordID, _ words: WordTable) -> Bool {
    words.byteCount(folded) == 1 && words.withBytes(folded) { $0[0] != 0x61 && $0[0] != 0x69 }
  }

  private func report(_ first: Int, _ second: Int, _ context: inout RuleContext) {
    let tokens = context.document.tokens
    let range = tokens.range(first).union(tokens.range(second))
    let (a, b) = (tokens.range(first), tokens.range(second))
    // The first one's capital with the second one's ending: `We we’re` becomes `We’re`.
    let word =
      context.document.string(a)
      + context.document.string(TextRange(b.start + UInt32(a.count), b.end))
    context.report(
      range, "\"\(context.document.string(a))\" stands twice",
      fixes: [.replace(range, with: word, .safe)])
  }

  /// `we we’re`, `they they’ll`: a pronoun and its own contraction.
  private static func isRepeatedInContraction(
    _ words: WordTable, _ a: WordID, _ b: WordID
  ) -> Bool {
    let extra = words.byteCount(b) - words.byteCount(a)
    let length = words.byteCount(a)
    guard extra == 2 || extra == 3, length <= 5, words.withBytes(b, { $0[length] == 0x27 }) else {
      return false
    }
    let first = words.bytes(words.folded[Int(a)])
    let second = words.bytes(words.folded[Int(b)])
    guard second.starts(with: first), second[first.count] == 0x27 else { return false }
    return ["re", "ve", "ll", "m", "d"].contains {
      $0.utf8.elementsEqual(second[(first.count + 1)...])
    }
  }

  /// Pairs that are right: grammar's own, repeated names, and emphatic or imitative doubles.
  private static func isAllowed(
    _ words: WordTable, _ a: WordID, _ b: WordID, opensSentence: Bool
  ) -> Bool {
    // A capital on the second word makes the pair a name, or a name after a common noun.
    if words.shapes[Int(b)] != .lower { return true }
    if words.shapes[Int(a)] != .lower, !opensSentence { return true }
    return allowed.contains(words.string(words.folded[Int(b)]))
  }

  /// Whether the neighbours show that a pair which can be right is none: `there there is`,
  /// `that that the`, `ministers can can decide`.
  private static func isBetrayed(_ first: Int, _ second: Int, _ document: Document) -> Bool {
    let words = document.words
    let word = words.folded[Int(document.tokens.words[second])]
    func spelling(_ token: Int, beyond space: Int) -> String? {
      guard token >= 0, token < document.tokens.count, document.tokens.kinds[space] == .space,
        document.tokens.kinds[token] == .word
      else { return nil }
      return words.string(words.folded[Int(document.tokens.words[token])])
    }
    guard words.shapes[Int(document.tokens.words[second])] == .lower,
      let next = spelling(second + 2, beyond: second + 1)
    else { return false }
    switch words.string(word) {
    case "there": return verbs.contains(next)
    case "that": return determiners.contains(next)
    case "so": return determiners.contains(next) || pronouns.contains(next)
    case "can":
      // The dance has an article.
      guard let before = spelling(first - 2, beyond: first - 1) else { return false }
      return !determiners.contains(before) && before != "french"
        && words.shapes[Int(document.tokens.words[second + 2])] == .lower
    default: return false
    }
  }

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "will", "would", "has", "have", "had", "can", "could", "may",
    "might", "must", "should", "isn't", "aren't", "wasn't", "weren't",
  ]
  private static let determiners: Set<String> = [
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "these", "those",
  ]
  private static let pronouns: Set<String> = ["i", "we", "he", "she", "they", "it", "you", "there"]

  private static let allowed: Set<String> = [
    "had", "that", "very", "really", "many", "far", "long", "so", "no", "bye", "ha", "blah", "hush",
    "knock", "tut", "yeah", "aye", "now", "please", "never", "well", "there", "wah", "choo", "pom",
    "tuk", "can", "yum", "chop", "hear", "big", "much", "hi", "hello", "yes", "win", "fifty", "ho",
    "cha", "boom", "bang", "chin", "heh", "moi", "mahi", "peri", "piri", "pili", "dik", "ylang",
    "yo",
    "gado",
    "paw", "tom", "beri", "nom", "tick", "rah", "baa", "woof", "la", "na", "da", "dum", "go", "boo",
  ]
}

import StetAnalysis
import StetDocument
import StetText

/// Reports "a" before a vowel sound and "an" before a consonant sound.
struct WrongArticle: Rule {
  static let info = RuleInfo(
    id: "wrong-article",
    category: .words,
    summary: "\"a\" before a vowel sound, or \"an\" before a consonant sound.",
    rationale: """
      The sound decides, not the letter: an hour, a union, an MP, a UK firm, an 11-year-old. "An" before a \
      sounded h (an historic) is left to house style, and abbreviations that may be read as words are left alone.
      """,
    severity: .warning,
    severityReason: "A slip in the copy, but a letter or a foreign word can look like an article.",
    fixSafety: .unsafe,
    findings: [
      Example("It was ⟦a⟧ accident.", fixed: "It was an accident."),
      Example("She leads ⟦an⟧ union in Leeds.", fixed: "She leads a union in Leeds."),
      Example("It took ⟦a⟧ hour.", fixed: "It took an hour."),
      Example("It hit ⟦a⟧ 11-year-old boy.", fixed: "It hit an 11-year-old boy."),
    ],
    silent: [
      Example("An MP, a UN envoy, an NHS trust and a Nato official met for an hour."),
      Example("A European university gave a one-off grant to an heir and an unidentified man."),
      Example("An historic hotel has a ewe, a ukulele, an 80-year-old and a 10-year plan."),
      Example("Plan A is on; vitamin A in a and b."),
    ])

  /// Beginnings of words whose first letter misleads, with whether they sound like a vowel. Shorter
  /// ones first: the last that fits decides.
  private static let exceptions = [
    ("eu", false), ("uk", false), ("un", true), ("ut", true),
    ("yt", true), ("ewe", false), ("one", false), ("ufo", false),
    ("uni", false), ("usa", false), ("use", false), ("usu", false),
    ("uta", false), ("ute", false), ("uti", false), ("uto", false),
    ("uzb", true), ("heir", true), ("hour", true), ("once", false),
    ("oner", true), ("ubiq", false), ("unid", true), ("unif", false),
    ("unil", false), ("unim", true), ("unin", true), ("uniq", false),
    ("unis", false), ("unit", false), ("ural", false), ("uran", false),
    ("urea", false), ("uret", false), ("urin", false), ("urol", false),
    ("urug", false), ("honor", true), ("oneir", true), ("ouija", false),
    ("ugand", false), ("honest", true), ("honour", true), ("unanim", false),
  ].map { (start: Array($0.0.utf8), isVowel: $0.1) }

  /// Words after which "a" or before which "an" is more likely something else than an article.
  private static let unlikely = [
    "a", "an", "and", "are", "as", "at", "if", "in", "is", "it", "of", "on", "or", "o", "i", "e",
    "am", "el", "al", "us", "into", "about", "also", "un", "una", "au", "h",
  ].map { Array($0.utf8) }

  /// Words that "and" stands before, and "an" cannot.
  private static let afterAnd: Set<String> = [
    "the", "he", "they", "that", "this", "his", "so", "then", "there", "to", "was", "were", "we",
    "you", "she", "had", "has", "have", "for", "from", "by", "with", "but", "not", "now", "their",
  ]

  /// The articles as they may stand, and whether they are "an".
  private static let articles = [
    ("a", false), ("A", false), ("an", true), ("An", true), ("AN", true),
  ].map { (bytes: Array($0.0.utf8), isAn: $0.1) }

  func check(_ context: inout RuleContext) {
    let words = context.document.words
    let consonants = Self.plainConsonants
    let vowels = Self.plainVowels
    CopyView.with(context.document) { tokens in
      for (bytes, isAn) in Self.articles {
        guard let word = words.find(bytes) else { continue }
        var next = tokens.firstToken[Int(word)]
        while next != UInt32.max {
          let token = Int(next)
          next = tokens.nextSame[token]
          // The right article, nearly always: a look at one letter tells.
          if Self.startsPlainly(token &+ 2, tokens, isAn ? vowels : consonants) { continue }
          check(token, isAn: isAn, tokens, words, &context)
        }
      }
    }
  }

  private func check(
    _ token: Int, isAn: Bool, _ tokens: CopyView, _ words: WordTable, _ context: inout RuleContext
  ) {
    guard token + 2 < tokens.count, tokens.kinds[token] == .word, tokens.kinds[token + 1] == .space,
      Self.isArticle(token, tokens, words), Self.isFree(token, tokens),
      let vowel = Self.soundsLikeVowel(token + 2, tokens, words), vowel != isAn,
      let index = context.document.blockIndex(ofToken: token)
    else { return }
    let block = context.document.blocks[index]
    guard block.kind != .separator, token + 2 < block.tokens.upperBound else { return }
    report(token, next: token + 2, isAn: isAn, &context)
  }

  /// A capital "A" is an article only at the start of a sentence.
  private static func isArticle(_ token: Int, _ tokens: CopyView, _ words: WordTable) -> Bool {
    words.shapes[Int(tokens.tokenWords[token])] == .lower || tokens.opensSentence[token]
  }

  /// Whether nothing is glued to the front of the article.
  private static func isFree(_ token: Int, _ tokens: CopyView) -> Bool {
    guard token > 0 else { return true }
    switch tokens.kinds[token - 1] {
    case .space, .newline: return true
    case .punctuation:
      let b = tokens.text[Int(tokens.starts[token - 1])]
      return b == 0x22 || b == 0x28 || b == 0xE2
        || b == 0x27 && tokens.kinds[max(0, token - 2)] == .space
    default: return false
    }
  }

  /// Whether a word in small letters begins with one of some letters, which sound the same in every word.
  @inline(__always)
  private static func startsPlainly(_ token: Int, _ tokens: CopyView, _ letters: UInt32) -> Bool {
    guard token < tokens.count, tokens.kinds[token] == .word else { return false }
    let letter = tokens.byte(token) &- 0x60
    // Only letters from a to z have a bit below 32.
    guard letter < 32, letters &>> UInt32(letter) & 1 != 0, tokens.length(token) > 1 else {
      return false
    }
    return tokens.shapes[Int(tokens.tokenWords[token])] == .lower
  }

  /// A bit for each letter, from 1 for `a` on.
  private static let plainConsonants = letters("bcdfgjklmnpqrstvwxyz") & ~exceptionInitials
  private static let exceptionInitials = exceptions.reduce(UInt32(0)) {
    $0 | 1 << UInt32($1.start[0] &- 0x60)
  }
  private static let vowels = letters("aeiou")
  private static let plainVowels = vowels & ~exceptionInitials

  /// The exceptions that begin with each letter, from 1 for `a` on.
  private static let exceptionsByInitial = (UInt8(0)..<32).map { letter in
    exceptions.filter { $0.start[0] &- 0x60 == letter }
  }

  private static func letters(_ text: String) -> UInt32 {
    text.utf8.reduce(0) { $0 | 1 << UInt32($1 &- 0x60) }
  }

  /// Whether a token begins with a vowel sound; nil when that is open.
  private static func soundsLikeVowel(
    _ token: Int, _ tokens: CopyView, _ words: WordTable
  ) -> Bool? {
    let start = Int(tokens.starts[token])
    let length = Int(tokens.starts[token + 1]) - start
    switch tokens.kinds[token] {
    case .number, .alphanumeric:
      guard tokens.text[start] &- 0x30 < 10 else { return nil }
      return figureSoundsLikeVowel(tokens.text, start, start + length)
    case .word: break
    default: return nil
    }
    let word = tokens.tokenWords[token]
    let shape = words.shapes[Int(word)]
    return words.withBytes(words.folded[Int(word)]) { soundsLikeVowel($0, shape) }
  }

  private static func soundsLikeVowel(
    _ folded: UnsafeBufferPointer<UInt8>, _ shape: WordShape
  ) -> Bool? {
    guard let first = folded.first, first &- 0x61 < 26, folded.count > 1 else { return nil }
    if folded.count <= 5, unlikely.contains(where: { $0.elementsEqual(folded) }) { return nil }
    if shape == .upper || shape == .mixed { return abbreviationSoundsLikeVowel(folded) }
    if shape != .lower, shape != .capitalised { return nil }
    func isOne(of letters: UInt32, _ letter: UInt8) -> Bool {
      letter &- 0x61 < 26 && letters & 1 << UInt32(letter &- 0x60) != 0
    }
    let isVowel = isOne(of: vowels, first)
    if isOne(of: exceptionInitials, first),
      let exception = exceptionsByInitial[Int(first &- 0x60)].last(where: {
        folded.starts(with: $0.start)
      })
    {
      // Capitalised names in U and the like are anyone's guess.
      if shape == .capitalised, first == 0x75 { return nil }
      return exception.isVowel
    }
    if first == 0x68 { return nil }
    if shape == .capitalised {
      if first == 0x75 || first == 0x6F && folded[1] == 0x75 { return nil }
      if !isVowel, !isOne(of: voicing, folded[1]) { return nil }
    }
    return isVowel
  }

  /// Second letters of names that are said as words.
  private static let voicing = letters("aeiouyhlrw")

  /// 8, 80, 800 … and 11, 18 with their thousands and millions.
  private static func figureSoundsLikeVowel(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool? {
    if text[start] == 0x38 { return true }
    var digits = 0
    while start + digits < end, text[start + digits] &- 0x30 < 10 { digits += 1 }
    if digits == 2, text[start] == 0x31, text[start + 1] == 0x31 || text[start + 1] == 0x38 {
      return true
    }
    // 1100 and 1800 are read both ways.
    if digits == 4, text[start] == 0x31 { return nil }
    return false
  }

  /// The sound of the first letter's name, when the letters are certainly read one by one.
  private static func abbreviationSoundsLikeVowel(
    _ letters: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    guard letters.count <= 5, letters.allSatisfy({ $0 &- 0x61 < 26 }) else { return nil }
    let vowels = letters.filter { "aeiouy".utf8.contains($0) }.count
    let name = "aefhilmnorsx".utf8.contains(letters[0])
    if letters[0] == 0x75 { return letters.count <= 3 ? false : nil }
    if "aeio".utf8.contains(letters[0]) { return true }
    return vowels == 0 ? name : name ? nil : false
  }

  private func report(_ token: Int, next: Int, isAn: Bool, _ context: inout RuleContext) {
    let document = context.document
    let range = document.tokens.range(token)
    let written = document.string(range)
    let following = document.string(document.tokens.range(next))
    let isCapital = written.utf8.first == 0x41
    var suggestions = isAn ? ["a"] : ["an"]
    if isAn, Self.afterAnd.contains(following) { suggestions = ["and"] }
    if isCapital { suggestions = suggestions.map { "A" + $0.dropFirst() } }
    context.report(
      range, "\"\(written)\" before \"\(following)\" is the wrong article",
      fixes: suggestions.map { .replace(range, with: $0, .unsafe) })
  }
}

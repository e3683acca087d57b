import StetText

/// Marks where sentences start: by terminators, what may follow them, and abbreviations.
struct SentenceMarker {
  private let text: UnsafeBufferPointer<UInt8>
  private let words: WordTable
  private let kinds: UnsafeBufferPointer<TokenKind>
  private let starts: UnsafeBufferPointer<UInt32>
  private let tokenWords: UnsafeBufferPointer<WordID>

  /// Abbreviations with a stop that do not end a sentence (titles, months, states, companies).
  private static let abbreviations = ShortWords([
    "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "prof", "st", "ste", "mt", "ft", "rev", "fr",
    "hon", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "col", "lt", "maj", "capt", "cpl",
    "sgt", "pvt", "pfc", "cmdr", "adm", "brig", "supt", "insp", "det", "jr", "sr", "vs", "v", "etc",
    "inc", "ltd", "co", "corp", "bros", "no", "nos", "vol", "pp", "p", "fig", "approx", "dept",
    "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
    "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa",
    "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "ave", "blvd", "rd", "al", "cf", "eg", "ie",
  ])

  /// Abbreviations that end a sentence as often as not: a function word after them starts one.
  private static let closing = ShortWords([
    "jr", "sr", "etc", "inc", "ltd", "co", "corp", "no", "al",
  ])

  /// The abbreviations of *versus*, which stand in small letters.
  private static let versus = ShortWords(["v", "vs"])

  /// Words that, with a capital after an abbreviation, start a sentence and no name.
  private static let starters = ShortWords([
    "the", "a", "an", "he", "she", "it", "they", "we", "you", "but", "and", "in", "on", "at", "for",
    "if", "this", "that", "there", "when", "while", "his", "her", "its", "their", "as", "after",
    "both", "some", "many", "no", "not", "so", "what", "who", "why", "how", "these", "those", "one",
    "by", "from", "to", "with", "most", "all", "however", "i",
  ])

  /// The one of them that has more than eight letters.
  private static let longStarter = Array("meanwhile".utf8)

  /// Marks the tokens that open a sentence.
  ///
  /// - Parameter opens: what is filled: one value for each token, false at first.
  static func mark(
    _ opens: UnsafeMutableBufferPointer<Bool>, _ table: TokenTable, _ words: WordTable,
    text: UnsafeBufferPointer<UInt8>, blocks: [Block]
  ) {
    table.kinds.withUnsafeBufferPointer { kinds in
      table.starts.withUnsafeBufferPointer { starts in
        table.words.withUnsafeBufferPointer { tokenWords in
          let marker = SentenceMarker(
            text: text, words: words, kinds: kinds, starts: starts, tokenWords: tokenWords)
          var nextMark = 0
          table.marks.withUnsafeBufferPointer { marks in
            for block in blocks { marker.mark(opens, block.tokens, marks, &nextMark) }
          }
        }
      }
    }
  }

  /// Marks the sentences of a block.
  ///
  /// - Parameters:
  ///   - marks: the tokens that a sentence may end with, among others.
  ///   - nextMark: the place of the first of them that has not been looked at.
  private func mark(
    _ opens: UnsafeMutableBufferPointer<Bool>, _ tokens: Range<Int>,
    _ marks: UnsafeBufferPointer<UInt32>, _ nextMark: inout Int
  ) {
    let end = tokens.upperBound
    var start = tokens.lowerBound
    while let opener = opener(from: start, to: end) {
      opens[opener] = true
      start = opener + 1
      var hasEnded = kinds[opener] == .initials && initialsEndSentence(opener, end)
      while !hasEnded {
        while nextMark < marks.count, marks[nextMark] < start { nextMark += 1 }
        guard nextMark < marks.count, marks[nextMark] < end else { return }
        let mark = Int(marks[nextMark])
        nextMark += 1
        hasEnded =
          kinds[mark] == .initials
          ? initialsEndSentence(mark, end) : endsSentence(mark, tokens)
        start = mark + 1
      }
    }
  }

  /// The first token from `start` on that a sentence may open with.
  private func opener(from start: Int, to end: Int) -> Int? {
    var i = start
    while i < end {
      if kinds[i].hasWord || kinds[i] == .number || kinds[i] == .link { return i }
      i &+= 1
    }
    return nil
  }

  /// Whether a sentence starts behind a mark.
  private func endsSentence(_ token: Int, _ tokens: Range<Int>) -> Bool {
    switch text[Int(starts[token])] {
    case 0x2E:
      return sentenceFollows(token, tokens.upperBound) && !isAbbreviation(token, tokens)
    case 0x21, 0x3F: return sentenceFollows(token, tokens.upperBound)
    case 0xE2: return isEllipsis(token) && sentenceFollows(token, tokens.upperBound)
    case 0x3A: return quotationFollows(token, tokens.upperBound)
    default: return false
    }
  }

  private func isEllipsis(_ token: Int) -> Bool {
    let start = Int(starts[token])
    return start + 2 < text.count && text[start + 1] == 0x80 && text[start + 2] == 0xA6
  }

  /// Whether white space and then a capital, digit or opening mark follow the terminator.
  private func sentenceFollows(_ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    var sawSpace = false
    while i < end {
      switch kinds[i] {
      case .space, .newline: sawSpace = true
      case .punctuation, .markup, .symbol: break
      case .word, .alphanumeric, .initials:
        return sawSpace && words.shapes[Int(tokenWords[i])] != .lower
      case .number, .link: return sawSpace
      }
      i += 1
    }
    return true
  }

  /// After a colon, a capital right behind an opening quotation mark starts a sentence.
  private func quotationFollows(_ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    var sawMark = false
    while i < end, i < token + 5 {
      switch kinds[i] {
      case .space: break
      case .punctuation:
        let b = text[Int(starts[i])]
        if b == 0x22 || b == 0x27 || b == 0xE2 { sawMark = true } else { return false }
      case .word: return sawMark && words.shapes[Int(tokenWords[i])] != .lower
      default: return false
      }
      i += 1
    }
    return false
  }

  private func isAbbreviation(_ stop: Int, _ tokens: Range<Int>) -> Bool {
    let before = stop - 1
    guard before >= tokens.lowerBound, kinds[before] == .word else { return false }
    let word = tokenWords[before]
    let length = words.byteCount(word)
    // One capital letter is an initial: `Donald J. Trump`.
    if length == 1, words.shapes[Int(word)] == .capitalised {
      return words.key(word) != 0x49 || !starterFollows(stop, tokens.upperBound)
    }
    guard length <= 6 else { return false }
    let folded = words.key(words.folded[Int(word)])
    guard Self.abbreviations.contains(folded) else { return false }
    if Self.closing.contains(folded) { return !starterFollows(stop, tokens.upperBound) }
    return words.shapes[Int(word)] != .lower || Self.versus.contains(folded)
  }

  private func initialsEndSentence(_ token: Int, _ end: Int) -> Bool {
    guard token + 1 < end, kinds[token + 1] != .word else { return false }
    return sentenceFollows(token, end) && starterFollows(token, end)
  }

  private func starterFollows(_ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    while i < end {
      if kinds[i] == .word {
        let word = words.folded[Int(tokenWords[i])]
        return words.byteCount(word) <= 8 && Self.starters.contains(words.key(word))
          || words.withBytes(word) { $0.elementsEqual(Self.longStarter) }
      }
      if kinds[i].hasWord || kinds[i] == .number { return false }
      i += 1
    }
    return true
  }
}

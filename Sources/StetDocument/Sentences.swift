import StetText

/// Marks where sentences start: by terminators, what may follow them, and abbreviations.
struct SentenceMarker {
  private let text: [UInt8]
  private let words: WordTable

  /// Abbreviations with a stop that do not end a sentence (titles, months, states, companies).
  private static let abbreviations = keys([
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
  private static let closing = keys([
    "jr", "sr", "etc", "inc", "ltd", "co", "corp", "no", "al",
  ])

  /// The abbreviations of *versus*, which stand in small letters.
  private static let versus = keys(["v", "vs"])

  /// Words of up to eight letters as the low bytes of numbers: these are compared at every full stop.
  private static func keys(_ words: [String]) -> Set<UInt64> {
    Set(words.map { $0.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } })
  }

  /// Words that, with a capital after an abbreviation, start a sentence and no name.
  private static let starters: Set<String> = [
    "the", "a", "an", "he", "she", "it", "they", "we", "you", "but", "and", "in", "on", "at", "for",
    "if", "this", "that", "there", "when", "while", "his", "her", "its", "their", "as", "after",
    "both", "some", "many", "no", "not", "so", "what", "who", "why", "how", "these", "those", "one",
    "by", "from", "to", "with", "most", "all", "meanwhile", "however", "i",
  ]

  static func mark(_ table: inout TokenTable, _ words: WordTable, text: [UInt8], blocks: [Block]) {
    let marker = SentenceMarker(text: text, words: words)
    let kinds = table.kinds
    kinds.withUnsafeBufferPointer { kinds in
      for block in blocks { marker.mark(&table, block.tokens, kinds) }
    }
  }

  private func mark(
    _ table: inout TokenTable, _ tokens: Range<Int>, _ kinds: UnsafeBufferPointer<TokenKind>
  ) {
    var expecting = true
    var i = tokens.lowerBound
    while i < tokens.upperBound {
      let kind = kinds[i]
      if kind == .space || (kind == .word && !expecting) {
        i = expecting ? i + 1 : Self.end(ofWordsAndSpaces: kinds, i + 1, tokens.upperBound)
        continue
      }
      if kind.hasWord || kind == .number || kind == .link {
        if expecting { table.opensSentence[i] = true }
        expecting = false
        if kind == .initials, initialsEndSentence(table, i, tokens.upperBound) { expecting = true }
      } else if !expecting, kind == .punctuation {
        let b = text[Int(table.starts[i])]
        if b == 0x21 || b == 0x3F {
          expecting = sentenceFollows(table, i, tokens.upperBound)
        } else if b == 0x2E {
          expecting =
            sentenceFollows(table, i, tokens.upperBound)
            && !isAbbreviation(table, i, tokens)
        } else if b == 0xE2, isEllipsis(table, i) {
          expecting = sentenceFollows(table, i, tokens.upperBound)
        } else if b == 0x3A {
          expecting = quotationFollows(table, i, tokens.upperBound)
        }
      }
      i += 1
    }
  }

  /// The first token from `start` on that may be neither a word nor a space: most tokens are, and are told eight
  /// at a time.
  @inline(__always)
  private static func end(
    ofWordsAndSpaces kinds: UnsafeBufferPointer<TokenKind>, _ start: Int, _ end: Int
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(kinds)
    let each: UInt64 = 0x0101_0101_0101_0101
    let space = each &* UInt64(TokenKind.space.rawValue)
    var i = start
    while i + 8 <= end {
      let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      // A word is 0; no other kind has the bits of a space alone, or none.
      let others = eight & ~space
      if others != 0 { return i + others.trailingZeroBitCount / 8 }
      i += 8
    }
    return i
  }

  private func isEllipsis(_ table: TokenTable, _ token: Int) -> Bool {
    let start = Int(table.starts[token])
    return start + 2 < text.count && text[start + 1] == 0x80 && text[start + 2] == 0xA6
  }

  /// Whether white space and then a capital, digit or opening mark follow the terminator.
  private func sentenceFollows(_ table: TokenTable, _ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    var sawSpace = false
    while i < end {
      switch table.kinds[i] {
      case .space, .newline: sawSpace = true
      case .punctuation, .markup, .symbol: break
      case .word, .alphanumeric, .initials:
        return sawSpace && words.shapes[Int(table.words[i])] != .lower
      case .number, .link: return sawSpace
      }
      i += 1
    }
    return true
  }

  /// After a colon, a capital right behind an opening quotation mark starts a sentence.
  private func quotationFollows(_ table: TokenTable, _ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    var sawMark = false
    while i < end, i < token + 5 {
      switch table.kinds[i] {
      case .space: break
      case .punctuation:
        let b = text[Int(table.starts[i])]
        if b == 0x22 || b == 0x27 || b == 0xE2 { sawMark = true } else { return false }
      case .word: return sawMark && words.shapes[Int(table.words[i])] != .lower
      default: return false
      }
      i += 1
    }
    return false
  }

  private func isAbbreviation(_ table: TokenTable, _ stop: Int, _ tokens: Range<Int>) -> Bool {
    let before = stop - 1
    guard before >= tokens.lowerBound, table.kinds[before] == .word else { return false }
    let word = table.words[before]
    let length = words.byteCount(word)
    // One capital letter is an initial: `Donald J. Trump`.
    if length == 1, words.shapes[Int(word)] == .capitalised {
      return words.bytes(word) != [0x49] || !starterFollows(table, stop, tokens.upperBound)
    }
    guard length <= 6 else { return false }
    let folded = words.withBytes(words.folded[Int(word)]) {
      $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    guard Self.abbreviations.contains(folded) else { return false }
    if Self.closing.contains(folded) { return !starterFollows(table, stop, tokens.upperBound) }
    return words.shapes[Int(word)] != .lower || Self.versus.contains(folded)
  }

  private func initialsEndSentence(_ table: TokenTable, _ token: Int, _ end: Int) -> Bool {
    guard token + 1 < end, table.kinds[token + 1] != .word else { return false }
    return sentenceFollows(table, token, end) && starterFollows(table, token, end)
  }

  private func starterFollows(_ table: TokenTable, _ token: Int, _ end: Int) -> Bool {
    var i = token + 1
    while i < end {
      if table.kinds[i] == .word {
        return Self.starters.contains(words.string(words.folded[Int(table.words[i])]))
      }
      if table.kinds[i].hasWord || table.kinds[i] == .number { return false }
      i += 1
    }
    return true
  }
}

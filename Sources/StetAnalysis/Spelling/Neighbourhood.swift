import StetDocument
import StetText

/// What stands around a token: the words beside it and the marks that touch it.
struct Neighbourhood {
  let document: Document

  /// The byte of a one-byte token, 0 for others.
  private func byte(_ token: Int) -> UInt8 {
    let range = document.tokens.range(token)
    return range.count == 1 ? document.text[Int(range.start)] : 0
  }

  /// Whether a hyphen touches the token before it.
  func hyphenBefore(_ token: Int) -> Bool { token > 0 && isHyphen(token - 1) }

  /// Whether a hyphen touches the token after it.
  func hyphenAfter(_ token: Int) -> Bool {
    token + 1 < document.tokens.count && isHyphen(token + 1)
  }

  private func isHyphen(_ token: Int) -> Bool {
    switch mark(token) {
    // Hyphen-minus, hyphen, no-break hyphen.
    case 0x2D, 0x2010, 0x2011: true
    default: false
    }
  }

  /// The scalar of a token that is one mark, 0 for others.
  private func mark(_ token: Int) -> UInt32 {
    guard document.tokens.kinds[token] == .punctuation else { return 0 }
    let range = document.tokens.range(token)
    return document.text.withUnsafeBufferPointer { text in
      let (scalar, length) = UTF8Scan.decode(text, Int(range.start))
      return length == range.count ? scalar : 0
    }
  }

  /// Whether an apostrophe or single quotation mark touches the token before it.
  func apostropheBefore(_ token: Int) -> Bool { token > 0 && isApostrophe(token - 1) }

  /// Whether an apostrophe or single quotation mark touches the token after it.
  func apostropheAfter(_ token: Int) -> Bool {
    token + 1 < document.tokens.count && isApostrophe(token + 1)
  }

  private func isApostrophe(_ token: Int) -> Bool {
    let mark = mark(token)
    return mark == 0x27 || mark == 0x2018 || mark == 0x2019
  }

  /// The word before the token when only white space or a hyphen stands between, in the same block.
  func wordBefore(_ token: Int) -> Int? {
    var i = token - 1
    while i >= 0 {
      switch document.tokens.kinds[i] {
      case .space, .markup: i -= 1
      case .newline:
        // A line break inside a block is white space; a second one parts blocks.
        if i > 0, document.tokens.kinds[i - 1] == .newline { return nil }
        i -= 1
      case .punctuation: if isHyphen(i) { i -= 1 } else { return nil }
      case .word, .initials, .alphanumeric: return i
      default: return nil
      }
    }
    return nil
  }

  /// The word after the token when only white space or a hyphen stands between, in the same block.
  func wordAfter(_ token: Int) -> Int? {
    var i = token + 1
    let count = document.tokens.count
    while i < count {
      switch document.tokens.kinds[i] {
      case .space, .markup: i += 1
      case .newline:
        if i + 1 < count, document.tokens.kinds[i + 1] == .newline { return nil }
        i += 1
      case .punctuation: if isHyphen(i) { i += 1 } else { return nil }
      case .word, .initials, .alphanumeric: return i
      default: return nil
      }
    }
    return nil
  }

  /// Whether a square bracket touches the token: `[B]ecause`, `tapp[ed]`.
  func touchesBracket(_ token: Int) -> Bool {
    if token > 0, byte(token - 1) == 0x5D { return true }
    if token > 1, byte(token - 1) == 0x5B, document.tokens.kinds[token - 2].hasWord { return true }
    return token + 1 < document.tokens.count && byte(token + 1) == 0x5B
  }

  /// Whether the word stands alone between quotation marks: a term that the writer holds up.
  func standsAloneInMarks(_ token: Int) -> Bool {
    guard token > 0, token + 1 < document.tokens.count else { return false }
    return isQuotationMark(token - 1) && isQuotationMark(token + 1)
  }

  private func isQuotationMark(_ token: Int) -> Bool {
    let mark = mark(token)
    return mark == 0x22 || mark == 0x27 || (0x2018...0x201F).contains(mark)
  }

  /// Whether the token touches a character that no running word touches: `/`, `_`, `@`, `&`, a dot without a
  /// space, a digit.
  func isPartOfCode(_ token: Int) -> Bool {
    func odd(_ index: Int) -> Bool {
      switch byte(index) {
      case 0x2F, 0x5C, 0x5F, 0x40, 0x26, 0x2B, 0x3D, 0x7E, 0x2A, 0x23: return true
      default: return false
      }
    }
    if token > 0, odd(token - 1) { return true }
    // `wlsearch.tk`, `Portfolio.hu`: a full stop glued to words on both sides.
    if token > 1, byte(token - 1) == 0x2E, document.tokens.kinds[token - 2].hasWord,
      document.words.shapes[Int(document.tokens.words[token])] == .lower
    {
      return true
    }
    if token + 1 < document.tokens.count, odd(token + 1) { return true }
    // `eg.5`: a full stop glued to a figure.
    if token + 2 < document.tokens.count, byte(token + 1) == 0x2E,
      document.tokens.kinds[token + 2] == .number
    {
      return true
    }
    return false
  }
}

import StetDocument
import StetText

/// Finds the marks of one block and what stands beside them. Linear in the marks that the tokenizer has noted.
struct MarkScanner {
  private let kinds: UnsafeBufferPointer<TokenKind>
  private let starts: UnsafeBufferPointer<UInt32>
  private let text: UnsafeBufferPointer<UInt8>
  /// The tokens to be looked at, and the next of them.
  private let noted: UnsafeBufferPointer<UInt32>
  private var next = 0

  /// - Parameters:
  ///   - view: the tables of the document, for as long as the scanner is used.
  ///   - noted: the marks that the tokenizer has noted; the same holds for them.
  init(_ view: CopyView, _ noted: UnsafeBufferPointer<UInt32>) {
    kinds = view.kinds
    starts = view.starts
    text = view.text
    self.noted = noted
  }

  /// Adds the marks and the brackets of a block; the blocks come in text order.
  ///
  /// - Parameters:
  ///   - marks: has room for as many marks as have been noted.
  ///   - count: how many of them there are.
  @inline(__always)
  mutating func scan(
    _ block: Int, _ tokens: Range<Int>, into marks: UnsafeMutableBufferPointer<QuotationMark>,
    _ count: inout Int, _ brackets: inout [BracketMark]
  ) {
    let first = count
    while next < noted.count, Int(noted[next]) < tokens.lowerBound { next &+= 1 }
    while next < noted.count {
      let token = Int(noted[next])
      if token >= tokens.upperBound { break }
      next &+= 1
      let start = Int(starts[token])
      let byte = text[start]
      // Most of them: a test of its own, since the switch below jumps through a table.
      if byte == 0x2E { continue }
      let glyph: QuotationGlyph
      switch byte {
      case 0x22: glyph = .straightDouble
      case 0x27: glyph = .straightSingle
      case 0x60: glyph = .grave
      case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D:
        if kinds[token] == .punctuation {
          if brackets.isEmpty { brackets.reserveCapacity(8) }
          brackets.append(BracketMark(token: token, block: block, byte: byte))
        }
        continue
      case 0xE2, 0xC2:
        guard let wide = wideGlyph(start) else { continue }
        glyph = wide
      default: continue
      }
      marks.initializeElement(
        at: count,
        to: QuotationMark(
          token: token, range: TextRange(starts[token], starts[token + 1]), block: block,
          glyph: glyph))
      count &+= 1
    }
    guard count > first else { return }
    joinRuns(marks, &count, from: first)
    addNeighbours(marks, first..<count, tokens)
  }

  private func wideGlyph(_ start: Int) -> QuotationGlyph? {
    guard start + 1 < text.count else { return nil }
    if text[start] == 0xC2 {
      switch text[start + 1] {
      case 0xAB: return .guillemetLeft
      case 0xBB: return .guillemetRight
      case 0xB4: return .acute
      default: return nil
      }
    }
    guard text[start + 1] == 0x80, start + 2 < text.count else { return nil }
    switch text[start + 2] {
    case 0x98, 0x9B: return .curlySingleOpen
    case 0x99: return .curlySingleClose
    case 0x9A: return .lowSingle
    case 0x9C, 0x9F: return .curlyDoubleOpen
    case 0x9D: return .curlyDoubleClose
    case 0x9E: return .lowDouble
    case 0xB2: return .singlePrime
    case 0xB3: return .doublePrime
    case 0xB9: return .guillemetLeft
    case 0xBA: return .guillemetRight
    default: return nil
    }
  }

  /// Two single marks of one glyph in a row are a double one, three are a single and a double one;
  /// four or more marks of one glyph are an ornament.
  private func joinRuns(
    _ marks: UnsafeMutableBufferPointer<QuotationMark>, _ count: inout Int, from first: Int
  ) {
    var i = first &+ 1
    // Hardly any marks stand side by side.
    while i < count,
      marks[i].token != marks[i &- 1].token &+ 1 || marks[i].glyph != marks[i &- 1].glyph
    {
      i &+= 1
    }
    if i >= count { return }
    var write = first
    i = first
    while i < count {
      var j = i + 1
      while j < count, marks[j].glyph == marks[i].glyph, marks[j].token == marks[j - 1].token + 1 {
        j += 1
      }
      let length = j - i
      if length > 3 {
        i = j
        continue
      }
      let glyph = marks[i].glyph
      let pairs = glyph.isSingle && length > 1 && glyph != .acute && glyph != .lowSingle
      if pairs, length == 3 {
        marks[write] = marks[i]
        write += 1
      }
      if pairs {
        var mark = marks[j - 2]
        mark.range = mark.range.union(marks[j - 1].range)
        mark.glyph = glyph == .grave ? .twoGraves : .twoSingles
        marks[write] = mark
        write += 1
      } else {
        for k in i..<j {
          marks[write] = marks[k]
          write += 1
        }
      }
      i = j
    }
    count = write
  }

  /// Says what stands beside the marks of a block, which lie in a range.
  private func addNeighbours(
    _ marks: UnsafeMutableBufferPointer<QuotationMark>, _ range: Range<Int>, _ tokens: Range<Int>
  ) {
    let firstWord = firstWord(of: tokens)
    var i = range.lowerBound
    while i < range.upperBound {
      // A run: marks with nothing, or only markup, between them.
      var j = i &+ 1
      while j < range.upperBound, followsDirectly(marks[j &- 1], marks[j]) {
        marks[j].joinsPrevious = true
        j &+= 1
      }
      let last = lastToken(marks[j &- 1])
      let before = neighbour(before: marks[i].token, tokens)
      var after = neighbour(after: last, tokens)
      if after == .letter, QuotationMark.shape(before, .space) < -2, isEnding(last &+ 1, tokens) {
        // The possessive or plural of what the marks hold: the "Times"'s, the "Nimby"s.
        after = .space
        if marks[j &- 1].glyph.isSingle { marks[j &- 1].role = .apostrophe }
      }
      while i < j {
        marks[i].before = before
        marks[i].after = after
        marks[i].isLeading = marks[i].token < firstWord
        // Agencies' systems send seconds and feet for quotation marks: figures tell them apart.
        if marks[i].glyph == .doublePrime, before != .digit { marks[i].glyph = .primeAsDouble }
        i &+= 1
      }
    }
  }

  /// The first word, number or address of a block; its end when there is none within a few tokens.
  @inline(__always)
  private func firstWord(of tokens: Range<Int>) -> Int {
    var probe = tokens.lowerBound
    // Only brackets, dashes, bullets and marks may stand before a leading mark.
    let end = min(tokens.upperBound, tokens.lowerBound &+ 12)
    while probe < end {
      let kind = kinds[probe]
      if kind.hasWord || kind == .number || kind == .link { return probe }
      probe &+= 1
    }
    return tokens.upperBound
  }

  private func isEnding(_ token: Int, _ tokens: Range<Int>) -> Bool {
    guard token < tokens.upperBound, kinds[token] == .word else { return false }
    let start = Int(starts[token])
    switch Int(starts[token + 1]) - start {
    case 1: return text[start] | 0x20 == 0x73
    case 2: return text[start] == 0x65 && text[start + 1] == 0x73
    default: return false
    }
  }

  @inline(__always)
  private func lastToken(_ mark: QuotationMark) -> Int {
    mark.glyph == .twoGraves || mark.glyph == .twoSingles ? mark.token + 1 : mark.token
  }

  @inline(__always)
  private func followsDirectly(_ a: QuotationMark, _ b: QuotationMark) -> Bool {
    var token = lastToken(a) &+ 1
    let end = b.token
    while token < end, kinds[token] == .markup, !isLineBreak(token) { token += 1 }
    return token == end
  }

  /// `<br>` parts words as a space does; other markup is looked through.
  private func isLineBreak(_ token: Int) -> Bool {
    let start = Int(starts[token])
    return start + 2 < text.count && text[start] == 0x3C && text[start + 1] | 0x20 == 0x62
      && text[start + 2] | 0x20 == 0x72
  }

  private func neighbour(before token: Int, _ tokens: Range<Int>) -> MarkNeighbour {
    var i = token - 1
    while i >= tokens.lowerBound {
      switch kinds[i] {
      case .markup:
        if isLineBreak(i) { return .space }
        i -= 1
      case .space, .newline: return .space
      case .word, .link: return .letter
      case .alphanumeric: return text[Int(starts[i + 1]) - 1] &- 0x30 < 10 ? .digit : .letter
      case .initials: return .stop
      case .number: return .digit
      case .punctuation, .symbol: return Self.neighbour(scalar(i), isBefore: true)
      }
    }
    return .edge
  }

  private func neighbour(after token: Int, _ tokens: Range<Int>) -> MarkNeighbour {
    var i = token + 1
    while i < tokens.upperBound {
      switch kinds[i] {
      case .markup:
        if isLineBreak(i) { return .space }
        i += 1
      case .space, .newline: return .space
      case .word, .alphanumeric, .link, .initials: return .letter
      case .number: return .digit
      case .punctuation, .symbol:
        let found = Self.neighbour(scalar(i), isBefore: false)
        guard found == .stop, text[Int(starts[i])] == 0x2E, i + 1 < tokens.upperBound else {
          return found
        }
        // `...` and `.eu` begin something; a lone stop ends it.
        let next = kinds[i + 1]
        if next.hasWord || next == .number || text[Int(starts[i + 1])] == 0x2E {
          return .ellipsis
        }
        return .stop
      }
    }
    return .edge
  }

  private func scalar(_ token: Int) -> UInt32 {
    UTF8Scan.decode(text, Int(starts[token])).scalar
  }

  private static func neighbour(_ scalar: UInt32, isBefore: Bool) -> MarkNeighbour {
    switch scalar {
    case 0x28, 0x5B, 0x7B: return .openBracket
    case 0x29, 0x5D, 0x7D: return .closeBracket
    case 0x2D, 0x2010...0x2015, 0x2212: return .dash
    case 0x2F, 0x7C: return .slash
    case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F: return .stop
    case 0x2026: return isBefore ? .stop : .ellipsis
    case 0x2022, 0xB7, 0x25CF, 0x25AA, 0x2023: return .space
    default: return .other
    }
  }
}

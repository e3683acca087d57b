import StetText

/// Cuts a text into tokens in one pass.
///
/// Stretches that a format has marked as opaque become `markup` tokens; everything else is
/// classified by its bytes. Linear in the length of the text.
struct Tokenizer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let count: Int
  private var table = TokenTable()
  private var words: WordTable
  private var scratch: [UInt8] = []
  private var linkDeadEnd = 0

  static func run(_ text: [UInt8], opaque: [TextRange]) -> (TokenTable, WordTable) {
    text.withUnsafeBufferPointer { buffer in
      var tokenizer = Tokenizer(buffer)
      tokenizer.scan(opaque)
      return (tokenizer.table, tokenizer.words)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    count = bytes.count
    words = WordTable(capacity: min(1 << 16, max(64, bytes.count / 16)))
    let estimate = bytes.count / 3 + 8
    table.starts.reserveCapacity(estimate)
    table.kinds.reserveCapacity(estimate)
    table.words.reserveCapacity(estimate)
    table.nextSame.reserveCapacity(estimate)
    scratch.reserveCapacity(64)
  }

  private mutating func scan(_ opaque: [TextRange]) {
    var position = 0
    for range in opaque where Int(range.end) > position {
      scanCopy(from: position, to: Int(range.start))
      position = max(position, Int(range.start))
      add(.markup, at: position)
      position = Int(range.end)
    }
    scanCopy(from: position, to: count)
    table.starts.append(UInt32(count))
    table.opensSentence = [Bool](repeating: false, count: table.kinds.count)
  }

  private mutating func scanCopy(from start: Int, to end: Int) {
    var i = start
    while i < end {
      let b = bytes[i]
      let kind: ScalarClass
      var length = 1
      if b < 0x80 {
        kind = ScalarClass.ascii(b)
      } else {
        let (scalar, n) = UTF8Scan.decode(bytes, i)
        kind = ScalarClass.of(scalar)
        length = n
      }
      switch kind {
      case .letter: i = scanWord(from: i, to: end)
      case .digit: i = scanNumber(from: i, to: end)
      case .space:
        add(.space, at: i)
        i += length
        while i < end {
          if bytes[i] == 0x20 || bytes[i] == 0x09 {
            i += 1
            continue
          }
          guard bytes[i] >= 0x80 else { break }
          let (scalar, n) = UTF8Scan.decode(bytes, i)
          guard ScalarClass.of(scalar) == .space else { break }
          i += n
        }
      case .newline:
        add(.newline, at: i)
        i += length
        if b == 0x0D, i < end, bytes[i] == 0x0A { i += 1 }
      case .punctuation:
        if b == 0x40 || b == 0x23, let linkEnd = handleEnd(from: i, to: end) {
          add(.link, at: i)
          i = linkEnd
        } else {
          add(.punctuation, at: i)
          i += length
        }
      case .symbol:
        add(.symbol, at: i)
        i += length
      }
    }
  }

  // MARK: Words

  private mutating func scanWord(from start: Int, to end: Int) -> Int {
    if let linkEnd = Links.end(of: bytes, from: start, to: end, deadEnd: &linkDeadEnd) {
      add(.link, at: start)
      return linkEnd
    }
    if let initialsEnd = initialsEnd(from: start, to: end) {
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: bytes[start..<initialsEnd])
      addWord(.initials, at: start)
      return initialsEnd
    }
    scratch.removeAll(keepingCapacity: true)
    var kind = TokenKind.word
    let wordEnd = scanLetters(from: start, to: end, kind: &kind)
    addWord(kind, at: start)
    return wordEnd
  }

  /// Runs over letters, digits and inner apostrophes, filling `scratch`; returns the end.
  private mutating func scanLetters(from start: Int, to end: Int, kind: inout TokenKind) -> Int {
    var i = start
    while i < end {
      let b = bytes[i]
      if b < 0x80 {
        if (b | 0x20) &- 0x61 < 26 {
          scratch.append(b)
          i += 1
        } else if b &- 0x30 < 10 {
          kind = .alphanumeric
          scratch.append(b)
          i += 1
        } else if b == 0x27, i > start, letterFollows(i + 1, end) {
          scratch.append(0x27)
          i += 1
        } else {
          break
        }
      } else {
        let (scalar, length) = UTF8Scan.decode(bytes, i)
        if scalar == 0x2019 || scalar == 0x2018 || scalar == 0x02BC {
          guard i > start, letterFollows(i + length, end) else { break }
          scratch.append(0x27)
        } else if scalar == 0xAD || scalar == 0x200D || scalar == 0x200C {
          guard i > start, letterFollows(i + length, end) else { break }
        } else if ScalarClass.of(scalar) == .letter {
          scratch.append(contentsOf: bytes[i..<i + length])
        } else {
          break
        }
        i += length
      }
    }
    return i
  }

  private func letterFollows(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return false }
    let b = bytes[index]
    if b < 0x80 { return (b | 0x20) &- 0x61 < 26 }
    return ScalarClass.of(UTF8Scan.decode(bytes, index).scalar) == .letter
  }

  /// `U.S.`, `a.m.`, `J.K.`: at least two single letters with stops.
  private func initialsEnd(from start: Int, to end: Int) -> Int? {
    guard start + 3 < end, bytes[start + 1] == 0x2E, bytes[start + 3] == 0x2E else { return nil }
    var i = start
    while i + 1 < end, (bytes[i] | 0x20) &- 0x61 < 26, bytes[i + 1] == 0x2E { i += 2 }
    guard i - start >= 4, !letterFollows(i, end) else { return nil }
    return i
  }

  // MARK: Numbers

  private mutating func scanNumber(from start: Int, to end: Int) -> Int {
    var i = start
    while i < end {
      let b = bytes[i]
      if b &- 0x30 < 10 {
        i += 1
      } else if b == 0x2E || b == 0x2C, i + 1 < end, bytes[i + 1] &- 0x30 < 10 {
        i += 2
      } else if b >= 0x80, case let (scalar, length) = UTF8Scan.decode(bytes, i),
        ScalarClass.of(scalar) == .digit
      {
        i += length
      } else {
        break
      }
    }
    guard letterFollows(i, end) else {
      add(.number, at: start)
      return i
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: bytes[start..<i])
    var kind = TokenKind.alphanumeric
    let wordEnd = scanLetters(from: i, to: end, kind: &kind)
    addWord(.alphanumeric, at: start)
    return wordEnd
  }

  /// The end of `@handle` or `#hashtag` at `start`, when one stands there.
  private func handleEnd(from start: Int, to end: Int) -> Int? {
    if start > 0 {
      let before = bytes[start - 1]
      if (before | 0x20) &- 0x61 < 26 || before &- 0x30 < 10 { return nil }
    }
    var i = start + 1
    guard letterFollows(i, end) || (i < end && bytes[i] == 0x5F) else { return nil }
    while i < end {
      let b = bytes[i]
      if (b | 0x20) &- 0x61 < 26 || b &- 0x30 < 10 || b == 0x5F {
        i += 1
      } else if b >= 0x80, case let (scalar, length) = UTF8Scan.decode(bytes, i),
        ScalarClass.of(scalar) == .letter
      {
        i += length
      } else {
        break
      }
    }
    return i
  }

  // MARK: Adding

  private mutating func add(_ kind: TokenKind, at start: Int) {
    table.starts.append(UInt32(start))
    table.kinds.append(kind)
    table.words.append(WordTable.none)
    table.nextSame.append(UInt32.max)
  }

  private mutating func addWord(_ kind: TokenKind, at start: Int) {
    let id = scratch.withUnsafeBufferPointer { words.intern($0) }
    let token = UInt32(table.kinds.count)
    table.starts.append(UInt32(start))
    table.kinds.append(kind)
    table.words.append(id)
    table.nextSame.append(UInt32.max)
    let index = Int(id)
    let last = words.lastToken[index]
    if last == UInt32.max {
      words.firstToken[index] = token
    } else {
      table.nextSame[Int(last)] = token
    }
    words.lastToken[index] = token
    words.counts[index] += 1
  }
}

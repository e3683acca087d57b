import StetText

/// Cuts a text into tokens in one pass.
///
/// Stretches that a format has marked as opaque become `markup` tokens; everything else is
/// classified by its bytes. Linear in the length of the text. Tokens are written to raw memory:
/// array appends with their checks took a third of the time.
struct Tokenizer {
  private let bytes: UnsafeBufferPointer<UInt8>
  let base: UnsafePointer<UInt8>
  let classes: UnsafePointer<ByteClass>
  private let count: Int
  let output: TokenOutput
  var tokenCount = 0
  var words: WordInterner
  /// How many tokens have been noted in `TokenTable.marks`.
  var markCount = 0
  private var scratch: [UInt8] = []
  private var linkDeadEnd = 0

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>,
    _ classes: UnsafePointer<ByteClass>, _ output: TokenOutput, _ words: WordInterner
  ) {
    self.bytes = bytes
    self.base = base
    self.classes = classes
    self.output = output
    self.words = words
    count = bytes.count
  }

  /// Adds the tokens of a part of the text.
  mutating func scan(_ part: TextRange, _ opaque: [TextRange]) {
    var position = Int(part.start)
    for range in opaque[TextRange.first(in: opaque, endingAfter: position)...] {
      guard range.start < part.end else { break }
      scanCopy(from: position, to: Int(range.start))
      position = max(position, Int(range.start))
      add(.markup, at: position)
      position = min(Int(range.end), Int(part.end))
    }
    scanCopy(from: position, to: Int(part.end))
  }

  private mutating func scanCopy(from start: Int, to end: Int) {
    var i = start
    while i < end {
      i = scanPlainCopy(from: i, to: end)
      if i < end { i = scanAny(from: i, to: end) }
    }
  }

  /// Adds the token that starts at a place, whatever it is; returns its end.
  private mutating func scanAny(from i: Int, to end: Int) -> Int {
    switch classes[Int(base[i])] {
    case .letter: return scanWord(from: i, to: end)
    case .space: return scanSpace(from: i, length: 1, to: end)
    case .digit: return scanNumber(from: i, to: end)
    case .newline:
      add(.newline, at: i)
      return i + (base[i] == 0x0D && i + 1 < end && base[i + 1] == 0x0A ? 2 : 1)
    case .punctuation, .joiner: add(.punctuation, at: i)
    case .symbol: add(.symbol, at: i)
    case .handleMark:
      let linkEnd = handleEnd(from: i, to: end)
      add(linkEnd == nil ? .punctuation : .link, at: i)
      return linkEnd ?? i + 1
    case .multiByte: return scanMultiByte(from: i, to: end)
    }
    return i + 1
  }

  private mutating func scanMultiByte(from start: Int, to end: Int) -> Int {
    let (scalar, length) = UTF8Scan.decode(bytes, start)
    switch ScalarClass.of(scalar) {
    case .letter: return scanMixedWord(from: start, letters: start, to: end)
    case .digit: return scanNumber(from: start, to: end)
    case .space: return scanSpace(from: start, length: length, to: end)
    case .newline: add(.newline, at: start)
    case .punctuation: add(.punctuation, at: start)
    case .symbol: add(.symbol, at: start)
    }
    return start + length
  }

  private mutating func scanSpace(from start: Int, length: Int, to end: Int) -> Int {
    add(.space, at: start)
    var i = start + length
    while i < end {
      if base[i] == 0x20 || base[i] == 0x09 {
        i += 1
        continue
      }
      guard base[i] >= 0x80 else { break }
      let (scalar, n) = UTF8Scan.decode(bytes, i)
      guard ScalarClass.of(scalar) == .space else { break }
      i += n
    }
    return i
  }

  // MARK: Words

  private mutating func scanWord(from start: Int, to end: Int) -> Int {
    var i = start
    while i < end, classes[Int(base[i])] == .letter { i += 1 }
    if i < end, classes[Int(base[i])].mayGoOn {
      return scanOddWord(from: start, letters: i, to: end)
    }
    addWord(.word, from: start, to: i)
    return i
  }

  private mutating func scanOddWord(from start: Int, letters: Int, to end: Int) -> Int {
    let b = base[letters]
    if b == 0x2E, letters == start + 1, let initialsEnd = initialsEnd(from: start, to: end),
      Links.end(of: bytes, from: start, to: end, deadEnd: &linkDeadEnd) == nil
    {
      addWord(.initials, from: start, to: initialsEnd)
      return initialsEnd
    }
    // A full stop before white space ends a sentence, not a label.
    let isStop = b == 0x2E && (letters + 1 >= end || base[letters + 1] <= 0x20)
    if b < 0x80, b != 0x27, !isStop,
      let linkEnd = Links.end(of: bytes, from: start, to: end, deadEnd: &linkDeadEnd)
    {
      add(.link, at: start)
      return linkEnd
    }
    return scanMixedWord(from: start, letters: letters, to: end)
  }

  private mutating func scanMixedWord(from start: Int, letters: Int, to end: Int) -> Int {
    var kind = TokenKind.word
    var isPlain = true
    let wordEnd = scanLetters(
      from: letters, of: start, to: end, kind: &kind, isPlain: &isPlain)
    addWord(kind, from: start, to: wordEnd, isPlain: isPlain)
    return wordEnd
  }

  /// Runs over letters, digits and inner apostrophes of a word that begins at `start`, from `first` on; returns the
  /// end. `isPlain` is set to false when the word's stored form differs from its bytes.
  @inline(__always)
  private func scanLetters(
    from first: Int, of start: Int, to end: Int, kind: inout TokenKind, isPlain: inout Bool
  ) -> Int {
    var i = first
    while i < end {
      let b = base[i]
      if b < 0x80 {
        if (b | 0x20) &- 0x61 < 26 {
          i += 1
        } else if b &- 0x30 < 10 {
          kind = .alphanumeric
          i += 1
        } else if b == 0x27, i > start, letterFollows(i + 1, end) {
          i += 1
        } else {
          break
        }
      } else {
        let (scalar, length) = UTF8Scan.decode(bytes, i)
        if Self.isRewritten(scalar) {
          guard i > start, letterFollows(i + length, end) else { break }
          isPlain = false
        } else if ScalarClass.of(scalar) != .letter {
          break
        }
        i += length
      }
    }
    return i
  }

  /// Curly apostrophes are stored straight; soft hyphens and joiners are left out.
  private static func isRewritten(_ scalar: UInt32) -> Bool {
    scalar == 0x2019 || scalar == 0x2018 || scalar == 0x02BC || scalar == 0xAD
      || scalar == 0x200D || scalar == 0x200C
  }

  /// Fills `scratch` with the stored form of a word; whether the word has a left-turned mark in it.
  private mutating func rewrite(from start: Int, to end: Int) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    var isLeftTurned = false
    var i = start
    while i < end {
      if base[i] < 0x80 {
        scratch.append(base[i])
        i += 1
        continue
      }
      let (scalar, length) = UTF8Scan.decode(bytes, i)
      if Self.isRewritten(scalar) {
        if scalar == 0x2018 { isLeftTurned = true }
        if scalar == 0x2019 || scalar == 0x2018 || scalar == 0x02BC { scratch.append(0x27) }
      } else {
        for k in i..<i + length { scratch.append(base[k]) }
      }
      i += length
    }
    return isLeftTurned
  }

  private func letterFollows(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return false }
    let b = base[index]
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
    var kind = TokenKind.alphanumeric
    var isPlain = true
    let wordEnd = scanLetters(from: i, of: i, to: end, kind: &kind, isPlain: &isPlain)
    addWord(.alphanumeric, from: start, to: wordEnd, isPlain: isPlain)
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

  /// Notes a token in `TokenTable.marks`.
  @inline(__always)
  mutating func addMark(_ token: Int) {
    guard markCount < output.capacity else { return }
    output.marks[markCount] = UInt32(truncatingIfNeeded: token)
    markCount &+= 1
  }

  private mutating func add(_ kind: TokenKind, at start: Int) {
    if kind == .punctuation || kind == .symbol, TokenTable.notes(base[start]) {
      addMark(tokenCount)
    }
    output.write(tokenCount, start, kind, WordTable.none)
    tokenCount &+= 1
  }

  /// Adds a word whose stored form is its bytes, or else, when it is not `isPlain`, one to rewrite.
  private mutating func addWord(
    _ kind: TokenKind, from start: Int, to end: Int, isPlain: Bool = true
  ) {
    if isPlain {
      add(kind, at: start, UnsafeBufferPointer(start: base + start, count: end &- start))
    } else {
      if rewrite(from: start, to: end) { addMark(tokenCount) }
      scratch.withUnsafeBufferPointer { add(kind, at: start, $0) }
    }
  }

  private mutating func add(
    _ kind: TokenKind, at start: Int, _ word: UnsafeBufferPointer<UInt8>
  ) {
    if kind == .initials { addMark(tokenCount) }
    let token = UInt32(truncatingIfNeeded: tokenCount)
    let id = words.intern(word)
    output.write(tokenCount, start, kind, id)
    tokenCount &+= 1
    let before = words.use(id, token: token)
    if before >= WordInterner.oneUse {
      output.link(UInt32(truncatingIfNeeded: before), token)
    } else {
      words.setFirst(id, token: token)
    }
  }
}

import StetText

// libhunspell's verdict on whole strings: numbers, ordinals, full stops and hyphens are rules
// here, not forms in the pack. Checked against libhunspell by the differential tests.
extension Lexicon {
  /// The sources that accept a string as libhunspell would, hyphens, digits and final full stops
  /// included. An empty string and full stops alone are accepted by all, as libhunspell does.
  public func accepting(_ word: [UInt8]) -> Dialects {
    word.withUnsafeBufferPointer { accepting($0, depth: 0) }
  }

  /// The same for a buffer.
  public func accepting(_ word: UnsafeBufferPointer<UInt8>) -> Dialects {
    accepting(word, depth: 0)
  }

  private func accepting(_ word: UnsafeBufferPointer<UInt8>, depth: Int) -> Dialects {
    var start = 0
    var end = word.count
    guard end < 256 else { return [] }
    while start < end, word[start] == 0x20 { start += 1 }
    while end > start, word[end - 1] == 0x2E { end -= 1 }
    if start == end { return .all }
    let body = UnsafeBufferPointer(rebasing: word[start..<end])
    if Self.isNumber(body) { return .all }
    var result = entry(for: body)?.dialects ?? []
    if Self.isOrdinal(body) { result.formUnion(ordinalDialects) }
    if end < word.count {
      // One full stop belongs to the word: `etc.`.
      let dotted = UnsafeBufferPointer(rebasing: word[start...end])
      result.formUnion(entry(for: dotted)?.dialects ?? [])
    }
    guard depth < 12, result != .all else { return result }
    return result.union(breaking(body, depth: depth))
  }

  /// Digits with single dots, commas or hyphens between them.
  static func isNumber(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    var afterDigit = false
    for (i, byte) in word.enumerated() {
      if byte &- 0x30 < 10 {
        afterDigit = true
      } else if byte == 0x2C || byte == 0x2E || byte == 0x2D {
        if !afterDigit || i == 0 { return false }
        afterDigit = false
      } else {
        return false
      }
    }
    return afterDigit
  }

  /// `1st`, `22nd`, `13th`, `111th`, in lower or upper case, with the right ending.
  static func isOrdinal(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 3 else { return false }
    let digits = word.count - 2
    for i in 0..<digits where word[i] &- 0x30 >= 10 { return false }
    var (a, b) = (word[digits], word[digits + 1])
    if a &- 0x41 < 26, b &- 0x41 < 26 {
      a |= 0x20
      b |= 0x20
    }
    let last = word[digits - 1] - 0x30
    let teens = digits > 1 && word[digits - 2] == 0x31
    switch teens ? 0 : last {
    case 1: return a == 0x73 && b == 0x74
    case 2: return a == 0x6E && b == 0x64
    case 3: return a == 0x72 && b == 0x64
    default: return a == 0x74 && b == 0x68
    }
  }

  /// Whether the parts at a hyphen (or a dash, where the dictionary breaks there) are accepted.
  private func breaking(_ body: UnsafeBufferPointer<UInt8>, depth: Int) -> Dialects {
    var hyphens: [Int] = []
    var hasDash = false
    for (i, byte) in body.enumerated() {
      if byte == 0x2D { hyphens.append(i) }
      if byte == 0xE2 { hasDash = true }
    }
    guard !hyphens.isEmpty || hasDash, hyphens.count < 10 else { return [] }
    let text = recased(body)
    return text.withUnsafeBufferPointer { text in
      var result: Dialects = []
      if let first = hyphens.first, text.count > 1 {
        if first == 0 { result.formUnion(part(text, 1, text.count, depth, edgeHyphenDialects)) }
        if hyphens.last == text.count - 1 {
          result.formUnion(part(text, 0, text.count - 1, depth, edgeHyphenDialects))
        }
        let second = hyphens.count > 1 ? hyphens[1] : first
        let inner = first > 0 && first < text.count - 1
        if inner {
          for place in Set([first, second < text.count - 1 ? second : first]).sorted() {
            let right = part(text, place + 1, text.count, depth, .all)
            if right.isEmpty { continue }
            result.formUnion(part(text, 0, place, depth, right))
          }
        }
      }
      if hasDash, !dashDialects.isEmpty { result.formUnion(breakingAtDash(text, depth)) }
      return result.intersection(dialects.union(.ownLists))
    }
  }

  private func breakingAtDash(_ text: UnsafeBufferPointer<UInt8>, _ depth: Int) -> Dialects {
    var result: Dialects = []
    for last in [UInt8(0x93), 0x94] {
      var places: [Int] = []
      var i = 0
      while i + 2 < text.count {
        if text[i] == 0xE2, text[i + 1] == 0x80, text[i + 2] == last { places.append(i) }
        i += 1
      }
      guard let first = places.first, first > 0, first < text.count - 3 else { continue }
      for place in places.prefix(2) where place < text.count - 3 {
        let right = part(text, place + 3, text.count, depth, dashDialects)
        result.formUnion(part(text, 0, place, depth, right))
      }
    }
    return result
  }

  private func part(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ depth: Int, _ mask: Dialects
  ) -> Dialects {
    if mask.isEmpty { return [] }
    return accepting(UnsafeBufferPointer(rebasing: text[start..<end]), depth: depth + 1)
      .intersection(mask)
  }

  /// The string in the case in which libhunspell breaks it: a string in capitals has become
  /// lower-case but for its first letter.
  private func recased(_ body: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var hasLower = false
    var capitals = 0
    var i = 0
    var first = false
    while i < body.count {
      let (scalar, length) = UTF8Scan.decode(body, i)
      if CaseFolding.isUpper(scalar) {
        capitals += 1
        if i == 0 { first = true }
      } else if CaseFolding.upper(scalar) != scalar {
        hasLower = true
      }
      i += length
    }
    let bytes = Array(body)
    guard capitals > 0, !hasLower, !(capitals == 1 && first) else { return bytes }
    return CaseFolding.capitalised(CaseFolding.lowered(bytes))
  }
}

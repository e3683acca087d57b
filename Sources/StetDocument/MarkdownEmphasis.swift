import StetText

/// Finds which runs of `*`, `_` and `~` are marks (CommonMark, 6.2 and GitHub's strikethrough).
struct MarkdownEmphasis {
  private struct Delimiter {
    var mark: UInt8
    var position: Int
    var count: Int
    var original: Int
    var opens: Bool
    var closes: Bool
    var previous: Int
    var next: Int
  }

  private var delimiters: [Delimiter] = []
  private var last = -1
  private var matched: [Range<Int>] = []

  /// The number of delimiters read so far.
  var count: Int { delimiters.count }

  mutating func reset() {
    delimiters.removeAll(keepingCapacity: true)
    matched.removeAll(keepingCapacity: true)
    last = -1
  }

  /// Reads the run of marks at an offset; returns the offset after it.
  mutating func read(_ b: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let mark = b[start]
    var end = start
    while end < b.count, b[end] == mark { end += 1 }
    if mark == 0x7E, end - start > 2 { return end }
    let before = Self.neighbour(UTF8Scan.decodeBefore(b, start)?.scalar)
    let after = Self.neighbour(end < b.count ? UTF8Scan.decode(b, end).scalar : nil)
    let isLeft = after != .space && (after != .punctuation || before != .letter)
    let isRight = before != .space && (before != .punctuation || after != .letter)
    var opens = isLeft
    var closes = isRight
    if mark == 0x5F {
      opens = isLeft && (!isRight || before == .punctuation)
      closes = isRight && (!isLeft || after == .punctuation)
    }
    guard opens || closes else { return end }
    let index = delimiters.count
    delimiters.append(
      Delimiter(
        mark: mark, position: start, count: end - start, original: end - start, opens: opens,
        closes: closes, previous: last, next: -1))
    if last >= 0 { delimiters[last].next = index }
    last = index
    return end
  }

  private enum Neighbour {
    case space
    case punctuation
    case letter
  }

  private static func neighbour(_ scalar: UInt32?) -> Neighbour {
    guard let scalar else { return .space }
    switch ScalarClass.of(scalar) {
    case .space, .newline: return .space
    case .punctuation, .symbol: return .punctuation
    case .letter, .digit: return .letter
    }
  }

  /// Pairs the delimiters from `bottom` on and forgets them; marks of pairs are no copy.
  mutating func resolve(from bottom: Int, _ mask: inout [UInt8]) {
    // Below which delimiter no opener is left, by mark, length modulo 3 and whether the closer also opens.
    var floor = [Int](repeating: bottom - 1, count: 18)
    var current = last
    while current >= bottom, delimiters[current].previous >= bottom {
      current = delimiters[current].previous
    }
    while current >= bottom {
      guard delimiters[current].closes else {
        current = delimiters[current].next
        continue
      }
      let slot = Self.slot(delimiters[current])
      var opener = delimiters[current].previous
      while opener > floor[slot], opener >= bottom, !matches(opener, current) {
        opener = delimiters[opener].previous
      }
      guard opener > floor[slot], opener >= bottom else {
        floor[slot] = delimiters[current].previous
        let next = delimiters[current].next
        if !delimiters[current].opens { unlink(current) }
        current = next
        continue
      }
      current = pair(opener, current, &mask)
    }
    // What is left is copy.
    while last >= bottom { last = delimiters[last].previous }
    if last >= 0 { delimiters[last].next = -1 }
  }

  private static func slot(_ closer: Delimiter) -> Int {
    let mark = closer.mark == 0x2A ? 0 : closer.mark == 0x5F ? 1 : 2
    return mark * 6 + (closer.opens ? 3 : 0) + closer.original % 3
  }

  private func matches(_ opener: Int, _ closer: Int) -> Bool {
    let a = delimiters[opener]
    let b = delimiters[closer]
    guard a.mark == b.mark, a.opens else { return false }
    if a.mark == 0x7E { return a.count == b.count }
    if a.closes || b.opens, (a.original + b.original) % 3 == 0 {
      return a.original % 3 == 0 && b.original % 3 == 0
    }
    return true
  }

  /// Takes one pair of marks; returns the delimiter to go on with.
  private mutating func pair(_ opener: Int, _ closer: Int, _ mask: inout [UInt8]) -> Int {
    let isStrike = delimiters[opener].mark == 0x7E
    let isStrong = delimiters[opener].count >= 2 && delimiters[closer].count >= 2
    let width = isStrike ? delimiters[opener].count : isStrong ? 2 : 1
    let openEnd = delimiters[opener].position + delimiters[opener].count
    hide(openEnd - width..<openEnd, &mask)
    hide(delimiters[closer].position..<delimiters[closer].position + width, &mask)
    delimiters[opener].count -= width
    delimiters[closer].count -= width
    delimiters[closer].position += width
    // Delimiters between the two have no partner outside.
    delimiters[opener].next = closer
    delimiters[closer].previous = opener
    if delimiters[opener].count == 0 { unlink(opener) }
    guard delimiters[closer].count == 0 else { return closer }
    let next = delimiters[closer].next
    unlink(closer)
    return next
  }

  private mutating func hide(_ range: Range<Int>, _ mask: inout [UInt8]) {
    for i in range { mask[i] = 0 }
    matched.append(range)
  }

  private mutating func unlink(_ index: Int) {
    let item = delimiters[index]
    if item.previous >= 0 { delimiters[item.previous].next = item.next }
    if item.next >= 0 {
      delimiters[item.next].previous = item.previous
    } else {
      last = item.previous
    }
  }

  /// Marks with a letter right before and after them: they stand inside a word. Their mask is set to copy.
  mutating func insideWords(
    _ b: UnsafeBufferPointer<UInt8>, _ mask: inout [UInt8]
  ) -> [Range<Int>] {
    guard !matched.isEmpty else { return [] }
    matched.sort { $0.lowerBound < $1.lowerBound }
    var runs: [Range<Int>] = []
    for range in matched {
      if let before = runs.last, before.upperBound == range.lowerBound {
        runs[runs.count - 1] = before.lowerBound..<range.upperBound
      } else {
        runs.append(range)
      }
    }
    let inside = runs.filter { run in
      guard run.lowerBound > 0, run.upperBound < b.count, mask[run.lowerBound - 1] != 0,
        mask[run.upperBound] != 0, let before = UTF8Scan.decodeBefore(b, run.lowerBound)
      else { return false }
      return ScalarClass.of(before.scalar) == .letter
        && ScalarClass.of(UTF8Scan.decode(b, run.upperBound).scalar) == .letter
    }
    for run in inside {
      for i in run { mask[i] = 1 }
    }
    return inside
  }
}

/// Runs of backticks in a leaf, each with the next run of the same length.
struct MarkdownCodeRuns {
  struct Run {
    var start: Int
    var length: Int
    /// Where the run of the same length starts that closes a code span opened here.
    var close: Int?
  }

  private var runs: [Run] = []
  private var next = 0

  mutating func reset(_ text: [UInt8]) {
    runs.removeAll(keepingCapacity: true)
    next = 0
    var i = 0
    while i < text.count {
      guard text[i] == 0x60 else {
        i += 1
        continue
      }
      let start = i
      while i < text.count, text[i] == 0x60 { i += 1 }
      runs.append(Run(start: start, length: i - start))
    }
    var following: [Int: Int] = [:]
    for index in runs.indices.reversed() {
      runs[index].close = following[runs[index].length]
      following[runs[index].length] = runs[index].start
    }
  }

  /// The run that starts at an offset, which must not go back; a run that an escape shortens closes nothing.
  mutating func run(at start: Int) -> Run {
    while next < runs.count, runs[next].start < start { next += 1 }
    if next < runs.count, runs[next].start == start { return runs[next] }
    guard next > 0 else { return Run(start: start, length: 1) }
    let end = runs[next - 1].start + runs[next - 1].length
    return Run(start: start, length: max(1, end - start))
  }
}

import StetText

/// One line of a Markdown file while its containers and block starts are recognised.
///
/// Columns count from 0; a tab reaches to the next multiple of four.
struct MarkdownLine {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The offset just after the line's content, without its line break.
  let end: Int
  /// The next byte to read.
  private(set) var offset: Int
  /// The column of the next byte.
  private(set) var column = 0
  /// The first byte from `offset` on that is no space, or `end`.
  private(set) var next: Int
  private var nextColumn = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    self.bytes = bytes
    self.end = end
    offset = start
    next = start
    findNext()
  }

  /// How many columns stand before the next byte that is no space.
  var indent: Int { nextColumn - column }
  /// Whether only spaces are left.
  var isBlank: Bool { next >= end }
  /// The next byte that is no space; 0 at the end of the line.
  var nextByte: UInt8 { next < end ? bytes[next] : 0 }

  private mutating func findNext() {
    var i = max(offset, next)
    var c = i == offset ? column : nextColumn
    while i < end {
      if bytes[i] == 0x20 {
        c += 1
      } else if bytes[i] == 0x09 {
        c += 4 - c % 4
      } else {
        break
      }
      i += 1
    }
    next = i
    nextColumn = c
  }

  /// Moves to the next byte that is no space.
  mutating func skipSpaces() {
    offset = next
    column = nextColumn
  }

  /// Moves over bytes that are no tabs.
  mutating func skip(_ count: Int) {
    offset = min(end, offset + count)
    column += count
    next = offset
    nextColumn = column
    findNext()
  }

  /// Moves over white space by columns; a tab may be left half read.
  mutating func skipColumns(_ count: Int) {
    var left = count
    while left > 0, offset < end {
      if bytes[offset] == 0x09 {
        let width = 4 - column % 4
        column += min(width, left)
        if width <= left { offset += 1 }
        left -= width
      } else {
        offset += 1
        column += 1
        left -= 1
      }
    }
    if next < offset {
      next = offset
      nextColumn = column
      findNext()
    }
  }

  // MARK: Block starts

  /// Whether the line is a rule: three or more of one of `*`, `-`, `_`, and spaces.
  var isThematicBreak: Bool {
    let mark = nextByte
    guard mark == 0x2A || mark == 0x2D || mark == 0x5F else { return false }
    var count = 0
    for i in next..<end {
      if bytes[i] == mark {
        count += 1
      } else if bytes[i] != 0x20, bytes[i] != 0x09 {
        return false
      }
    }
    return count >= 3
  }

  /// The level of an ATX heading (1 to 6) and its content, or nil.
  var heading: (level: Int, content: TextRange)? {
    var i = next
    while i < end, bytes[i] == 0x23 { i += 1 }
    let level = i - next
    guard level >= 1, level <= 6, i == end || isSpace(i) else { return nil }
    while i < end, isSpace(i) { i += 1 }
    var last = trimmedEnd(from: i, to: end)
    // A closing row of number signs is no copy.
    var close = last
    while close > i, bytes[close - 1] == 0x23 { close -= 1 }
    if close == i || (close < last && isSpace(close - 1)) {
      last = trimmedEnd(from: i, to: close)
    }
    return (level, TextRange(i, last))
  }

  /// The mark and length of a code fence that opens here, or nil.
  var fence: (mark: UInt8, length: Int)? {
    let mark = nextByte
    guard mark == 0x60 || mark == 0x7E else { return nil }
    var i = next
    while i < end, bytes[i] == mark { i += 1 }
    let length = i - next
    guard length >= 3 else { return nil }
    if mark == 0x60, bytes[i..<end].contains(0x60) { return nil }
    return (mark, length)
  }

  /// Whether the line closes a fence.
  func closesFence(_ mark: UInt8, _ length: Int) -> Bool {
    guard indent < 4, nextByte == mark else { return false }
    var i = next
    while i < end, bytes[i] == mark { i += 1 }
    return i - next >= length && trimmedEnd(from: i, to: end) == i
  }

  /// The level (1 or 2) when the line underlines a heading.
  var underline: Int? {
    let mark = nextByte
    guard mark == 0x3D || mark == 0x2D else { return nil }
    var i = next
    while i < end, bytes[i] == mark { i += 1 }
    return trimmedEnd(from: i, to: end) == i ? (mark == 0x3D ? 1 : 2) : nil
  }

  /// The length of a list marker that stands here, and whether it may break into a paragraph.
  var listMarker: (length: Int, interrupts: Bool)? {
    var i = next
    var mayInterrupt = true
    if nextByte == 0x2D || nextByte == 0x2B || nextByte == 0x2A {
      i += 1
    } else {
      while i < end, i - next < 10, bytes[i] &- 0x30 < 10 { i += 1 }
      guard i > next, i - next < 10, i < end, bytes[i] == 0x2E || bytes[i] == 0x29 else {
        return nil
      }
      mayInterrupt = i - next == 1 && nextByte == 0x31
      i += 1
    }
    guard i >= end || isSpace(i) else { return nil }
    return (i - next, mayInterrupt && trimmedEnd(from: i, to: end) > i)
  }

  /// The length of `[^label]:`, or nil.
  var footnoteMarker: Int? {
    guard next + 4 < end, bytes[next] == 0x5B, bytes[next + 1] == 0x5E else { return nil }
    var i = next + 2
    while i < end, i - next < 100, bytes[i] > 0x20, bytes[i] != 0x5D, bytes[i] != 0x5B { i += 1 }
    guard i > next + 2, i + 1 < end, bytes[i] == 0x5D, bytes[i + 1] == 0x3A else { return nil }
    return i + 2 - next
  }

  /// Whether the line is the row of dashes under a table's head, and how many columns it has.
  var tableColumns: Int? {
    guard nextByte == 0x7C || nextByte == 0x2D || nextByte == 0x3A,
      bytes[next..<end].contains(0x7C)
    else { return nil }
    var columns = 0
    var dashes = 0
    var isClosed = false
    for i in next..<trimmedEnd(from: next, to: end) {
      switch bytes[i] {
      case 0x2D:
        if isClosed { return nil }
        dashes += 1
      case 0x3A: isClosed = dashes > 0
      case 0x20, 0x09: isClosed = isClosed || dashes > 0
      case 0x7C:
        if dashes > 0 { columns += 1 } else if i > next { return nil }
        dashes = 0
        isClosed = false
      default: return nil
      }
    }
    return dashes > 0 ? columns + 1 : columns
  }

  private func isSpace(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }

  private func trimmedEnd(from start: Int, to end: Int) -> Int {
    var last = end
    while last > start, isSpace(last - 1) { last -= 1 }
    return last
  }
}

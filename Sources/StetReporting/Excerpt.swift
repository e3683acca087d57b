/// One line of a file, cut to a width around what matters in it, with the cells that marks take.
struct Excerpt {
  /// The text to show.
  private(set) var text = ""
  /// For each range that was asked for and is visible: its first cell and its width in cells.
  private(set) var marks: [(cell: Int, width: Int)?] = []
  /// The width of the text.
  private(set) var width = 0

  /// Cuts a line.
  ///
  /// - Parameters:
  ///   - line: the line's bytes, without its break, as a range of `bytes`.
  ///   - ranges: the byte ranges to mark; the first must stay visible, at least its start.
  ///   - width: the cells that may be used, ellipses included.
  ///   - ellipsis: what stands for what was cut.
  ///
  /// Looks at no more of the line than a few times the width.
  init(
    line: Range<Int>, of bytes: [UInt8], marking ranges: [Range<Int>], width: Int,
    ellipsis: String
  ) {
    let focus = (ranges.first ?? line.lowerBound..<line.lowerBound).clamped(to: line)
    let window = Self.window(around: focus.lowerBound, line, bytes, width)
    if let row = PlainRow(bytes, window) {
      show(row, window, line, bytes, focus, ranges, width, ellipsis)
    } else if let row = LatinRow(bytes, window) {
      show(row, window, line, bytes, focus, ranges, width, ellipsis)
    } else {
      show(ExcerptCells(bytes, window), window, line, bytes, focus, ranges, width, ellipsis)
    }
  }

  private mutating func show(
    _ row: some ExcerptRow, _ window: Range<Int>, _ line: Range<Int>, _ bytes: [UInt8],
    _ focus: Range<Int>, _ ranges: [Range<Int>], _ width: Int, _ ellipsis: String
  ) {
    let ellipsisWidth = ellipsis.count
    let shown = Self.choose(
      row, focus, width, ellipsisWidth,
      isCut: (window.lowerBound > line.lowerBound, window.upperBound < line.upperBound))
    let isCutBefore = shown.lowerBound > 0 || window.lowerBound > line.lowerBound
    let isCutAfter = shown.upperBound < row.count || window.upperBound < line.upperBound
    let end = shown.upperBound < row.count ? row.offset(shown.upperBound) : window.upperBound
    let start = shown.isEmpty ? end : row.offset(shown.lowerBound)
    if isCutBefore { text += ellipsis }
    row.write(shown, start..<end, of: bytes, to: &text)
    if isCutAfter { text += ellipsis }
    let indent = isCutBefore ? ellipsisWidth : 0
    self.width =
      Self.cell(of: .max, row, shown, indent) + (isCutAfter ? ellipsisWidth : 0)
    marks = ranges.map { range in
      guard range.lowerBound <= end, range.upperBound >= start else { return nil }
      // What only touches the shown stretch from outside has nothing to mark.
      if range.lowerBound == end, isCutAfter { return nil }
      if range.upperBound == start, isCutBefore { return nil }
      let from = Self.cell(of: max(range.lowerBound, start), row, shown, indent)
      let to = Self.cell(of: min(range.upperBound, end), row, shown, indent)
      return (from, max(1, to - from))
    }
  }

  /// The cell of the first character shown that begins at an offset or behind it; the one behind all when none does.
  private static func cell(
    of offset: Int, _ row: some ExcerptRow, _ shown: Range<Int>, _ indent: Int
  ) -> Int {
    var cell = indent
    for index in shown {
      if row.offset(index) >= offset { break }
      cell += Int(row.width(index))
    }
    return cell
  }

  /// The stretch of a line that is looked at: on both sides of a place so many bytes of ASCII that they fill the width, or
  /// three times as many bytes.
  private static func window(
    around place: Int, _ line: Range<Int>, _ bytes: [UInt8], _ width: Int
  ) -> Range<Int> {
    bytes.withUnsafeBufferPointer { text in
      var first = place
      var room = width
      let least = max(line.lowerBound, place - width * 3)
      while first > least, room >= 0 {
        first -= 1
        if ExcerptCells.isPlain(text[first]) { room -= 1 }
      }
      var last = place
      room = width
      let most = min(line.upperBound, place + width * 3)
      while last < most, room >= 0 {
        if ExcerptCells.isPlain(text[last]) { room -= 1 }
        last += 1
      }
      return boundary(first, line, text)..<boundary(last, line, text)
    }
  }

  /// The next scalar boundary at or after an offset.
  private static func boundary(
    _ offset: Int, _ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var offset = offset
    while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// The cells to show: all when they fit; else what surrounds the focus, cut between words where
  /// a space is near.
  private static func choose(
    _ row: some ExcerptRow, _ focus: Range<Int>, _ width: Int, _ ellipsis: Int,
    isCut: (before: Bool, after: Bool)
  ) -> Range<Int> {
    let count = row.count
    if !isCut.before, !isCut.after, cell(of: .max, row, 0..<count, 0) <= width { return 0..<count }
    var low = 0
    while low < count, row.offset(low) < focus.lowerBound { low += 1 }
    var high = low
    var room = Int32(width - 2 * ellipsis)
    while high < count, row.offset(high) < focus.upperBound, row.width(high) <= room {
      room -= row.width(high)
      high += 1
    }
    // A third of the context stands before the focus, what is left over after it, and what the
    // line's end does not need goes to the front again.
    var before = room / 3
    while low > 0, row.width(low - 1) <= before {
      low -= 1
      before -= row.width(low)
      room -= row.width(low)
    }
    while high < count, row.width(high) <= room {
      room -= row.width(high)
      high += 1
    }
    while low > 0, row.width(low - 1) <= room {
      low -= 1
      room -= row.width(low)
    }
    return snap(row, low..<high, focus)
  }

  private static func snap(
    _ row: some ExcerptRow, _ shown: Range<Int>, _ focus: Range<Int>
  ) -> Range<Int> {
    var low = shown.lowerBound
    var high = shown.upperBound
    if low > 0, !row.isSpace(low - 1) {
      for i in low..<min(low + 16, high) where row.offset(i) < focus.lowerBound {
        if row.isSpace(i) {
          low = i + 1
          break
        }
      }
    }
    if high < row.count, !row.isSpace(high) {
      for i in stride(from: high - 1, to: max(low, high - 16), by: -1)
      where row.offset(i) >= focus.upperBound && row.isSpace(i) {
        high = i
        break
      }
    }
    return low..<high
  }
}

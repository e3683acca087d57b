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
    let content = ExcerptCells(bytes, window)
    let cells = content.cells
    let shown = Self.choose(
      cells, focus, width, ellipsis.count,
      isCut: (window.lowerBound > line.lowerBound, window.upperBound < line.upperBound))
    let isCutBefore = shown.lowerBound > 0 || window.lowerBound > line.lowerBound
    let isCutAfter = shown.upperBound < cells.count || window.upperBound < line.upperBound
    if isCutBefore { text += ellipsis }
    let indent = isCutBefore ? ellipsis.count : 0
    var edges: [(offset: Int, cell: Int)] = []
    var cell = indent
    let end = shown.upperBound < cells.count ? cells[shown.upperBound].offset : window.upperBound
    edges.reserveCapacity(shown.count + 1)
    var copied = shown.isEmpty ? end : cells[shown.lowerBound].offset
    for index in shown {
      let item = cells[index]
      edges.append((item.offset, cell))
      cell += Int(item.width)
      if content.substitutes.isEmpty { continue }
      guard let substitute = content.substitutes[index] else { continue }
      text += String(decoding: bytes[copied..<item.offset], as: UTF8.self) + substitute
      copied = index + 1 < cells.count ? cells[index + 1].offset : window.upperBound
    }
    text += String(decoding: bytes[copied..<end], as: UTF8.self)
    if isCutAfter { text += ellipsis }
    self.width = cell + (isCutAfter ? ellipsis.count : 0)
    edges.append((end, cell))
    let start = edges[0].offset
    marks = ranges.map { range in
      guard range.lowerBound <= end, range.upperBound >= start else { return nil }
      // What only touches the shown stretch from outside has nothing to mark.
      if range.lowerBound == end, isCutAfter { return nil }
      if range.upperBound == start, isCutBefore { return nil }
      let from = Self.cell(of: max(range.lowerBound, start), edges)
      let to = Self.cell(of: min(range.upperBound, end), edges)
      return (from, max(1, to - from))
    }
  }

  private static func cell(of offset: Int, _ edges: [(offset: Int, cell: Int)]) -> Int {
    for edge in edges where edge.offset >= offset { return edge.cell }
    return edges.last?.cell ?? 0
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
    _ cells: [ExcerptCell], _ focus: Range<Int>, _ width: Int, _ ellipsis: Int,
    isCut: (before: Bool, after: Bool)
  ) -> Range<Int> {
    let total = cells.reduce(0) { $0 + Int($1.width) }
    if total <= width, !isCut.before, !isCut.after { return cells.indices }
    var low = cells.firstIndex { $0.offset >= focus.lowerBound } ?? cells.count
    var high = low
    var room = Int32(width - 2 * ellipsis)
    while high < cells.count, cells[high].offset < focus.upperBound, cells[high].width <= room {
      room -= cells[high].width
      high += 1
    }
    // A third of the context stands before the focus, what is left over after it, and what the
    // line's end does not need goes to the front again.
    var before = room / 3
    while low > 0, cells[low - 1].width <= before {
      low -= 1
      before -= cells[low].width
      room -= cells[low].width
    }
    while high < cells.count, cells[high].width <= room {
      room -= cells[high].width
      high += 1
    }
    while low > 0, cells[low - 1].width <= room {
      low -= 1
      room -= cells[low].width
    }
    return snap(cells, low..<high, focus)
  }

  private static func snap(_ cells: [ExcerptCell], _ shown: Range<Int>, _ focus: Range<Int>)
    -> Range<Int>
  {
    var low = shown.lowerBound
    var high = shown.upperBound
    if low > 0, !cells[low - 1].isSpace {
      for i in low..<min(low + 16, high) where cells[i].offset < focus.lowerBound {
        if cells[i].isSpace {
          low = i + 1
          break
        }
      }
    }
    if high < cells.count, !cells[high].isSpace {
      for i in stride(from: high - 1, to: max(low, high - 16), by: -1)
      where cells[i].offset >= focus.upperBound && cells[i].isSpace {
        high = i
        break
      }
    }
    return low..<high
  }
}

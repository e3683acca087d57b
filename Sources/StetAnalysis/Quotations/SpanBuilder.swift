import StetDocument
import StetText

/// Makes spans and the table of depths from decided marks, in one pass over them.
struct SpanBuilder {
  let document: Document
  let marks: [QuotationMark]
  var spans: [QuotationSpan] = []
  var offsets: [UInt32] = []
  var depths: [UInt8] = []
  /// Indices of the spans that are open.
  private var stack: [Int] = []

  init(_ document: Document, _ marks: [QuotationMark]) {
    self.document = document
    self.marks = marks
    let quoting = marks.count { $0.role != .apostrophe && $0.role != .prime }
    spans.reserveCapacity(quoting / 2 + 1)
    offsets.reserveCapacity(quoting + 1)
    depths.reserveCapacity(quoting + 1)
  }

  mutating func run() {
    var index = 0
    while index < marks.count {
      let block = marks[index].block
      var end = index
      while end < marks.count, marks[end].block == block { end += 1 }
      enter(block, index..<end)
      for k in index..<end { pass(k) }
      leave(block)
      index = end
    }
    closeAll()
  }

  /// Quotations that do not reach this block end where their last block ends.
  private mutating func enter(_ block: Int, _ range: Range<Int>) {
    while let top = stack.last, marks[spans[top].openMark].lastBlock < block { endUnclosed(top) }
    guard !stack.isEmpty else { return }
    // Without a mark at the block's head that continues it, the quotation holds the block's start
    // only when one of its marks closes it.
    for k in range where marks[k].role == .continuer || marks[k].role == .closer {
      if marks[k].role == .closer { change(document.blocks[block].range.start) }
      break
    }
  }

  private mutating func leave(_ block: Int) {
    while let top = stack.last, marks[spans[top].openMark].lastBlock <= block { endUnclosed(top) }
    guard !stack.isEmpty else { return }
    change(document.blocks[block].range.end, depth: 0)
  }

  private mutating func closeAll() {
    while let top = stack.last { endUnclosed(top) }
  }

  private mutating func endUnclosed(_ span: Int) {
    let last = max(marks[spans[span].openMark].lastBlock, spans[span].blocks.lowerBound)
    spans[span].blocks = spans[span].blocks.lowerBound...last
    let end = document.blocks[last].range.end
    spans[span].content = TextRange(spans[span].open.end, max(end, spans[span].open.end))
    stack.removeLast()
    change(end)
  }

  private mutating func pass(_ index: Int) {
    let mark = marks[index]
    switch mark.role {
    case .opener:
      endUnclosedSibling(before: mark)
      stack.append(spans.count)
      spans.append(
        QuotationSpan(
          openMark: index, closeMark: -1, open: mark.range, close: nil, depth: stack.count,
          glyph: mark.glyph, blocks: mark.block...mark.block,
          content: TextRange(mark.range.end, mark.range.end)))
      change(mark.range.end)
    case .continuer: change(mark.range.end)
    case .closer:
      guard mark.partner >= 0,
        let position = stack.lastIndex(where: { spans[$0].openMark == mark.partner })
      else { return }
      // Whatever is still open inside was never closed: it ends here.
      while stack.count > position + 1, let inner = stack.last {
        spans[inner].content = TextRange(spans[inner].open.end, mark.range.start)
        stack.removeLast()
      }
      let span = stack.removeLast()
      spans[span].closeMark = index
      spans[span].close = mark.range
      spans[span].content = TextRange(spans[span].open.end, mark.range.start)
      spans[span].blocks = spans[span].blocks.lowerBound...mark.block
      change(mark.range.start)
    default: break
    }
  }

  /// A double quotation that is never closed ends where the next one opens.
  private mutating func endUnclosedSibling(before mark: QuotationMark) {
    guard mark.glyph.isDouble, let top = stack.last else { return }
    let opener = marks[spans[top].openMark]
    guard opener.partner < 0, opener.fault >= 0, opener.glyph.isDouble,
      opener.lastBlock == mark.block
    else { return }
    spans[top].content = TextRange(spans[top].open.end, mark.range.start)
    stack.removeLast()
    change(mark.range.start)
  }

  private mutating func change(_ offset: UInt32, depth: Int? = nil) {
    let depth = UInt8(clamping: depth ?? stack.count)
    if let last = offsets.last, last >= offset {
      depths[depths.count - 1] = depth
      return
    }
    offsets.append(offset)
    depths.append(depth)
  }
}

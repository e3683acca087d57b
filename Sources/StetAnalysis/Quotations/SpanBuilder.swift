import StetDocument
import StetText

/// Makes spans and the table of depths from decided marks, in one pass over them.
struct SpanBuilder {
  let document: Document
  let marks: UnsafeBufferPointer<QuotationMark>
  var spans: [QuotationSpan] = []
  var changes: [DepthChange] = []
  /// The innermost span that is open, -1 when none is; those around it hang behind it.
  private var top = -1
  /// How many are open.
  private var level = 0

  /// A place from which on copy lies so deep in quotations.
  struct DepthChange {
    var offset: UInt32
    var depth: UInt8
  }

  /// - Parameter marks: the marks of the document, for as long as the builder is used.
  init(_ document: Document, _ marks: UnsafeBufferPointer<QuotationMark>) {
    self.document = document
    self.marks = marks
    var quoting = 0
    for index in marks.indices
    where marks[index].role != .apostrophe && marks[index].role != .prime {
      quoting &+= 1
    }
    if quoting == 0 { return }
    spans.reserveCapacity(quoting / 2 + 1)
    changes.reserveCapacity(quoting + 1)
  }

  mutating func run() {
    var index = 0
    while index < marks.count {
      let block = marks[index].block
      var end = index &+ 1
      while end < marks.count, marks[end].block == block { end &+= 1 }
      enter(block, index..<end)
      for k in index..<end { pass(k) }
      leave(block)
      index = end
    }
    while top >= 0 { endUnclosed() }
  }

  /// Quotations that do not reach this block end where their last block ends.
  @inline(__always)
  private mutating func enter(_ block: Int, _ range: Range<Int>) {
    if top < 0 { return }
    while top >= 0, marks[spans[top].openMark].lastBlock < block { endUnclosed() }
    guard top >= 0 else { return }
    // Without a mark at the block's head that continues it, the quotation holds the block's start
    // only when one of its marks closes it.
    for k in range where marks[k].role == .continuer || marks[k].role == .closer {
      if marks[k].role == .closer { change(document.blocks[block].range.start) }
      break
    }
  }

  @inline(__always)
  private mutating func leave(_ block: Int) {
    if top < 0 { return }
    while top >= 0, marks[spans[top].openMark].lastBlock <= block { endUnclosed() }
    guard top >= 0 else { return }
    change(document.blocks[block].range.end, depth: 0)
  }

  /// Takes the innermost span from those that are open.
  @inline(__always)
  private mutating func removeTop() {
    top = spans[top].outer
    level &-= 1
  }

  /// Ends the innermost span, which is never closed, where its last block ends.
  private mutating func endUnclosed() {
    let span = top
    let last = max(marks[spans[span].openMark].lastBlock, spans[span].blocks.lowerBound)
    spans[span].blocks = spans[span].blocks.lowerBound...last
    let end = document.blocks[last].range.end
    spans[span].content = TextRange(spans[span].open.end, max(end, spans[span].open.end))
    removeTop()
    change(end)
  }

  @inline(__always)
  private mutating func pass(_ index: Int) {
    switch marks[index].role {
    case .opener: open(index)
    case .continuer: change(marks[index].range.end)
    case .closer: close(index)
    default: break
    }
  }

  private mutating func open(_ index: Int) {
    let mark = marks[index]
    endUnclosedSibling(before: mark)
    level &+= 1
    spans.append(
      QuotationSpan(
        openMark: index, closeMark: -1, open: mark.range, close: nil, depth: level,
        glyph: mark.glyph, blocks: mark.block...mark.block,
        content: TextRange(mark.range.end, mark.range.end), outer: top))
    top = spans.count &- 1
    change(mark.range.end)
  }

  private mutating func close(_ index: Int) {
    let mark = marks[index]
    guard mark.partner >= 0 else { return }
    var span = top
    while span >= 0, spans[span].openMark != mark.partner { span = spans[span].outer }
    guard span >= 0 else { return }
    // Whatever is still open inside was never closed: it ends here.
    while top != span {
      spans[top].content = TextRange(spans[top].open.end, mark.range.start)
      removeTop()
    }
    removeTop()
    spans[span].closeMark = index
    spans[span].close = mark.range
    spans[span].content = TextRange(spans[span].open.end, mark.range.start)
    spans[span].blocks = spans[span].blocks.lowerBound...mark.block
    change(mark.range.start)
  }

  /// A double quotation that is never closed ends where the next one opens.
  private mutating func endUnclosedSibling(before mark: QuotationMark) {
    guard mark.glyph.isDouble, top >= 0 else { return }
    let opener = marks[spans[top].openMark]
    guard opener.partner < 0, opener.fault >= 0, opener.glyph.isDouble,
      opener.lastBlock == mark.block
    else { return }
    spans[top].content = TextRange(spans[top].open.end, mark.range.start)
    removeTop()
    change(mark.range.start)
  }

  @inline(__always)
  private mutating func change(_ offset: UInt32) { change(offset, depth: level) }

  @inline(__always)
  private mutating func change(_ offset: UInt32, depth: Int) {
    let change = DepthChange(offset: offset, depth: UInt8(clamping: depth))
    if let last = changes.last, last.offset >= offset {
      changes[changes.count - 1].depth = change.depth
    } else {
      changes.append(change)
    }
  }
}

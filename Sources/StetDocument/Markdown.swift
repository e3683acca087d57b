import StetText

/// Reads Markdown: what is not copy is masked, nothing is rebuilt.
///
/// CommonMark's blocks and inlines with tables, strikethrough and footnotes, front matter and
/// the shortcodes of site generators. Linear in the size of the file; nesting is followed to a
/// fixed depth. Only character references, escapes and marks inside a word make the text differ
/// from the file; the source map has a piece for each.
enum Markdown {
  static func read(_ bytes: [UInt8]) -> FormatReading {
    bytes.withUnsafeBufferPointer { buffer in
      var sketch = MarkdownSketch(buffer)
      var start = 0
      if buffer.count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
      let body = MarkdownFrontMatter.read(&sketch, from: start)
      var blocks = MarkdownBlocks(
        buffer, hasHeadline: sketch.blocks.contains { $0.kind == .headline })
      blocks.scan(from: body)
      MarkdownInlines.read(blocks, into: &sketch)
      var reading = sketch.reading(of: bytes)
      Dateline.part(&reading.blocks, reading.text)
      return reading
    }
  }
}

/// What the Markdown reader has found, in byte offsets of the file.
struct MarkdownSketch {
  /// A stretch of the file that stands for other bytes in the text; for none when it is elided.
  struct Replacement {
    var range: TextRange
    var bytes: [UInt8]
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// One entry a byte: 1 for copy, 0 for what is not.
  var mask: [UInt8]
  /// Blocks in the order of the file.
  var blocks: [Block] = []
  var replacements: [Replacement] = []
  var comments: [TextRange] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    mask = [UInt8](repeating: 0, count: bytes.count)
  }

  /// Marks a stretch of the file as copy.
  mutating func markCopy(_ range: Range<Int>) {
    for i in range { mask[i] = 1 }
  }

  /// The text, with everything that was found moved to its offsets.
  func reading(of file: [UInt8]) -> FormatReading {
    let opaque = opaqueRanges()
    let comments = self.comments.sorted()
    if replacements.isEmpty {
      return FormatReading(text: file, blocks: blocks, opaque: opaque, comments: comments)
    }
    let ordered = replacements.sorted { $0.range < $1.range }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var pieces: [SourceMap.Piece] = []
    pieces.reserveCapacity(ordered.count)
    var position = 0
    for item in ordered where Int(item.range.start) >= position {
      text.append(contentsOf: bytes[position..<Int(item.range.start)])
      let start = text.count
      text.append(contentsOf: item.bytes)
      pieces.append(.init(text: TextRange(start, text.count), file: item.range))
      position = Int(item.range.end)
    }
    text.append(contentsOf: bytes[position...])
    var shift = Shift(pieces)
    let movedOpaque = opaque.map { shift.moved($0) }
    shift = Shift(pieces)
    var movedBlocks = blocks
    for index in blocks.indices { movedBlocks[index].range = shift.moved(blocks[index].range) }
    shift = Shift(pieces)
    return FormatReading(
      text: text, map: SourceMap(pieces: pieces), blocks: movedBlocks, opaque: movedOpaque,
      comments: comments.map { shift.moved($0) })
  }

  /// Runs of bytes that are no copy, without the white space around them; none reaches over the
  /// edge of a block.
  private func opaqueRanges() -> [TextRange] {
    var ranges: [TextRange] = []
    var block = 0
    mask.withUnsafeBufferPointer { mask in
      var i = 0
      let n = mask.count
      while i < n {
        if mask[i] != 0 {
          i = UTF8Scan.first(of: 0, or: 0, in: mask, from: i)
          continue
        }
        while block < blocks.count, Int(blocks[block].range.end) <= i { block += 1 }
        var limit = n
        if block < blocks.count {
          let range = blocks[block].range
          limit = Int(range.start) > i ? Int(range.start) : Int(range.end)
        }
        var start = i
        while i < limit, mask[i] == 0 { i += 1 }
        var end = i
        while start < end, bytes[start] == 0x20 || bytes[start] &- 9 < 5 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] &- 9 < 5 { end -= 1 }
        if start < end { ranges.append(TextRange(start, end)) }
      }
    }
    return ranges
  }

  /// Moves offsets of the file, given in order, to offsets of the text.
  private struct Shift {
    private let pieces: [SourceMap.Piece]
    private var next = 0

    init(_ pieces: [SourceMap.Piece]) { self.pieces = pieces }

    mutating func moved(_ range: TextRange) -> TextRange {
      let start = moved(range.start)
      return TextRange(start, moved(range.end))
    }

    private mutating func moved(_ offset: UInt32) -> UInt32 {
      while next < pieces.count, pieces[next].file.end <= offset { next += 1 }
      if next < pieces.count, pieces[next].file.start < offset {
        return pieces[next].text.start
      }
      guard next > 0 else { return offset }
      let piece = pieces[next - 1]
      return offset - piece.file.end + piece.text.end
    }
  }
}

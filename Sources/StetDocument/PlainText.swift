import StetText

/// What a format reader finds: the text, how it maps to the file, blocks and what is not copy.
struct FormatReading {
  /// The text that is tokenized, in UTF-8.
  var text: [UInt8]
  /// From the text to the file.
  var map = SourceMap.identity
  /// Blocks in text order, not overlapping; their token ranges are filled in later.
  var blocks: [Block]
  /// What is not copy, in text order, not overlapping.
  var opaque: [TextRange]
  /// Comments that readers don't see, in text order.
  var comments: [TextRange] = []

  /// Reads a file in its format.
  static func of(_ file: SourceFile, headline: HeadlineSetting) -> FormatReading {
    switch file.format {
    case .text: return PlainText.read(file.bytes, headline: headline)
    case .markdown: return Markdown.read(file.bytes)
    }
  }
}

/// Reads plain text: blocks by blank lines, the first line as headline when it stands as one.
enum PlainText {
  /// The longest line, in bytes, that is taken for a headline.
  static let longestHeadline = 160

  static func read(_ bytes: [UInt8], headline: HeadlineSetting) -> FormatReading {
    var opaque: [TextRange] = []
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { opaque.append(TextRange(0, 3)) }
    let lines = trimmedLines(bytes, from: opaque.isEmpty ? 0 : 3)
    var blocks: [Block] = []
    blocks.reserveCapacity(lines.count / 2 + 1)
    var start = 0
    for end in lines.indices where lines[end].isEmpty {
      addChunk(lines[start..<end], to: &blocks, bytes)
      start = end + 1
    }
    addChunk(lines[start...], to: &blocks, bytes)
    markHeadline(&blocks, bytes, lines, headline)
    Furniture.mark(&blocks, bytes)
    Dateline.part(&blocks, bytes)
    return FormatReading(text: bytes, blocks: blocks, opaque: opaque)
  }

  /// The lines without white space around them; an empty range for a blank line.
  private static func trimmedLines(_ bytes: [UInt8], from: Int) -> [TextRange] {
    var lines: [TextRange] = []
    lines.reserveCapacity(bytes.count / 96 + 4)
    bytes.withUnsafeBufferPointer { buffer in
      let n = buffer.count
      var start = from
      while true {
        let lineEnd = UTF8Scan.firstLineBreak(in: buffer, from: start)
        var a = start
        var b = lineEnd
        while a < b, buffer[a] == 0x20 || buffer[a] == 0x09 { a += 1 }
        while b > a, buffer[b - 1] == 0x20 || buffer[b - 1] == 0x09 { b -= 1 }
        lines.append(TextRange(a, b))
        guard lineEnd < n else { break }
        let isPair = buffer[lineEnd] == 0x0D && lineEnd + 1 < n && buffer[lineEnd + 1] == 0x0A
        start = lineEnd + (isPair ? 2 : 1)
      }
    }
    return lines
  }

  private static func addChunk(
    _ lines: ArraySlice<TextRange>, to blocks: inout [Block], _ bytes: [UInt8]
  ) {
    guard let first = lines.first, let last = lines.last else { return }
    if isHardWrapped(lines) {
      blocks.append(Block(kind: .paragraph, range: first.union(last)))
      return
    }
    for line in lines {
      blocks.append(Block(kind: isSeparator(line, bytes) ? .separator : .paragraph, range: line))
    }
  }

  /// Lines broken at a fixed width: all but the last are long, and none is longer than 100 bytes.
  private static func isHardWrapped(_ lines: ArraySlice<TextRange>) -> Bool {
    guard lines.count > 1 else { return true }
    let longest = lines.map(\.count).max() ?? 0
    guard longest <= 100, longest >= 40 else { return false }
    return lines.dropLast().allSatisfy { $0.count * 10 >= longest * 6 }
  }

  private static func isSeparator(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
    line.count >= 1 && line.count <= 40
      && bytes[line.indices].allSatisfy {
        $0 == 0x5F || $0 == 0x2A || $0 == 0x2D || $0 == 0x3D || $0 == 0x20 || $0 == 0x23
      }
  }

  /// The first line is the headline when a blank line follows it and copy follows that, it is no
  /// longer than `longestHeadline`, and it does not end as a sentence or a label does; with a full
  /// stop at its end only when `StoppedHeadline` is sure.
  private static func markHeadline(
    _ blocks: inout [Block], _ bytes: [UInt8], _ lines: [TextRange], _ setting: HeadlineSetting
  ) {
    guard setting == .auto, blocks.count >= 2, let first = blocks.first else { return }
    guard let line = lines.firstIndex(where: { !$0.isEmpty }), lines[line] == first.range,
      line + 1 < lines.count, lines[line + 1].isEmpty, first.kind == .paragraph,
      first.range.count <= longestHeadline
    else { return }
    let last = bytes[Int(first.range.end) - 1]
    if last == 0x2E, StoppedHeadline.isHeadline(blocks, bytes) {
      blocks[0].kind = .headline
      return
    }
    if last == 0x2E || last == 0x2C || last == 0x3B || last == 0x3A { return }
    // A closing quotation mark after a full stop ends a sentence too.
    let tail = bytes[first.range.indices].suffix(4)
    if tail.contains(0x2E), last == 0x22 || last == 0x9D { return }
    blocks[0].kind = .headline
  }
}

/// Whether the first line of a plain text file may be its headline.
public enum HeadlineSetting: String, CaseIterable, Sendable {
  /// When it stands as one does.
  case auto
  /// Never: the file is body copy only.
  case none
}

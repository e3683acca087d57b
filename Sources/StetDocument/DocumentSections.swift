import StetText

/// A very large file, taken apart section by section so that memory stays near the size of the text.
///
/// No story has millions of bytes: such a file holds many. Names and quotations are not followed from
/// one section to the next; positions are those of the whole text.
public struct DocumentSections: Sendable {
  /// The size in bytes above which a file is read in sections.
  public static let threshold = 4 << 20
  /// The size that a section grows to, in bytes; the block that reaches it is its last.
  public static let size = 1 << 20

  /// The whole: text, map, blocks and comments, but no tokens and no words.
  public let whole: Document
  private let reading: FormatReading
  private let starts: [Int]

  /// Finds the sections of a file; their tokens are read when they are asked for.
  ///
  /// - Parameter size: the size that a section grows to, in bytes.
  public init(_ file: SourceFile, headline: HeadlineSetting = .auto, size: Int = Self.size) {
    var reading = FormatReading.of(file, headline: headline)
    Self.cut(&reading, size: size)
    var starts = [0]
    var first = 0
    for (index, block) in reading.blocks.enumerated() where index > 0 {
      if Int(block.range.start) - first >= size {
        starts.append(index)
        first = Int(block.range.start)
      }
    }
    self.starts = starts
    self.reading = reading
    whole = Document(file, reading)
  }

  /// The number of sections; at least one.
  public var count: Int { starts.count }

  /// A section, taken apart. Its blocks and tokens are its own, its text and map those of the whole, its
  /// comments none: their marks hold for the whole.
  public func section(_ index: Int) -> Document {
    let end = index + 1 < starts.count ? starts[index + 1] : reading.blocks.count
    let range = TextRange(
      index == 0 ? 0 : offset(ofBlock: starts[index]),
      index + 1 < starts.count ? offset(ofBlock: end) : reading.text.count)
    return Document(
      whole.file, reading, blocks: Array(reading.blocks[starts[index]..<end]), range: range,
      comments: [])
  }

  private func offset(ofBlock block: Int) -> Int { Int(reading.blocks[block].range.start) }

  /// Cuts blocks that are larger than a section at spaces of the copy: lines of many megabytes.
  private static func cut(_ reading: inout FormatReading, size: Int) {
    guard reading.blocks.contains(where: { $0.range.count > size }) else { return }
    var blocks: [Block] = []
    for block in reading.blocks {
      var rest = block
      while rest.range.count > size,
        let space = space(after: Int(rest.range.start) + size, before: Int(rest.range.end), reading)
      {
        blocks.append(Block(kind: block.kind, range: TextRange(Int(rest.range.start), space)))
        rest.range = TextRange(space + 1, Int(rest.range.end))
      }
      blocks.append(rest)
    }
    reading.blocks = blocks
  }

  private static func space(after start: Int, before end: Int, _ reading: FormatReading) -> Int? {
    var next = TextRange.first(in: reading.opaque, endingAfter: start)
    var i = start
    while i + 1 < end {
      if next < reading.opaque.count, reading.opaque[next].contains(i) {
        i = Int(reading.opaque[next].end)
        next += 1
        continue
      }
      if reading.text[i] == 0x20, reading.text[i + 1] != 0x20 { return i }
      i += 1
    }
    return nil
  }
}

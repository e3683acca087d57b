import StetDocument
import StetText

/// A range of a file, in the file's own bytes and for people.
struct FilePlace: Hashable {
  /// Byte offset of the first byte in the file as it is stored.
  var startOffset: Int
  /// Byte offset just after the last byte.
  var endOffset: Int
  /// Where it starts.
  var start: LineColumn
  /// Where it ends: the place just after the last character.
  var end: LineColumn
  /// The range in the file's text in UTF-8, which `SourceFile.bytes` holds.
  var utf8: TextRange
}

/// Turns ranges of a document into places in its file. Made for a file with findings only; each
/// question costs at most a few kilobytes of scanning, also in a file that is one long line.
struct Locator {
  /// The file.
  let file: SourceFile
  /// Its lines.
  let lines: LineIndex
  /// How columns are counted.
  let unit: ColumnUnit
  private let map: SourceMap
  private var columns: Checkpoints
  private var scalars: Checkpoints

  /// Indexes the lines of a document's file.
  init(_ document: Document, unit: ColumnUnit) {
    file = document.file
    lines = LineIndex(document.file.bytes)
    map = document.map
    self.unit = unit
    columns = Checkpoints(unit: unit)
    scalars = Checkpoints(unit: .scalar)
  }

  /// The place of a range of the document's text.
  mutating func place(_ range: TextRange) -> FilePlace {
    let mapped = map.fileRange(range)
    let start = min(Int(mapped.start), file.bytes.count)
    let end = min(Int(mapped.end), file.bytes.count)
    return FilePlace(
      startOffset: ownOffset(start), endOffset: ownOffset(end), start: position(start),
      end: position(end), utf8: TextRange(start, end))
  }

  /// The offset in the file as it is stored: Windows-1252 has one byte where UTF-8 has more.
  private mutating func ownOffset(_ offset: Int) -> Int {
    file.encoding == .utf8 ? offset : scalars.count(upTo: offset, in: file.bytes, lines)
  }

  private mutating func position(_ offset: Int) -> LineColumn {
    let line = lines.lineIndex(of: offset)
    let start = lines.content(ofLine: line).lowerBound
    if offset - start < Checkpoints.interval || (unit == .byte && file.encoding == .utf8) {
      return lines.position(of: offset, unit: ownUnit)
    }
    let column =
      unit == .byte
      ? scalars.count(upTo: offset, in: file.bytes, lines)
        - scalars.count(upTo: start, in: file.bytes, lines)
      : columns.count(upTo: offset, in: file.bytes, lines)
        - columns.count(upTo: start, in: file.bytes, lines)
    return LineColumn(line: line + 1, column: column + 1)
  }

  /// A byte of Windows-1252 is a scalar, so its bytes are counted as scalars.
  private var ownUnit: ColumnUnit {
    unit == .byte && file.encoding == .windows1252 ? .scalar : unit
  }
}

/// Running counts of a unit at intervals of a file, so that a column far into a line is found
/// without counting from the line's start each time.
struct Checkpoints {
  /// Bytes between two checkpoints.
  static let interval = 4096
  private let unit: ColumnUnit
  private var offsets: [Int] = []
  private var counts: [Int] = []

  /// Makes an empty table; it is filled at the first question.
  init(unit: ColumnUnit) { self.unit = unit }

  /// The number of units before an offset, from the start of the file.
  mutating func count(upTo offset: Int, in bytes: [UInt8], _ lines: LineIndex) -> Int {
    if offsets.isEmpty { fill(bytes, lines) }
    let known = max(0, offsets.partitioningIndex { $0 > offset } - 1)
    return counts[known] + lines.width(offsets[known]..<max(offset, offsets[known]), unit: unit)
  }

  private mutating func fill(_ bytes: [UInt8], _ lines: LineIndex) {
    offsets = [0]
    counts = [0]
    var from = 0
    var total = 0
    while from + Self.interval < bytes.count {
      var to = from + Self.interval
      // Between two ASCII letters or digits no unit is ever cut.
      while to < bytes.count, !Self.isPlain(bytes[to]) || !Self.isPlain(bytes[to - 1]) { to += 1 }
      guard to < bytes.count else { return }
      total += lines.width(from..<to, unit: unit)
      offsets.append(to)
      counts.append(total)
      from = to
    }
  }

  private static func isPlain(_ b: UInt8) -> Bool { b >= 0x20 && b < 0x7F }
}

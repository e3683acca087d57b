/// How columns are counted.
public enum ColumnUnit: String, CaseIterable, Sendable {
  /// UTF-8 bytes.
  case byte
  /// Unicode scalars: the default.
  case scalar
  /// UTF-16 code units, as the language server protocol and SARIF count.
  case utf16
  /// Extended grapheme clusters: what a reader calls a character.
  case grapheme
}

/// A place for people: line and column, both counted from 1.
public struct LineColumn: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in the unit that was asked for.
  public var column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// The line starts of a file, for reporters and the server only.
///
/// Lines end at LF, CRLF or a lone CR. A byte order mark at the start takes no column.
public struct LineIndex: Sendable {
  /// Byte offsets of the first byte of each line; the first is 0.
  public let starts: [UInt32]
  private let bytes: [UInt8]

  /// Indexes the bytes of a file in one pass.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [UInt32] = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var i = 0
      let n = buffer.count
      while true {
        i = UTF8Scan.firstLineBreak(in: buffer, from: i)
        guard i < n else { break }
        let isReturn = buffer[i] == 0x0D
        i += 1
        if isReturn, i < n, buffer[i] == 0x0A { i += 1 }
        starts.append(UInt32(clamping: i))
      }
    }
    self.starts = starts
  }

  /// The number of lines; a final line break opens one more, empty line.
  public var lineCount: Int { starts.count }

  /// The 0-based index of the line that holds a byte offset.
  public func lineIndex(of offset: Int) -> Int {
    max(0, starts.partitioningIndex { Int($0) > offset } - 1)
  }

  /// The bytes of a line, counted from 0, without its line break and without a byte order mark.
  public func content(ofLine line: Int) -> Range<Int> {
    guard line >= 0, line < starts.count else { return 0..<0 }
    var start = Int(starts[line])
    var end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    if line == 0, hasByteOrderMark { start = min(3, end) }
    return start..<end
  }

  private var hasByteOrderMark: Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  /// The line and column of a byte offset of the file, in the given unit.
  public func position(of offset: Int, unit: ColumnUnit = .scalar) -> LineColumn {
    let clamped = max(0, min(offset, bytes.count))
    let line = lineIndex(of: clamped)
    let start = line == 0 && hasByteOrderMark ? min(3, clamped) : Int(starts[line])
    return LineColumn(line: line + 1, column: 1 + width(start..<max(start, clamped), unit: unit))
  }

  /// The width of a range of bytes in the given unit.
  public func width(_ range: Range<Int>, unit: ColumnUnit) -> Int {
    switch unit {
    case .byte: return range.count
    case .scalar:
      return bytes.withUnsafeBufferPointer {
        UTF8Scan.scalarCount(UnsafeBufferPointer(rebasing: $0[range]))
      }
    case .utf16:
      var count = 0
      for i in range where bytes[i] & 0xC0 != 0x80 { count += bytes[i] >= 0xF0 ? 2 : 1 }
      return count
    case .grapheme: return String(decoding: bytes[range], as: UTF8.self).count
    }
  }
}

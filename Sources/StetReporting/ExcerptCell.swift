import StetText

/// The characters of a stretch of a line as a terminal shows them, by index.
protocol ExcerptRow {
  /// How many there are.
  var count: Int { get }
  /// Where one begins, a byte offset.
  func offset(_ index: Int) -> Int
  /// How many cells one takes.
  func width(_ index: Int) -> Int32
  /// Whether one is white space.
  func isSpace(_ index: Int) -> Bool
  /// Adds some of them to a text; `range` is where these stand in the bytes.
  func write(_ shown: Range<Int>, _ range: Range<Int>, of bytes: [UInt8], to text: inout String)
}

/// A stretch in which every byte is a character of one cell: most copy.
struct PlainRow: ExcerptRow {
  private let bytes: [UInt8]
  private let window: Range<Int>

  /// Nil when there is any other character in the stretch.
  init?(_ bytes: [UInt8], _ window: Range<Int>) {
    let isPlain = bytes.withUnsafeBufferPointer {
      UTF8Scan.isPrintable(UnsafeBufferPointer(rebasing: $0[window]))
    }
    guard isPlain else { return nil }
    self.bytes = bytes
    self.window = window
  }

  var count: Int { window.count }
  func offset(_ index: Int) -> Int { window.lowerBound + index }
  func width(_ index: Int) -> Int32 { 1 }
  func isSpace(_ index: Int) -> Bool { bytes[window.lowerBound + index] == 0x20 }

  func write(_ shown: Range<Int>, _ range: Range<Int>, of bytes: [UInt8], to text: inout String) {
    text += String(decoding: bytes[range], as: UTF8.self)
  }
}

/// A stretch in which every scalar is a character of one cell, shown as it is: nearly all other copy, with the
/// quotation marks and accents of English.
struct LatinRow: ExcerptRow {
  private let bytes: [UInt8]
  private let offsets: [Int32]

  /// Nil when there is any other character in the stretch, or it lies too far into the file.
  init?(_ bytes: [UInt8], _ window: Range<Int>) {
    guard window.upperBound <= Int32.max else { return nil }
    var isLatin = true
    offsets = bytes.withUnsafeBufferPointer { text in
      Array(unsafeUninitializedCapacity: window.count) { offsets, count in
        var offset = window.lowerBound
        while offset < window.upperBound {
          let length = ExcerptCells.plainLength(text, offset)
          if length == 0 || offset + length > window.upperBound {
            isLatin = false
            break
          }
          offsets.initializeElement(at: count, to: Int32(truncatingIfNeeded: offset))
          count += 1
          offset += length
        }
      }
    }
    guard isLatin else { return nil }
    self.bytes = bytes
  }

  var count: Int { offsets.count }
  func offset(_ index: Int) -> Int { Int(offsets[index]) }
  func width(_ index: Int) -> Int32 { 1 }
  func isSpace(_ index: Int) -> Bool { bytes[Int(offsets[index])] == 0x20 }

  func write(_ shown: Range<Int>, _ range: Range<Int>, of bytes: [UInt8], to text: inout String) {
    text += String(decoding: bytes[range], as: UTF8.self)
  }
}

/// A character of a line as a terminal shows it. Of plain values only: there are hundreds to a line.
struct ExcerptCell {
  /// Where it begins, a byte offset.
  let offset: Int
  /// How many cells it takes.
  let width: Int32
  let isSpace: Bool
}

/// The characters of a stretch of a line as a terminal shows them.
struct ExcerptCells: ExcerptRow {
  private var cells: [ExcerptCell] = []
  /// What is shown in the place of those that can't be shown as they are, by index.
  private var substitutes: [Int: String] = [:]

  /// Takes a stretch of bytes apart.
  init(_ bytes: [UInt8], _ window: Range<Int>) {
    cells.reserveCapacity(window.count)
    bytes.withUnsafeBufferPointer { buffer in
      let text = UnsafeBufferPointer(rebasing: buffer[..<window.upperBound])
      var offset = window.lowerBound
      var column = 0
      while offset < window.upperBound {
        // Letters and marks of English that nothing combines with: most copy, told without `String`.
        let length = Self.plainLength(text, offset)
        if length > 0, offset + length == text.count || Self.plainLength(text, offset + length) > 0
        {
          cells.append(ExcerptCell(offset: offset, width: 1, isSpace: text[offset] == 0x20))
          offset += length
          column += 1
          continue
        }
        var end = offset + UTF8Scan.decode(text, offset).length
        while end < text.count, Self.plainLength(text, end) == 0 {
          end += UTF8Scan.decode(text, end).length
        }
        for character in String(decoding: text[offset..<end], as: UTF8.self) {
          column += add(character, at: offset, column)
          offset += character.utf8.count
        }
        offset = end
      }
    }
  }

  var count: Int { cells.count }
  func offset(_ index: Int) -> Int { cells[index].offset }
  func width(_ index: Int) -> Int32 { cells[index].width }
  func isSpace(_ index: Int) -> Bool { cells[index].isSpace }

  func write(_ shown: Range<Int>, _ range: Range<Int>, of bytes: [UInt8], to text: inout String) {
    var copied = range.lowerBound
    if !substitutes.isEmpty {
      for index in shown {
        guard let substitute = substitutes[index] else { continue }
        text += String(decoding: bytes[copied..<cells[index].offset], as: UTF8.self) + substitute
        copied = index + 1 < shown.upperBound ? cells[index + 1].offset : range.upperBound
      }
    }
    text += String(decoding: bytes[copied..<range.upperBound], as: UTF8.self)
  }

  /// The length in bytes of a scalar that takes one cell and is shown as it is; 0 for others.
  @inline(__always)
  static func plainLength(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    let byte = text[offset]
    if byte < 0x80 { return isPlain(byte) ? 1 : 0 }
    let (scalar, length) = UTF8Scan.decode(text, offset)
    let isLatin = scalar > 0xA0 && scalar < 0x300 && scalar != 0xAD
    // Dashes, quotation marks, ellipsis.
    return isLatin || (0x2010...0x2027).contains(scalar) ? length : 0
  }

  /// Adds a character that starts at a column; returns its width.
  private mutating func add(_ character: Character, at offset: Int, _ column: Int) -> Int {
    var width = DisplayWidth.of(character)
    if character == "\t" {
      width = 4 - column % 4
      substitutes[cells.count] = String(repeating: " ", count: width)
    } else if let visible = Visible.character(character) {
      width = DisplayWidth.of(visible)
      substitutes[cells.count] = visible
    }
    cells.append(
      ExcerptCell(
        offset: offset, width: Int32(width), isSpace: character == "\t" || character == " "))
    return width
  }

  /// Whether a byte is a character of its own, at least one cell wide, whatever stands around it.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}

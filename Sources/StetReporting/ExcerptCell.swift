import StetText

/// A character of a line as a terminal shows it.
struct ExcerptCell {
  /// Where it begins, a byte offset.
  let offset: Int
  /// How many cells it takes.
  let width: Int
  let isSpace: Bool
  /// What is shown in its place, when it can't be shown as it is.
  let substitute: String?

  /// The characters of a stretch of bytes.
  static func cells(_ bytes: [UInt8], _ window: Range<Int>) -> [ExcerptCell] {
    var cells: [ExcerptCell] = []
    cells.reserveCapacity(window.count)
    bytes.withUnsafeBufferPointer { buffer in
      let text = UnsafeBufferPointer(rebasing: buffer[..<window.upperBound])
      var offset = window.lowerBound
      var column = 0
      while offset < window.upperBound {
        // Letters and marks of English that nothing combines with: most copy, told without `String`.
        let length = plainLength(text, offset)
        if length > 0, offset + length == text.count || plainLength(text, offset + length) > 0 {
          cells.append(
            ExcerptCell(
              offset: offset, width: 1, isSpace: text[offset] == 0x20, substitute: nil))
          offset += length
          column += 1
          continue
        }
        var end = offset + UTF8Scan.decode(text, offset).length
        while end < text.count, plainLength(text, end) == 0 {
          end += UTF8Scan.decode(text, end).length
        }
        for character in String(decoding: text[offset..<end], as: UTF8.self) {
          let cell = cell(character, at: offset, column)
          offset += character.utf8.count
          column += cell.width
          cells.append(cell)
        }
        offset = end
      }
    }
    return cells
  }

  /// The length in bytes of a scalar that takes one cell and is shown as it is; 0 for others.
  @inline(__always)
  private static func plainLength(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    let byte = text[offset]
    if byte < 0x80 { return byte >= 0x20 && byte < 0x7F ? 1 : 0 }
    let (scalar, length) = UTF8Scan.decode(text, offset)
    let isLatin = scalar > 0xA0 && scalar < 0x300 && scalar != 0xAD
    // Dashes, quotation marks, ellipsis.
    return isLatin || (0x2010...0x2027).contains(scalar) ? length : 0
  }

  private static func cell(_ character: Character, at offset: Int, _ column: Int) -> ExcerptCell {
    if character == "\t" {
      let width = 4 - column % 4
      return ExcerptCell(
        offset: offset, width: width, isSpace: true,
        substitute: String(repeating: " ", count: width))
    }
    if let visible = Visible.character(character) {
      return ExcerptCell(
        offset: offset, width: DisplayWidth.of(visible), isSpace: false, substitute: visible)
    }
    return ExcerptCell(
      offset: offset, width: DisplayWidth.of(character), isSpace: character == " ",
      substitute: nil)
  }
}

/// How many terminal cells text takes.
enum DisplayWidth {
  /// The cells of a text without control characters or tabs.
  static func of(_ text: String) -> Int {
    if Visible.isPlain(text) { return text.utf8.count }
    if text.unicodeScalars.allSatisfy(isAlone) { return text.unicodeScalars.count }
    var cells = 0
    for character in text { cells += of(character) }
    return cells
  }

  /// Whether a scalar is a character of one cell whatever stands beside it: Latin letters, marks of punctuation, arrows.
  private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD: return false
    case 0x20...0x7E, 0xA1..<0x300, 0x2010...0x2027, 0x2190...0x2193: return true
    default: return false
    }
  }

  /// The cells of one character as a reader sees it: 0, 1 or 2.
  static func of(_ character: Character) -> Int {
    var cells = 0
    for scalar in character.unicodeScalars {
      // A variation selector asks for the emoji's picture, which is wide.
      if scalar.value == 0xFE0F { return 2 }
      cells = max(cells, of(scalar))
    }
    return cells
  }

  /// The cells of one scalar.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    if isWide(value) || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return wide.contains { $0.contains(value) }
  }

  /// East Asian wide and fullwidth ranges beside emoji (source: the Unicode Character Database,
  /// EastAsianWidth.txt; gaps without characters are closed).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}

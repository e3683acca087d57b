import StetText

/// Makes what a terminal would obey or hide visible: control characters, bidirectional controls,
/// zero-width spaces.
enum Visible {
  /// The text with nothing left in it that a terminal obeys. Line breaks and tabs are shown too.
  static func text(_ text: String) -> String {
    // Most texts; in an emoji no more is named.
    if isPlain(text) || text.unicodeScalars.allSatisfy({ name(of: $0, inEmoji: false) == nil }) {
      return text
    }
    var result = ""
    for character in text { result += self.character(character) ?? String(character) }
    return result
  }

  /// Whether a text has nothing but letters, digits and marks of ASCII, and spaces.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { UTF8Scan.isPrintable($0) }
      ?? text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// What to show for a character that cannot be shown as it is, or nil.
  static func character(_ character: Character) -> String? {
    let scalars = character.unicodeScalars
    guard scalars.contains(where: { name(of: $0, inEmoji: scalars.count > 1) != nil }) else {
      return nil
    }
    return scalars.map { name(of: $0, inEmoji: scalars.count > 1) ?? String($0) }.joined()
  }

  private static func name(of scalar: Unicode.Scalar, inEmoji: Bool) -> String? {
    let value = scalar.value
    switch value {
    case 0x09: return "<TAB>"
    case 0x0A: return "<LF>"
    case 0x0D: return "<CR>"
    case 0x1B: return "<ESC>"
    case 0..<0x20, 0x7F..<0xA0: break
    case 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xFFF9...0xFFFB:
      break
    case 0x200C, 0x200D:
      // Joiners hold emoji and many scripts together: shown only where they stand alone.
      if inEmoji { return nil }
    case 0xE0000...0xE007F: if inEmoji { return nil }
    default: return nil
    }
    return "<U+\(JSONWriter.hex(Int(value), 4))>"
  }
}

import StetText

/// Reads Markdown: everything that is not copy is masked, nothing is rebuilt.
enum Markdown {
  static func read(_ bytes: [UInt8]) -> FormatReading {
    FormatReading(text: bytes, blocks: [], opaque: [])
  }
}

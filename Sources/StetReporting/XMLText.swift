/// Text in XML and HTML.
enum XMLText {
  /// The text with what markup would read escaped, fit for content and for attributes in double
  /// quotation marks. Characters that XML 1.0 cannot hold are named instead: `<U+001B>`.
  static func escape(_ text: String) -> String {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x09, 0x0A, 0x0D: bytes.append(contentsOf: "&#\(scalar.value);".utf8)
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
        bytes.append(contentsOf: "&lt;U+\(JSONWriter.hex(Int(scalar.value), 4))&gt;".utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

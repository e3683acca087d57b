/// Paths as URIs.
enum URIPath {
  /// A path with everything percent-encoded that a URI reference may not hold as it is.
  static func encode(_ path: String) -> String {
    var bytes: [UInt8] = []
    for b in path.utf8 {
      switch b {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: bytes.append(b)
      default: bytes.append(contentsOf: "%\(JSONWriter.hex(Int(b), 2))".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

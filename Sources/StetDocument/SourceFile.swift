import StetText

/// How the copy is written down.
public enum CopyFormat: String, CaseIterable, Sendable {
  /// Plain text: blank lines part paragraphs, the first line may be the headline.
  case text
  /// Markdown with optional front matter.
  case markdown

  /// The format that a file name's ending stands for; plain text when it says nothing.
  public static func of(path: String) -> CopyFormat {
    var path = path
    return path.withUTF8 { bytes in
      var end = bytes.count
      while end > 0, bytes[end - 1] == 0x2F { end -= 1 }
      var start = end
      while start > 0, bytes[start - 1] != 0x2E, bytes[start - 1] != 0x2F { start -= 1 }
      // A dot that a name begins with makes no ending.
      guard start > 1, bytes[start - 1] == 0x2E, bytes[start - 2] != 0x2F, start < end,
        bytes[start] | 0x20 == 0x6D
      else { return .text }
      switch String(decoding: bytes[start..<end], as: UTF8.self).lowercased() {
      case "md", "markdown", "mdown", "mkd", "mdx": return .markdown
      default: return .text
      }
    }
  }
}

/// How a file's bytes were read as text.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// Windows code page 1252, the Western European superset of ISO 8859-1.
  case windows1252 = "windows-1252"
}

/// A file that cannot be read as copy.
public enum SourceError: Error, Equatable, Sendable {
  /// The bytes are not UTF-8: the offset of the first malformed byte, with line and column from 1.
  case invalidUTF8(offset: Int, place: LineColumn)
  /// A NUL byte at this offset: not text.
  case nulByte(offset: Int, place: LineColumn)
  /// The bytes start with a UTF-16 byte order mark.
  case utf16
  /// The text is larger than 32-bit offsets address, in bytes.
  case tooLarge(bytes: Int)
}

/// One file of copy: its path as given, its text in UTF-8 and its format.
public struct SourceFile: Sendable {
  /// The path as the user gave it, or the name given for standard input.
  public let path: String
  /// The text in UTF-8: the file's own bytes, or their translation from `encoding`.
  public let bytes: [UInt8]
  /// The format that decides what is copy.
  public let format: CopyFormat
  /// How the file's bytes were written.
  public let encoding: TextEncoding

  /// Makes a file from text that is known to be UTF-8, such as a test's.
  public init(path: String, text: String, format: CopyFormat? = nil) {
    self.path = path
    self.bytes = Array(text.utf8)
    self.format = format ?? .of(path: path)
    self.encoding = .utf8
  }

  /// Makes a file of text that was read before and has been edited since.
  package init(path: String, utf8: [UInt8], format: CopyFormat, encoding: TextEncoding) {
    self.path = path
    self.bytes = utf8
    self.format = format
    self.encoding = encoding
  }

  /// Reads a file's bytes as copy.
  ///
  /// - Throws: `SourceError` when the bytes are no text in the encoding, or too many.
  public init(
    path: String, fileBytes: [UInt8], format: CopyFormat? = nil, encoding: TextEncoding = .utf8
  ) throws(SourceError) {
    if fileBytes.count >= Int(UInt32.max) - 16 {
      throw SourceError.tooLarge(bytes: fileBytes.count)
    }
    if fileBytes.starts(with: [0xFF, 0xFE]) || fileBytes.starts(with: [0xFE, 0xFF]) {
      throw SourceError.utf16
    }
    self.path = path
    self.format = format ?? .of(path: path)
    self.encoding = encoding
    switch encoding {
    case .utf8:
      let bad = fileBytes.withUnsafeBufferPointer {
        UTF8Scan.firstInvalidByte($0, refusingZero: true)
      }
      if let bad {
        // A zero byte says more of a file than what stands before it.
        try Self.requireNoZero(fileBytes)
        throw SourceError.invalidUTF8(offset: bad, place: Self.place(of: bad, in: fileBytes))
      }
      self.bytes = fileBytes
    case .windows1252:
      try Self.requireNoZero(fileBytes)
      self.bytes = Windows1252.decode(fileBytes)
    }
  }

  /// The bytes that a text in UTF-8 has in an encoding, or nil when it can't be written there.
  package static func fileBytes(of text: [UInt8], encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: return text
    case .windows1252: return Windows1252.encode(text)
    }
  }

  private static func requireNoZero(_ bytes: [UInt8]) throws(SourceError) {
    let zero = bytes.withUnsafeBufferPointer { UTF8Scan.first(of: 0, or: 0, in: $0, from: 0) }
    guard zero < bytes.count else { return }
    throw SourceError.nulByte(offset: zero, place: place(of: zero, in: bytes))
  }

  private static func place(of offset: Int, in bytes: [UInt8]) -> LineColumn {
    LineIndex(Array(bytes[..<min(bytes.count, offset + 1)])).position(of: offset, unit: .scalar)
  }
}

/// Windows code page 1252 (source: the Unicode consortium's mapping table CP1252.TXT).
enum Windows1252 {
  private static let high: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The bytes of a text in UTF-8, or nil when a scalar of it is not in the code page.
  static func encode(_ text: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    return text.withUnsafeBufferPointer { buffer in
      var i = 0
      while i < buffer.count {
        let (scalar, length) = UTF8Scan.decode(buffer, i)
        i += length
        if scalar < 0x80 || (0xA0...0xFF).contains(scalar) {
          output.append(UInt8(scalar))
        } else if let place = high.firstIndex(of: scalar) {
          output.append(UInt8(0x80 + place))
        } else {
          return nil
        }
      }
      return output
    }
  }

  /// The text in UTF-8; every byte stands for one scalar.
  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    for b in bytes {
      switch b {
      case ..<0x80: output.append(b)
      case 0x80..<0xA0: UTF8Scan.append(high[Int(b) - 0x80], to: &output)
      default: UTF8Scan.append(UInt32(b), to: &output)
      }
    }
    return output
  }
}

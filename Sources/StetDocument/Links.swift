import StetText

/// Web and e-mail addresses in running copy.
enum Links {
  /// Endings that make `name.ending` an address rather than two sentences without a space
  /// (source: IANA's root zone; the ones that turn up in copy).
  private static let topLevel: Set<[UInt8]> = Set(
    [
      "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "tv", "io", "ai", "app", "co",
      "uk", "ie", "us", "eu", "au", "nz", "ca", "de", "fr", "es", "it", "nl", "ch", "ru", "ua",
      "cn",
      "jp", "kr", "za", "br", "scot", "wales", "london", "news", "js", "html", "htm", "php", "pdf",
    ].map { Array($0.utf8) })

  /// The end of an address that starts at `start` (a letter), or nil.
  ///
  /// - Parameter deadEnd: where a chain of dotted names ends that has been found to be no address:
  ///   what starts inside it is none either, and is not looked at again.
  static func end(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, deadEnd: inout Int
  ) -> Int? {
    // Nearly every word ends at a space: look for a character that only an address would have.
    var i = start
    while i < end, isNameByte(bytes[i]) { i += 1 }
    guard i < end else { return nil }
    switch bytes[i] {
    case 0x3A:
      guard i + 2 < end, bytes[i + 1] == 0x2F, bytes[i + 2] == 0x2F else {
        return isMailto(bytes, start, i) ? addressEnd(bytes, from: i + 1, to: end) : nil
      }
      return addressEnd(bytes, from: i, to: end)
    case 0x40:
      guard i + 1 < end, isNameByte(bytes[i + 1]) else { return nil }
      return addressEnd(bytes, from: i, to: end)
    case 0x2E:
      guard start >= deadEnd else { return nil }
      return dottedEnd(bytes, from: start, firstDot: i, to: end, deadEnd: &deadEnd)
    default: return nil
    }
  }

  private static func isNameByte(_ b: UInt8) -> Bool {
    (b | 0x20) &- 0x61 < 26 || b &- 0x30 < 10 || b == 0x2D || b == 0x5F
  }

  private static func isMailto(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ colon: Int)
    -> Bool
  {
    let name: [UInt8] = [0x6D, 0x61, 0x69, 0x6C, 0x74, 0x6F]
    return colon - start == name.count && bytes[start..<colon].elementsEqual(name)
  }

  /// `www.name…`, `name.tld`, `first.last@…`; nil when the dots end sentences.
  private static func dottedEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, firstDot: Int, to end: Int,
    deadEnd: inout Int
  ) -> Int? {
    var i = firstDot
    var labelStart = start
    while i < end, bytes[i] == 0x2E {
      labelStart = i + 1
      i += 1
      while i < end, isNameByte(bytes[i]) { i += 1 }
      if i == labelStart { break }
    }
    if i < end, bytes[i] == 0x40, i + 1 < end, isNameByte(bytes[i + 1]) {
      return addressEnd(bytes, from: i, to: end)
    }
    let chainEnd = i
    // `name.com.` at the end of a sentence: the last label is the one before.
    if i == labelStart {
      i -= 1
      labelStart = i
      while labelStart > start, bytes[labelStart - 1] != 0x2E { labelStart -= 1 }
    }
    guard labelStart > start, i > labelStart, topLevel.contains(Array(bytes[labelStart..<i])) else {
      deadEnd = chainEnd
      return nil
    }
    if i < end, bytes[i] == 0x2F { return addressEnd(bytes, from: i, to: end) }
    return i
  }

  /// The end of an address that has begun: up to white space or a bracket or quotation mark, less closing
  /// punctuation that belongs to the sentence.
  private static func addressEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var i = start
    while i < end {
      let b = bytes[i]
      if b <= 0x20 || b == 0x3C || b == 0x3E || b == 0x22 || b == 0x60 || b == 0x7F { break }
      if b >= 0x80 {
        let scalar = UTF8Scan.decode(bytes, i).scalar
        if ScalarClass.of(scalar) != .letter { break }
      }
      i += 1
    }
    trim: while i > start {
      switch bytes[i - 1] {
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x2A: i -= 1
      case 0x29:
        if bytes[start..<i].contains(0x28) { break trim }
        i -= 1
      case 0x5D: i -= 1
      default: break trim
      }
    }
    return i
  }
}

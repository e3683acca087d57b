import StetText

/// Parts the dateline from the paragraph that it opens: `LONDON (Reuters) - Shares rose …`.
///
/// A dateline starts a paragraph, ends with a dash that has a space on each side (or two hyphens),
/// and holds nothing but a place in capitals, more places and a date behind commas, and an agency in
/// brackets. Without capitals the agency must stand there: `Moscow (Reuters) -`. Copy must follow it,
/// with a capital, a digit or a mark.
enum Dateline {
  /// The longest dateline, in bytes.
  static let longest = 90
  /// How many paragraphs from the top may have one.
  private static let paragraphs = 2

  /// Gives the datelines of the first paragraphs blocks of their own, and marks lines that hold a
  /// dateline and nothing else.
  static func part(_ blocks: inout [Block], _ bytes: [UInt8]) {
    var seen = 0
    var index = 0
    while index < blocks.count, seen < paragraphs {
      defer { index += 1 }
      guard blocks[index].kind == .paragraph else { continue }
      let range = blocks[index].range
      if isWhole(bytes, range.indices) {
        blocks[index].kind = .dateline
        continue
      }
      seen += 1
      guard let (end, copy) = end(of: bytes, range.indices) else { continue }
      blocks[index].range = TextRange(copy, Int(range.end))
      blocks.insert(
        Block(kind: .dateline, range: TextRange(Int(range.start), end)), at: index)
      index += 1
    }
  }

  /// Where the dateline ends, its dash included, and where the copy starts; nil without one.
  private static func end(of bytes: [UInt8], _ range: Range<Int>) -> (end: Int, copy: Int)? {
    let start = range.lowerBound
    guard range.count > 12, isUpper(bytes[start]) else { return nil }
    let limit = min(range.upperBound, start + longest)
    var i = start + 1
    while i < limit {
      switch bytes[i] {
      case 0x2D, 0xE2:
        if bytes[i - 1] == 0x20 || bytes[i - 1] == 0x29, dashLength(bytes, i, limit) > 0 {
          return ending(at: i, bytes, range)
        }
      // Nothing that ends a sentence or a name stands in a dateline.
      case 0x22, 0x21, 0x3F, 0x3A, 0x3B, 0x24: return nil
      default: break
      }
      i += 1
    }
    return nil
  }

  /// The same for a dateline whose dash is at `dash`.
  private static func ending(
    at dash: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) -> (end: Int, copy: Int)? {
    let limit = min(range.upperBound, range.lowerBound + longest)
    let length = dashLength(bytes, dash, limit)
    let dashEnd = dash + length
    guard dashEnd < limit, bytes[dashEnd] == 0x20 || length == 2 else { return nil }
    var copy = dashEnd
    while copy < range.upperBound, bytes[copy] == 0x20 { copy += 1 }
    guard copy < range.upperBound, opensCopy(bytes, copy),
      isPlace(bytes, range.lowerBound..<(bytes[dash - 1] == 0x20 ? dash - 1 : dash))
    else { return nil }
    return (dashEnd, copy)
  }

  /// Whether the block holds a dateline and nothing else: `LONDON, Jan 5 (Reuters)`.
  private static func isWhole(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count > 6, range.count <= longest, bytes[range.upperBound - 1] == 0x29 else {
      return false
    }
    return isPlace(bytes, range)
  }

  /// Whether the bytes are a place in capitals with what may follow it, or a place and an agency.
  private static func isPlace(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.upperBound
    var hasAgency = false
    if bytes[end - 1] == 0x29 {
      guard let open = bytes[range].lastIndex(of: 0x28), open > range.lowerBound + 2,
        open + 2 < end, isUpper(bytes[open + 1]) || bytes[open + 1] | 0x20 == 0x64
      else { return false }
      hasAgency = true
      end = open
      while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
    }
    guard end - range.lowerBound >= 3, end - range.lowerBound <= 60 else { return false }
    let place = range.lowerBound..<(bytes[range.lowerBound..<end].firstIndex(of: 0x2C) ?? end)
    if labels.contains(bytes[place].map { $0 | 0x20 }) { return false }
    let isCapitals = bytes[place].allSatisfy { isPlaceByte($0) && !($0 &- 0x61 < 26) }
    guard isCapitals && place.count >= 3 || hasAgency else { return false }
    // Behind the place: capitalised words, digits, stops and commas.
    var startsWord = true
    for i in range.lowerBound..<end {
      let b = bytes[i]
      if b &- 0x61 < 26, startsWord, !isJoiner(bytes, i, end) { return false }
      guard isPlaceByte(b) || b == 0x2C || b &- 0x30 < 10 else { return false }
      startsWord = b == 0x20 || b == 0x2C || b == 0x2F
    }
    return true
  }

  /// `of`, `de`, `on` and the like inside a place or before a date.
  private static func isJoiner(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end, bytes[i] &- 0x61 < 26 { i += 1 }
    return i - start <= 3 && i < end && bytes[i] == 0x20
  }

  private static func isPlaceByte(_ b: UInt8) -> Bool {
    (b | 0x20) &- 0x61 < 26 || b >= 0x80 || [0x20, 0x2E, 0x27, 0x2D, 0x2F].contains(b)
  }

  private static func isUpper(_ b: UInt8) -> Bool { b &- 0x41 < 26 || b == 0xC3 }

  /// The bytes of a dash: 1 for a hyphen, 2 for two, 3 for a dash of its own; 0 for none.
  private static func dashLength(_ bytes: [UInt8], _ i: Int, _ limit: Int) -> Int {
    if bytes[i] == 0x2D { return i + 1 < limit && bytes[i + 1] == 0x2D ? 2 : 1 }
    guard bytes[i] == 0xE2, i + 2 < limit, bytes[i + 1] == 0x80 else { return 0 }
    return (0x93...0x95).contains(bytes[i + 2]) ? 3 : 0
  }

  private static func opensCopy(_ bytes: [UInt8], _ i: Int) -> Bool {
    let b = bytes[i]
    return b &- 0x41 < 26 || b &- 0x30 < 10 || b == 0x22 || b == 0x27 || b == 0x24 || b >= 0xC2
  }

  /// Labels in capitals that are no places, in lower case.
  private static let labels: Set<[UInt8]> = Set(
    [
      "watch", "live", "update", "updated", "breaking", "exclusive", "analysis", "opinion", "video",
      "listen", "photos", "correction", "corrected", "editorial", "review", "explainer", "factbox",
      "comment", "profile", "preview", "recap", "poll", "quiz", "read", "read more", "note", "more",
      "also", "related", "spoiler alert", "warning", "trending", "obituary", "interview",
    ].map { Array($0.utf8) })
}

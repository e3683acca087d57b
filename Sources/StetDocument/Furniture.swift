import StetText

/// Tells furniture from body copy in plain text, where nothing but the words and their place do.
///
/// The rules, first match wins; docs/furniture.md states them for readers:
/// - after `ends`, `-30-`, `###` or `Notes to editors` on a line of its own, everything is a note;
/// - `(Reporting by …)`, `Editor's note:`, `Contact:` and the like are notes;
/// - `Image caption`, `Caption:`, `Photo:` … start a caption;
/// - `By Jane Smith` near the top is a byline, and what stands between headline and byline the
///   standfirst; so is the block behind the headline when it ends like a headline;
/// - a short line between two paragraphs that ends without a full stop is a crosshead, unless three
///   or more such lines follow each other (results, lists).
enum Furniture {
  /// The longest crosshead, in bytes.
  static let longestCrosshead = 72
  /// The longest standfirst, in bytes.
  static let longestStandfirst = 320

  static func mark(_ blocks: inout [Block], _ bytes: [UInt8]) {
    markNotes(&blocks, bytes)
    markCaptions(&blocks, bytes)
    markTop(&blocks, bytes)
    markCrossheads(&blocks, bytes)
  }

  // MARK: Notes and captions

  private static func markNotes(_ blocks: inout [Block], _ bytes: [UInt8]) {
    let starts = starts
    for index in blocks.indices where blocks[index].kind == .paragraph {
      let range = blocks[index].range.indices
      // Nearly every paragraph begins as no mark does.
      let mayStart = starts.contain(range, bytes)
      let mayEnd =
        index > 0 && (mayStart || range.count <= longestEndMark) && mayBeEndMark(range, bytes)
      guard mayStart || mayEnd else { continue }
      let text = lowered(blocks[index], bytes, limit: longestEndMark)
      if mayEnd, endMarks.contains(trimmed(text)) {
        for rest in index..<blocks.count where blocks[rest].kind != .separator {
          blocks[rest].kind = .note
        }
        return
      }
      if mayStart, noteStarts.contains(where: { text.starts(with: $0) }) {
        blocks[index].kind = .note
      }
    }
  }

  private static func markCaptions(_ blocks: inout [Block], _ bytes: [UInt8]) {
    let starts = starts
    for index in blocks.indices where blocks[index].kind == .paragraph {
      guard starts.contain(blocks[index].range.indices, bytes) else { continue }
      let text = lowered(blocks[index], bytes, limit: 16)
      if captionStarts.contains(where: { text.starts(with: $0) }) { blocks[index].kind = .caption }
    }
  }

  private static let endMarks: Set<[UInt8]> = texts([
    "ends", "end", "30", "notes to editors", "note to editors", "notes for editors",
    "editors notes",
  ])
  private static let noteStarts = texts([
    "(reporting by", "(writing by", "(editing by", "reporting by ", "additional reporting by",
    "editor's note:", "editor’s note:", "note to editors", "notes to editors", "embargoed until",
    "embargo:", "not for publication", "press contact", "media contact", "contact:",
  ])
  private static let captionStarts = texts([
    "image caption", "media caption", "caption:", "photo:", "picture:", "image:", "pictured:",
  ])

  /// The longest line that can be an end mark, in bytes, marks around it included.
  private static let longestEndMark = 48
  /// What notes and captions start with.
  private static let starts = BlockStarts(noteStarts.union(captionStarts))

  private static func texts(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }

  // MARK: Under the headline

  private static func markTop(_ blocks: inout [Block], _ bytes: [UInt8]) {
    guard let headline = blocks.firstIndex(where: { $0.kind == .headline }) else { return }
    let top = (headline + 1)..<min(blocks.count, headline + 4)
    if let byline = top.first(where: { isByline(blocks[$0], bytes) }) {
      blocks[byline].kind = .byline
      for index in (headline + 1)..<byline where blocks[index].kind == .paragraph {
        if blocks[index].range.count <= longestStandfirst { blocks[index].kind = .standfirst }
      }
      return
    }
    let next = headline + 1
    guard next + 1 < blocks.count, blocks[next].kind == .paragraph,
      blocks[next].range.count <= longestStandfirst, blocks[next].range.count > longestCrosshead,
      !endsSentence(blocks[next], bytes)
    else { return }
    blocks[next].kind = .standfirst
  }

  /// `By Jane Smith`, `By Jane Smith and John Brown, Political Editor`.
  private static func isByline(_ block: Block, _ bytes: [UInt8]) -> Bool {
    let range = block.range.indices
    guard block.kind == .paragraph, range.count <= 100, range.count > 5 else { return false }
    let first = range.lowerBound
    guard bytes[first] == 0x42, bytes[first + 1] | 0x20 == 0x79, bytes[first + 2] == 0x20,
      bytes[first + 3] &- 0x41 < 26 || bytes[first + 3] >= 0xC3
    else { return false }
    return !endsSentence(block, bytes)
  }

  // MARK: Crossheads

  private static func markCrossheads(_ blocks: inout [Block], _ bytes: [UInt8]) {
    var index = 0
    while index < blocks.count {
      guard isShortLine(blocks[index], bytes) else {
        index += 1
        continue
      }
      var end = index
      while end < blocks.count, isShortLine(blocks[end], bytes) { end += 1 }
      let isBetween =
        index > 0 && end < blocks.count && blocks[end].kind == .paragraph
        && blocks[index - 1].kind == .paragraph
      if isBetween, end - index <= 2 {
        for crosshead in index..<end { blocks[crosshead].kind = .crosshead }
      }
      index = end
    }
  }

  private static func isShortLine(_ block: Block, _ bytes: [UInt8]) -> Bool {
    let range = block.range.indices
    guard block.kind == .paragraph, range.count <= longestCrosshead, range.count >= 3,
      !bytes[range].contains(0x0A)
    else { return false }
    var first = range.lowerBound
    var last = range.upperBound - 1
    // Quotation marks around or at the edges say nothing.
    while first < last, isQuotationMark(bytes, first) { first += bytes[first] < 0x80 ? 1 : 3 }
    while last > first, bytes[last] == 0x22 || bytes[last] == 0x27 { last -= 1 }
    if last - 2 > first, isQuotationMark(bytes, last - 2) { last -= 3 }
    guard last > first, isUpperStart(bytes[first]) else { return false }
    switch bytes[last] {
    case 0x2E: return last - 2 > first && bytes[last - 1] == 0x2E && bytes[last - 2] == 0x2E
    case 0x21, 0x2C, 0x3B, 0x3A, 0x2D: return false
    case 0x3F: return !startsQuoted(bytes, range.lowerBound)
    default: return true
    }
  }

  private static func startsQuoted(_ bytes: [UInt8], _ index: Int) -> Bool {
    isQuotationMark(bytes, index)
  }

  private static func isQuotationMark(_ bytes: [UInt8], _ index: Int) -> Bool {
    if bytes[index] == 0x22 || bytes[index] == 0x27 { return true }
    return bytes[index] == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80
      && (0x98...0x9D).contains(bytes[index + 2])
  }

  private static func isUpperStart(_ b: UInt8) -> Bool {
    b &- 0x41 < 26 || b &- 0x30 < 10 || b >= 0xC3
  }

  // MARK: Helpers

  /// Whether the block ends with a full stop, an exclamation or a question mark, quotation marks
  /// and brackets aside.
  private static func endsSentence(_ block: Block, _ bytes: [UInt8]) -> Bool {
    var i = Int(block.range.end) - 1
    let start = Int(block.range.start)
    while i > start, bytes[i] == 0x22 || bytes[i] == 0x27 || bytes[i] == 0x29 || bytes[i] >= 0x80 {
      i -= 1
    }
    return bytes[i] == 0x2E || bytes[i] == 0x21 || bytes[i] == 0x3F
  }

  private static func lowered(_ block: Block, _ bytes: [UInt8], limit: Int) -> [UInt8] {
    let range = block.range.indices
    return bytes[range.prefix(limit)].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  /// Whether the first letter or digit is one that an end mark begins with: a look that settles most.
  private static func mayBeEndMark(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    for i in range.prefix(longestEndMark) {
      let lower = bytes[i] | 0x20
      if lower &- 0x61 < 26 { return lower == 0x65 || lower == 0x6E }
      if bytes[i] &- 0x30 < 10 { return bytes[i] == 0x33 }
    }
    return false
  }

  /// The text without marks and spaces around it.
  private static func trimmed(_ text: [UInt8]) -> [UInt8] {
    func isEdge(_ b: UInt8) -> Bool { !((b | 0x20) &- 0x61 < 26 || b &- 0x30 < 10) }
    guard let first = text.firstIndex(where: { !isEdge($0) }),
      let last = text.lastIndex(where: { !isEdge($0) })
    else { return [] }
    return text[first...last].filter { $0 != 0x27 && $0 < 0x80 }
  }
}

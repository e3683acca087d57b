import StetDocument
import StetRules
import StetText

/// What makes a finding the same one after lines have moved: its rule, its words and its sentence.
package struct FindingKey: Hashable, Sendable {
  /// The rule's id.
  package let rule: String
  /// A hash of the sentence that the finding stands in (64-bit FNV-1a), white space aside.
  package let sentence: UInt64
  /// The words, white space aside.
  package let text: String

  /// Makes a key.
  package init(rule: String, sentence: UInt64, text: String) {
    self.rule = rule
    self.sentence = sentence
    self.text = text
  }

  /// The key of a finding in its document.
  package init(_ finding: Diagnostic, in document: Document) {
    rule = finding.rule
    let range = finding.range
    text = String(decoding: Self.normal(document.text[range.indices]), as: UTF8.self)
    sentence = Self.hash(Self.normal(document.text[Self.sentence(of: range, document).indices]))
  }

  /// The range from the start of the sentence that a range begins in to its end, inside its block;
  /// the line where there is no block.
  private static func sentence(of range: TextRange, _ document: Document) -> TextRange {
    let tokens = document.tokens
    guard tokens.count > 0 else { return range }
    var first = tokens.index(at: Int(range.start))
    guard let block = document.blockIndex(ofToken: first) else {
      var start = Int(range.start)
      var end = Int(range.end)
      while start > 0, document.text[start - 1] != 0x0A { start -= 1 }
      while end < document.text.count, document.text[end] != 0x0A { end += 1 }
      return TextRange(start, end)
    }
    let limits = document.blocks[block].tokens
    var last = first
    while first > limits.lowerBound, !tokens.opensSentence[first] { first -= 1 }
    while last + 1 < limits.upperBound, !tokens.opensSentence[last + 1] { last += 1 }
    return tokens.range(first).union(tokens.range(last))
  }

  /// The text with each run of white space as one space, none at its ends.
  private static func normal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for byte in bytes {
      if byte > 0x20 {
        output.append(byte)
      } else if let last = output.last, last != 0x20 {
        output.append(0x20)
      }
    }
    if output.last == 0x20 { output.removeLast() }
    return output
  }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}

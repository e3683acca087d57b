import Foundation
import StetDocument
import StetText

/// A story as plain expressions see it: lines and quotation marks, nothing that the models know.
///
/// The planter must not choose its places by the model that the rules read, or what the model does
/// not see would not count as missed.
struct PlainStory {
  /// One match of an expression, in bytes of the file.
  struct Match {
    /// The whole match and its groups; nil for a group that took no part.
    var groups: [TextRange?]
    /// The text of the whole match and of the groups.
    var texts: [String]
  }

  let text: String
  private let bytes: [UInt8]
  /// The headline, when a blank line follows the first line and it does not end as a sentence does.
  let headline: TextRange?
  /// Lines of running copy: behind the headline, ending as sentences do.
  let paragraphs: [TextRange]

  init(_ file: SourceFile) {
    bytes = file.bytes
    text = String(decoding: file.bytes, as: UTF8.self)
    var lines: [TextRange] = []
    var start = 0
    for end in bytes.indices where bytes[end] == 0x0A {
      lines.append(TextRange(start, end))
      start = end + 1
    }
    lines.append(TextRange(start, bytes.count))
    var headline: TextRange?
    if let first = lines.firstIndex(where: { !$0.isEmpty }), first + 1 < lines.count,
      lines[first + 1].isEmpty, lines[first].count <= 160,
      let last = bytes[lines[first].indices].last, ![0x2E, 0x2C, 0x3A, 0x3B].contains(last)
    {
      headline = lines[first]
    }
    self.headline = headline
    let found = bytes
    paragraphs = lines.filter { line in
      guard line.count > 60, line != headline, let last = found[line.indices].last else {
        return false
      }
      // A full stop, a question mark, a straight or a curly closing mark.
      return [0x2E, 0x3F, 0x21, 0x22, 0x9D].contains(last)
    }
  }

  /// The text of a range.
  func string(_ range: TextRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }

  /// The matches of an expression in a range.
  func matches(_ expression: NSRegularExpression?, in range: TextRange) -> [Match] {
    guard let expression else { return [] }
    let part = string(range)
    let whole = NSRange(part.startIndex..., in: part)
    return expression.matches(in: part, range: whole).map { result in
      var groups: [TextRange?] = []
      var texts: [String] = []
      for index in 0..<result.numberOfRanges {
        guard let found = Range(result.range(at: index), in: part) else {
          groups.append(nil)
          texts.append("")
          continue
        }
        let start = part.utf8.distance(from: part.startIndex, to: found.lowerBound)
        let end = part.utf8.distance(from: part.startIndex, to: found.upperBound)
        groups.append(
          TextRange(Int(range.start) + start, Int(range.start) + end))
        texts.append(String(part[found]))
      }
      return Match(groups: groups, texts: texts)
    }
  }

  /// The matches in running copy outside double quotation marks.
  func narrated(_ expression: NSRegularExpression?) -> [Match] {
    paragraphs.flatMap { paragraph in
      matches(expression, in: paragraph).filter { match in
        match.groups[0].map { !isQuoted(Int($0.start), in: paragraph) } ?? false
      }
    }
  }

  /// Whether an odd number of double marks stands before a byte in its paragraph.
  private func isQuoted(_ offset: Int, in paragraph: TextRange) -> Bool {
    var depth = 0
    var i = Int(paragraph.start)
    while i < offset {
      if bytes[i] == 0x22 {
        depth = depth > 0 ? 0 : 1
      } else if bytes[i] == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80 {
        if bytes[i + 2] == 0x9C { depth = 1 }
        if bytes[i + 2] == 0x9D { depth = 0 }
      }
      i += 1
    }
    return depth > 0
  }
}

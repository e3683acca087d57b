import StetText

/// Link reference definitions: `[label]: target "title"`.
enum MarkdownDefinitions {
  /// The longest label, in bytes, as CommonMark limits it.
  static let longestLabel = 999

  /// Reads definitions at the start of a paragraph; returns how many of its lines they take.
  static func read(
    _ lines: ArraySlice<TextRange>, _ bytes: UnsafeBufferPointer<UInt8>,
    into labels: inout Set<[UInt8]>
  ) -> Int {
    var used = 0
    while used < lines.count {
      let rest = lines.dropFirst(used)
      guard let (label, taken) = definition(rest, bytes) else { break }
      labels.insert(label)
      used += taken
    }
    return used
  }

  private static func definition(
    _ lines: ArraySlice<TextRange>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (label: [UInt8], lines: Int)? {
    guard let first = lines.first else { return nil }
    var line = first
    var used = 1
    guard let labelEnd = labelEnd(bytes, Int(line.start), Int(line.end)),
      labelEnd < Int(line.end), bytes[labelEnd] == 0x3A,
      let label = normalised(bytes, Int(line.start) + 1, labelEnd - 1)
    else { return nil }
    var i = skipSpaces(bytes, labelEnd + 1, Int(line.end))
    if i == Int(line.end) {
      guard lines.count > used else { return nil }
      line = lines[lines.startIndex + used]
      used += 1
      i = Int(line.start)
    }
    guard let target = MarkdownLinks.targetEnd(bytes, i, Int(line.end)), target > i else {
      return nil
    }
    let title = skipSpaces(bytes, target, Int(line.end))
    if title < Int(line.end) {
      guard title > target,
        let end = MarkdownLinks.titleEnd(bytes, title, Int(line.end)),
        skipSpaces(bytes, end, Int(line.end)) == Int(line.end)
      else { return nil }
      return (label, used)
    }
    // A title may stand on the next line.
    if lines.count > used {
      let following = lines[lines.startIndex + used]
      if let end = MarkdownLinks.titleEnd(bytes, Int(following.start), Int(following.end)),
        skipSpaces(bytes, end, Int(following.end)) == Int(following.end)
      {
        used += 1
      }
    }
    return (label, used)
  }

  /// The offset just after `[label]` at `start`, or nil.
  static func labelEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end, bytes[start] == 0x5B else { return nil }
    var i = start + 1
    while i < end, i - start <= longestLabel {
      switch bytes[i] {
      case 0x5D: return i + 1
      case 0x5B: return nil
      case 0x5C: i += 2
      default: i += 1
      }
    }
    return nil
  }

  /// A label in lower case with single spaces; nil when it is blank.
  static func normalised(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> [UInt8]? {
    var output: [UInt8] = []
    var isSpace = false
    for i in start..<max(start, end) {
      let b = bytes[i]
      if b == 0x20 || b &- 9 < 5 {
        isSpace = !output.isEmpty
      } else {
        if isSpace { output.append(0x20) }
        isSpace = false
        output.append(b)
      }
    }
    return output.isEmpty ? nil : CaseFolding.lowered(output)
  }

  private static func skipSpaces(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int)
    -> Int
  {
    var i = start
    while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    return i
  }
}

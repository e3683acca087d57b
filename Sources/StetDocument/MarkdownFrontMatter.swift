import StetText

/// Front matter of Markdown: YAML between `---`, TOML between `+++`, or a JSON object.
///
/// The values of a few keys are copy (`title`, `description`, `author` and their like, see `kind`);
/// all else is opaque. No full parser: only scalars at the top level are read, and each stays at
/// exactly its own bytes.
enum MarkdownFrontMatter {
  /// Reads front matter at `start`; returns where the body starts.
  static func read(_ sketch: inout MarkdownSketch, from start: Int) -> Int {
    let bytes = sketch.bytes
    guard start < bytes.count else { return start }
    switch bytes[start] {
    case 0x2D, 0x2B: return readFenced(&sketch, from: start)
    case 0x7B:
      var json = MarkdownJSONFrontMatter(bytes, start)
      guard let end = json.read() else { return start }
      for value in json.values {
        guard let kind = kind(ofKey: value.key) else { continue }
        add(kind, value.range, escapes: .json, &sketch)
      }
      return end
    default: return start
    }
  }

  /// What the value of a key is; nil when it is no copy.
  static func kind(ofKey key: String) -> BlockKind? {
    switch key.lowercased() {
    case "title", "headline": return .headline
    case "description", "summary", "standfirst", "dek", "excerpt", "subtitle", "subheadline",
      "lede":
      return .standfirst
    case "author", "byline": return .byline
    case "dateline": return .dateline
    default: return nil
    }
  }

  private enum Escapes {
    case none
    /// A quotation mark is written twice.
    case doubled
    /// Backslash escapes, as JSON, YAML and TOML share them.
    case json
  }

  // MARK: YAML and TOML

  private static func readFenced(_ sketch: inout MarkdownSketch, from start: Int) -> Int {
    let bytes = sketch.bytes
    let mark = bytes[start]
    let lines = Lines(bytes, start)
    guard lines.isFence(start, lines.end(of: start), mark) else { return start }
    // Without its closing fence the line is a rule or text.
    var position = lines.after(start)
    let first = position
    var close: Int?
    while position < bytes.count {
      let end = lines.end(of: position)
      if lines.isFence(position, end, mark) || (mark == 0x2D && lines.isDots(position, end)) {
        close = position
        break
      }
      position = lines.after(position)
    }
    guard let close else { return start }
    position = first
    while position < close {
      if mark == 0x2B, bytes[position] == 0x5B { break }
      position = readEntry(&sketch, lines, position, close, isTOML: mark == 0x2B)
    }
    return lines.after(close)
  }

  /// Reads one `key: value` or `key = value`; returns where the next line starts.
  private static func readEntry(
    _ sketch: inout MarkdownSketch, _ lines: Lines, _ start: Int, _ limit: Int, isTOML: Bool
  ) -> Int {
    let bytes = sketch.bytes
    let end = lines.end(of: start)
    let next = lines.after(start)
    var i = start
    if i < end, bytes[i] == 0x22 || bytes[i] == 0x27 { i += 1 }
    let keyStart = i
    while i < end, bytes[i] > 0x20, bytes[i] != 0x3A, bytes[i] != 0x3D, bytes[i] != 0x22,
      bytes[i] != 0x27
    { i += 1 }
    let keyEnd = i
    if i < end, bytes[i] == 0x22 || bytes[i] == 0x27 { i += 1 }
    i = lines.skipSpaces(i, end)
    guard keyEnd > keyStart, i < end, bytes[i] == (isTOML ? 0x3D : 0x3A),
      let kind = kind(ofKey: String(decoding: bytes[keyStart..<keyEnd], as: UTF8.self))
    else { return next }
    i = lines.skipSpaces(i + 1, end)
    guard i < end else { return next }
    switch bytes[i] {
    case 0x22, 0x27: return readQuoted(&sketch, lines, i, limit, kind, isTOML: isTOML)
    case 0x7C where !isTOML, 0x3E where !isTOML:
      return readBlockScalar(&sketch, lines, next, limit, kind)
    case 0x5B, 0x7B, 0x26, 0x2A, 0x21: return next
    default: break
    }
    if isTOML { return next }
    var last = end
    // A comment ends a plain value.
    var k = i
    while k + 1 < end {
      if bytes[k] == 0x20 || bytes[k] == 0x09, bytes[k + 1] == 0x23 {
        last = k
        break
      }
      k += 1
    }
    if bytes[i] != 0x23 {
      add(kind, TextRange(i, lines.trimmedEnd(i, last)), escapes: .none, &sketch)
    }
    return next
  }

  private static func readQuoted(
    _ sketch: inout MarkdownSketch, _ lines: Lines, _ start: Int, _ limit: Int, _ kind: BlockKind,
    isTOML: Bool
  ) -> Int {
    let bytes = sketch.bytes
    let mark = bytes[start]
    var i = start + 1
    if isTOML, i + 1 < limit, bytes[i] == mark, bytes[i + 1] == mark {
      // A text of several lines between three marks.
      let first = i + 2
      var end = first
      while end + 2 < limit, bytes[end] != mark || bytes[end + 1] != mark || bytes[end + 2] != mark
      {
        end += mark == 0x22 && bytes[end] == 0x5C ? 2 : 1
      }
      guard end + 2 < limit else { return lines.after(start) }
      addTrimmed(kind, first, end, mark == 0x22 ? .json : .none, lines, &sketch)
      return lines.after(end)
    }
    while i < limit {
      if bytes[i] == 0x5C, mark == 0x22 {
        i += 2
      } else if bytes[i] == mark {
        guard mark == 0x27, !isTOML, i + 1 < limit, bytes[i + 1] == mark else { break }
        i += 2
      } else {
        i += 1
      }
    }
    guard i < limit else { return lines.after(start) }
    let escapes: Escapes = mark == 0x22 ? .json : isTOML ? .none : .doubled
    addTrimmed(kind, start + 1, i, escapes, lines, &sketch)
    return lines.after(i)
  }

  private static func readBlockScalar(
    _ sketch: inout MarkdownSketch, _ lines: Lines, _ start: Int, _ limit: Int, _ kind: BlockKind
  ) -> Int {
    let bytes = sketch.bytes
    var position = start
    var end = start
    while position < limit {
      let lineEnd = lines.end(of: position)
      let content = lines.skipSpaces(position, lineEnd)
      if content < lineEnd {
        guard bytes[position] == 0x20 || bytes[position] == 0x09 else { break }
        end = lineEnd
      }
      position = lines.after(position)
    }
    addTrimmed(kind, start, end, .none, lines, &sketch)
    return position
  }

  private static func addTrimmed(
    _ kind: BlockKind, _ start: Int, _ end: Int, _ escapes: Escapes, _ lines: Lines,
    _ sketch: inout MarkdownSketch
  ) {
    let bytes = sketch.bytes
    var first = start
    var last = end
    while first < last, bytes[first] <= 0x20 { first += 1 }
    while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
    add(kind, TextRange(first, last), escapes: escapes, &sketch)
  }

  private static func add(
    _ kind: BlockKind, _ range: TextRange, escapes: Escapes, _ sketch: inout MarkdownSketch
  ) {
    guard !range.isEmpty else { return }
    sketch.markCopy(range.indices)
    sketch.blocks.append(Block(kind: kind, range: range))
    guard escapes != .none else { return }
    let bytes = sketch.bytes
    var i = Int(range.start)
    let end = Int(range.end)
    while i < end {
      if escapes == .doubled, bytes[i] == 0x27, i + 1 < end {
        sketch.replacements.append(.init(range: TextRange(i, i + 2), bytes: [0x27]))
        i += 2
      } else if escapes == .json, bytes[i] == 0x5C, i + 1 < end {
        let (length, text) = unescaped(bytes, i, end)
        sketch.replacements.append(.init(range: TextRange(i, i + length), bytes: text))
        i += length
      } else {
        i += 1
      }
    }
  }

  /// The length of the escape at a backslash and what it stands for.
  private static func unescaped(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int
  ) -> (length: Int, text: [UInt8]) {
    switch bytes[i + 1] {
    case 0x6E, 0x72, 0x74: return (2, [0x20])
    case 0x75:
      guard let unit = hex(bytes, i + 2, end) else { return (2, [0x75]) }
      var text: [UInt8] = []
      if unit & 0xFC00 == 0xD800, i + 7 < end, bytes[i + 6] == 0x5C, bytes[i + 7] == 0x75,
        let low = hex(bytes, i + 8, end), low & 0xFC00 == 0xDC00
      {
        UTF8Scan.append(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &text)
        return (12, text)
      }
      UTF8Scan.append(unit, to: &text)
      return (6, text)
    case 0x0A, 0x0D: return (1, [])
    default: return (1, [])
    }
  }

  private static func hex(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt32? {
    guard start + 4 <= end else { return nil }
    return UInt32(String(decoding: bytes[start..<start + 4], as: UTF8.self), radix: 16)
  }

  /// Lines of the file.
  private struct Lines {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) { self.bytes = bytes }

    func end(of start: Int) -> Int {
      var i = start
      while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
      return i
    }

    func after(_ start: Int) -> Int {
      var i = end(of: start)
      if i + 1 < bytes.count, bytes[i] == 0x0D, bytes[i + 1] == 0x0A { i += 1 }
      return min(i + 1, bytes.count)
    }

    func skipSpaces(_ start: Int, _ end: Int) -> Int {
      var i = start
      while i < end, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
      return i
    }

    func trimmedEnd(_ start: Int, _ end: Int) -> Int {
      var i = end
      while i > start, bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09 { i -= 1 }
      return i
    }

    /// Whether a line is three of a mark and nothing else.
    func isFence(_ start: Int, _ end: Int, _ mark: UInt8) -> Bool {
      trimmedEnd(start, end) == start + 3 && (0..<3).allSatisfy { bytes[start + $0] == mark }
    }

    func isDots(_ start: Int, _ end: Int) -> Bool { isFence(start, end, 0x2E) }
  }
}

/// The string values at the top level of a JSON object that opens a Markdown file.
struct MarkdownJSONFrontMatter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var i: Int
  /// Keys and where their values stand, without quotation marks.
  private(set) var values: [(key: String, range: TextRange)] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
    self.bytes = bytes
    i = start
  }

  /// Reads the object; returns the offset after the line that closes it, nil when it is none.
  mutating func read() -> Int? {
    var depth = 0
    var key: String?
    var isValue = false
    while i < bytes.count {
      switch bytes[i] {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth == 0 { return endOfLine() }
      case 0x3A where depth == 1: isValue = true
      case 0x2C where depth == 1:
        key = nil
        isValue = false
      case 0x22:
        guard let range = readString() else { return nil }
        if depth == 1, isValue, let name = key {
          values.append((name, range))
          key = nil
        } else if depth == 1, !isValue {
          key = String(decoding: bytes[range.indices], as: UTF8.self)
        }
        continue
      case 0x20, 0x09, 0x0A, 0x0D, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3A, 0x2C,
        0x2B:
        // `{{` and `{%` are shortcodes; a bare word is no key.
        if depth == 1, !isValue, bytes[i] > 0x20 { return nil }
      default: return nil
      }
      i += 1
    }
    return nil
  }

  private mutating func readString() -> TextRange? {
    let start = i + 1
    i = start
    while i < bytes.count {
      if bytes[i] == 0x22 {
        i += 1
        return TextRange(start, i - 1)
      }
      i += bytes[i] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// Only white space may follow on the line.
  private func endOfLine() -> Int? {
    var end = i + 1
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end < bytes.count else { return end }
    if bytes[end] == 0x0D { return min(bytes.count, end + 2) }
    return bytes[end] == 0x0A ? end + 1 : nil
  }
}

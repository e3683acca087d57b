import StetText

/// HTML inside Markdown: which lines are raw HTML, where tags end, and the copy between them.
enum MarkdownHTML {
  /// What ends a block of raw HTML (the kinds 1 to 7 of CommonMark, 4.6).
  enum BlockEnd {
    case closingTag([UInt8])
    case comment
    case instruction
    case declaration
    case characterData
    case blankLine

    /// Whether a blank line ends the block.
    var isBlankLine: Bool {
      if case .blankLine = self { return true }
      return false
    }

    /// Whether a line holds what ends the block.
    func isMet(by bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
      switch self {
      case .closingTag(let name): return MarkdownHTML.findClosing(name, bytes, start, end) != nil
      case .comment: return MarkdownHTML.find([0x2D, 0x2D, 0x3E], bytes, start, end) != nil
      case .instruction: return MarkdownHTML.find([0x3F, 0x3E], bytes, start, end) != nil
      case .declaration: return MarkdownHTML.find([0x3E], bytes, start, end) != nil
      case .characterData: return MarkdownHTML.find([0x5D, 0x5D, 0x3E], bytes, start, end) != nil
      case .blankLine: return false
      }
    }
  }

  /// Elements whose content is no copy.
  static let rawNames: Set<String> = [
    "script", "style", "pre", "textarea", "svg", "math", "code", "kbd", "samp", "tt", "template",
  ]

  private static let wholeNames: Set<String> = ["script", "style", "pre", "textarea"]

  /// Elements that stand as blocks (CommonMark's list for kind 6).
  static let blockNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul", "br",
  ]

  /// What ends the block of raw HTML that starts at `start` (a `<`), or nil when none does.
  static func blockEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, inParagraph: Bool
  ) -> BlockEnd? {
    guard start + 1 < end, bytes[start] == 0x3C else { return nil }
    let b = bytes[start + 1]
    if b == 0x21 {
      if starts(with: [0x3C, 0x21, 0x2D, 0x2D], bytes, start, end) { return .comment }
      if starts(with: Array("<![CDATA[".utf8), bytes, start, end) { return .characterData }
      return start + 2 < end && isLetter(bytes[start + 2]) ? .declaration : nil
    }
    if b == 0x3F { return .instruction }
    let isClosing = b == 0x2F
    let nameStart = start + (isClosing ? 2 : 1)
    let nameEnd = nameEnd(bytes, nameStart, end)
    guard nameEnd > nameStart else { return nil }
    let name = lowered(bytes, nameStart, nameEnd)
    let after = nameEnd < end ? bytes[nameEnd] : 0x20
    let isBounded = after == 0x20 || after == 0x09 || after == 0x3E
    if !isClosing, isBounded, wholeNames.contains(name) { return .closingTag(Array(name.utf8)) }
    let isEmptyTag = after == 0x2F && nameEnd + 1 < end && bytes[nameEnd + 1] == 0x3E
    if isBounded || isEmptyTag, name != "br", blockNames.contains(name) { return .blankLine }
    guard !inParagraph, let tagEnd = tagEnd(bytes, start, end) else { return nil }
    for i in tagEnd..<end where bytes[i] != 0x20 && bytes[i] != 0x09 { return nil }
    return .blankLine
  }

  /// The end of a `script` or `style` that opens in a line and doesn't close there.
  static func rawOpening(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int)
    -> BlockEnd?
  {
    for name in ["script", "style"] {
      let tag = Array(name.utf8)
      guard let open = find([0x3C] + tag, bytes, start, end),
        findClosing(tag, bytes, open, end) == nil
      else { continue }
      return .closingTag(tag)
    }
    return nil
  }

  // MARK: Tags

  /// The offset just after an open or closing tag that starts at `start`, or nil (CommonMark, 6.6).
  static func tagEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var i = start + 1
    let isClosing = i < end && bytes[i] == 0x2F
    if isClosing { i += 1 }
    let name = nameEnd(bytes, i, end)
    guard name > i else { return nil }
    i = name
    while true {
      let space = skipSpace(bytes, i, end)
      guard space < end else { return nil }
      if bytes[space] == 0x3E { return space + 1 }
      if isClosing { return nil }
      if bytes[space] == 0x2F {
        return space + 1 < end && bytes[space + 1] == 0x3E ? space + 2 : nil
      }
      guard space > i, let attribute = attributeEnd(bytes, space, end) else { return nil }
      i = attribute
    }
  }

  private static func attributeEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard isLetter(bytes[start]) || bytes[start] == 0x5F || bytes[start] == 0x3A else { return nil }
    var i = start + 1
    while i < end, isLetter(bytes[i]) || isDigit(bytes[i]) || isIn("_.:-@", bytes[i]) { i += 1 }
    let equals = skipSpace(bytes, i, end)
    guard equals < end, bytes[equals] == 0x3D else { return i }
    var value = skipSpace(bytes, equals + 1, end)
    guard value < end else { return nil }
    let quote = bytes[value]
    if quote == 0x22 || quote == 0x27 {
      value += 1
      while value < end, bytes[value] != quote { value += 1 }
      return value < end ? value + 1 : nil
    }
    let first = value
    while value < end, bytes[value] > 0x20, !isIn("\"'=<>`", bytes[value]) { value += 1 }
    return value > first ? value : nil
  }

  /// The end of an element's or attribute's name that starts at `start`.
  static func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end, isLetter(bytes[start]) else { return start }
    var i = start + 1
    while i < end, isLetter(bytes[i]) || isDigit(bytes[i]) || bytes[i] == 0x2D { i += 1 }
    return i
  }

  /// The name at a range in lower case, empty when it is too long for any that is known.
  static func lowered(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
    guard end - start <= 12 else { return "" }
    return String(decoding: bytes[start..<end].map { $0 | 0x20 }, as: UTF8.self)
  }

  // MARK: Searching

  /// The offset of `</name`, in any case, or nil.
  static func findClosing(
    _ name: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    find([0x3C, 0x2F] + name, bytes, start, end)
  }

  /// The offset of a pattern in lower case ASCII, in any case, or nil.
  static func find(
    _ pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard let first = pattern.first, start >= 0 else { return nil }
    var i = start
    while i + pattern.count <= end {
      if bytes[i] == first || isLetter(first) && bytes[i] | 0x20 == first,
        starts(with: pattern, bytes, i, end)
      {
        return i
      }
      i += 1
    }
    return nil
  }

  static func starts(
    with pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard start + pattern.count <= end else { return false }
    for k in pattern.indices {
      let b = bytes[start + k]
      if b != pattern[k], !(isLetter(b) && b | 0x20 == pattern[k]) { return false }
    }
    return true
  }

  static func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, bytes[i] == 0x20 || bytes[i] &- 9 < 5 { i += 1 }
    return i
  }

  static func isLetter(_ b: UInt8) -> Bool { (b | 0x20) &- 0x61 < 26 }

  private static func isDigit(_ b: UInt8) -> Bool { b &- 0x30 < 10 }

  private static func isIn(_ set: StaticString, _ b: UInt8) -> Bool {
    set.withUTF8Buffer { $0.contains(b) }
  }
}

import StetText

/// The parts of Markdown links that are no copy: targets, titles, labels, autolinks.
enum MarkdownLinks {
  /// The deepest nesting of brackets in a link's target.
  private static let deepest = 32

  /// The offset just after `(target "title")` that starts at `start`, or nil.
  static func inlineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end, bytes[start] == 0x28 else { return nil }
    var i = MarkdownHTML.skipSpace(bytes, start + 1, end)
    guard i < end else { return nil }
    if bytes[i] == 0x29 { return i + 1 }
    guard let target = targetEnd(bytes, i, end) else { return nil }
    i = MarkdownHTML.skipSpace(bytes, target, end)
    if i > target, i < end, bytes[i] != 0x29 {
      guard let title = titleEnd(bytes, i, end) else { return nil }
      i = MarkdownHTML.skipSpace(bytes, title, end)
    }
    return i < end && bytes[i] == 0x29 ? i + 1 : nil
  }

  /// The offset just after a link target: `<…>`, or bytes above the space with brackets in pairs.
  static func targetEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    var i = start
    if bytes[i] == 0x3C {
      i += 1
      while i < end {
        switch bytes[i] {
        case 0x3E: return i + 1
        case 0x3C, 0x0A, 0x0D: return nil
        case 0x5C: i += 2
        default: i += 1
        }
      }
      return nil
    }
    var depth = 0
    scan: while i < end, bytes[i] > 0x20, bytes[i] != 0x7F {
      switch bytes[i] {
      case 0x5C where i + 1 < end && bytes[i + 1] > 0x20: i += 2
      case 0x28:
        depth += 1
        if depth > deepest { return nil }
        i += 1
      case 0x29:
        if depth == 0 { break scan }
        depth -= 1
        i += 1
      default: i += 1
      }
    }
    return depth == 0 ? min(i, end) : nil
  }

  /// The offset just after a title in quotation marks or brackets at `start`, or nil.
  static func titleEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    let close: UInt8
    switch bytes[start] {
    case 0x22: close = 0x22
    case 0x27: close = 0x27
    case 0x28: close = 0x29
    default: return nil
    }
    var i = start + 1
    while i < end {
      if bytes[i] == close { return i + 1 }
      if bytes[i] == 0x28, close == 0x29 { return nil }
      i += bytes[i] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// The offset just after `<scheme:…>` or `<name@host>` at `start`, or nil.
  static func autolinkEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var i = start + 1
    guard i < end, MarkdownHTML.isLetter(bytes[i]) || bytes[i] &- 0x30 < 10 else { return nil }
    var isAddress = false
    while i < end, bytes[i] > 0x20, bytes[i] != 0x3C {
      if bytes[i] == 0x3E { return isAddress ? i + 1 : nil }
      if bytes[i] == 0x3A, i - start > 2 { isAddress = true }
      if bytes[i] == 0x40 { isAddress = true }
      i += 1
    }
    return nil
  }
}

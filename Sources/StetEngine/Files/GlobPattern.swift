/// One pattern in the syntax of `.gitignore` (source: gitignore(5)), matched on bytes.
///
/// `*` and `?` stop at slashes, `**` crosses them, `[…]` is a class; a pattern with a slash before
/// its end is anchored at the folder that it belongs to, one without matches at any depth.
package struct GlobPattern: Hashable, Sendable {
  /// Whether the pattern takes back what an earlier one said (`!`).
  package let isNegated: Bool
  /// Whether it stands for folders only (a slash at its end).
  package let isDirectoryOnly: Bool
  private let isAnchored: Bool
  private let pattern: [UInt8]

  /// Reads one line of a `.gitignore` file, or a pattern of the configuration; nil for blank lines
  /// and comments.
  package init?(_ line: String) {
    var bytes = Array(line.utf8)
    if bytes.last == 0x0D { bytes.removeLast() }
    while bytes.last == 0x20, !(bytes.count > 1 && bytes[bytes.count - 2] == 0x5C) {
      bytes.removeLast()
    }
    if bytes.isEmpty || bytes[0] == 0x23 { return nil }
    isNegated = bytes[0] == 0x21
    if isNegated { bytes.removeFirst() }
    isDirectoryOnly = bytes.last == 0x2F
    if isDirectoryOnly { bytes.removeLast() }
    if bytes.isEmpty { return nil }
    isAnchored = bytes.contains(0x2F)
    if bytes[0] == 0x2F { bytes.removeFirst() }
    // "./a" is what people write for the folder itself.
    if bytes.starts(with: [0x2E, 0x2F]) { bytes.removeFirst(2) }
    if bytes.isEmpty { return nil }
    pattern = bytes
  }

  /// Whether the pattern matches a path relative to the pattern's folder.
  package func matches(_ path: String, isDirectory: Bool) -> Bool {
    if isDirectoryOnly && !isDirectory { return false }
    let bytes = Array(path.utf8)
    if isAnchored { return Self.match(pattern[...], bytes[...]) }
    let start = bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
    return Self.match(pattern[...], bytes[start...])
  }

  /// Whether the pattern matches a file's path, or one of the folders above it.
  package func covers(_ path: String) -> Bool {
    if matches(path, isDirectory: false) { return true }
    var index = path.utf8.startIndex
    while let slash = path.utf8[index...].firstIndex(of: 0x2F) {
      if matches(String(path[..<slash]), isDirectory: true) { return true }
      index = path.utf8.index(after: slash)
    }
    return false
  }

  /// Matches with one saved place for `*` and one for `**`: no more than quadratic time a segment.
  private static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var p = pattern.startIndex
    var t = text.startIndex
    var star: (pattern: Int, text: Int)?
    var deep: (pattern: Int, text: Int)?
    while true {
      if p < pattern.endIndex {
        let byte = pattern[p]
        if byte == 0x2A {
          if isDeep(pattern, p) {
            // "**/" also stands for no folder at all.
            let afterStars = p + 2
            if afterStars == pattern.endIndex { return t < text.endIndex }
            deep = (afterStars + 1, t)
            star = nil
            p = afterStars + 1
            continue
          }
          star = (p + 1, t)
          p += 1
          continue
        }
        if t < text.endIndex, let next = step(pattern, p, text[t]) {
          p = next
          t += 1
          continue
        }
      } else if t == text.endIndex {
        return true
      }
      if let saved = star, saved.text < text.endIndex, text[saved.text] != 0x2F {
        star = (saved.pattern, saved.text + 1)
        p = saved.pattern
        t = saved.text + 1
      } else if let saved = deep, let slash = text[saved.text...].firstIndex(of: 0x2F) {
        deep = (saved.pattern, slash + 1)
        star = nil
        p = saved.pattern
        t = slash + 1
      } else {
        return false
      }
    }
  }

  /// Whether `**` at an index stands as a whole segment.
  private static func isDeep(_ pattern: ArraySlice<UInt8>, _ p: Int) -> Bool {
    guard p + 1 < pattern.endIndex, pattern[p + 1] == 0x2A else { return false }
    let opens = p == pattern.startIndex || pattern[p - 1] == 0x2F
    return opens && (p + 2 == pattern.endIndex || pattern[p + 2] == 0x2F)
  }

  /// The index after the single-byte element at `p` when it matches the byte.
  private static func step(_ pattern: ArraySlice<UInt8>, _ p: Int, _ byte: UInt8) -> Int? {
    switch pattern[p] {
    case 0x3F: return byte == 0x2F ? nil : p + 1
    case 0x5C:
      guard p + 1 < pattern.endIndex else { return byte == 0x5C ? p + 1 : nil }
      return pattern[p + 1] == byte ? p + 2 : nil
    case 0x5B:
      guard let (matched, next) = matchClass(pattern, p, byte) else {
        return byte == 0x5B ? p + 1 : nil
      }
      return matched && byte != 0x2F ? next : nil
    default: return pattern[p] == byte ? p + 1 : nil
    }
  }

  /// Reads a class such as `[a-z]` or `[!0-9]`; nil when it is not closed.
  private static func matchClass(
    _ pattern: ArraySlice<UInt8>, _ start: Int, _ byte: UInt8
  ) -> (matched: Bool, next: Int)? {
    var p = start + 1
    var isInverted = false
    if p < pattern.endIndex, pattern[p] == 0x21 || pattern[p] == 0x5E {
      isInverted = true
      p += 1
    }
    var matched = false
    var isFirst = true
    while p < pattern.endIndex, isFirst || pattern[p] != 0x5D {
      isFirst = false
      if pattern[p] == 0x5C, p + 1 < pattern.endIndex { p += 1 }
      let low = pattern[p]
      var high = low
      if p + 2 < pattern.endIndex, pattern[p + 1] == 0x2D, pattern[p + 2] != 0x5D {
        high = pattern[p + 2]
        p += 2
      }
      if low <= byte, byte <= high { matched = true }
      p += 1
    }
    guard p < pattern.endIndex else { return nil }
    return (matched != isInverted, p + 1)
  }
}

/// Patterns in order: the last one that matches decides.
package struct GlobList: Hashable, Sendable {
  /// The patterns.
  package let patterns: [GlobPattern]

  /// Makes a list from lines; blank lines and comments are dropped.
  package init(_ lines: [String]) {
    patterns = lines.compactMap(GlobPattern.init)
  }

  /// Whether the list leaves a path out (true) or takes it back (false); nil when it says nothing.
  package func verdict(_ path: String, isDirectory: Bool) -> Bool? {
    for pattern in patterns.reversed() where pattern.matches(path, isDirectory: isDirectory) {
      return !pattern.isNegated
    }
    return nil
  }

  /// Whether the list covers a file: itself, or a folder above it.
  package func covers(_ path: String) -> Bool {
    for pattern in patterns.reversed() where pattern.covers(path) { return !pattern.isNegated }
    return false
  }
}

/// What can be told of a regular expression from how it is written.
enum ExpressionParts {
  /// The alternatives of an expression, without the groups around all of them: `(?:a|(?:b|c))` gives a, b and c. At least one.
  ///
  /// What is no expression may give parts that are none either.
  static func alternatives(of source: String) -> [String] {
    var parts: [String] = []
    var pending = [Array(source.utf8)[...]]
    while let part = pending.popLast() {
      let split = split(part)
      if split.count > 1 {
        pending += split.reversed()
      } else if let inner = insideGroup(part) {
        pending.append(inner)
      } else {
        parts.append(String(decoding: part, as: UTF8.self))
      }
    }
    return parts
  }

  /// The first two bytes of all matches of an expression that begins with a sign beyond ASCII, such as `€`; nil for others.
  static func opening(_ alternative: String, ignoresCase: Bool) -> (UInt8, UInt8)? {
    let scalars = alternative.unicodeScalars
    let bytes = Array(alternative.utf8.prefix(2))
    guard let first = scalars.first, first.value >= 0x80, bytes.count == 2,
      !ignoresCase
        || !first.properties.changesWhenCaseMapped && !first.properties.changesWhenCaseFolded
    else { return nil }
    // Behind `?`, `*` and `{` it may be absent.
    if let next = scalars.dropFirst().first, "?*{".unicodeScalars.contains(next) { return nil }
    return (bytes[0], bytes[1])
  }

  /// An expression cut at each `|` that stands in no group.
  private static func split(_ source: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = source.startIndex
    walk(source) { place, depth in
      if source[place] == 0x7C, depth == 0 {
        parts.append(source[start..<place])
        start = place + 1
      }
    }
    return parts + [source[start...]]
  }

  /// What stands inside a group `(?:` … `)` that is the whole expression; nil for others.
  private static func insideGroup(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard source.starts(with: Array("(?:".utf8)) else { return nil }
    var end: Int?
    walk(source) { place, depth in
      if source[place] == 0x29, depth == 0, end == nil { end = place }
    }
    guard let end, end + 1 == source.endIndex else { return nil }
    return source[(source.startIndex + 3)..<end]
  }

  /// Calls `body` with each byte that is neither quoted nor in a class, and how many groups are open around it; a
  /// bracket counts as outside its own group.
  private static func walk(_ source: ArraySlice<UInt8>, _ body: (Int, Int) -> Void) {
    var depth = 0
    var classStart: Int?
    var i = source.startIndex
    while i < source.endIndex {
      let byte = source[i]
      if byte == 0x5C {
        i += 2
        continue
      }
      if let start = classStart {
        // A `]` that comes first, behind `^` perhaps, doesn't end the class.
        if byte == 0x5D, i > start + 1, !(i == start + 2 && source[i - 1] == 0x5E) {
          classStart = nil
        }
      } else if byte == 0x5B {
        classStart = i
      } else {
        if byte == 0x29 { depth -= 1 }
        body(i, depth)
        if byte == 0x28 { depth += 1 }
      }
      i += 1
    }
  }
}

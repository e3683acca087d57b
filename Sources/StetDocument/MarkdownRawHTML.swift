import StetText

extension MarkdownInlines {
  /// Reads a block of raw HTML: tags, comments, scripts and styles are no copy, what stands between them is;
  /// elements that stand as blocks make blocks.
  mutating func readHTML() -> [MarkdownPiece] {
    var pieces: [MarkdownPiece] = []
    let content = text
    content.withUnsafeBufferPointer { b in
      var kind = BlockKind.paragraph
      var start = 0
      var i = 0
      while i < b.count {
        if b[i] == 0x26 {
          if let (bytes, end) = CharacterReferences.decode(b, i) {
            replaced.append((i..<end, bytes))
            i = end
          } else {
            i += 1
          }
          continue
        }
        guard b[i] == 0x3C, let tag = rawTag(b, i) else {
          i += 1
          continue
        }
        _ = hide(i, tag.end)
        if MarkdownHTML.blockNames.contains(tag.name) {
          pieces.append(.init(kind: kind, range: start..<i))
          start = tag.end
          kind = tag.isClosing ? .paragraph : Self.kind(of: tag.name) ?? kind
        }
        i = tag.end
      }
      pieces.append(.init(kind: kind, range: start..<b.count))
    }
    return pieces
  }

  private struct RawTag {
    var name: String
    var end: Int
    var isClosing: Bool
  }

  /// The tag, comment or raw element that starts at `<`, or nil when the mark stands for itself.
  private mutating func rawTag(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> RawTag? {
    if MarkdownHTML.starts(with: [0x3C, 0x21, 0x2D, 0x2D], b, i, b.count) {
      guard let end = find([0x2D, 0x2D, 0x3E], b, i + 2) else {
        return RawTag(name: "", end: b.count, isClosing: false)
      }
      comments.append(i..<end + 3)
      return RawTag(name: "", end: end + 3, isClosing: false)
    }
    guard i + 1 < b.count else { return nil }
    if b[i + 1] == 0x21 || b[i + 1] == 0x3F {
      let pattern: [UInt8] =
        MarkdownHTML.starts(with: Array("<![CDATA[".utf8), b, i, b.count)
        ? [0x5D, 0x5D, 0x3E] : [0x3E]
      let end = find(pattern, b, i + 2)
      return RawTag(name: "", end: end.map { $0 + pattern.count } ?? b.count, isClosing: false)
    }
    let isClosing = b[i + 1] == 0x2F
    let nameStart = i + (isClosing ? 2 : 1)
    let nameEnd = MarkdownHTML.nameEnd(b, nameStart, b.count)
    guard nameEnd > nameStart else { return nil }
    let name = MarkdownHTML.lowered(b, nameStart, nameEnd)
    var end = MarkdownHTML.tagEnd(b, i, b.count) ?? find([0x3E], b, i).map { $0 + 1 } ?? b.count
    if !isClosing, MarkdownHTML.rawNames.contains(name), b[end - 2] != 0x2F {
      let close = find([0x3C, 0x2F] + Array(name.utf8), b, end)
      end = close.map { find([0x3E], b, $0).map { $0 + 1 } ?? b.count } ?? b.count
    }
    return RawTag(name: name, end: end, isClosing: isClosing)
  }

  private static func kind(of name: String) -> BlockKind? {
    switch name {
    case "figcaption", "caption": return .caption
    case "li", "dt", "dd": return .listItem
    case "td", "th": return .cell
    case "h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend": return .crosshead
    case "blockquote": return .blockQuote
    default: return nil
    }
  }
}

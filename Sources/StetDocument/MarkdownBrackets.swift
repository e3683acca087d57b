import StetText

/// The opening brackets that may still turn out to be links.
struct MarkdownBrackets {
  struct Opening {
    var position: Int
    var isImage: Bool
    /// How many delimiters stood before it.
    var delimiters: Int
    /// Whether a bracket opened inside it: then it is no label.
    var hasInner = false
  }

  private var stack: [Opening] = []
  /// Brackets below this index in the stack stand around a link and can be none.
  private var inactive = 0

  mutating func reset() {
    stack.removeAll(keepingCapacity: true)
    inactive = 0
  }

  mutating func push(_ opening: Opening) {
    if !stack.isEmpty { stack[stack.count - 1].hasInner = true }
    stack.append(opening)
  }

  /// The innermost opening bracket, and whether it may be a link.
  mutating func pop() -> (opening: Opening, isActive: Bool)? {
    guard let last = stack.popLast() else { return nil }
    let isActive = last.isImage || stack.count >= inactive
    inactive = min(inactive, stack.count)
    return (last, isActive)
  }

  /// What stands around a link is none.
  mutating func deactivate() { inactive = stack.count }
}

extension MarkdownInlines {
  mutating func readBang(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    guard i + 1 < b.count, b[i + 1] == 0x5B else { return i + 1 }
    brackets.push(.init(position: i, isImage: true, delimiters: emphasis.count))
    return i + 2
  }

  mutating func readOpening(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    if let end = footnoteEnd(b, i) { return hide(i, end) }
    brackets.push(.init(position: i, isImage: false, delimiters: emphasis.count))
    return i + 1
  }

  /// The offset just after `[^label]`, or nil.
  private func footnoteEnd(_ b: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 2 < b.count, b[start + 1] == 0x5E else { return nil }
    var i = start + 2
    while i < b.count, i - start < 100, b[i] > 0x20, b[i] != 0x5B {
      if b[i] == 0x5D { return i > start + 2 ? i + 1 : nil }
      i += 1
    }
    return nil
  }

  mutating func readClosing(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    guard let (opening, isActive) = brackets.pop(), isActive,
      let end = linkEnd(b, opening, i)
    else { return i + 1 }
    let inner = opening.position + (opening.isImage ? 2 : 1)
    _ = hide(opening.position, inner)
    _ = hide(i, end)
    emphasis.resolve(from: opening.delimiters, &mask)
    if opening.isImage {
      images.append((opening.position..<end, inner..<i))
    } else {
      brackets.deactivate()
    }
    return end
  }

  /// The end of the link that a closing bracket ends the text of, or nil when it is none.
  private func linkEnd(
    _ b: UnsafeBufferPointer<UInt8>, _ opening: MarkdownBrackets.Opening, _ close: Int
  ) -> Int? {
    if let end = MarkdownLinks.inlineEnd(b, close + 1, b.count) { return end }
    guard !labels.isEmpty else { return nil }
    let after = close + 1
    if let end = MarkdownDefinitions.labelEnd(b, after, b.count), end > after + 2 {
      guard let label = MarkdownDefinitions.normalised(b, after + 1, end - 1),
        labels.contains(label)
      else { return nil }
      return end
    }
    let isCollapsed = after + 1 < b.count && b[after] == 0x5B && b[after + 1] == 0x5D
    let start = opening.position + (opening.isImage ? 2 : 1)
    guard !opening.hasInner, close - start <= MarkdownDefinitions.longestLabel,
      let label = MarkdownDefinitions.normalised(b, start, close), labels.contains(label)
    else { return nil }
    return isCollapsed ? after + 2 : after
  }

  /// Cuts a paragraph where an image fills whole lines: its alternative text is a caption, and so is a line of nothing
  /// but emphasis right after it.
  func cut(_ kind: BlockKind) -> [MarkdownPiece] {
    var pieces: [MarkdownPiece] = []
    var start = 0
    var followsImage = false
    func addRest(_ end: Int) {
      guard start < end else { return }
      let isCaption = followsImage && isEmphasised(start, end)
      pieces.append(.init(kind: isCaption ? .caption : kind, range: start..<end))
    }
    for image in images.sorted(by: { $0.whole.lowerBound < $1.whole.lowerBound })
    where image.whole.lowerBound >= start && !image.alternative.isEmpty {
      guard let whole = wholeLines(image.whole) else { continue }
      addRest(whole.lowerBound)
      pieces.append(.init(kind: .caption, range: image.alternative))
      start = whole.upperBound
      followsImage = true
    }
    addRest(text.count)
    return pieces
  }

  /// The lines that a range fills with nothing but marks around it, or nil.
  private func wholeLines(_ range: Range<Int>) -> Range<Int>? {
    var a = range.lowerBound
    while a > 0, text[a - 1] != 0x0A {
      if mask[a - 1] != 0, text[a - 1] != 0x20 { return nil }
      a -= 1
    }
    var b = range.upperBound
    while b < text.count, text[b] != 0x0A {
      if mask[b] != 0, text[b] != 0x20 { return nil }
      b += 1
    }
    return a..<b
  }

  /// Whether a stretch starts and ends with marks of emphasis.
  private func isEmphasised(_ start: Int, _ end: Int) -> Bool {
    var a = start
    var b = end
    while a < b, text[a] == 0x0A || text[a] == 0x20 { a += 1 }
    while b > a, text[b - 1] == 0x0A || text[b - 1] == 0x20 { b -= 1 }
    guard b - a > 2, mask[a] == 0, mask[b - 1] == 0 else { return false }
    return (text[a] == 0x2A || text[a] == 0x5F) && text[b - 1] == text[a]
  }
}

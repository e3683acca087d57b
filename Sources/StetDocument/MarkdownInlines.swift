import StetText

/// Reads the inline marks of Markdown: what in a paragraph is copy, and what is not.
///
/// Works on one leaf at a time: its lines joined by line feeds, with one mask byte a byte. Linear:
/// every search that can fail is not repeated after it has failed once.
struct MarkdownInlines {
  typealias Leaf = MarkdownBlocks.Leaf

  let labels: Set<[UInt8]>
  /// The leaf's content and what of it is copy.
  var text: [UInt8] = []
  var mask: [UInt8] = []
  /// Where the lines start in `text`, and in the file.
  private var lineStarts: [(text: Int, file: Int)] = []
  /// Runs of marks that are no copy inside a word, and escapes: taken out of the text.
  var elided: [Range<Int>] = []
  var replaced: [(range: Range<Int>, bytes: [UInt8])] = []
  var comments: [Range<Int>] = []
  var images: [(whole: Range<Int>, alternative: Range<Int>)] = []
  var emphasis = MarkdownEmphasis()
  var brackets = MarkdownBrackets()
  /// Searches that failed in this leaf: what they look for doesn't come any more.
  var failed: Set<[UInt8]> = []
  var codeRuns = MarkdownCodeRuns()

  private init(labels: Set<[UInt8]>) { self.labels = labels }

  /// Reads all leaves that the block scan found.
  static func read(_ blocks: MarkdownBlocks, into sketch: inout MarkdownSketch) {
    var reader = MarkdownInlines(labels: blocks.labels)
    for leaf in blocks.leaves {
      reader.read(leaf, blocks.lines, &sketch)
    }
  }

  private mutating func read(
    _ leaf: Leaf, _ lines: [TextRange], _ sketch: inout MarkdownSketch
  ) {
    guard leaf.kind != .separator else {
      for line in lines[leaf.lines] { sketch.blocks.append(Block(kind: .separator, range: line)) }
      return
    }
    if !leaf.isHTML, !hasMarks(leaf, lines, sketch.bytes) {
      addPlain(leaf, lines, &sketch)
      return
    }
    load(leaf, lines, sketch.bytes)
    var pieces: [MarkdownPiece] = []
    if leaf.isHTML {
      pieces = readHTML()
    } else {
      if leaf.kind == .listItem { hideTaskBox() }
      let content = text
      content.withUnsafeBufferPointer { scan($0) }
      pieces = cut(leaf.kind)
    }
    store(pieces, lines[leaf.lines], &sketch)
  }

  // MARK: Loading and storing

  private static let isMark: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for b in "\\`*_[]!<&{~".utf8 { table[Int(b)] = true }
    return table
  }()

  private func hasMarks(
    _ leaf: Leaf, _ lines: [TextRange], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    Self.isMark.withUnsafeBufferPointer { isMark in
      for line in lines[leaf.lines] {
        for i in line.indices where isMark[Int(bytes[i])] { return true }
      }
      return false
    }
  }

  /// A leaf without a mark is copy as it stands.
  private func addPlain(_ leaf: Leaf, _ lines: [TextRange], _ sketch: inout MarkdownSketch) {
    var whole: TextRange?
    for line in lines[leaf.lines] where !line.isEmpty {
      sketch.markCopy(line.indices)
      if let before = whole { sketch.markBreak(from: Int(before.end), to: Int(line.start)) }
      whole = whole?.union(line) ?? line
    }
    if let whole { sketch.blocks.append(Block(kind: leaf.kind, range: whole)) }
  }

  private mutating func load(
    _ leaf: Leaf, _ lines: [TextRange], _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    text.removeAll(keepingCapacity: true)
    lineStarts.removeAll(keepingCapacity: true)
    elided.removeAll(keepingCapacity: true)
    replaced.removeAll(keepingCapacity: true)
    comments.removeAll(keepingCapacity: true)
    images.removeAll(keepingCapacity: true)
    failed.removeAll(keepingCapacity: true)
    emphasis.reset()
    brackets.reset()
    for line in lines[leaf.lines] {
      if !text.isEmpty || !lineStarts.isEmpty { text.append(0x0A) }
      lineStarts.append((text.count, Int(line.start)))
      text.append(contentsOf: bytes[line.indices])
    }
    mask = [UInt8](repeating: 1, count: text.count)
    codeRuns.reset(text)
  }

  /// The file's offset of an offset in `text`.
  private func fileOffset(_ offset: Int) -> Int {
    let line = lineStarts[max(0, lineStarts.partitioningIndex { $0.text > offset } - 1)]
    return line.file + offset - line.text
  }

  private func fileRange(_ range: Range<Int>) -> TextRange {
    let start = fileOffset(range.lowerBound)
    return TextRange(
      start, range.isEmpty ? start : fileOffset(range.upperBound - 1) + 1)
  }

  private mutating func store(
    _ pieces: [MarkdownPiece], _ lines: ArraySlice<TextRange>, _ sketch: inout MarkdownSketch
  ) {
    settleElided()
    var line = 0
    for range in lines {
      let start = lineStarts[line].text
      for k in 0..<range.count { sketch.mask[Int(range.start) + k] = mask[start + k] }
      if line > 0, mask[start - 1] != 0 {
        let before = lineStarts[line - 1]
        sketch.markBreak(from: before.file + start - 1 - before.text, to: Int(range.start))
      }
      line += 1
    }
    for range in elided {
      sketch.replacements.append(.init(range: fileRange(range), bytes: []))
    }
    for item in replaced {
      sketch.replacements.append(.init(range: fileRange(item.range), bytes: item.bytes))
    }
    for range in comments { sketch.comments.append(fileRange(range)) }
    for piece in pieces {
      if let range = trimmed(piece.range) {
        sketch.blocks.append(Block(kind: piece.kind, range: fileRange(range)))
      }
    }
  }

  /// A range without white space around it; nil when no copy is in it.
  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var a = range.lowerBound
    var b = range.upperBound
    while a < b, text[a] == 0x20 || text[a] &- 9 < 5 { a += 1 }
    while b > a, text[b - 1] == 0x20 || text[b - 1] &- 9 < 5 { b -= 1 }
    for i in a..<b where mask[i] != 0 && text[i] > 0x20 { return a..<b }
    return nil
  }

  // MARK: Scanning

  private mutating func scan(_ b: UnsafeBufferPointer<UInt8>) {
    var i = 0
    let n = b.count
    while i < n {
      guard Self.isMark[Int(b[i])] else {
        i += 1
        continue
      }
      switch b[i] {
      case 0x5C: i = readEscape(b, i)
      case 0x60: i = readCode(i)
      case 0x2A, 0x5F, 0x7E: i = emphasis.read(b, i)
      case 0x3C: i = readAngle(b, i)
      case 0x26: i = readReference(b, i)
      case 0x7B: i = readBraces(b, i)
      case 0x21: i = readBang(b, i)
      case 0x5B: i = readOpening(b, i)
      default: i = readClosing(b, i)
      }
    }
    emphasis.resolve(from: 0, &mask)
    elided.append(contentsOf: emphasis.insideWords(b, &mask))
  }

  /// Marks bytes as no copy; returns the offset after them.
  mutating func hide(_ start: Int, _ end: Int) -> Int {
    for i in start..<end { mask[i] = 0 }
    return end
  }

  private mutating func readEscape(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    guard i + 1 < b.count else { return i + 1 }
    let next = b[i + 1]
    if next == 0x0A { return hide(i, i + 1) + 1 }
    guard next < 0x80, next > 0x20, next != 0x7F, !MarkdownHTML.isLetter(next), next &- 0x30 >= 10
    else { return i + 1 }
    elided.append(i..<i + 1)
    return i + 2
  }

  private mutating func readCode(_ i: Int) -> Int {
    let run = codeRuns.run(at: i)
    guard let close = run.close else { return i + run.length }
    return hide(i, close + run.length)
  }

  private mutating func readAngle(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    if MarkdownHTML.starts(with: [0x3C, 0x21, 0x2D, 0x2D], b, i, b.count) {
      guard let end = find([0x2D, 0x2D, 0x3E], b, i + 2) else { return i + 1 }
      comments.append(i..<end + 3)
      return hide(i, end + 3)
    }
    if let end = MarkdownLinks.autolinkEnd(b, i, b.count) { return hide(i, end) }
    if i + 1 < b.count, b[i + 1] == 0x3F || b[i + 1] == 0x21 {
      let pattern: [UInt8] = b[i + 1] == 0x3F ? [0x3F, 0x3E] : [0x3E]
      guard b[i + 1] == 0x3F || i + 2 < b.count && MarkdownHTML.isLetter(b[i + 2]),
        let end = find(pattern, b, i + 2)
      else { return i + 1 }
      return hide(i, end + pattern.count)
    }
    guard let end = MarkdownHTML.tagEnd(b, i, b.count) else { return i + 1 }
    let nameEnd = MarkdownHTML.nameEnd(b, i + 1, end)
    let name = MarkdownHTML.lowered(b, i + 1, nameEnd)
    if MarkdownHTML.rawNames.contains(name), b[end - 2] != 0x2F,
      let close = find([0x3C, 0x2F] + Array(name.utf8), b, end)
    {
      return hide(i, MarkdownHTML.tagEnd(b, close, b.count) ?? close)
    }
    return hide(i, end)
  }

  /// Shortcodes of site generators, `{{< … >}}`, `{{ … }}`, `{% … %}`, and attribute lists.
  private mutating func readBraces(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    guard i + 1 < b.count else { return i + 1 }
    let close: [UInt8]
    switch b[i + 1] {
    case 0x7B: close = [0x7D, 0x7D]
    case 0x25: close = [0x25, 0x7D]
    case 0x23, 0x2E, 0x3A: close = [0x7D]
    default: return i + 1
    }
    guard let end = find(close, b, i + 2) else { return i + 1 }
    return hide(i, end + close.count)
  }

  /// Looks for a pattern from an offset on; a search that failed once is not made again.
  mutating func find(_ pattern: [UInt8], _ b: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    if failed.contains(pattern) { return nil }
    if let found = MarkdownHTML.find(pattern, b, start, b.count) { return found }
    failed.insert(pattern)
    return nil
  }

  /// Hides the box of a task list's item.
  private mutating func hideTaskBox() {
    guard text.count > 3, text[0] == 0x5B, text[2] == 0x5D, text[3] == 0x20,
      text[1] == 0x20 || text[1] | 0x20 == 0x78
    else { return }
    _ = hide(0, 3)
  }

  /// Takes out of the list what turned out to be no copy after all.
  private mutating func settleElided() {
    let mask = self.mask
    elided.removeAll { range in range.contains { mask[$0] == 0 } }
    replaced.removeAll { item in item.range.contains { mask[$0] == 0 } }
  }

  private mutating func readReference(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    guard let (bytes, end) = CharacterReferences.decode(b, i) else { return i + 1 }
    replaced.append((i..<end, bytes))
    return end
  }
}

/// A stretch of a leaf that makes a block of its own.
struct MarkdownPiece {
  var kind: BlockKind
  var range: Range<Int>
}

extension MarkdownSketch {
  /// Marks the line break between two lines of a block as copy, and the white space beside it;
  /// marks of containers between them stay what they are.
  mutating func markBreak(from start: Int, to end: Int) {
    for i in start..<max(start, end) where bytes[i] == 0x20 || bytes[i] &- 9 < 5 { mask[i] = 1 }
  }
}

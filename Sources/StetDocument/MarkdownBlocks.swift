import StetText

/// Finds the blocks of a Markdown file, line by line: containers first, then what they hold.
///
/// The shape of the algorithm is that of CommonMark 0.31, appendix "A parsing strategy". Containers are followed to
/// `deepest`; what is nested deeper reads as text.
struct MarkdownBlocks {
  /// A stretch of copy whose inline marks are still to be read.
  struct Leaf {
    var kind: BlockKind
    /// Its lines, as indices in `lines`.
    var lines: Range<Int>
    /// Whether it is raw HTML rather than Markdown.
    var isHTML = false
  }

  private enum Container {
    case quote
    /// A list item: the columns that its content is indented by, and the line it began on when empty.
    case item(indent: Int, emptyOn: Int?)
    case footnote
  }

  private enum Open {
    case nothing
    case paragraph
    case indentedCode
    case fence(mark: UInt8, length: Int)
    case html(MarkdownHTML.BlockEnd)
    case table(columns: Int)
  }

  /// The deepest nesting of containers that is followed.
  static let deepest = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var hasHeadline: Bool
  private var containers: [Container] = []
  private var open = Open.nothing
  private var firstLine = 0
  private var lineNumber = 0

  /// The content of lines in the order of the file, without containers' marks and line breaks.
  private(set) var lines: [TextRange] = []
  /// What holds copy, in the order of the file.
  private(set) var leaves: [Leaf] = []
  /// The labels of link reference definitions, normalised.
  private(set) var labels: Set<[UInt8]> = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, hasHeadline: Bool) {
    self.bytes = bytes
    self.hasHeadline = hasHeadline
  }

  /// Reads all lines from an offset to the end of the file.
  mutating func scan(from start: Int) {
    var i = start
    let n = bytes.count
    while i < n {
      let lineStart = i
      i = UTF8Scan.first(of: 0x0A, or: 0x0D, in: bytes, from: i)
      read(MarkdownLine(bytes, lineStart, i))
      if i + 1 < n, bytes[i] == 0x0D, bytes[i + 1] == 0x0A { i += 1 }
      i += 1
      lineNumber += 1
    }
    close()
  }

  // MARK: One line

  private mutating func read(_ start: MarkdownLine) {
    var line = start
    let matched = matchContainers(&line)
    if matched == containers.count, continueOpen(line) { return }
    var depth = matched
    var isNew = false
    // A line that opens containers ends the open leaf; one that opens none may continue a paragraph lazily.
    while openContainer(&line, depth, isNew) {
      depth = containers.count
      isNew = true
    }
    if openLeaf(line, depth) { return }
    if line.isBlank {
      leave(depth)
      close()
      return
    }
    if !isParagraphOpen {
      leave(depth)
      close()
      open = .paragraph
      firstLine = lines.count
    }
    addLine(line)
  }

  /// Passes over the marks of the containers that go on in this line; returns how many do.
  private mutating func matchContainers(_ line: inout MarkdownLine) -> Int {
    for index in containers.indices {
      switch containers[index] {
      case .quote:
        guard line.indent < 4, line.nextByte == 0x3E else { return index }
        passQuoteMark(&line)
      case .item(let indent, let emptyOn):
        if line.isBlank {
          if let emptyOn, emptyOn + 1 == lineNumber { return index }
          line.skipSpaces()
        } else {
          guard line.indent >= indent else { return index }
          line.skipColumns(indent)
        }
      case .footnote:
        guard line.isBlank || line.indent >= 4 else { return index }
        line.skipColumns(min(4, line.indent))
      }
    }
    return containers.count
  }

  private func passQuoteMark(_ line: inout MarkdownLine) {
    line.skipSpaces()
    line.skip(1)
    if line.indent > 0 { line.skipColumns(1) }
  }

  /// Gives the line to the open leaf when that takes anything; true when it did.
  private mutating func continueOpen(_ line: MarkdownLine) -> Bool {
    switch open {
    case .fence(let mark, let length):
      if line.closesFence(mark, length) { open = .nothing }
      return true
    case .html(let end):
      if end.isBlankLine, line.isBlank {
        close()
        return true
      }
      lines.append(TextRange(line.offset, line.end))
      if end.isMet(by: bytes, line.offset, line.end) {
        close()
      } else if end.isBlankLine, let raw = MarkdownHTML.rawOpening(bytes, line.offset, line.end) {
        open = .html(raw)
      }
      return true
    case .indentedCode:
      if line.isBlank || line.indent >= 4 { return true }
      open = .nothing
      return false
    case .nothing, .paragraph, .table: return false
    }
  }

  /// Opens one container when its mark stands here.
  private mutating func openContainer(
    _ line: inout MarkdownLine, _ depth: Int, _ isNew: Bool
  ) -> Bool {
    guard line.indent < 4, !line.isBlank, depth < Self.deepest else { return false }
    let inParagraph = isParagraphOpen && !isNew
    if line.nextByte == 0x3E {
      enter(.quote, depth)
      passQuoteMark(&line)
      return true
    }
    if let marker = line.listMarker, !line.isThematicBreak {
      if inParagraph, depth == containers.count, !marker.interrupts || line.underline == 2 {
        return false
      }
      let before = line.indent
      line.skipSpaces()
      line.skip(marker.length)
      var inner = line.indent
      if line.isBlank || inner > 4 { inner = 1 }
      let emptyOn = line.isBlank ? lineNumber : nil
      line.skipColumns(min(inner, line.indent))
      enter(.item(indent: before + marker.length + inner, emptyOn: emptyOn), depth)
      return true
    }
    if let marker = line.footnoteMarker {
      enter(.footnote, depth)
      line.skipSpaces()
      line.skip(marker)
      line.skipSpaces()
      return true
    }
    return false
  }

  private mutating func enter(_ container: Container, _ depth: Int) {
    leave(depth)
    close()
    containers.append(container)
  }

  /// Opens or adds a leaf that is no paragraph; true when the line is used up.
  private mutating func openLeaf(_ line: MarkdownLine, _ depth: Int) -> Bool {
    if line.isBlank { return false }
    let inParagraph = isParagraphOpen
    if line.indent >= 4 {
      if inParagraph { return false }
      leave(depth)
      close()
      open = .indentedCode
      return true
    }
    if inParagraph, depth == containers.count {
      if let level = line.underline {
        finishHeading(level)
        return true
      }
      if let columns = line.tableColumns, openTable(columns) { return true }
    }
    if case .table(let columns) = open, depth == containers.count, !startsBlock(line) {
      addRow(line, columns)
      return true
    }
    return openMarkedLeaf(line, depth, inParagraph)
  }

  private func startsBlock(_ line: MarkdownLine) -> Bool {
    line.heading != nil || line.fence != nil || line.isThematicBreak
      || MarkdownHTML.blockEnd(bytes, line.next, line.end, inParagraph: true) != nil
  }

  private mutating func openMarkedLeaf(
    _ line: MarkdownLine, _ depth: Int, _ inParagraph: Bool
  ) -> Bool {
    if let heading = line.heading {
      leave(depth)
      close()
      addHeading(heading.level, [heading.content])
    } else if let fence = line.fence {
      leave(depth)
      close()
      open = .fence(mark: fence.mark, length: fence.length)
    } else if line.isThematicBreak {
      leave(depth)
      close()
      add(.separator, [TextRange(line.next, line.end)])
    } else if line.nextByte == 0x3A, line.next + 2 < line.end, bytes[line.next + 1] == 0x3A,
      bytes[line.next + 2] == 0x3A
    {
      // `:::` opens or closes a directive; what it holds is copy.
      leave(depth)
      close()
    } else if line.nextByte == 0x3C,
      let end = MarkdownHTML.blockEnd(bytes, line.next, line.end, inParagraph: inParagraph)
    {
      leave(depth)
      close()
      firstLine = lines.count
      open = .html(end)
      _ = continueOpen(line)
    } else {
      return false
    }
    return true
  }

  // MARK: Opening and closing

  private var isParagraphOpen: Bool {
    if case .paragraph = open { return true }
    return false
  }

  /// Closes the containers deeper than `depth`, and with them what they hold.
  private mutating func leave(_ depth: Int) {
    guard depth < containers.count else { return }
    close()
    containers.removeLast(containers.count - depth)
  }

  private mutating func addLine(_ line: MarkdownLine) {
    var end = line.end
    // Spaces before the line break are no content; the line break itself is a token.
    while end > line.next, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    lines.append(TextRange(line.next, end))
  }

  private mutating func close() {
    switch open {
    case .paragraph:
      dropDefinitions()
      if firstLine < lines.count {
        leaves.append(Leaf(kind: textKind, lines: firstLine..<lines.count))
      }
    case .html:
      leaves.append(Leaf(kind: textKind, lines: firstLine..<lines.count, isHTML: true))
    case .nothing, .indentedCode, .fence, .table: break
    }
    open = .nothing
  }

  /// What a paragraph is where the scan stands.
  private var textKind: BlockKind {
    switch containers.last {
    case .quote?: return .blockQuote
    case .item?, .footnote?: return .listItem
    case nil: return .paragraph
    }
  }

  private mutating func add(_ kind: BlockKind, _ ranges: [TextRange]) {
    let first = lines.count
    lines.append(contentsOf: ranges)
    leaves.append(Leaf(kind: kind, lines: first..<lines.count))
  }

  private mutating func addHeading(_ level: Int, _ ranges: [TextRange]) {
    add(headingKind(level), ranges)
  }

  private mutating func headingKind(_ level: Int) -> BlockKind {
    guard level == 1, !hasHeadline else { return .crosshead }
    hasHeadline = true
    return .headline
  }

  /// Turns the open paragraph into a heading.
  private mutating func finishHeading(_ level: Int) {
    dropDefinitions()
    open = .nothing
    if firstLine < lines.count {
      leaves.append(Leaf(kind: headingKind(level), lines: firstLine..<lines.count))
    }
  }

  /// Takes link reference definitions off the start of the open paragraph.
  private mutating func dropDefinitions() {
    guard firstLine < lines.count, !lines[firstLine].isEmpty,
      bytes[Int(lines[firstLine].start)] == 0x5B
    else { return }
    let used = MarkdownDefinitions.read(lines[firstLine...], bytes, into: &labels)
    firstLine += used
  }

  // MARK: Tables

  /// Makes the last line of the open paragraph a table's head; false when the columns don't agree.
  private mutating func openTable(_ columns: Int) -> Bool {
    guard let head = lines.last else { return false }
    let cells = Self.cells(of: head, bytes)
    guard cells.count == columns else { return false }
    lines.removeLast()
    close()
    for cell in cells where !cell.isEmpty { add(.cell, [cell]) }
    open = .table(columns: columns)
    return true
  }

  private mutating func addRow(_ line: MarkdownLine, _ columns: Int) {
    for cell in Self.cells(of: TextRange(line.next, line.end), bytes).prefix(columns)
    where !cell.isEmpty {
      add(.cell, [cell])
    }
  }

  /// The cells of a row, without the space around them.
  private static func cells(of row: TextRange, _ bytes: UnsafeBufferPointer<UInt8>) -> [TextRange] {
    var cells: [TextRange] = []
    var start = Int(row.start)
    var end = Int(row.end)
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    if start < end, bytes[start] == 0x7C { start += 1 }
    func add(_ a: Int, _ b: Int) {
      var first = a
      var last = b
      while first < last, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
      while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
      cells.append(TextRange(first, last))
    }
    var i = start
    while i < end {
      if bytes[i] == 0x5C {
        i += 2
        continue
      }
      if bytes[i] == 0x7C {
        add(start, i)
        start = i + 1
      }
      i += 1
    }
    if start < end { add(start, end) }
    return cells
  }
}

import StetDocument
import StetRules
import StetText

/// A finding with its number on the page.
struct HTMLNote {
  /// Counted from 1 over the page.
  var number: Int
  /// The finding.
  var diagnostic: Diagnostic
}

/// The copy of one file: blocks with marked words, and the notes beside each block.
enum HTMLCopy {
  /// Files up to this many bytes are shown whole; of larger ones, blocks with findings only.
  private static let wholeLimit = 400_000
  /// Blocks up to this many bytes are shown whole; of larger ones, what surrounds the findings.
  private static let blockLimit = 20_000
  /// Bytes of a large block that are shown on either side of a finding.
  private static let reach = 400

  /// A stretch of the copy, and the notes that overlap it.
  private struct Piece {
    var kind: BlockKind?
    var range: TextRange
  }

  /// Writes the copy with its notes.
  static func write(
    _ document: Document, _ notes: [HTMLNote], _ locator: inout Locator,
    to output: inout ReportOutput
  ) {
    output.write("<div class=\"story\">\n")
    let isWhole = document.text.count <= wholeLimit
    var next = 0
    var open: [HTMLNote] = []
    var skipped = 0
    for piece in pieces(document) {
      // Findings that begin here, and earlier ones that reach into this block.
      open.removeAll { $0.diagnostic.range.end <= piece.range.start }
      var starting: [HTMLNote] = []
      while next < notes.count, belongs(notes[next].diagnostic.range, piece.range, document) {
        starting.append(notes[next])
        next += 1
      }
      let marks = open + starting
      open += starting
      if marks.isEmpty {
        if piece.kind == nil { continue }
        if !isWhole {
          skipped += 1
          continue
        }
      }
      if skipped > 0 {
        output.write("<p class=\"gap\">\(SummaryText.counted(skipped, "paragraph")) left out</p>\n")
        skipped = 0
      }
      let anchored = marks.isEmpty ? "" : " has-notes"
      output.write("<div class=\"row\(anchored)\">\n")
      writeBlock(piece, document, marks, to: &output)
      if !starting.isEmpty { writeNotes(starting, document, &locator, to: &output) }
      output.write("</div>\n")
    }
    if skipped > 0 {
      output.write("<p class=\"gap\">\(SummaryText.counted(skipped, "paragraph")) left out</p>\n")
    }
    output.write("</div>\n")
  }

  /// The blocks, and what lies between them.
  private static func pieces(_ document: Document) -> [Piece] {
    var pieces: [Piece] = []
    var end = 0
    for block in document.blocks where Int(block.range.start) >= end {
      if Int(block.range.start) > end {
        pieces.append(Piece(kind: nil, range: TextRange(end, Int(block.range.start))))
      }
      pieces.append(Piece(kind: block.kind, range: block.range))
      end = Int(block.range.end)
    }
    if end < document.text.count || pieces.isEmpty {
      pieces.append(Piece(kind: nil, range: TextRange(end, document.text.count)))
    }
    return pieces
  }

  /// Whether a finding starts in a piece; the last one takes those at the very end.
  private static func belongs(_ range: TextRange, _ piece: TextRange, _ document: Document) -> Bool
  {
    range.start < piece.end || (range.isEmpty && range.start == piece.end)
      || Int(piece.end) >= document.text.count
  }

  private static func writeBlock(
    _ piece: Piece, _ document: Document, _ marks: [HTMLNote], to output: inout ReportOutput
  ) {
    let name: String
    switch piece.kind {
    case .separator?:
      output.write("<hr>\n")
      if marks.isEmpty { return }
      name = "is-other"
    case nil: name = "is-other"
    case .paragraph?: name = "is-paragraph"
    case let kind?: name = "is-\(kind)"
    }
    output.write("<p class=\"copy \(name)\" dir=\"auto\">")
    writeRuns(piece.range, document, marks, to: &output)
    output.write("</p>\n")
  }

  /// What is shown of a block: all of it, or the surroundings of its findings.
  private static func stretches(_ block: TextRange, _ marks: [HTMLNote]) -> [TextRange] {
    guard block.count > blockLimit, !marks.isEmpty else { return [block] }
    var result: [TextRange] = []
    for mark in marks {
      let range = mark.diagnostic.range
      let start = max(Int(block.start), Int(range.start) - reach)
      let end = min(Int(block.end), min(Int(range.end), Int(range.start) + reach) + reach)
      let next = TextRange(start, end)
      if let last = result.last, last.end >= next.start {
        result[result.count - 1] = last.union(next)
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// Writes a block in runs that the same findings cover, in one pass over the findings.
  private static func writeRuns(
    _ block: TextRange, _ document: Document, _ marks: [HTMLNote], to output: inout ReportOutput
  ) {
    let shown = stretches(block, marks)
    var edges: Set<UInt32> = []
    var insertions: [UInt32: [HTMLNote]] = [:]
    for stretch in shown { edges.formUnion([stretch.start, stretch.end]) }
    for mark in marks {
      let range = mark.diagnostic.range
      if range.isEmpty { insertions[range.start, default: []].append(mark) }
      for edge in [range.start, range.end] where block.start < edge && edge < block.end {
        edges.insert(edge)
      }
    }
    let sorted = edges.sorted()
    var covering: [HTMLNote] = []
    var next = 0
    var stretch = 0
    writeInsertions(insertions[block.start], to: &output)
    for (start, end) in zip(sorted, sorted.dropFirst()) {
      covering.removeAll { $0.diagnostic.range.end <= start }
      while next < marks.count, marks[next].diagnostic.range.start <= start {
        if marks[next].diagnostic.range.end > start { covering.append(marks[next]) }
        next += 1
      }
      while stretch < shown.count, shown[stretch].end <= start { stretch += 1 }
      guard stretch < shown.count, shown[stretch].start <= start else { continue }
      if start == shown[stretch].start, start > block.start { output.write("\(cut) ") }
      writeRun(TextRange(start, end), document, covering, to: &output)
      writeInsertions(insertions[end], to: &output)
      if end == shown[stretch].end, end < block.end { output.write(" \(cut)") }
    }
  }

  private static let cut = "<span class=\"cut\" title=\"copy left out\">…</span>"

  private static func writeRun(
    _ range: TextRange, _ document: Document, _ covering: [HTMLNote],
    to output: inout ReportOutput
  ) {
    let text = copy(range, document)
    guard let worst = covering.max(by: { $0.diagnostic.severity < $1.diagnostic.severity }) else {
      output.write(text)
      return
    }
    let numbers = covering.map { "\($0.number)" }.joined(separator: ", ")
    output.write(
      "<a class=\"mark \(worst.diagnostic.severity.rawValue)\" href=\"#note-\(worst.number)\""
        + anchor(covering, range.start) + "><mark>\(text)</mark>")
    if covering.contains(where: { $0.diagnostic.range.end == range.end }) {
      output.write("<sup><span class=\"quiet\"> finding </span>\(numbers)</sup>")
    }
    output.write("</a>")
  }

  /// A finding without extent is shown as a caret where it stands.
  private static func writeInsertions(_ marks: [HTMLNote]?, to output: inout ReportOutput) {
    for mark in marks ?? [] {
      output.write(
        "<a class=\"mark \(mark.diagnostic.severity.rawValue)\" href=\"#note-\(mark.number)\""
          + " id=\"mark-\(mark.number)\"><mark>‸</mark><sup><span class=\"quiet\"> finding </span>"
          + "\(mark.number)</sup></a>")
    }
  }

  private static func anchor(_ covering: [HTMLNote], _ start: UInt32) -> String {
    guard let first = covering.first(where: { $0.diagnostic.range.start == start }) else {
      return ""
    }
    return " id=\"mark-\(first.number)\""
  }

  private static func copy(_ range: TextRange, _ document: Document) -> String {
    var result = ""
    for character in document.string(range) {
      switch character {
      case "\n", "\r\n", "\r": result += "\n"
      case "\t": result += " "
      default:
        if let shown = Visible.character(character) {
          result += "<span class=\"control\">\(XMLText.escape(shown))</span>"
        } else {
          result += XMLText.escape(String(character))
        }
      }
    }
    return result
  }

  private static func writeNotes(
    _ notes: [HTMLNote], _ document: Document, _ locator: inout Locator,
    to output: inout ReportOutput
  ) {
    output.write("<ul class=\"notes\" aria-label=\"Findings\">\n")
    for note in notes { write(note, document, &locator, to: &output) }
    output.write("</ul>\n")
  }

  private static func write(
    _ note: HTMLNote, _ document: Document, _ locator: inout Locator, to output: inout ReportOutput
  ) {
    let diagnostic = note.diagnostic
    let place = locator.place(diagnostic.range).start
    let kind = diagnostic.severity.rawValue
    output.write(
      "<li class=\"note \(kind)\" id=\"note-\(note.number)\"><p class=\"what\">"
        + "<a class=\"number\" href=\"#mark-\(note.number)\"><span class=\"quiet\">finding </span>"
        + "\(note.number)</a> <span class=\"severity\">\(kind)</span> "
        + "\(HTMLReporter.escape(diagnostic.message))</p>\n")
    output.write("<p class=\"fix\">")
    let fixes = diagnostic.fixes.prefix(3).map {
      "<ins>\(HTMLReporter.escape(SuggestionText.of($0, diagnostic)))</ins>"
    }
    if let best = fixes.first {
      let others = fixes.dropFirst().joined(separator: ", ")
      output.write(
        "<span><span aria-hidden=\"true\">→ </span><span class=\"quiet\">Suggestion: </span>"
          + "\(best)\(others.isEmpty ? "" : " <span class=\"or\">or \(others)</span>")</span> ")
    }
    output.write(
      "<span class=\"where\"><span class=\"quiet\">line </span>\(place.line)"
        + "<span aria-hidden=\"true\">:</span><span class=\"quiet\"> column </span>\(place.column) "
        + "<code>\(HTMLReporter.escape(diagnostic.rule))</code></span></p>\n")
    for related in diagnostic.related {
      let its = locator.place(related.range).start
      let text = RelatedText.of(related, document)
      output.write("<p class=\"why\">\(HTMLReporter.escape(text)), line \(its.line)</p>\n")
    }
    for text in diagnostic.notes {
      output.write("<p class=\"why\">\(HTMLReporter.escape(text))</p>\n")
    }
    output.write("</li>\n")
  }
}

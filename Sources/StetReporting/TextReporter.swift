import StetDocument
import StetRules
import StetText

/// For people at a terminal: place and message, the line, carets, the best suggestion.
struct TextReporter: Reporter {
  private let options: RenderOptions
  private let paint: Paint
  private let frame: Frame
  private var root: String?
  private var isFirst = true

  /// The characters that the layout is drawn with.
  private struct Frame {
    let bar: String
    let arrow: String
    let ellipsis: String
    let gap: String

    init(unicode: Bool) {
      bar = unicode ? "│" : "|"
      arrow = unicode ? "→" : "->"
      ellipsis = unicode ? "…" : "..."
      gap = unicode ? "⋮" : ":"
    }
  }

  init(_ options: RenderOptions) {
    self.options = options
    paint = Paint(isOn: options.color)
    frame = Frame(unicode: options.unicode)
  }

  var writesApart: Bool { true }

  mutating func begin(_ run: RunInfo, to output: inout ReportOutput) { root = run.root }

  mutating func add(_ file: FileReport, to output: inout ReportOutput) {
    for problem in file.problems {
      separate(&output)
      let place = problem.place.map { ":\($0.line):\($0.column)" } ?? ""
      output.write(
        "\(linked(file.path, paint(.place, Visible.text(file.path) + place))): "
          + "\(paint(.error, "error")): \(Visible.text(problem.message))\n")
    }
    guard let document = file.document, !file.diagnostics.isEmpty else { return }
    var locator = Locator(document, unit: options.columnUnit)
    for diagnostic in file.diagnostics {
      separate(&output)
      write(diagnostic, file.path, &locator, to: &output)
    }
  }

  mutating func add(part: [UInt8], to output: inout ReportOutput) {
    if part.isEmpty { return }
    separate(&output)
    output.write(bytes: part)
  }

  func finish(_ summary: RunSummary, to output: inout ReportOutput) {
    guard !options.quiet else { return }
    if !isFirst { output.write("\n") }
    output.write(SummaryText.line(summary, paint) + "\n")
  }

  private mutating func separate(_ output: inout ReportOutput) {
    if !isFirst { output.write("\n") }
    isFirst = false
  }

  private func write(
    _ diagnostic: Diagnostic, _ path: String, _ locator: inout Locator,
    to output: inout ReportOutput
  ) {
    let place = locator.place(diagnostic.range)
    let role = Paint.role(diagnostic.severity)
    writeHead(diagnostic, path, place.start, to: &output)
    var related = diagnostic.related.map { ($0, locator.place($0.range)) }
    let lastLine = related.reduce(place.end.line) { max($0, $1.1.start.line) }
    let gutter = lastLine < 10_000 ? 4 : String(lastLine).utf8.count
    // Related places on the finding's own line are marked there; the others get their own lines.
    let marks = [place.utf8.indices] + related.map { $0.1.utf8.indices }
    let shown = excerpt(place.start.line, marks, gutter, locator)
    writeLine(place.start.line, shown, gutter, to: &output)
    if let mark = shown.marks.first ?? nil {
      let tip = suggestion(diagnostic)
      writeMark(0x5E, mark, role, tip.best, .suggestion, tip.others, gutter, to: &output)
    }
    if place.end.line > place.start.line {
      if place.end.line > place.start.line + 1 {
        output.write(0x20, times: gutter + 1)
        output.write("\(paint(.frame, frame.gap))\n")
      }
      let last = excerpt(place.end.line, [place.utf8.indices], gutter, locator)
      writeLine(place.end.line, last, gutter, to: &output)
      if let mark = last.marks.first ?? nil {
        writeMark(0x5E, mark, role, "", .message, "", gutter, to: &output)
      }
    }
    for (index, item) in related.enumerated() where item.1.start.line == place.start.line {
      guard let mark = shown.marks[index + 1] else { continue }
      writeMark(0x2D, mark, .advice, Visible.text(item.0.message), .advice, "", gutter, to: &output)
      related[index].1.start.line = 0
    }
    for (item, itsPlace) in related where itsPlace.start.line > 0 {
      let line = excerpt(itsPlace.start.line, [itsPlace.utf8.indices], gutter, locator)
      writeLine(itsPlace.start.line, line, gutter, to: &output)
      if let mark = line.marks.first ?? nil {
        writeMark(0x2D, mark, .advice, Visible.text(item.message), .advice, "", gutter, to: &output)
      }
    }
    for note in diagnostic.notes {
      output.write(0x20, times: gutter + 1)
      output.write("\(paint(.frame, "=")) \(Visible.text(note))\n")
    }
  }

  private func writeHead(
    _ diagnostic: Diagnostic, _ path: String, _ start: LineColumn, to output: inout ReportOutput
  ) {
    let link = linkStart(path)
    output.write(link)
    output.write(paint.start(.place))
    output.write(Visible.text(path))
    output.write(":")
    output.write(number: start.line)
    output.write(":")
    output.write(number: start.column)
    output.write(paint.end)
    if !link.isEmpty { output.write(Self.linkEnd) }
    output.write(": ")
    output.write(paint(Paint.role(diagnostic.severity), diagnostic.severity.rawValue))
    output.write(": ")
    output.write(paint(.message, Visible.text(diagnostic.message)))
    output.write("  ")
    output.write(paint.start(.frame))
    output.write("[")
    output.write(diagnostic.rule)
    output.write("]")
    output.write(paint.end)
    output.write("\n")
  }

  private func excerpt(
    _ line: Int, _ marks: [Range<Int>], _ gutter: Int, _ locator: Locator
  ) -> Excerpt {
    Excerpt(
      line: locator.lines.content(ofLine: line - 1), of: locator.file.bytes, marking: marks,
      width: max(RenderOptions.leastWidth, options.width) - gutter - 3, ellipsis: frame.ellipsis)
  }

  private func writeLine(
    _ line: Int, _ excerpt: Excerpt, _ gutter: Int, to output: inout ReportOutput
  ) {
    var least = 10
    for _ in 1..<gutter {
      if line < least { output.write(0x20, times: 1) }
      least *= 10
    }
    output.write(paint.start(.frame))
    output.write(number: line)
    output.write(" ")
    output.write(frame.bar)
    output.write(paint.end)
    output.write(" ")
    output.write(excerpt.text)
    output.write("\n")
  }

  private func writeMark(
    _ sign: UInt8, _ mark: (cell: Int, width: Int), _ role: Paint.Role, _ label: String,
    _ labelRole: Paint.Role, _ rest: String, _ gutter: Int, to output: inout ReportOutput
  ) {
    let room = max(RenderOptions.leastWidth, options.width) - gutter - 3
    let labelWidth = DisplayWidth.of(label)
    writeMargin(gutter, mark.cell, to: &output)
    output.write(paint.start(role))
    output.write(sign, times: mark.width)
    output.write(paint.end)
    if !label.isEmpty {
      var cell = mark.cell + mark.width + 1
      if cell + labelWidth <= room {
        output.write(" ")
      } else {
        cell = max(0, min(mark.cell, room - labelWidth))
        output.write("\n")
        writeMargin(gutter, cell, to: &output)
      }
      output.write(paint(labelRole, label))
      // Lesser suggestions are shown where they cost no line.
      if cell + labelWidth + DisplayWidth.of(rest) <= room { output.write(paint(.frame, rest)) }
    }
    output.write("\n")
  }

  /// The gutter of a line without a number, and empty cells before what is marked.
  private func writeMargin(_ gutter: Int, _ cells: Int, to output: inout ReportOutput) {
    output.write(0x20, times: gutter)
    output.write(paint.start(.frame))
    output.write(" ")
    output.write(frame.bar)
    output.write(paint.end)
    output.write(0x20, times: cells + 1)
  }

  /// The best way to mend a finding, and the next two.
  private func suggestion(_ diagnostic: Diagnostic) -> (best: String, others: String) {
    var best = ""
    var others = ""
    for (index, fix) in diagnostic.fixes.prefix(3).enumerated() {
      let text = Visible.text(SuggestionText.of(fix, diagnostic))
      if index == 0 {
        best = frame.arrow
        best += " "
        best += text
      } else {
        others += index == 1 ? " (or " : ", "
        others += text
      }
    }
    if !others.isEmpty { others += ")" }
    return (best, others)
  }

  private func linked(_ path: String, _ text: String) -> String {
    let start = linkStart(path)
    return start.isEmpty ? text : start + text + Self.linkEnd
  }

  /// What stands before text that leads to a file; nothing when no links are wanted.
  private func linkStart(_ path: String) -> String {
    guard options.hyperlinks, let root else { return "" }
    let target = path.hasPrefix("/") ? path : root + "/" + path
    return "\u{1B}]8;;file://\(URIPath.encode(target))\u{1B}\\"
  }

  /// What stands behind it.
  private static let linkEnd = "\u{1B}]8;;\u{1B}\\"
}

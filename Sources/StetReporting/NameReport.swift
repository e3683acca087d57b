import StetText

/// The names of a story as a table for people or as JSON for programs.
package struct NameReport {
  /// One name.
  package struct Row {
    /// The fullest form.
    package var name: String
    /// Whether it is a person's.
    package var isPerson: Bool
    /// How often the story mentions it.
    package var count: Int
    /// The titles it stands with.
    package var titles: [String]
    /// Whether the lists know it.
    package var isKnown: Bool
    /// Near forms in the same story.
    package var near: [String]
    /// Its first mention.
    package var place: LineColumn

    /// Makes a row.
    package init(
      name: String, isPerson: Bool, count: Int, titles: [String], isKnown: Bool, near: [String],
      place: LineColumn
    ) {
      self.name = name
      self.isPerson = isPerson
      self.count = count
      self.titles = titles
      self.isKnown = isKnown
      self.near = near
      self.place = place
    }
  }

  /// The story.
  package var path: String
  /// Its names, by first mention.
  package var rows: [Row]

  /// Makes a report on one story.
  package init(path: String, rows: [Row]) {
    self.path = path
    self.rows = rows
  }

  /// A table with aligned columns; near forms and unknown names carry a mark each.
  package var table: String {
    if rows.isEmpty { return "\(path): no names\n" }
    let cells = rows.map { row in
      [
        "\(row.place.line):\(row.place.column)", "\(row.count)", row.isKnown ? "" : "unknown",
        row.titles.joined(separator: ", "), row.name,
        row.near.isEmpty ? "" : "near " + row.near.joined(separator: ", "),
      ]
    }
    let header = ["FIRST", "TIMES", "LISTS", "TITLES", "NAME", ""]
    var widths = header.map(DisplayWidth.of)
    for line in cells {
      for (column, cell) in line.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    var text = ""
    for line in [header] + cells {
      var output = ""
      for (column, cell) in line.enumerated() {
        output += cell + String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
      }
      while output.hasSuffix(" ") { output.removeLast() }
      text += output + "\n"
    }
    return text
  }

  /// One JSON object with a list of stories (`version` 1).
  package static func json(_ reports: [NameReport]) -> [UInt8] {
    var writer = JSONWriter(indented: true)
    writer.object { json in
      json.field("version", 1)
      json.array("stories") { json in
        for report in reports {
          json.object { json in
            json.field("path", report.path)
            json.array("names") { json in
              for row in report.rows { report.write(row, &json) }
            }
          }
        }
      }
    }
    writer.endDocument()
    return writer.take()
  }

  private func write(_ row: Row, _ json: inout JSONWriter) {
    json.object { json in
      json.field("name", row.name)
      json.field("person", row.isPerson)
      json.field("count", row.count)
      json.array("titles") { json in for title in row.titles { json.string(title) } }
      json.field("known", row.isKnown)
      json.array("near") { json in for form in row.near { json.string(form) } }
      json.field("line", row.place.line)
      json.field("column", row.place.column)
    }
  }
}

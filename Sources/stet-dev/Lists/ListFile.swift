import Foundation

/// One list of `dictionaries/`: comment lines at the top, then entries in byte order.
///
/// `# columns: a b c` in the head names tab-separated columns (as many as the first entry has without it);
/// `# unique: a b` names the columns that together may stand only once (else the whole line).
struct ListFile {
  /// Comment lines of the head, each with its `#`.
  var head: [String]
  /// Entries, each with as many fields as there are columns.
  var rows: [[String]]

  /// Names of the columns; when the head names none, numbers for the fields of the first entry.
  var columns: [String] {
    Self.names(after: "# columns:", in: head) ?? (0..<(rows.first?.count ?? 1)).map(String.init)
  }

  /// Indices of the columns that together must be unique.
  var uniqueColumns: [Int] {
    let all = columns
    let named = Self.names(after: "# unique:", in: head) ?? all
    return named.compactMap { all.firstIndex(of: $0) }
  }

  /// Splits text into head and rows; says nothing about faults.
  init(text: String) {
    head = []
    rows = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      if line.hasPrefix("#"), rows.isEmpty {
        head.append(String(line))
      } else {
        rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      }
    }
  }

  /// A list from its parts.
  init(head: [String], rows: [[String]]) {
    self.head = head
    self.rows = rows
  }

  /// The text with entries trimmed, in NFC, sorted by bytes, and with repeats left out.
  ///
  /// Of entries that agree in the unique columns, the first in byte order stays.
  func normalisedText() -> String {
    let lines = Set(
      rows.map { row in
        row.map { $0.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping }
          .joined(separator: "\t")
      }.filter { !$0.isEmpty })
    let keys = uniqueColumns
    var seen = Set<String>()
    var kept: [String] = []
    for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if seen.insert(Self.key(of: line, columns: keys)).inserted { kept.append(line) }
    }
    return (head + kept).joined(separator: "\n") + "\n"
  }

  /// The fields of a line that must be unique, joined.
  static func key(of line: String, columns: [Int]) -> String {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return columns.map { $0 < fields.count ? String(fields[$0]) : "" }.joined(separator: "\t")
  }

  private static func names(after key: String, in head: [String]) -> [String]? {
    guard let line = head.first(where: { $0.hasPrefix(key) }) else { return nil }
    return line.dropFirst(key.count).split(separator: " ").map(String.init)
  }
}

/// A fault of a list, with its place.
struct ListFault: Equatable {
  /// 1-based line.
  let line: Int
  /// What is wrong.
  let message: String

  /// All faults of one list, in the order of its lines.
  static func all(in data: Data) -> [ListFault] {
    guard let text = String(data: data, encoding: .utf8) else {
      return [ListFault(line: 1, message: "not UTF-8")]
    }
    var faults: [ListFault] = []
    if text.utf8.contains(0x0D) { faults.append(ListFault(line: 1, message: "holds CR; use LF")) }
    if !text.isEmpty, text.utf8.last != 0x0A {
      faults.append(ListFault(line: 1, message: "no line feed at the end"))
    }
    let list = ListFile(text: text)
    let width = list.columns.count
    let keys = list.uniqueColumns
    var previous: Substring?
    var seen = Set<String>()
    var body = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = index + 1
      if line.isEmpty {
        if index < text.utf8.lazy.filter({ $0 == 0x0A }).count {
          faults.append(ListFault(line: number, message: "empty line"))
        }
        continue
      }
      if line.hasPrefix("#"), !body { continue }
      body = true
      faults += lineFaults(line, number: number, width: width)
      if let previous, !previous.utf8.lexicographicallyPrecedes(line.utf8) {
        let what = previous == line ? "stands twice" : "out of byte order after '\(previous)'"
        faults.append(ListFault(line: number, message: "'\(line)' \(what)"))
      }
      if !seen.insert(ListFile.key(of: String(line), columns: keys)).inserted {
        faults.append(ListFault(line: number, message: "'\(line)' repeats an earlier key"))
      }
      previous = line
    }
    return faults
  }

  private static func lineFaults(_ line: Substring, number: Int, width: Int) -> [ListFault] {
    var faults: [ListFault] = []
    if line.hasPrefix("#") {
      faults.append(ListFault(line: number, message: "a comment below the head"))
    }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    if fields.count != width {
      faults.append(
        ListFault(line: number, message: "\(fields.count) columns, the head says \(width)"))
    }
    if fields.contains(where: { $0.isEmpty || $0.hasPrefix(" ") || $0.hasSuffix(" ") }) {
      faults.append(ListFault(line: number, message: "an empty field, or a space at its edge"))
    }
    let plain = line.utf8.allSatisfy { $0 < 0x80 }
    if !plain, !String(line).precomposedStringWithCanonicalMapping.utf8.elementsEqual(line.utf8) {
      faults.append(ListFault(line: number, message: "'\(line)' is not in NFC"))
    }
    let odd = line.unicodeScalars.contains { scalar in
      (scalar.value < 0x20 && scalar.value != 9) || scalar.value == 0xA0 || scalar.value == 0x2019
    }
    if odd {
      faults.append(
        ListFault(
          line: number, message: "'\(line)' holds a control, a no-break space or U+2019"))
    }
    return faults
  }
}

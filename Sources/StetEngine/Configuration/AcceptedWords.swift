/// The project's list of accepted words, `.stet/words.txt`: one a line, sorted, `#` for remarks.
package enum AcceptedWords {
  /// One entry with its line, from 1.
  package struct Entry: Hashable, Sendable {
    /// The word as written.
    package var text: String
    /// Its line.
    package var line: Int
  }

  /// The list's path in a project's folder.
  package static func path(in folder: String) -> String {
    FilePath.join(FilePath.join(folder, ProjectFolder.keptName), "words.txt")
  }

  /// The entries of a list.
  package static func parse(_ bytes: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var content = line.prefix { $0 != 0x23 }
      while let last = content.last, last <= 0x20 { content.removeLast() }
      while let first = content.first, first <= 0x20 { content.removeFirst() }
      if content.isEmpty { continue }
      entries.append(Entry(text: String(decoding: content, as: UTF8.self), line: index + 1))
    }
    return entries
  }
}

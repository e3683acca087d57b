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

extension AcceptedWords {
  private static let head = "# Words that this project accepts; \"stet accept WORD\" adds to it.\n"

  /// The list with words added: sorted without regard to capitals, each once, remarks kept.
  ///
  /// Remarks that stand on lines of their own come first, in their order.
  package static func adding(_ words: [String], to bytes: [UInt8]) -> [UInt8] {
    var remarks: [String] = []
    var lines: [String: String] = [:]
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line.filter { $0 != 0x0D }, as: UTF8.self)
      if let entry = parse(Array(line)).first {
        lines[entry.text] = text
      } else if text.contains("#") {
        remarks.append(text)
      }
    }
    if bytes.isEmpty { remarks.append(String(head.dropLast())) }
    for word in words where lines[word] == nil { lines[word] = word }
    let sorted = lines.keys.sorted {
      let (a, b) = ($0.lowercased(), $1.lowercased())
      return a == b ? $0 < $1 : a < b
    }
    let all = remarks + sorted.compactMap { lines[$0] }
    return Array((all.joined(separator: "\n") + "\n").utf8)
  }

  /// Why a text can't be accepted as a word; nil when it can.
  package static func objection(to word: String) -> String? {
    if word.isEmpty { return "an empty word can't be accepted" }
    if word.utf8.contains(where: { $0 <= 0x20 }) {
      return "\"\(word)\" is more than one word; names of several words stand under \"names:\" in "
        + ProjectFolder.configurationName
    }
    if word.utf8.contains(0x23) { return "\"\(word)\" holds a #, which begins a remark" }
    return nil
  }
}

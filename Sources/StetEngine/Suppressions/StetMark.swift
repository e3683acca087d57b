import StetText

/// A "stet" comment in the copy, as written: `<!-- stet: misspelling -- house spelling -->`.
struct StetMark: Hashable {
  /// What the mark lets stand.
  enum Reach: Hashable {
    /// `stet`: its line, or the paragraph after it.
    case here
    /// `stet off`: everything to the next `stet on`.
    case off
    /// `stet on`.
    case on
    /// `stet-file`: the whole file.
    case file
  }

  /// What it lets stand.
  var reach: Reach
  /// The rules that it holds for; empty for all.
  var rules: [String]
  /// The comment.
  var range: TextRange

  /// Reads a comment; nil when it is no mark of Stet's.
  ///
  /// - Parameter text: the comment with or without its `<!--` and `-->`.
  init?(_ text: String, range: TextRange) {
    // A colon ends a word, whether or not a space follows it.
    let spaced = Self.bare(text).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false
    )
    .joined(separator: ": ")
    var words = spaced.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "," }
    if let reason = words.firstIndex(of: "--") { words.removeSubrange(reason...) }
    guard !words.isEmpty else { return nil }
    var first = String(words.removeFirst())
    let namesRules = first.utf8.last == 0x3A
    if namesRules { first.removeLast() }
    switch first {
    case "stet": reach = .here
    case "stet-file": reach = .file
    default: return nil
    }
    if reach == .here, !namesRules, let next = words.first {
      let state = next.utf8.last == 0x3A ? next.dropLast() : next
      switch state {
      case "off": reach = .off
      case "on": reach = .on
      // "stet and its authors": prose in a comment, not a mark.
      default: return nil
      }
      words.removeFirst()
      if state.count == next.count, !words.isEmpty { return nil }
    } else if !namesRules, !words.isEmpty {
      return nil
    }
    rules = words.map(String.init)
    self.range = range
  }

  private static func bare(_ text: String) -> Substring {
    var text = Substring(text)
    if text.hasPrefix("<!--") { text = text.dropFirst(4) }
    if text.hasSuffix("-->") { text = text.dropLast(3) }
    return text
  }
}

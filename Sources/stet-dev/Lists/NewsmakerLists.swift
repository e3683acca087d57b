import Foundation

/// Full names of people that the current-events pages of Wikipedia link to.
enum NewsmakerLists {
  private static let particles: Set<String> = [
    "al", "bin", "ibn", "de", "da", "do", "dos", "del", "della", "di", "du", "el", "la", "le",
    "van", "von",
    "der", "den", "ter", "y", "e", "bint", "ould", "abu",
  ]

  /// `newsmakers.tsv`: full name and how many links lead to it (facts; never the text).
  ///
  /// A title counts as a person when its first word is a known forename, or one that a known
  /// person's title in brackets gives away, and the last is no dictionary word.
  static func derive(from sources: ListSources, forenames: Set<String>, notPeople: Set<String>)
    throws -> [String: ListFile]
  {
    var links: [String: Int] = [:]
    var sure = Set<String>()
    let folder = sources.folder.appendingPathComponent("wikinews")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for file in files where file.hasSuffix(".md") {
      let text = ListSources.text(try Data(contentsOf: folder.appendingPathComponent(file)))
      for title in linkTitles(in: text) {
        var name = title
        var person = false
        if let bracket = title.range(of: " (") {
          name = String(title[..<bracket.lowerBound])
          person = isOccupation(String(title[bracket.upperBound...].dropLast()))
        }
        guard looksLikeName(name) else { continue }
        links[name, default: 0] += 1
        if person { sure.insert(name) }
      }
    }
    let lastWords = Set(links.keys.map { String($0.split(separator: " ").last ?? "").lowercased() })
    let odd = try ListSources.unknown(lastWords.sorted(), dictionaries: ["en_GB", "en_US"])
    var rows: [[String]] = []
    for (name, count) in links where !notPeople.contains(name) {
      let words = name.split(separator: " ").map(String.init)
      guard let first = words.first, let last = words.last else { continue }
      if notPeople.contains(last) || notPeople.contains(first) { continue }
      let known =
        forenames.contains(first) && (odd.contains(last.lowercased()) || forenames.contains(last))
      if known || sure.contains(name) { rows.append([name, String(count)]) }
    }
    return [
      "newsmakers.tsv": ListFile(
        head: [
          "# People that Wikipedia's current-events pages of 2025-26 link to, with the number of links.",
          "# Names only (facts), from Wikipedia contributors' pages (CC BY-SA 4.0).",
          "# columns: name links", "# unique: name",
        ], rows: rows)
    ]
  }

  /// The titles of links to English Wikipedia articles in Markdown.
  private static func linkTitles(in text: String) -> [String] {
    var titles: [String] = []
    for piece in text.components(separatedBy: "](https://en.wikipedia.org/wiki/").dropFirst() {
      guard let open = piece.range(of: " \""),
        let close = piece.range(of: "\")", range: open.upperBound..<piece.endIndex),
        !piece[..<open.lowerBound].contains(")"), !piece[..<open.lowerBound].contains("#")
      else { continue }
      titles.append(
        String(piece[open.upperBound..<close.lowerBound]).precomposedStringWithCanonicalMapping)
    }
    return titles
  }

  private static func looksLikeName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (2...5).contains(words.count), let last = words.last else { return false }
    guard
      name.unicodeScalars.allSatisfy({ scalar in
        (scalar.properties.isAlphabetic && scalar.value < 0x1F00)
          || " -'.".unicodeScalars.contains(scalar)
      })
    else { return false }
    guard last.count >= 2, last.first?.isUppercase == true || last.hasPrefix("al-") else {
      return false
    }
    return words.allSatisfy { word in
      word.first?.isUppercase == true || particles.contains(String(word)) || word.hasPrefix("al-")
        || word.hasPrefix("el-")
    } && words.allSatisfy { $0.count < 3 || $0.contains(where: \.isLowercase) }
  }

  private static func isOccupation(_ text: String) -> Bool {
    let last = text.split(separator: " ").last.map(String.init) ?? ""
    let jobs: Set<String> = [
      "politician", "footballer", "actor", "actress", "singer", "journalist", "businessman",
      "lawyer",
      "judge", "diplomat", "general", "officer", "singer", "musician", "rapper", "author",
      "activist",
      "tennis", "boxer", "cyclist", "golfer", "driver", "cricketer", "broadcaster", "director",
      "bishop",
      "economist", "entrepreneur", "physicist", "writer", "player", "governor", "mayor", "admiral",
    ]
    return jobs.contains(last)
  }
}

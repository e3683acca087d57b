import Foundation

/// Words of SCOWL that the hunspell dictionaries lack.
///
/// Level 95 is left out: it holds misspellings and names in lower case (`adminstration`, `london`).
enum WordLists {
  private static let categories = [
    "english", "american", "british", "british_z", "canadian", "australian",
  ]

  /// `scowl-words.txt` (levels to 70) and `rare-words.txt` (level 80).
  ///
  /// - Parameters:
  ///   - refused: misspellings that must not become words, lower case.
  ///   - names: names in lower case, which must not become words either.
  static func derive(from sources: ListSources, refused: Set<String>, names: Set<String>) throws
    -> [String: ListFile]
  {
    var levels: [String: Int] = [:]
    for category in categories {
      for (word, level) in sources.scowlWords(category: category, kind: "words", upTo: 80) {
        levels[word] = min(level, levels[word] ?? 99)
      }
    }
    var contractions = Set<String>()
    for word in sources.scowlWords(category: "english", kind: "contractions").keys {
      contractions.insert(word.replacingOccurrences(of: "'", with: ""))
    }
    let plain = levels.keys.filter { word in
      word.count >= 3 && !contractions.contains(word) && !refused.contains(word)
        && word.unicodeScalars.allSatisfy { $0.properties.isLowercase }
    }
    let dictionaries = ["en_GB", "en_US"]
    var unknown = try ListSources.unknown(plain, dictionaries: dictionaries)
    let capitals = try ListSources.unknown(unknown.map(\.capitalized), dictionaries: dictionaries)
    // A slip such as "russia" must not pass as the leather of that name.
    unknown = unknown.filter { capitals.contains($0.capitalized) && !names.contains($0) }
    var common: [[String]] = []
    var rare: [[String]] = []
    for word in unknown {
      if let level = levels[word], level <= 70 {
        common.append([word])
      } else {
        rare.append([word])
      }
    }
    let origin = "# From SCOWL 2020.12.07, less what hunspell's en_GB and en_US accept."
    return [
      "scowl-words.txt": ListFile(
        head: ["# Words of SCOWL's levels 10 to 70.", origin], rows: common),
      "rare-words.txt": ListFile(
        head: ["# Rare words: SCOWL's level 80. Suspect beside a common neighbour.", origin],
        rows: rare),
    ]
  }
}

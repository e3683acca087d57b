import Foundation

/// Pairs of American and British spellings, found between SCOWL's dialect lists.
enum VariantLists {
  /// How an American spelling becomes the British one, at any place of the word.
  private static let changes: [(us: String, gb: String)] = [
    ("or", "our"), ("ize", "ise"), ("iza", "isa"), ("izi", "isi"), ("yze", "yse"), ("yzi", "ysi"),
    ("er", "re"), ("ere", "re"), ("eri", "ri"), ("l", "ll"), ("ll", "l"), ("og", "ogue"),
    ("e", "ae"),
    ("e", "oe"), ("o", "oe"), ("ens", "enc"), ("sk", "sc"), ("old", "ould"), ("olt", "oult"),
    ("ow", "ough"), ("lry", "llery"), ("pa", "py"), ("dgm", "dgem"), ("eu", "oeu"), ("p", "pp"),
    ("t", "tt"), ("s", "ss"), ("g", "gg"), ("z", "s"), ("u", "ou"), ("f", "ph"), ("ab", "eab"),
    ("ing", "eing"), ("am", "amme"), ("et", "ette"), ("um", "ium"), ("gray", "grey"), ("k", "que"),
    ("ck", "que"), ("ax", "axe"), ("i", "y"), ("ti", "ty"), ("sulf", "sulph"), ("ct", "x"),
    ("kn", "n"), ("te", "tte"), ("ec", "eque"), ("way", "ways"), ("ier", "yre"), ("imb", "hym"),
  ]

  /// `variants.tsv` and, for spellings that both dialects accept, notes in its last column.
  static func derive(from sources: ListSources, refused: Set<String>) -> [String: ListFile] {
    let american = sources.scowlWords(category: "american", kind: "words", upTo: 70)
    let british = sources.scowlWords(category: "british", kind: "words", upTo: 70)
    let oxford = sources.scowlWords(category: "british_z", kind: "words", upTo: 70)
    var shared = Set(sources.scowlWords(category: "english", kind: "words").keys)
    shared.formUnion(refused)
    var tolerated = Set<String>()
    for category in ["british_variant_1", "british_variant_2"] {
      tolerated.formUnion(sources.scowlWords(category: category, kind: "words").keys)
    }
    let onlyBritish = Set(british.keys).subtracting(american.keys).subtracting(shared)
    let onlyOxford = Set(oxford.keys).subtracting(american.keys).subtracting(shared)
    var rows: [[String]] = []
    for (word, level) in american
    where british[word] == nil && !shared.contains(word) && !word.contains("'") {
      guard let gb = partner(of: word, in: onlyBritish) else { continue }
      let ize = oxford[word] != nil ? word : partner(of: word, in: onlyOxford) ?? gb
      rows.append([word, gb, ize, String(level), tolerated.contains(word) ? "gb-variant" : "-"])
    }
    return [
      "variants.tsv": ListFile(
        head: [
          "# American and British spellings of one word, safe without context.",
          "# Pairs found between the dialect lists of SCOWL 2020.12.07; level: 10 common to 70 rare.",
          "# columns: us gb gb-ize level note", "# unique: us",
        ], rows: rows)
    ]
  }

  /// The one word of a set that one or two changes of spelling lead to; nil for none or several.
  private static func partner(of word: String, in words: Set<String>) -> String? {
    let once = altered(word)
    let near = once.intersection(words)
    if near.count == 1 { return near.first }
    if near.count > 1 { return near.min { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    var far = Set<String>()
    for step in once { far.formUnion(altered(step).intersection(words)) }
    return far.count == 1 ? far.first : nil
  }

  private static func altered(_ word: String) -> Set<String> {
    var results = Set<String>()
    for change in changes {
      var start = word.startIndex
      while let found = word.range(of: change.us, options: .literal, range: start..<word.endIndex) {
        results.insert(word.replacingCharacters(in: found, with: change.gb))
        start = word.index(after: found.lowerBound)
      }
    }
    results.remove(word)
    return results
  }
}

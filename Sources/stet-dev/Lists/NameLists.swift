import Foundation

/// Forenames and surnames of the 1990 United States census with their commonness, and the forenames
/// that parents in the United States gave since 1880.
enum NameLists {
  /// `forenames.tsv` and `surnames.tsv`.
  ///
  /// - Parameters:
  ///   - curated: hand-made names; a census name that differs from one only by case, an
  ///     apostrophe or a space is left out, since the census prints `OBRIEN`.
  ///   - common: common words in lower case, which a given name must not be a slip of.
  static func derive(
    from sources: ListSources, curated: [String], common: Set<String>
  ) -> [String: ListFile] {
    let spelled = Dictionary(
      curated.map { (ListSources.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
    var lists: [String: ListFile] = [:]
    let female = census("dist.female.first", sources)
    let male = census("dist.male.first", sources)
    var forenames: [String: Int] = [:]
    for entry in female + male {
      forenames[entry.name] = min(entry.rank, forenames[entry.name] ?? .max)
    }
    let known = Set((curated + forenames.keys).map { $0.lowercased() })
    for name in GivenNames.names(from: sources, common: common)
    where !known.contains(name.lowercased()) {
      forenames[name] = .max
    }
    lists["forenames.tsv"] = list(
      forenames, title: "# Forenames; commonness 1 (commonest 100) to 8.", spelled: spelled)
    var surnames: [String: Int] = [:]
    for entry in census("dist.all.last", sources) where entry.share >= 0.001 {
      surnames[entry.name] = entry.rank
    }
    lists["surnames.tsv"] = list(
      surnames, title: "# Surnames; commonness 1 (commonest 100) to 8.", spelled: spelled)
    return lists
  }

  /// The class of a census rank: 1 for the first 100, then 500, 1,000, 2,000, 5,000, …
  static func commonness(rank: Int) -> Int {
    let limits = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000]
    return (limits.firstIndex { rank <= $0 } ?? limits.count) + 1
  }

  private static func list(_ ranks: [String: Int], title: String, spelled: [String: String])
    -> ListFile
  {
    var rows: [[String]] = []
    for (name, rank) in ranks {
      let known = spelled[name.lowercased()]
      if let known,
        known.contains(where: { !$0.isLetter }) || known.dropFirst().contains(where: \.isUppercase)
      {
        rows.append([known, String(commonness(rank: rank))])
      } else {
        rows.append([cased(name), String(commonness(rank: rank))])
      }
    }
    let origin = "# From the United States census of 1990 (public domain)."
    let births =
      "# and from the names of births since 1880, Social Security Administration (public domain)."
    return ListFile(
      head: [title, origin] + (title.hasPrefix("# Forenames") ? [births] : []) + [
        "# columns: name commonness", "# unique: name",
      ],
      rows: rows)
  }

  private static func cased(_ name: String) -> String {
    if name.hasPrefix("MC"), name.count > 4 { return "Mc" + name.dropFirst(2).capitalized }
    return name.capitalized
  }

  private static func census(_ file: String, _ sources: ListSources)
    -> [(name: String, share: Double, rank: Int)]
  {
    (sources.lines("names/" + file) ?? []).compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count == 4, let share = Double(fields[1]), let rank = Int(fields[3]) else {
        return nil
      }
      return (String(fields[0]), share, rank)
    }
  }
}

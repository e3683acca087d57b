import Foundation

/// Makes all derived lists of one language folder.
enum DeriveLists {
  /// The derived lists by file name.
  ///
  /// - Parameter curated: the folder of the hand-made lists (`dictionaries/en`), which the derived
  ///   ones take spellings and exclusions from.
  static func all(from sources: ListSources, curated: URL) throws -> [String: ListFile] {
    func column(_ index: Int, of name: String) -> [String] {
      guard let data = try? Data(contentsOf: curated.appendingPathComponent(name)) else {
        return []
      }
      return ListFile(text: ListSources.text(data)).rows.compactMap {
        index < $0.count ? $0[index] : nil
      }
    }
    let refused = Set(column(0, of: "misspellings.tsv"))
    let ownForenames = column(0, of: "forenames.txt")
    let ownSurnames = column(0, of: "surnames.txt")
    let frequencies = zip(column(0, of: "frequencies.tsv"), column(1, of: "frequencies.tsv"))
    let common = Set(frequencies.filter { (Int($1) ?? 0) >= 1_000 }.map(\.0))
    var lists = NameLists.derive(
      from: sources, curated: ownForenames + ownSurnames, common: common)
    // The rarest given names are words, too (`Sativa`).
    let names =
      ownForenames + ownSurnames
      + lists.values.flatMap { $0.rows.filter { $0.last != "8" }.compactMap(\.first) }
    lists.merge(
      try WordLists.derive(
        from: sources, refused: refused, names: Set(names.map { $0.lowercased() }))
    ) { $1 }
    lists.merge(try PlaceLists.derive(from: sources)) { $1 }
    let misspelt = Set(column(0, of: "misspelt-names.tsv"))
    for name in ["forenames.tsv", "surnames.tsv"] {
      lists[name]?.rows.removeAll { row in row.first.map(misspelt.contains) ?? false }
    }
    let sensitive = Set(column(0, of: "variants-sense.tsv"))
    lists.merge(VariantLists.derive(from: sources, refused: sensitive)) { $1 }
    let census =
      lists["forenames.tsv"]?.rows.filter { $0.last != "8" }.compactMap(\.first) ?? []
    let shared = Set(column(0, of: "not-people.txt"))
    lists.merge(
      try NewsmakerLists.derive(
        from: sources, forenames: Set(ownForenames).union(census), notPeople: shared)
    ) { $1 }
    let listed =
      ownForenames + ownSurnames
      + ["forenames.tsv", "surnames.tsv"].flatMap { lists[$0]?.rows.compactMap(\.first) ?? [] }
    lists.merge(
      WorldNames.derive(from: sources, known: Set(listed).union(misspelt), common: common)
    ) { $1 }
    lists.merge(
      WellKnownLists.derive(places: lists, curated: column(0, of: "well-known-names.tsv"))
    ) {
      $1
    }
    return lists
  }
}

/// Single-word names that most readers know, from how common or how large their bearers are.
enum WellKnownLists {
  /// `well-known-names.tsv`, less the names that the hand-made list of that name holds.
  static func derive(places lists: [String: ListFile], curated: [String]) -> [String: ListFile] {
    let own = Set(curated)
    var rows: [[String]] = []
    func add(_ name: String, _ kind: String, _ fame: Int) {
      guard name.count >= 4, !own.contains(name), name.allSatisfy(\.isLetter) else { return }
      rows.append([name, kind, String(fame)])
    }
    for row in lists["forenames.tsv"]?.rows ?? [] {
      if let rank = Int(row[1]), rank <= 3 { add(row[0], "forename", rank + 3) }
    }
    for row in lists["surnames.tsv"]?.rows ?? [] {
      if let rank = Int(row[1]), rank <= 4 { add(row[0], "surname", rank + 3) }
    }
    for row in lists["places.tsv"]?.rows ?? [] {
      guard let size = Int(row[3]) else { continue }
      switch row[1] {
      case "country": add(row[0], "country", 2)
      case "state": add(row[0], "region", 4)
      case "capital": add(row[0], "city", 4)
      default:
        let near = ["GB", "US", "AU", "CA", "IE", "NZ", "FR", "DE", "ES", "IT"].contains(row[2])
        if near ? size <= 4 : size <= 1 { add(row[0], "city", size + 3) }
      }
    }
    return [
      "well-known-names.tsv": ListFile(
        head: [
          "# Names that most readers know, from census ranks and GeoNames; fame 1 (all know it) to 10.",
          "# columns: name kind fame", "# unique: name kind",
        ], rows: rows)
    ]
  }
}

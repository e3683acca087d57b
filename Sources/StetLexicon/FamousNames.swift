/// How common well-known names are taken to be where the counted copy hardly has them.
///
/// The counts come from American, British and Australian copy; a paper in Nairobi or Mumbai uses
/// other names. That readers know a name (`well-known-names.tsv`) says that it is used.
enum FamousNames {
  /// The least frequency per 100 million words by fame (see `LexiconEntry.fame`): names that all
  /// know, that most know, that many know.
  private static let floors: [(fame: UInt8, frequency: UInt32)] = [
    (255, 300), (230, 150), (205, 60),
  ]

  /// Raises the frequency of places, leaders, peoples, firms and brands that are well known.
  /// People's names that are well known as names only (`Smith`, `Aaron`) keep theirs.
  static func raise(in table: inout WordTable) {
    let kinds: NameKinds = [.place, .organisation, .newsmaker, .demonym, .brand]
    for index in table.rows.indices {
      let row = table.rows[index]
      guard row.fame >= 205, !NameKinds(rawValue: row.kinds).isDisjoint(with: kinds),
        let floor = floors.first(where: { row.fame >= $0.fame })?.frequency,
        row.frequency < floor
      else { continue }
      // A word that dictionaries have in lower case keeps what copy says of its capitals.
      if row.lower != 0 { continue }
      table.rows[index].frequency = floor
      table.rows[index].share = 100
    }
  }
}

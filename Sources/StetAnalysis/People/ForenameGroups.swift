/// Forenames that are taken for each other, by sound or by spelling.
///
/// The groups are those of `dictionaries/en/name-confusables.tsv`.
public enum ForenameGroups {
  /// The group of a forename in lower case, nil when it has none.
  public static func group(of forename: String) -> Int? { table[forename] }

  /// Whether two forenames in lower case are one name spelled two ways.
  public static func areConfusable(_ a: String, _ b: String) -> Bool {
    if let first = key(a), let second = key(b) {
      guard let group = byKey[first] else { return false }
      return group == byKey[second]
    }
    guard let first = table[a], let second = table[b] else { return false }
    return first == second
  }

  /// The key of a forename in ASCII; names with accents may be written in several ways, which only
  /// strings see through.
  private static func key(_ forename: String) -> UInt64? {
    var forename = forename
    let (key, isASCII) = forename.withUTF8 { WordKey.of($0) }
    return isASCII ? key : nil
  }

  private static let byKey: [UInt64: Int] = {
    let bar = TitleTables.hash("|".utf8)
    var table: [UInt64: Int] = [:]
    var group = 0
    for key in WordKey.list(NameTables.forenames) {
      if key == bar { group += 1 } else { table[key] = group }
    }
    return table
  }()

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (index, row) in NameTables.forenames.split(separator: "|").enumerated() {
      for word in row.split(separator: " ") { table[String(word)] = index }
    }
    return table
  }()
}

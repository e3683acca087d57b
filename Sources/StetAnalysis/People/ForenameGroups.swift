/// Forenames that are taken for each other, by sound or by spelling.
///
/// The groups are those of `dictionaries/en/name-confusables.tsv`.
public enum ForenameGroups {
  /// The group of a forename in lower case, nil when it has none.
  public static func group(of forename: String) -> Int? { table[forename] }

  /// Whether two forenames in lower case are one name spelled two ways.
  public static func areConfusable(_ a: String, _ b: String) -> Bool {
    guard let first = table[a], let second = table[b] else { return false }
    return first == second
  }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (index, row) in NameTables.forenames.split(separator: "|").enumerated() {
      for word in row.split(separator: " ") { table[String(word)] = index }
    }
    return table
  }()
}

import Foundation

/// The commonest forenames and surnames of a hundred countries, from the Popular Names by Country
/// Dataset (CC0), which takes them from Wikipedia's lists: in Latin letters, and romanized where
/// the country writes in others.
enum WorldNames {
  /// Shorter names are as often slips.
  private static let leastLetters = 4

  /// `world-forenames.txt` and `world-surnames.txt`.
  ///
  /// - Parameters:
  ///   - known: the names of the other lists, which are left out.
  ///   - common: common words in lower case, which a name must not be a slip of.
  static func derive(
    from sources: ListSources, known: Set<String>, common: Set<String>
  ) -> [String: ListFile] {
    var slips: Set<String> = []
    for word in common { slips.formUnion(GivenNames.shortened(word) + GivenNames.swapped(word)) }
    var lists: [String: ListFile] = [:]
    for kind in ["forenames", "surnames"] {
      let lines = sources.lines("names-by-country/common-\(kind)-by-country.csv") ?? []
      guard let head = lines.first.map(fields) else { continue }
      let columns = ["Localized Name", "Romanized Name"].compactMap(head.firstIndex)
      var names: Set<String> = []
      for line in lines.dropFirst() {
        let row = fields(line)
        for column in columns where column < row.count {
          for name in row[column].split(whereSeparator: { " /,".contains($0) }) {
            names.insert(String(name).replacingOccurrences(of: "’", with: "'"))
          }
        }
      }
      let rows = names.filter { name in
        let folded = name.lowercased()
        return isLatinName(name) && !known.contains(name) && !common.contains(folded)
          && !slips.contains(folded)
      }
      lists["world-\(kind).txt"] = ListFile(
        head: [
          "# The commonest \(kind) of many countries, less those on other lists.",
          "# From the Popular Names by Country Dataset (CC0).",
        ], rows: rows.map { [$0] })
    }
    return lists
  }

  private static func isLatinName(_ name: String) -> Bool {
    guard name.count >= leastLetters, name.first?.isUppercase ?? false else { return false }
    return name.dropFirst().allSatisfy { !$0.isUppercase }
      && name.allSatisfy { letter in
        letter.isLetter
          && letter.unicodeScalars.allSatisfy {
            $0.value < 0x250 || (0x1E00..<0x1F00).contains($0.value)
          }
      }
  }

  /// The fields of a line of comma-separated values; a field in quotation marks may hold commas.
  private static func fields(_ line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for letter in line where letter != "\u{FEFF}" {
      switch letter {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(letter)
      }
    }
    return fields
  }
}

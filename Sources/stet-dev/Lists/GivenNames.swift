import Foundation

/// Names given to children born in the United States, as counted by the Social Security
/// Administration: `births/yob1880.txt` and so on, lines of name, sex and count.
enum GivenNames {
  /// A name given less often is left out.
  private static let leastCount = 300

  /// The names, less those that are rather slips of the pen: a letter left out, added or swapped in a
  /// common word or in a name given a hundred times as often.
  static func names(from sources: ListSources, common: Set<String>) -> [String] {
    let counts = counts(from: sources)
    var slips: [String: Int] = [:]
    for word in common {
      for slip in shortened(word) + swapped(word) { slips[slip] = .max }
    }
    var frequent: [String: Int] = [:]
    for (name, count) in counts where count >= 100 * leastCount {
      frequent[name.lowercased()] = count
      for slip in shortened(name.lowercased()) + swapped(name.lowercased()) {
        slips[slip] = max(count, slips[slip] ?? 0)
      }
    }
    return counts.compactMap { name, count in
      let folded = name.lowercased()
      guard count >= leastCount, folded.count >= 3, !common.contains(folded) else { return nil }
      if (slips[folded] ?? 0) / 100 >= count { return nil }
      let isLengthened = shortened(folded).contains {
        common.contains($0) || (frequent[$0] ?? 0) / 100 >= count
      }
      return isLengthened ? nil : name
    }
  }

  private static func counts(from sources: ListSources) -> [String: Int] {
    var counts: [String: Int] = [:]
    for year in 1880...2100 {
      for line in sources.lines("births/yob\(year).txt") ?? [] {
        let fields = line.split(separator: ",")
        guard fields.count == 3, let count = Int(fields[2].filter(\.isNumber)) else { continue }
        counts[String(fields[0]), default: 0] += count
      }
    }
    return counts
  }

  /// The word without each of its letters in turn.
  static func shortened(_ word: String) -> [String] {
    let letters = Array(word)
    return letters.indices.map { String(letters[..<$0] + letters[($0 + 1)...]) }
  }

  /// The word with each two neighbours swapped.
  static func swapped(_ word: String) -> [String] {
    var letters = Array(word)
    return letters.indices.dropLast().map { place in
      letters.swapAt(place, place + 1)
      defer { letters.swapAt(place, place + 1) }
      return String(letters)
    }
  }
}

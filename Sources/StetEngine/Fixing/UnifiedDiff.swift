/// The difference of two texts as `git apply` and `patch` read it.
package enum UnifiedDiff {
  private static let context = 3
  /// How far apart the two sides may have drifted where lines were added or taken away.
  private static let farthest = 200

  /// The difference, or nothing when the texts are the same.
  ///
  /// - Parameter path: the file's path; it is quoted as Git quotes it.
  package static func text(_ before: [UInt8], _ after: [UInt8], path: String) -> [UInt8] {
    if before == after { return [] }
    let old = lines(before)
    let new = lines(after)
    let changes = self.changes(old, new)
    var output = Array("--- \(name("a", path))\n+++ \(name("b", path))\n".utf8)
    var index = 0
    while index < changes.count {
      // Changes whose context would touch share a hunk.
      var last = index
      while last + 1 < changes.count,
        changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context
      {
        last += 1
      }
      output += hunk(changes[index...last], old, new)
      index = last + 1
    }
    return output
  }

  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Lines with their line feeds.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    var changes: [Change] = []
    var i = 0
    var j = 0
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        i += 1
        j += 1
        continue
      }
      let (a, b) = resynchronise(old[i...], new[j...])
      changes.append(Change(old: i..<i + a, new: j..<j + b))
      i += a
      j += b
    }
    return changes
  }

  /// How many lines of each side to pass over until they agree again.
  private static func resynchronise(
    _ old: ArraySlice<ArraySlice<UInt8>>, _ new: ArraySlice<ArraySlice<UInt8>>
  ) -> (Int, Int) {
    for distance in 1...farthest {
      // As many lines on both sides first: an edit seldom changes their number.
      for lead in 0...distance {
        let a = (distance + 1) / 2 + (lead % 2 == 0 ? lead / 2 : -(lead + 1) / 2)
        let b = distance - a
        guard a >= 0, b >= 0, a < old.count, b < new.count else { continue }
        if old[old.startIndex + a] == new[new.startIndex + b] { return (a, b) }
      }
    }
    return (old.count, new.count)
  }

  private static func hunk(
    _ changes: ArraySlice<Change>, _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [UInt8] {
    guard let first = changes.first, let last = changes.last else { return [] }
    let lead = min(context, first.old.lowerBound)
    let trail = min(context, old.count - last.old.upperBound)
    let from = first.old.lowerBound - lead..<last.old.upperBound + trail
    let to = first.new.lowerBound - lead..<last.new.upperBound + trail
    var output = Array("@@ -\(span(from)) +\(span(to)) @@\n".utf8)
    var at = from.lowerBound
    for change in changes {
      for line in old[at..<change.old.lowerBound] { add(line, " ", to: &output) }
      for line in old[change.old] { add(line, "-", to: &output) }
      for line in new[change.new] { add(line, "+", to: &output) }
      at = change.old.upperBound
    }
    for line in old[at..<from.upperBound] { add(line, " ", to: &output) }
    return output
  }

  private static func span(_ range: Range<Int>) -> String {
    let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
    return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
  }

  private static func add(
    _ line: ArraySlice<UInt8>, _ sign: Unicode.Scalar, to output: inout [UInt8]
  ) {
    output.append(UInt8(sign.value))
    output += line
    if line.last != 0x0A { output += Array("\n\\ No newline at end of file\n".utf8) }
  }

  private static func name(_ side: String, _ path: String) -> String {
    let whole = side + (path.utf8.first == 0x2F ? path : "/" + path)
    if whole.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) {
      return "\"" + whole.unicodeScalars.map(escaped).joined() + "\""
    }
    // Git ends a name with a tab where a space would leave its end open.
    return whole.utf8.contains(0x20) ? whole + "\t" : whole
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\"": return "\\\""
    case "\\": return "\\\\"
    default:
      if scalar.value >= 0x20, scalar.value != 0x7F { return String(scalar) }
      let digits = String(scalar.value, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }
}

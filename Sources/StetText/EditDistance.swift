/// Distances between words, counted in single edits.
public enum EditDistance {
  /// The scalars of a word in UTF-8.
  public static func scalars(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { bytes in withScalars(bytes) { [UInt32]($0) } }
  }

  /// Calls `body` with the scalars of UTF-8 bytes, which are good for the call.
  @inlinable
  public static func withScalars<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: bytes.count) { scalars in
      let count = scalars.baseAddress.map { readScalars(bytes, into: $0) } ?? 0
      return body(UnsafeBufferPointer(rebasing: scalars[..<count]))
    }
  }

  /// Writes down the scalars of UTF-8 bytes.
  ///
  /// - Parameter output: has room for as many as there are bytes.
  /// - Returns: how many there are.
  @inlinable
  public static func readScalars(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var count = 0
    var i = 0
    while i < bytes.count {
      var (scalar, length) = (UInt32(bytes[i]), 1)
      if scalar >= 0x80 { (scalar, length) = UTF8Scan.decode(bytes, i) }
      (output + count).initialize(to: scalar)
      count &+= 1
      i &+= length
    }
    return count
  }

  /// Whether the bytes of two words are equal or one edit apart: the words themselves, when one of them is ASCII.
  public static func isWithinOne(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    if a.count > b.count { return isWithinOne(b, a) }
    guard b.count - a.count <= 1 else { return false }
    var i = 0
    while i < a.count, a[i] == b[i] { i &+= 1 }
    if i == a.count { return true }
    // What both end with, from behind: the rest decides.
    var (aEnd, bEnd) = (a.count, b.count)
    while aEnd > i, a[aEnd &- 1] == b[bEnd &- 1] { (aEnd, bEnd) = (aEnd &- 1, bEnd &- 1) }
    if aEnd == i { return true }
    if a.count < b.count { return false }
    return aEnd == i + 1 || (aEnd == i + 2 && a[i] == b[i + 1] && a[i + 1] == b[i])
  }

  /// The optimal string alignment distance (insert, delete, replace, swap neighbours), or nil
  /// when it is more than `limit`. Time is the product of the lengths at most.
  public static func distance(_ a: [UInt32], _ b: [UInt32], limit: Int) -> Int? {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in distance(a, b, limit: limit) }
    }
  }

  /// The same for letters that lie in a larger table.
  public static func distance(
    _ a: UnsafeBufferPointer<UInt32>, _ b: UnsafeBufferPointer<UInt32>, limit: Int
  ) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    // What both begin and end with costs nothing.
    var start = 0
    var (aEnd, bEnd) = (a.count, b.count)
    while start < aEnd, start < bEnd, a[start] == b[start] { start += 1 }
    while aEnd > start, bEnd > start, a[aEnd - 1] == b[bEnd - 1] {
      (aEnd, bEnd) = (aEnd - 1, bEnd - 1)
    }
    let (aRest, bRest) = (aEnd - start, bEnd - start)
    if aRest == 0 || bRest == 0 { return max(aRest, bRest) <= limit ? max(aRest, bRest) : nil }
    if limit == 1 {
      if aRest == 1, bRest == 1 { return 1 }
      return aRest == 2 && bRest == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
        ? 1 : nil
    }
    let width = bRest + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      distance(
        UnsafeBufferPointer(rebasing: a[start..<aEnd]),
        UnsafeBufferPointer(rebasing: b[start..<bEnd]), limit, rows, width)
    }
  }

  /// - Parameter rows: room for three rows of `width`.
  private static func distance(
    _ a: UnsafeBufferPointer<UInt32>, _ b: UnsafeBufferPointer<UInt32>, _ limit: Int,
    _ rows: UnsafeMutableBufferPointer<Int>, _ width: Int
  ) -> Int? {
    for j in 0..<width { rows[width + j] = j }
    // Where the row before last, the last and the current one begin.
    var (before, above, row) = (0, width, 2 * width)
    for i in 1...a.count {
      rows[row] = i
      var smallest = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(rows[above + j] + 1, rows[row + j - 1] + 1, rows[above + j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, rows[before + j - 2] + 1)
        }
        rows[row + j] = best
        smallest = min(smallest, best)
      }
      if smallest > limit { return nil }
      (before, above, row) = (above, row, before)
    }
    return rows[above + b.count] <= limit ? rows[above + b.count] : nil
  }
}

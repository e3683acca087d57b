/// Distances between words, counted in single edits.
public enum EditDistance {
  /// The scalars of a word in UTF-8.
  public static func scalars(_ bytes: [UInt8]) -> [UInt32] {
    var output: [UInt32] = []
    output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { buffer in
      var i = 0
      while i < buffer.count {
        let (scalar, length) = UTF8Scan.decode(buffer, i)
        output.append(scalar)
        i += length
      }
    }
    return output
  }

  /// The optimal string alignment distance (insert, delete, replace, swap neighbours), or nil
  /// when it is more than `limit`. Time is the product of the lengths at most.
  public static func distance(_ a: [UInt32], _ b: [UInt32], limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    if a.isEmpty { return b.count }
    if b.isEmpty { return a.count }
    let width = b.count + 1
    var before = [Int](repeating: 0, count: width)
    var above = Array(0..<width)
    var row = [Int](repeating: 0, count: width)
    for i in 1...a.count {
      row[0] = i
      var smallest = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, before[j - 2] + 1)
        }
        row[j] = best
        smallest = min(smallest, best)
      }
      if smallest > limit { return nil }
      swap(&before, &above)
      swap(&above, &row)
    }
    return above[b.count] <= limit ? above[b.count] : nil
  }
}

/// Which keys lie side by side on a QWERTY keyboard.
enum KeyboardLayout {
  private static let rows: [[UInt8]] = ["qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"].map {
    Array($0.utf8)
  }

  /// Bit k of entry i: letter k lies beside letter i.
  private static let neighbours: [UInt32] = {
    var places: [UInt8: (row: Int, column: Double)] = [:]
    for (row, keys) in rows.enumerated() {
      for (column, key) in keys.enumerated() {
        // Each row is shifted by about a quarter and a half key.
        places[key] = (row, Double(column) + [0, 0.25, 0.75][row])
      }
    }
    return (UInt8(0x61)...0x7A).map { a in
      var mask: UInt32 = 0
      for b in UInt8(0x61)...0x7A where a != b {
        guard let first = places[a], let second = places[b] else { continue }
        let isBeside =
          abs(first.row - second.row) <= 1 && abs(first.column - second.column) <= 1.01
        if isBeside { mask |= 1 << UInt32(b - 0x61) }
      }
      return mask
    }
  }()

  /// Whether two letters (lower case) lie side by side.
  static func areNeighbours(_ a: UInt32, _ b: UInt32) -> Bool {
    guard a &- 0x61 < 26, b &- 0x61 < 26 else { return false }
    return neighbours[Int(a &- 0x61)] >> (b &- 0x61) & 1 != 0
  }
}

/// Which keys lie side by side on a QWERTY keyboard.
enum KeyboardLayout {
  private static let rows: [[UInt8]] = ["qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"].map {
    Array($0.utf8)
  }

  /// Bit k of entry i: letter k lies beside letter i.
  private static let neighbours: [UInt32] = {
    var places = [(row: Int, column: Double)](repeating: (0, 0), count: 128)
    for (row, keys) in rows.enumerated() {
      for (column, key) in keys.enumerated() {
        // Each row is shifted by about a quarter and a half key.
        places[Int(key)] = (row, Double(column) + (row == 0 ? 0 : row == 1 ? 0.25 : 0.75))
      }
    }
    return (UInt8(0x61)...0x7A).map { a in
      var mask: UInt32 = 0
      for b in UInt8(0x61)...0x7A where a != b {
        let (first, second) = (places[Int(a)], places[Int(b)])
        let isBeside =
          abs(first.row - second.row) <= 1 && abs(first.column - second.column) <= 1.01
        if isBeside { mask |= 1 << UInt32(b - 0x61) }
      }
      return mask
    }
  }()

  /// The letters beside a small one, a bit each.
  static func neighbours(_ letter: UInt32) -> UInt32 { neighbours[Int(letter &- 0x61)] }
}

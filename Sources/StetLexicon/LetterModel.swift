import StetText

/// How plausible a string of letters is as a word or name: letter triples, counted over all words
/// of the pack, each by the order of magnitude of its frequency.
///
/// Accents are ignored; what is not a letter a to z counts as a word's edge.
public struct LetterModel: @unchecked Sendable {
  // Points into the pack, which is never written and outlives its lexicon.
  private static let size = 27
  private let table: UnsafeRawBufferPointer

  /// The model of a lexicon; without one everything is equally plausible.
  init(_ table: UnsafeRawBufferPointer) {
    let bytes = Self.size * Self.size * Self.size
    self.table =
      table.count == bytes ? table : UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The log of the probability of a folded word's letters, one factor a triple, in nats.
  public func plausibility(_ folded: [UInt8]) -> Double {
    guard !table.isEmpty else { return 0 }
    let plain = CaseFolding.withoutAccents(folded)
    var sum = 0
    var before = 0
    var last = 0
    for place in 0...plain.count {
      let letter = place < plain.count ? Self.code(plain[place]) : 0
      sum += Int(table[(before * Self.size + last) * Self.size + letter])
      before = last
      last = letter
    }
    return -Double(sum) / 16
  }

  private static func code(_ byte: UInt8) -> Int {
    byte &- 0x61 < 26 ? Int(byte &- 0x60) : 0
  }

  /// The section's bytes: for each triple, 16 times the negative log of the third letter's
  /// probability after the first two.
  static func section(of table: WordTable) -> [UInt8] {
    var counts = [UInt32](repeating: 1, count: size * size * size)
    table.keys.withUnsafeBufferPointer { keys in
      for row in table.rows where row.lower | row.initial | row.upper != 0 {
        let weight = UInt32(1 + (32 - row.frequency.leadingZeroBitCount))
        var before = 0
        var last = 0
        let start = Int(row.keyStart)
        for i in start...(start + Int(row.keyLength)) {
          let letter = i < start + Int(row.keyLength) ? code(keys[i]) : 0
          counts[(before * size + last) * size + letter] &+= weight
          before = last
          last = letter
        }
      }
    }
    var bytes = [UInt8](repeating: 0, count: counts.count)
    for pair in 0..<(size * size) {
      let row = pair * size..<(pair + 1) * size
      let total = counts[row].reduce(0) { $0 + Double($1) }
      for i in row {
        let cost = 16 * NaturalLogarithm.of(total / Double(counts[i]))
        bytes[i] = UInt8(clamping: Int(cost))
      }
    }
    return bytes
  }
}

/// The natural logarithm from the bits of the number: good to 0.001 on any platform alike.
public enum NaturalLogarithm {
  /// The logarithm; -700 for what has none.
  public static func of(_ x: Double) -> Double {
    guard x > 0 else { return -700 }
    // Padé approximant of ln on [1, 2).
    let y = (x.significand - 1) / (x.significand + 1)
    let square = y * y
    let series = 1 + square * (1 / 3.0 + square * (0.2 + square / 7))
    return Double(x.exponent) * 0.693_147_180_559_945_3 + 2 * y * series
  }
}

extension Lexicon {
  /// The letter model of the pack.
  public var letters: LetterModel { LetterModel(section(.letters)) }
}

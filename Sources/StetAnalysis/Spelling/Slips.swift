import StetLexicon
import StetText

/// A word that another word may be a slip of.
public struct SlipCandidate: Sendable {
  /// The word in lower case.
  public var folded: [UInt8]
  /// What the lexicon knows of it.
  public var entry: LexiconEntry
  /// How unlikely the slip is: about 1 for swapped neighbours, 3 for an arbitrary letter.
  public var cost: Double
}

/// The words one edit away from a word.
///
/// All edits are made and looked up: about 50 lookups a letter, no search structure.
public enum Slips {
  /// The lexicon's words one edit away from `word` (lower case, UTF-8), each once with its cheapest cost,
  /// the best first.
  public static func candidates(
    _ word: [UInt8], lexicon: Lexicon, accept: (LexiconEntry) -> Bool
  ) -> [SlipCandidate] {
    guard word.count >= 2, word.count <= 40 else { return [] }
    var found: [SlipCandidate] = []
    func consider(_ candidate: [UInt8], _ cost: Double) {
      guard let entry = lexicon.entry(for: candidate), accept(entry) else { return }
      if let same = found.firstIndex(where: { $0.entry.index == entry.index }) {
        found[same].cost = min(found[same].cost, cost)
      } else {
        found.append(SlipCandidate(folded: candidate, entry: entry, cost: cost))
      }
    }
    let n = word.count
    var buffer = word
    for i in 0..<(n - 1) where word[i] != word[i + 1] && word[i] < 0x80 && word[i + 1] < 0x80 {
      buffer.swapAt(i, i + 1)
      consider(buffer, i == 0 ? 1.6 : 1.0)
      buffer.swapAt(i, i + 1)
    }
    for i in 0..<n where word[i] < 0x80 {
      if i > 0, word[i] == word[i - 1] { continue }
      var shorter = word
      shorter.remove(at: i)
      consider(shorter, insertionCost(word, i))
    }
    for i in 0..<n where word[i] < 0x80 {
      let original = buffer[i]
      for letter in UInt8(0x61)...0x7A where letter != original {
        buffer[i] = letter
        consider(buffer, SlipCost.substitution(typed: original, meant: letter) + (i == 0 ? 1 : 0))
      }
      buffer[i] = original
    }
    buffer.append(0)
    for i in stride(from: n, through: 0, by: -1) {
      if i < n { buffer[i + 1] = word[i] }
      for letter in UInt8(0x61)...0x7A {
        buffer[i] = letter
        let doubled = (i > 0 && word[i - 1] == letter) || (i < n && word[i] == letter)
        consider(buffer, doubled ? 1.0 : i == 0 ? 2.4 : 1.5)
      }
    }
    return found.sorted { ($0.cost, $1.entry.frequency) < ($1.cost, $0.entry.frequency) }
  }

  /// The cost of having typed the letter at `i` too much.
  private static func insertionCost(_ word: [UInt8], _ i: Int) -> Double {
    let letter = word[i]
    let before = i > 0 ? word[i - 1] : 0
    let after = i + 1 < word.count ? word[i + 1] : 0
    if letter == before || letter == after { return 1.0 }
    if SlipCost.areNeighbours(letter, before) || SlipCost.areNeighbours(letter, after) {
      return 1.6
    }
    return i == 0 ? 3.0 : 2.2
  }
}

/// What single slips of the fingers and the ear cost.
public enum SlipCost {
  private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

  /// For each letter, the letters beside it on a QWERTY keyboard, as bits.
  private static let neighbourBits: [UInt32] = {
    var bits = [UInt32](repeating: 0, count: 26)
    func place(_ letter: UInt8) -> (row: Int, x: Double)? {
      for (row, keys) in rows.enumerated() {
        if let column = keys.firstIndex(of: letter) {
          return (row, Double(column) + Double(row) * 0.4)
        }
      }
      return nil
    }
    for a in UInt8(0x61)...0x7A {
      for b in UInt8(0x61)...0x7A where a != b {
        guard let p = place(a), let q = place(b) else { continue }
        if abs(p.row - q.row) <= 1, abs(p.x - q.x) <= 1.1 {
          bits[Int(a - 0x61)] |= 1 << UInt32(b - 0x61)
        }
      }
    }
    return bits
  }()

  /// Whether two lower-case letters lie beside each other on a QWERTY keyboard.
  public static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
    guard a &- 0x61 < 26, b &- 0x61 < 26 else { return false }
    return neighbourBits[Int(a - 0x61)] & 1 << UInt32(b - 0x61) != 0
  }

  private static func isVowel(_ b: UInt8) -> Bool {
    b == 0x61 || b == 0x65 || b == 0x69 || b == 0x6F || b == 0x75 || b == 0x79
  }

  /// The cost of one letter typed for another.
  public static func substitution(typed: UInt8, meant: UInt8) -> Double {
    if areNeighbours(typed, meant) { return 1.7 }
    if isVowel(typed), isVowel(meant) { return 1.7 }
    switch (typed, meant) {
    case (0x63, 0x73), (0x73, 0x63), (0x63, 0x6B), (0x6B, 0x63), (0x73, 0x7A), (0x7A, 0x73),
      (0x6D, 0x6E), (0x6E, 0x6D), (0x67, 0x6A), (0x6A, 0x67), (0x64, 0x74), (0x74, 0x64):
      return 2.0
    default: return 2.8
    }
  }
}

import StetText
import Testing

@Suite struct EditDistanceTests {
  private func distance(_ a: String, _ b: String, limit: Int) -> Int? {
    EditDistance.distance(
      EditDistance.scalars(Array(a.utf8)), EditDistance.scalars(Array(b.utf8)), limit: limit)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("tump", "trump", 1), ("urkaine", "ukraine", 1), ("ab", "ba", 1),
    ("kyiv", "kiev", 2), ("reuters", "routers", 1), ("łódź", "łodź", 1), ("abcd", "badc", 2),
    ("banana", "bananana", 2),
  ])
  func slipsAreCounted(_ a: String, _ b: String, _ edits: Int) {
    for limit in 0...3 {
      #expect(distance(a, b, limit: limit) == (edits <= limit ? edits : nil), "\(a) \(b) \(limit)")
      #expect(distance(b, a, limit: limit) == (edits <= limit ? edits : nil), "\(b) \(a) \(limit)")
    }
  }

  /// What is left out before counting (common ends, the short way for one edit) must not change a distance.
  @Test func shortCutsAgreeWithTheWholeTable() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<4000 {
      let a = (0..<next(7)).map { _ in UInt32(0x61 + next(3)) }
      let b = (0..<next(7)).map { _ in UInt32(0x61 + next(3)) }
      let edits = table(a, b)
      for limit in 1...3 {
        #expect(
          EditDistance.distance(a, b, limit: limit) == (edits <= limit ? edits : nil),
          "\(a) \(b) \(limit)")
      }
    }
  }

  /// The whole table, without limit.
  private func table(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var cells = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          cells[i][j] = i + j
          continue
        }
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(cells[i - 1][j] + 1, cells[i][j - 1] + 1, cells[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, cells[i - 2][j - 2] + 1)
        }
        cells[i][j] = best
      }
    }
    return cells[a.count][b.count]
  }
}

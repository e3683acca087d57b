import Testing

@testable import StetLexicon

@Suite("Work on several threads")
struct ParallelTests {
  @Test("Results come in the order of the work, whichever is done first")
  func order() {
    // The first takes longest.
    let sums = Parallel.map(6) { index in
      (0..<(6 - index) * 20_000).reduce(index) { $0 ^ ($1 &* 0) }
    }
    #expect(sums == [0, 1, 2, 3, 4, 5])
    #expect(Parallel.map(0) { $0 }.isEmpty)
  }

  @Test("Two kinds of work are done once each")
  func both() {
    let done = Tally()
    let results = Parallel.both(
      { () -> String in
        done.add()
        return "names"
      },
      { () -> Int in
        done.add()
        return 7
      })
    #expect(results.0 == "names" && results.1 == 7 && done.value == 2)
  }
}

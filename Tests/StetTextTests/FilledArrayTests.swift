import Testing

@testable import StetText

@Suite struct FilledArrayTests {
  @Test func arraysHoldOneValue() {
    for count in [0, 1, 3, 64, 5000] {
      #expect([UInt32](all: 7, count: count) == (0..<count).map { _ in 7 })
      #expect([Int?](all: nil, count: count).count == count)
    }
  }
}

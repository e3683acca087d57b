import Testing

@testable import StetText

@Suite struct UnwrittenArrayTests {
  @Test func arraysHoldWhatIsWritten() {
    for count in [0, 1, 3, 64, 5000] {
      let sevens = [UInt32](all: 7, count: count)
      #expect(sevens.count == count && sevens.allSatisfy { $0 == 7 })
      var squares = [Int?](unwritten: count)
      #expect(squares.count == count)
      squares.withUnsafeMutableBufferPointer { squares in
        for i in 0..<count { squares[i] = i % 3 == 0 ? nil : i * i }
      }
      squares.removeLast(count / 2)
      squares.append(-1)
      #expect(
        squares == (0..<count - count / 2).map { $0 % 3 == 0 ? nil : $0 * $0 } + [-1])
    }
  }
}

import Dispatch
import Testing

@testable import StetText

@Suite struct CallMemoryTests {
  private func address(_ byteCount: Int) -> UInt {
    CallMemory.with(byteCount: byteCount) { UInt(bitPattern: $0.baseAddress) }
  }

  /// Pieces that are held at once lie apart, also those that the stack has no room for.
  @Test func piecesThatAreHeldAtOnceDoNotOverlap() {
    let sizes = [2_000, 1, 70_000, 900_000, 300_000, 1_025, 4_000_000, 0, 5_000]
    var held: [UnsafeMutableRawBufferPointer] = []
    func take(_ rest: ArraySlice<Int>) {
      guard let size = rest.first else {
        for (number, piece) in held.enumerated() {
          #expect(piece.count == sizes[number])
          #expect(UInt(bitPattern: piece.baseAddress) % 16 == 0)
          for byte in [piece.first, piece.last] where !piece.isEmpty {
            #expect(byte == UInt8(number))
          }
        }
        return
      }
      CallMemory.with(byteCount: size) { piece in
        piece.initializeMemory(as: UInt8.self, repeating: UInt8(held.count))
        held.append(piece)
        take(rest.dropFirst())
      }
    }
    take(sizes[...])
    #expect(held.count == sizes.count)
  }

  /// What a call leaves, the next one takes.
  @Test func memoryIsTakenAgain() {
    let first = address(50_000)
    #expect(address(60_000) == first)
    CallMemory.with(byteCount: 40_000) { outer in
      #expect(UInt(bitPattern: outer.baseAddress) == first)
      let inner = address(30_000)
      #expect(inner >= first + 40_000)
      #expect(address(20_000) == inner)
      // More than there is: taken elsewhere, and nothing of the stack is lost by it.
      _ = address(CallMemory.capacity)
      #expect(address(20_000) == inner)
    }
    #expect(address(CallMemory.capacity) == first)
  }

  @Test func valuesHaveRoomAndNoMore() {
    CallMemory.with(of: UInt64.self, capacity: 1_000) { values in
      #expect(values.count == 1_000)
      for index in values.indices { values[index] = UInt64(index) }
      #expect(values.reduce(0, +) == 499_500)
    }
    #expect(CallMemory.with(of: UInt64.self, capacity: 0) { $0.count } == 0)
  }

  /// Each thread has its own.
  @Test func threadsDoNotShareMemory() {
    let sums = UnsafeMutableBufferPointer<Int>.allocate(capacity: 8)
    defer { sums.deallocate() }
    sums.initialize(repeating: 0)
    nonisolated(unsafe) let output = sums
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      for _ in 0..<200 {
        CallMemory.with(of: Int.self, capacity: 5_000) { values in
          values.initialize(repeating: number)
          output[number] += values.count { $0 == number }
        }
      }
    }
    #expect(sums.allSatisfy { $0 == 1_000_000 })
  }
}

import StetText

/// One stretch of memory that several tables are laid out in: an allocation in place of five.
struct Scratch {
  private var rest: UnsafeMutableRawBufferPointer

  private init(_ memory: UnsafeMutableRawBufferPointer) { rest = memory }

  /// How far apart tables start, which is enough for any of them.
  private static let alignment = 16

  /// The bytes that a table of so many elements takes.
  static func size<T>(of type: T.Type, _ count: Int) -> Int {
    (max(0, count) * MemoryLayout<T>.stride + alignment - 1) & ~(alignment - 1)
  }

  /// Calls `body` with room for so many bytes, the sum of the sizes of all tables.
  static func with<R>(_ bytes: Int, _ body: (inout Scratch) -> R) -> R {
    CallMemory.with(byteCount: bytes) { memory in
      var scratch = Scratch(memory)
      return body(&scratch)
    }
  }

  /// Room for a table, not initialised; less than asked for where the memory is at its end.
  mutating func take<T>(_ count: Int, of type: T.Type) -> UnsafeMutableBufferPointer<T> {
    let bytes = min(Self.size(of: type, count), rest.count)
    let table = UnsafeMutableRawBufferPointer(rebasing: rest[..<bytes])
    rest = UnsafeMutableRawBufferPointer(rebasing: rest[bytes...])
    let elements = table.bindMemory(to: type)
    return UnsafeMutableBufferPointer(rebasing: elements[..<min(max(0, count), elements.count)])
  }
}

/// One piece of memory for all tables of a text: to take and free it costs as much as for one of them.
@usableFromInline
final class TableMemory: @unchecked Sendable {
  /// Its first byte. Nothing is written once the tables are made.
  let base: UnsafeMutableRawPointer

  /// Takes memory that holds nothing yet.
  init(byteCount: Int) { base = .allocate(byteCount: byteCount, alignment: 16) }

  deinit { base.deallocate() }
}

/// A column of a table: plain values in a row, in memory that is shared with the other columns and lives as long as one of
/// them does.
public struct Column<Element>: RandomAccessCollection {
  @usableFromInline let memory: TableMemory
  @usableFromInline let base: UnsafePointer<Element>
  /// The number of values.
  public let count: Int

  @inlinable
  @inline(__always)
  init(_ memory: TableMemory, _ base: UnsafePointer<Element>, _ count: Int) {
    self.memory = memory
    self.base = base
    self.count = count
  }

  /// The first row, 0.
  @inlinable
  public var startIndex: Int { 0 }

  /// Behind the last row.
  @inlinable
  public var endIndex: Int { count }

  /// The value of a row, which must be there.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row")
      return base[index]
    }
  }

  /// Calls `body` with the values as bare memory.
  @inlinable
  @inline(__always)
  public func withUnsafeBufferPointer<R>(_ body: (UnsafeBufferPointer<Element>) -> R) -> R {
    withExtendedLifetime(memory) { body(UnsafeBufferPointer(start: base, count: count)) }
  }

  /// The same, for algorithms of the standard library.
  @inlinable
  public func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<Element>) throws -> R
  ) rethrows -> R? {
    try withExtendedLifetime(memory) {
      try body(UnsafeBufferPointer(start: base, count: count))
    }
  }
}

extension Column: @unchecked Sendable where Element: Sendable {}

extension Column: Equatable where Element: Equatable {
  /// Whether two columns hold the same values.
  public static func == (a: Column, b: Column) -> Bool { a.elementsEqual(b) }
}

/// Cuts a piece of memory into columns. Who takes them sees to their alignment: bytes by the eight, then the wider values.
struct ColumnCutter {
  private var next: UnsafeMutableRawPointer

  /// Starts at the first byte.
  init(_ base: UnsafeMutableRawPointer) { next = base }

  /// The next column: room for so many values.
  @inline(__always)
  mutating func take<Value>(_ type: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value> {
    defer { next += count * MemoryLayout<Value>.stride }
    return next.bindMemory(to: type, capacity: count)
  }

  /// The next column, with the first values of another.
  @inline(__always)
  mutating func copy<Value>(
    _ values: UnsafeMutablePointer<Value>, _ count: Int
  ) -> UnsafeMutablePointer<Value> {
    let column = take(Value.self, count)
    column.update(from: values, count: count)
    return column
  }
}

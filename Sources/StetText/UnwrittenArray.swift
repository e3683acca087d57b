extension Array where Element: BitwiseCopyable {
  /// An array of so many values that are whatever its memory held: for one that is at once written over.
  ///
  /// `init(unsafeUninitializedCapacity:initializingWith:)` and `init(repeating:count:)` are not specialised by the compiler: each
  /// time they ask the runtime for the array's type, which takes five hundred steps and a table that all threads share.
  @inlinable
  @inline(__always)
  package init(unwritten count: Int) {
    self = []
    reserveCapacity(count)
    append(contentsOf: Unwritten(count: count))
  }

  /// An array of one value several times; what is said of `init(unwritten:)` holds here, too.
  @inlinable
  @inline(__always)
  package init(all value: Element, count: Int) {
    self.init(unwritten: count)
    withUnsafeMutableBufferPointer { $0.update(repeating: value) }
  }
}

/// Values that are there once they are copied to memory: what it holds.
@usableFromInline
package struct Unwritten<Element: BitwiseCopyable>: Sequence {
  @usableFromInline let count: Int

  @inlinable
  init(count: Int) { self.count = count }

  @usableFromInline
  package var underestimatedCount: Int { count }

  @usableFromInline
  package func makeIterator() -> EmptyCollection<Element>.Iterator {
    EmptyCollection().makeIterator()
  }

  @inlinable
  package func _copyContents(
    initializing buffer: UnsafeMutableBufferPointer<Element>
  ) -> (EmptyCollection<Element>.Iterator, Int) {
    (EmptyCollection().makeIterator(), count)
  }
}

extension Array where Element: BitwiseCopyable {
  /// An array of one value several times.
  ///
  /// `init(repeating:count:)` and `init(unsafeUninitializedCapacity:initializingWith:)` are not specialised by the compiler: each
  /// time they ask the runtime for the array's type, which takes five hundred steps and a table that all threads share.
  @inlinable
  @inline(__always)
  package init(all value: Element, count: Int) {
    self = []
    reserveCapacity(count)
    append(contentsOf: repeatElement(value, count: count))
  }
}

extension RandomAccessCollection where Index == Int {
  /// The index of the first element that a condition holds for, `endIndex` when it holds for none.
  /// Binary search: where the condition holds for an element, it must hold for all behind it.
  @inlinable
  public func partitioningIndex(where holds: (Element) throws -> Bool) rethrows -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let mid = low + (high - low) / 2
      if try holds(self[mid]) { high = mid } else { low = mid + 1 }
    }
    return low
  }
}

extension Array where Element: Comparable {
  /// Whether an ascending array holds an element. A set would answer faster, but that the runtime prepares a set of a
  /// kind takes some 50 µs when one is first made.
  @inlinable
  public func holds(_ element: Element) -> Bool {
    let index = partitioningIndex { $0 >= element }
    return index < count && self[index] == element
  }
}

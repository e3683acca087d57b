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

/// A half-open range of UTF-8 byte offsets in one text.
///
/// Offsets are 32-bit: texts larger than 4 GiB are refused before a range is made.
public struct TextRange: Hashable, Comparable, Sendable {
  /// The offset of the first byte.
  public var start: UInt32
  /// The offset just after the last byte.
  public var end: UInt32

  /// Makes a range from 32-bit offsets; `end` is raised to `start` when it lies before it.
  @inlinable
  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = Swift.max(start, end)
  }

  /// Makes a range from `Int` offsets, clamped to what 32 bits hold.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.init(UInt32(clamping: start), UInt32(clamping: end))
  }

  /// The number of bytes.
  @inlinable
  public var count: Int { Int(end - start) }
  /// Whether the range holds no byte (an insertion point).
  @inlinable
  public var isEmpty: Bool { start == end }
  /// The offsets as a range of array indices.
  @inlinable
  public var indices: Range<Int> { Int(start)..<Int(end) }

  /// Whether the offset lies inside.
  @inlinable
  public func contains(_ offset: Int) -> Bool { offset >= Int(start) && offset < Int(end) }
  /// Whether all of `other` lies inside.
  @inlinable
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  /// Whether the two share a byte, or one is empty and lies inside the other or at its edge.
  @inlinable
  public func overlaps(_ other: TextRange) -> Bool {
    if isEmpty || other.isEmpty { return start <= other.end && other.start <= end }
    return start < other.end && other.start < end
  }
  /// The smallest range that holds both.
  @inlinable
  public func union(_ other: TextRange) -> TextRange {
    TextRange(Swift.min(start, other.start), Swift.max(end, other.end))
  }

  /// The index of the first of some ranges, ascending and not overlapping, that ends after an
  /// offset; their number when none does. Binary search.
  public static func first(in ranges: [TextRange], endingAfter offset: Int) -> Int {
    ranges.partitioningIndex { Int($0.end) > offset }
  }

  /// Orders by start, then by end.
  @inlinable
  public static func < (a: TextRange, b: TextRange) -> Bool {
    a.start != b.start ? a.start < b.start : a.end < b.end
  }
}

/// The most that a word's nearest neighbours can say for any of its rivals: two bytes, one a side, clear nine words of ten
/// before a weight is read.
///
/// A neighbour is known here by its row alone: the class, or that of the members of a class, for which the one
/// counts that says most. Layout: for each word the rows of the side before, in which what the rivals lack is reckoned in, then
/// those of the side after: signed bytes in eighths, rounded up. Both halves of a sum are at least -127, and one that is too large
/// to be kept is 127: it never clears a word.
struct CompanyBounds: @unchecked Sendable {
  // Memory of the pack, never written; words and rows are checked when a `Confusions.Symbol` is made.
  private let base: UnsafePointer<Int8>
  /// Rows of one side.
  let rows: Int

  /// Takes the bounds from memory.
  init(_ base: UnsafePointer<Int8>, rows: Int) {
    self.base = base
    self.rows = rows
  }

  /// The bound of a confusable word between two neighbours: no rival is in sight where it is below 0. All three must be of
  /// the table that the bounds are of.
  @inline(__always)
  func bound(
    _ word: Confusions.Symbol, after before: Confusions.Symbol, before after: Confusions.Symbol
  ) -> Int {
    let own = base + (Int(word.confusable) &- 1) &* (rows &* 2)
    return Int(own[Int(before.row)]) &+ Int(own[rows &+ Int(after.row)])
  }

  /// How many units of the weights one unit of a bound is.
  private static let step = 2

  /// The byte for a bound in units of the weights.
  static func byte(_ bound: Int) -> UInt8 {
    // Rounded up: the remainder of a negative number is negative.
    let up = bound / step + (bound % step > 0 ? 1 : 0)
    return UInt8(bitPattern: Int8(max(-127, min(127, up))))
  }
}

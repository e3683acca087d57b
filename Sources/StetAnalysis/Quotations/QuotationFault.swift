import StetText

/// A stretch of copy between quotation marks.
public struct QuotationSpan: Sendable {
  /// The index of the mark that opens it, in `Quotations.marks`.
  public internal(set) var openMark: Int
  /// The index of the mark that closes it, -1 when it is never closed.
  public internal(set) var closeMark: Int
  /// The opening mark's range.
  public internal(set) var open: TextRange
  /// The closing mark's range, nil when it is never closed.
  public internal(set) var close: TextRange?
  /// 1 for a quotation in running copy, 2 for one inside it, and so on.
  public internal(set) var depth: Int
  /// The opening mark's glyph.
  public internal(set) var glyph: QuotationGlyph
  /// The block that it opens in and the last block that it runs into.
  public internal(set) var blocks: ClosedRange<Int>
  /// From just after the opening mark to the closing one, or to the end of its last block.
  public internal(set) var content: TextRange
  /// The quotation that is open around it while they are gathered, -1 when there is none.
  var outer = -1
}

/// What is wrong with a quotation mark.
public enum QuotationFaultKind: UInt8, Sendable {
  /// Opened and never closed.
  case unclosed
  /// Closed and never opened.
  case unopened
  /// A paragraph that continues a quotation and closes it lacks the mark at its head.
  case uncontinued
  /// Opened by a single mark and closed by a double one, or the reverse.
  case mismatched
  /// The same kind of mark inside itself.
  case nested
  /// More levels than three.
  case tooDeep
  /// The mark is typed twice.
  case doubled
}

/// One fault of quotation marks. There is one for each slip: faults do not cascade.
public struct QuotationFault: Sendable {
  /// What is wrong.
  public internal(set) var kind: QuotationFaultKind
  /// The index of the mark at fault, in `Quotations.marks`.
  public internal(set) var mark: Int
  /// The index of another mark that belongs to the fault, -1 when there is none: the outer opener,
  /// the closer of another kind, or for `unclosed` a closer some unmarked paragraphs on.
  public internal(set) var other: Int
  /// Whether only the house's typing explains it otherwise: single marks and labels are less sure.
  public internal(set) var isCertain: Bool
}

import StetText

/// Turns offsets in a document's text into offsets in its file.
///
/// Identity for plain text; piecewise where the text differs from the file (entities). Pieces are
/// found by binary search; nothing is ever searched for in the text.
public struct SourceMap: Sendable {
  /// A stretch of the text that stands for a stretch of another length or place in the file.
  public struct Piece: Hashable, Sendable {
    /// Where the piece stands in the text.
    public var text: TextRange
    /// Where it comes from in the file.
    public var file: TextRange

    /// Makes a piece.
    public init(text: TextRange, file: TextRange) {
      self.text = text
      self.file = file
    }
  }

  /// Replaced stretches in text order; what lies between them maps byte for byte.
  public let pieces: [Piece]

  /// The map of a text that is the file itself.
  public static let identity = SourceMap(pieces: [])

  /// Makes a map from replaced stretches in text order.
  public init(pieces: [Piece]) { self.pieces = pieces }

  /// Whether the text is the file itself.
  public var isIdentity: Bool { pieces.isEmpty }

  /// The file's range for a range of the text. A range that ends or starts inside a replaced
  /// stretch takes all of it.
  public func fileRange(_ range: TextRange) -> TextRange {
    if pieces.isEmpty { return range }
    return TextRange(
      offset(Int(range.start), atEnd: false),
      offset(Int(range.end), atEnd: !range.isEmpty))
  }

  private func offset(_ offset: Int, atEnd: Bool) -> Int {
    // The last piece that starts before the offset (or at it, for a start).
    let next = pieces.partitioningIndex {
      atEnd ? Int($0.text.start) >= offset : Int($0.text.start) > offset
    }
    guard next > 0 else { return offset }
    let piece = pieces[next - 1]
    if offset < Int(piece.text.end) {
      return Int(atEnd ? piece.file.end : piece.file.start)
    }
    return offset - Int(piece.text.end) + Int(piece.file.end)
  }
}

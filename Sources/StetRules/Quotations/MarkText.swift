import StetAnalysis

/// The text of quotation marks, for fixes.
enum MarkText {
  /// The mark that opens in the manner of a glyph.
  static func opening(_ glyph: QuotationGlyph) -> String {
    switch glyph {
    case .straightDouble: return "\""
    case .straightSingle: return "'"
    case .curlySingleOpen, .curlySingleClose, .lowSingle: return "‘"
    case .twoGraves, .twoSingles: return "``"
    default: return "“"
    }
  }

  /// The mark that closes in the manner of a glyph.
  static func closing(_ glyph: QuotationGlyph) -> String {
    switch glyph {
    case .straightDouble: return "\""
    case .straightSingle: return "'"
    case .curlySingleOpen, .curlySingleClose, .lowSingle: return "’"
    case .twoGraves, .twoSingles: return "''"
    case .lowDouble: return "“"
    default: return "”"
    }
  }

  /// The single mark of a double one's manner, or the double one of a single one's.
  static func otherLevel(_ glyph: QuotationGlyph, opens: Bool) -> String {
    switch glyph {
    case .straightDouble: return "'"
    case .straightSingle: return "\""
    case .curlySingleOpen, .curlySingleClose, .lowSingle: return opens ? "“" : "”"
    default: return opens ? "‘" : "’"
    }
  }
}

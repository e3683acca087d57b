import StetText

/// What a quotation mark looks like.
public enum QuotationGlyph: UInt8, Sendable {
  /// `"`
  case straightDouble
  /// `“`
  case curlyDoubleOpen
  /// `”`
  case curlyDoubleClose
  /// `„`, which opens in German and its neighbours.
  case lowDouble
  /// Two grave accents, which open in wire copy (TTS, ANPA) and TeX.
  case twoGraves
  /// `″` where no figure stands before it.
  case primeAsDouble
  /// Two single marks typed for a double one.
  case twoSingles
  /// `'`
  case straightSingle
  /// `‘`
  case curlySingleOpen
  /// `’`
  case curlySingleClose
  /// `‚`
  case lowSingle
  /// A grave accent.
  case grave
  /// An acute accent that stands alone.
  case acute
  /// `«` or `‹`
  case guillemetLeft
  /// `»` or `›`
  case guillemetRight
  /// `″`
  case doublePrime
  /// `′`
  case singlePrime

  /// Whether it stands for a double quotation mark.
  public var isDouble: Bool { rawValue <= QuotationGlyph.twoSingles.rawValue }
  /// Whether it stands for a single quotation mark or an apostrophe.
  public var isSingle: Bool {
    rawValue > QuotationGlyph.twoSingles.rawValue && rawValue <= QuotationGlyph.acute.rawValue
  }
  /// Whether its form does not say whether it opens or closes.
  public var isStraight: Bool { self == .straightDouble || self == .straightSingle }
  /// Whether its form says whether it opens or closes.
  public var isCurly: Bool {
    switch self {
    case .curlyDoubleOpen, .curlyDoubleClose, .curlySingleOpen, .curlySingleClose: return true
    default: return false
    }
  }
}

/// What a mark does in the copy.
public enum MarkRole: UInt8, Sendable {
  /// Not decided, or an ornament such as a row of marks: nobody should complain about it.
  case none
  /// Opens a quotation.
  case opener
  /// Stands at the head of a paragraph that continues a quotation.
  case continuer
  /// Closes a quotation.
  case closer
  /// Stands for letters left out, or for a possessive.
  case apostrophe
  /// Feet, inches, minutes, seconds.
  case prime
}

/// What stands beside a mark, other marks and markup left out.
public enum MarkNeighbour: UInt8, Sendable {
  /// The start or end of the block.
  case edge
  /// White space or a line break.
  case space
  /// A letter.
  case letter
  /// A digit.
  case digit
  /// An opening bracket.
  case openBracket
  /// A closing bracket.
  case closeBracket
  /// A dash or hyphen.
  case dash
  /// A slash.
  case slash
  /// A full stop, comma, colon, semicolon, question or exclamation mark; an ellipsis before a mark.
  case stop
  /// An ellipsis, or a stop that begins a word (`.eu`), after a mark.
  case ellipsis
  /// Anything else: currency, symbols.
  case other
}

/// One quotation mark, apostrophe or prime outside the words. Kept small: there are dozens in a story.
public struct QuotationMark: Sendable {
  /// Where it stands in the text.
  public internal(set) var range: TextRange
  private let tokenNumber: UInt32
  private let blockNumber: UInt32
  private var partnerNumber: Int32 = -1
  private var lastBlockNumber: Int32 = -1
  private var faultNumber: Int32 = -1
  /// What it looks like.
  public internal(set) var glyph: QuotationGlyph
  /// What it does.
  public internal(set) var role = MarkRole.none
  /// What stands before it or the run of marks that it belongs to.
  public internal(set) var before = MarkNeighbour.edge
  /// What stands after it or the run of marks that it belongs to.
  public internal(set) var after = MarkNeighbour.edge
  /// Whether its form says the opposite of what it does: `”word“`.
  public internal(set) var isReversed = false
  /// Whether it stands before the block's first word or number.
  var isLeading = false
  /// Whether another mark stands directly before it.
  public internal(set) var joinsPrevious = false
  /// For a double opener: whether another one opened before it was closed.
  var isAbandoned = false

  init(token: Int, range: TextRange, block: Int, glyph: QuotationGlyph) {
    self.range = range
    tokenNumber = UInt32(truncatingIfNeeded: token)
    blockNumber = UInt32(truncatingIfNeeded: block)
    self.glyph = glyph
  }

  /// The first of its tokens; two for `twoGraves` and `twoSingles`.
  public var token: Int { Int(tokenNumber) }

  /// The block that it stands in.
  public var block: Int { Int(blockNumber) }

  /// The index of the mark at the quotation's other end, -1 when there is none. A continuer's is
  /// the opener.
  public internal(set) var partner: Int {
    get { Int(partnerNumber) }
    set { partnerNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// For an opener that was never closed: the last block that the quotation runs into.
  var lastBlock: Int {
    get { Int(lastBlockNumber) }
    set { lastBlockNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// The index of the fault that it has, -1 when none.
  var fault: Int {
    get { Int(faultNumber) }
    set { faultNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// One past its last token.
  public var endToken: Int { token + (glyph == .twoGraves || glyph == .twoSingles ? 2 : 1) }

  /// How strongly the neighbours say that it opens (above 0) or closes (below 0), from -4 to 4.
  var shape: Int { Self.shape(before, after) }

  static func shape(_ before: MarkNeighbour, _ after: MarkNeighbour) -> Int {
    let left: Int
    switch before {
    case .edge, .space, .openBracket: left = 2
    case .dash, .slash: left = 1
    default: left = -2
    }
    let right: Int
    switch after {
    case .edge, .space, .stop, .closeBracket: right = -2
    case .dash, .slash: right = -1
    case .openBracket: right = 1
    default: right = 2
    }
    return left + right
  }
}

/// One round, square or curly bracket.
public struct BracketMark: Sendable {
  /// Its token.
  public let token: Int
  /// The block that it stands in.
  public let block: Int
  /// The bracket itself.
  public let byte: UInt8
}

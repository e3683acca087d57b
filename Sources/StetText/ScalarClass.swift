/// What kind of scalar a code point is, as far as copy cares.
public enum ScalarClass: UInt8, Sendable {
  /// A letter, or a mark that belongs to one.
  case letter
  /// A decimal digit.
  case digit
  /// White space that is not a line break (space, tab, no-break and thin spaces).
  case space
  /// A line break: LF, CR, U+0085, U+2028, U+2029.
  case newline
  /// Punctuation, quotation marks and dashes included.
  case punctuation
  /// Anything else: symbols, emoji, control and format characters.
  case symbol

  /// The class of a scalar.
  ///
  /// ASCII and the ranges of Latin, Greek, Cyrillic and general punctuation are decided by range;
  /// the rest asks the standard library's general category (Unicode 15).
  @inlinable
  public static func of(_ scalar: UInt32) -> ScalarClass {
    if scalar < 0x80 { return ascii(UInt8(truncatingIfNeeded: scalar)) }
    return beyondASCII(scalar)
  }

  /// The class of an ASCII byte.
  @inlinable
  public static func ascii(_ b: UInt8) -> ScalarClass {
    switch b {
    case 0x61...0x7A, 0x41...0x5A: return .letter
    case 0x30...0x39: return .digit
    case 0x20, 0x09, 0x0B, 0x0C: return .space
    case 0x0A, 0x0D: return .newline
    case 0x00...0x1F, 0x7F: return .symbol
    case 0x24, 0x2B, 0x3C, 0x3D, 0x3E, 0x5E, 0x60, 0x7C, 0x7E: return .symbol
    default: return .punctuation
    }
  }

  @usableFromInline
  static func beyondASCII(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0x85, 0x2028, 0x2029: return .newline
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .space
    case 0xAA, 0xB5, 0xBA: return .letter
    case 0xC0...0x24F: return scalar == 0xD7 || scalar == 0xF7 ? .symbol : .letter
    case 0x300...0x36F: return .letter
    case 0x2010...0x2027, 0x2030...0x205E: return .punctuation
    default: break
    }
    guard let unicode = Unicode.Scalar(scalar) else { return .symbol }
    switch unicode.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber:
      return .letter
    case .decimalNumber: return .digit
    case .spaceSeparator: return .space
    case .lineSeparator, .paragraphSeparator: return .newline
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .symbol
    }
  }
}

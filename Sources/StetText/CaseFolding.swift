/// Case and accents of single scalars and of words in UTF-8.
///
/// Simple (one to one) mappings only: a folded word keeps its number of scalars, which edit
/// distances and positions rely on. The exception is ẞ/ß, which stays as it is.
public enum CaseFolding {
  /// The lower-case form of a scalar.
  @inlinable
  public static func lower(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 {
      return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
    }
    return lowerBeyondASCII(scalar)
  }

  @usableFromInline
  static func lowerBeyondASCII(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xDE: return scalar == 0xD7 ? scalar : scalar + 32
    case 0xDF...0xFF: return scalar
    case 0x300...0x36F, 0x2000...0x206F: return scalar
    default: return mapped(scalar) { $0.properties.lowercaseMapping }
    }
  }

  /// The upper-case form of a scalar.
  public static func upper(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 0x61 < 26 ? scalar & ~0x20 : scalar }
    if scalar == 0xDF || (0x300...0x36F).contains(scalar) { return scalar }
    return mapped(scalar) { $0.properties.uppercaseMapping }
  }

  private static func mapped(
    _ scalar: UInt32, _ mapping: (Unicode.Scalar) -> String
  ) -> UInt32 {
    guard let unicode = Unicode.Scalar(scalar) else { return scalar }
    let result = mapping(unicode).unicodeScalars
    guard let first = result.first, result.count == 1 else { return scalar }
    return first.value
  }

  /// Whether the scalar is an upper-case letter (has another lower-case form).
  @inlinable
  public static func isUpper(_ scalar: UInt32) -> Bool { lower(scalar) != scalar }

  /// Whether the scalar is a lower-case letter (has another upper-case form).
  public static func isLower(_ scalar: UInt32) -> Bool { upper(scalar) != scalar || scalar == 0xDF }

  /// Appends the lower-case form of the UTF-8 bytes to `output`.
  public static func appendLower(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var i = 0
    while i < bytes.count {
      let b = bytes[i]
      if b < 0x80 {
        output.append(b &- 0x41 < 26 ? b | 0x20 : b)
        i += 1
      } else {
        let (scalar, length) = UTF8Scan.decode(bytes, i)
        UTF8Scan.append(lower(scalar), to: &output)
        i += length
      }
    }
  }

  /// The lower-case form of UTF-8 bytes.
  public static func lowered(_ bytes: [UInt8]) -> [UInt8] {
    // Most words need no copy.
    let isLowered = bytes.allSatisfy { $0 < 0x41 || $0 &- 0x5B < 0x80 - 0x5B }
    if isLowered { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { appendLower($0, to: &output) }
    return output
  }

  /// The word with its first letter in upper case.
  public static func capitalised(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    return bytes.withUnsafeBufferPointer { buffer in
      let (scalar, length) = UTF8Scan.decode(buffer, 0)
      var output: [UInt8] = []
      UTF8Scan.append(upper(scalar), to: &output)
      output.append(contentsOf: buffer[length...])
      return output
    }
  }

  /// The word with all letters in upper case.
  public static func uppered(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      var i = 0
      while i < buffer.count {
        let (scalar, length) = UTF8Scan.decode(buffer, i)
        UTF8Scan.append(upper(scalar), to: &output)
        i += length
      }
    }
    return output
  }

  /// The Latin base letter of an accented scalar (é → e, Ł → L, ø → o), or the scalar itself.
  ///
  /// Combining marks (U+0300 to U+036F) return 0: leave them out.
  public static func base(_ scalar: UInt32) -> UInt32 {
    if scalar < 0xC0 { return scalar }
    if (0x300...0x36F).contains(scalar) { return 0 }
    switch scalar {
    case 0xD8: return 0x4F
    case 0xF8: return 0x6F
    case 0xD0, 0x110: return 0x44
    case 0xF0, 0x111: return 0x64
    case 0x141: return 0x4C
    case 0x142: return 0x6C
    case 0x131: return 0x69
    case 0x126: return 0x48
    case 0x127: return 0x68
    default: break
    }
    guard scalar < 0x250 || (0x1E00...0x1EFF).contains(scalar), let unicode = Unicode.Scalar(scalar)
    else { return scalar }
    return decompositionBase(unicode)
  }

  /// The first scalar of the canonical decomposition, found by comparing with each ASCII letter
  /// followed by a mark: the standard library compares strings by canonical equivalence.
  private static func decompositionBase(_ scalar: Unicode.Scalar) -> UInt32 {
    baseTable[scalar.value] ?? scalar.value
  }

  /// Precomposed Latin letters by base letter: made once from the canonical equivalence of
  /// `letter + mark` (one or two marks) with a precomposed scalar.
  private static let baseTable: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    let rows: [(String, Character)] = [
      ("ÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ", "A"), ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"), ("ÇĆĈĊČ", "C"),
      ("çćĉċč", "c"), ("ĎḌ", "D"), ("ďḍ", "d"), ("ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ", "E"),
      ("èéêëēĕėęěẹẻẽếềểễệ", "e"), ("ĜĞĠĢǦ", "G"), ("ĝğġģǧ", "g"), ("ĤḤḪ", "H"), ("ĥḥḫ", "h"),
      ("ÌÍÎÏĨĪĬĮİǏỈỊ", "I"), ("ìíîïĩīĭįǐỉị", "i"), ("Ĵ", "J"), ("ĵ", "j"), ("Ķ", "K"), ("ķ", "k"),
      ("ĹĻĽ", "L"), ("ĺļľ", "l"), ("ÑŃŅŇ", "N"), ("ñńņň", "n"),
      ("ÒÓÔÕÖŌŎŐƠǑỌỎỐỒỔỖỘỚỜỞỠỢ", "O"), ("òóôõöōŏőơǒọỏốồổỗộớờởỡợ", "o"), ("ŔŖŘ", "R"),
      ("ŕŗř", "r"), ("ŚŜŞŠȘṢ", "S"), ("śŝşšșṣ", "s"), ("ŢŤȚṬ", "T"), ("ţťțṭ", "t"),
      ("ÙÚÛÜŨŪŬŮŰŲƯǓỤỦỨỪỬỮỰ", "U"), ("ùúûüũūŭůűųưǔụủứừửữự", "u"), ("Ŵ", "W"), ("ŵ", "w"),
      ("ÝŶŸỲỴỶỸ", "Y"), ("ýÿŷỳỵỷỹ", "y"), ("ŹŻŽẒ", "Z"), ("źżžẓ", "z"),
    ]
    for (letters, base) in rows {
      guard let value = base.unicodeScalars.first?.value else { continue }
      for letter in letters.unicodeScalars { table[letter.value] = value }
    }
    return table
  }()

  /// The word without accents: base letters only, case kept.
  public static func withoutAccents(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      var i = 0
      while i < buffer.count {
        let (scalar, length) = UTF8Scan.decode(buffer, i)
        let letter = base(scalar)
        if letter != 0 { UTF8Scan.append(letter, to: &output) }
        i += length
      }
    }
    return output
  }
}

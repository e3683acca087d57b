/// Whether two spellings of a name may both be right: one name of another script in two
/// transliterations, or one sound in two traditions.
enum Transliteration {
  /// Whether one single edit parts two folded words, and it is one that transliterations differ
  /// by: `Hasan` and `Haasan`, `Andriy` and `Andrii`, `Birendra` and `Bhirendra`, `Wasim` and
  /// `Vasim`, `Abdul` and `Abdol`.
  static func mayDiffer(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if a.count > b.count { return mayDiffer(b, a) }
    var i = 0
    while i < a.count, a[i] == b[i] { i += 1 }
    guard i < b.count else { return false }
    if a.count == b.count {
      guard a[(i + 1)...].elementsEqual(b[(i + 1)...]) else { return false }
      return pairs.contains([a[i], b[i]]) || pairs.contains([b[i], a[i]])
    }
    guard b.count == a.count + 1, a[i...].elementsEqual(b[(i + 1)...]) else { return false }
    let letter = b[i]
    let before = i > 0 ? b[i - 1] : 0
    let after = i + 1 < b.count ? b[i + 1] : 0
    // h behind a consonant, or at the end.
    if letter == Self.h { return i > 0 && (!isVowel(before) || after == 0) }
    if letter == Self.i || letter == Self.y {
      return before == Self.i || before == Self.y || after == Self.i || after == Self.y
    }
    return isVowel(letter) && (before == letter || after == letter)
  }
  /// Letters that stand for each other.
  private static let pairs: Set<[UInt8]> = Set(
    ["iy", "vw", "kq", "ck", "ou", "ae", "ei", "sz", "gj"].map { Array($0.utf8) })

  private static let h = UInt8(ascii: "h")
  private static let i = UInt8(ascii: "i")
  private static let y = UInt8(ascii: "y")

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return true
    default: return false
    }
  }
}

import StetText

/// What stands behind the ASCII letters of a word and may belong to it: an apostrophe with letters, or nothing.
struct WordTail {
  /// How many bytes behind a word's letters are looked at, at most.
  static let reach = 13

  /// The bytes of the text that belong to the word; 0 when it ends at its letters.
  var count = 0
  /// These as the word is stored: a straight apostrophe and letters, the low bytes of a number.
  var stored: UInt64 = 0
  /// How many bytes these are.
  var storedCount = 0

  /// The tail of a word, given the place behind its letters; nil when a closer look is needed: at addresses, initials,
  /// digits, accents.
  @inline(never)
  init?(_ place: UnsafeRawPointer, _ classes: UnsafePointer<ByteClass>) {
    let next = place.load(fromByteOffset: 1, as: UInt8.self)
    switch place.load(as: UInt8.self) {
    case 0x2E:
      // A stop at the end of a sentence; what is no part of a name behind it rules addresses and initials out.
      if next <= 0x20 || next == 0x22 || next >= 0x80 { return }
    case 0x2D:
      // Two words with a hyphen, unless the second goes on as only addresses do.
      let others = UTF8Scan.others(in: place.loadUnaligned(fromByteOffset: 1, as: UInt64.self))
      let length = others.trailingZeroBitCount &>> 3
      if others != 0,
        !classes[Int(place.load(fromByteOffset: 1 &+ length, as: UInt8.self))].mayGoOn
      {
        return
      }
    case 0x27:
      if takeLetters(place, behind: 1, classes) { return }
    case 0xE2 where next == 0x80:
      switch place.load(fromByteOffset: 2, as: UInt8.self) {
      case 0x99: if takeLetters(place, behind: 3, classes) { return }
      // Dashes, double quotation marks, an ellipsis.
      case 0x93...0x95, 0x9C...0x9E, 0xA6: return
      default: break
      }
    default: break
    }
    return nil
  }

  /// Reads the letters behind an apostrophe of some bytes; false when only a closer look tells.
  @inline(__always)
  private mutating func takeLetters(
    _ place: UnsafeRawPointer, behind mark: Int, _ classes: UnsafePointer<ByteClass>
  ) -> Bool {
    let eight = place.loadUnaligned(fromByteOffset: mark, as: UInt64.self)
    let others = UTF8Scan.others(in: eight)
    guard others != 0 else { return false }
    let length = others.trailingZeroBitCount &>> 3
    let after = place.load(fromByteOffset: mark &+ length, as: UInt8.self)
    if length == 0 { return after < 0x80 }
    if classes[Int(after)].mayGoOn { return false }
    count = mark &+ length
    stored = (eight & UTF8Scan.bytesBefore(others)) &<< 8 | 0x27
    storedCount = 1 &+ length
    return true
  }
}

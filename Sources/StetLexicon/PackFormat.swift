/// The layout of a lexicon pack: one little-endian, position-independent file.
///
///     header (64 bytes) · directory (24 bytes a section) · sections, each at a multiple of 64
///
/// The header's checksum covers header and directory and is checked at every start; the body's
/// checksum covers all after the directory and is checked when the file may have changed.
/// Offsets inside sections are checked where they are used: damaged data gives wrong answers at
/// worst, never a read outside the file.
enum PackFormat {
  /// Raised with every change of layout or meaning: other versions are rebuilt.
  static let version: UInt32 = 88
  static let magic: UInt64 = 0x5845_4C54_4554_5301  // "\u{1}STETLEX", little-endian.
  static let headerSize = 64
  static let directoryEntrySize = 24
  static let alignment = 64
  static let maximumSections = 256

  // Places in the header.
  static let versionAt = 8
  static let sectionCountAt = 12
  static let fileLengthAt = 16
  static let contentHashAt = 24
  static let bodyChecksumAt = 32
  static let headerChecksumAt = 40
  static let dialectsAt = 48
  static let ordinalDialectsAt = 49
  static let edgeHyphenDialectsAt = 50
  static let dashDialectsAt = 51

  // A record of the entry section.
  static let entrySize = 32
  static let entryKeyAt = 0
  static let entryKeyLengthAt = 4
  static let entryLowerAt = 5
  static let entryInitialAt = 6
  static let entryUpperAt = 7
  static let entryFlagsAt = 8
  static let entryKindsAt = 10
  static let entryFrequencyAt = 12
  static let entryFameAt = 16
  static let entryShareAt = 17
  static let entryMixedCountAt = 18
  static let entryMixedAt = 20
  /// The first eight bytes of the key, zero after its end: most words need no look at the keys.
  static let entryHeadAt = 24

  /// A record of the mixed-case section: capitals (8 bytes), dialects (1), padding.
  static let mixedSize = 16

  /// A slot of the word index: entry + 1 in the low bits, the top of the hash in the high bits.
  static let slotIndexBits: UInt32 = 22
  static let slotIndexMask: UInt32 = (1 << 22) - 1

  /// The checksum of a run of bytes: fast, and any single change is noticed.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var a: UInt64 = 0x243F_6A88_85A3_08D3
    var b: UInt64 = 0x1319_8A2E_0370_7344
    var index = 0
    while index + 16 <= bytes.count {
      let x = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let y = bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      a = (a ^ x) &* 0x9E37_79B9_7F4A_7C15
      a ^= a >> 29
      b = (b ^ y) &* 0xC2B2_AE3D_27D4_EB4F
      b ^= b >> 31
      index += 16
    }
    while index < bytes.count {
      a = (a ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
      a ^= a >> 29
      index += 1
    }
    let mixed = (a ^ b &* 3 ^ UInt64(bytes.count)) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }
}

/// The name of a section of the pack: four ASCII letters.
public struct PackSection: Hashable, Sendable {
  /// The four bytes, first letter in the low byte.
  public let rawValue: UInt32

  /// Names a section; missing letters are spaces, further ones are left out.
  public init(_ name: String) {
    var value: UInt32 = 0
    var bytes = Array(name.utf8.prefix(4))
    while bytes.count < 4 { bytes.append(0x20) }
    for (i, byte) in bytes.enumerated() { value |= UInt32(byte) << UInt32(8 * i) }
    rawValue = value
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  static let slots = PackSection("SLOT")
  static let hotSlots = PackSection("HOTS")
  static let topSlots = PackSection("TOPS")
  static let entries = PackSection("ENTR")
  static let keys = PackSection("KEYS")
  static let mixed = PackSection("MIXD")
  static let pairIndex = PackSection("PRIX")
  static let pairs = PackSection("PAIR")
  static let near = PackSection("NEAR")
  static let accents = PackSection("ACCT")
  static let misspellings = PackSection("MISS")
  static let variants = PackSection("VARI")
  static let nameForms = PackSection("NAMF")
  static let phrases = PackSection("PHRS")
  static let lists = PackSection("LIST")
  static let stamps = PackSection("STMP")
  static let letters = PackSection("LETR")
  static let slips = PackSection("SLIP")
  static let letterRuns = PackSection("RUNS")
}

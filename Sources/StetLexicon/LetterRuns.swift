/// Which four letters stand side by side in some word of the lexicon: tells at once that most strings are no words,
/// without a look into the large tables of words.
struct LetterRuns: @unchecked Sendable {
  // Points into the pack, which is never written and outlives its lexicon.
  private let bits: UnsafeRawBufferPointer

  /// The letters on either side of one that a run may reach.
  static let reach = 3
  /// Runs of codes of five bits, a bit each.
  private static let size = (1 << 20) / 8

  /// Reads the section; without one every string may be a word.
  init(_ section: UnsafeRawBufferPointer) {
    bits = section.count == Self.size ? section : UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The code of a letter of a folded word: 1 to 31; 0 is what lies beyond the word.
  @inline(__always)
  static func code(_ byte: UInt8) -> UInt8 {
    if byte &- 0x61 < 26 { return byte &- 0x60 }
    return byte == 0x27 ? 27 : byte == 0x2D ? 28 : 31
  }

  /// Whether the runs that begin at some places of a string all stand in some word.
  ///
  /// - Parameters:
  ///   - codes: the codes of the string, with at least `reach` zeros before and behind.
  ///   - first: the first place, in `codes`.
  ///   - last: the last place.
  @inline(__always)
  func mayHold(_ codes: UnsafePointer<UInt8>, from first: Int, through last: Int) -> Bool {
    guard let base = bits.baseAddress else { return true }
    var place = first
    while place <= last {
      if !Self.isSet(base, Self.run(codes, place)) { return false }
      place &+= 1
    }
    return true
  }

  /// Which codes may stand at a place after the three before it in some word, a bit each.
  ///
  /// - Parameter place: the place, in `codes`.
  @inline(__always)
  func lettersThatMayStand(at place: Int, of codes: UnsafePointer<UInt8>) -> UInt32 {
    guard let base = bits.baseAddress else { return .max }
    let run =
      Int(codes[place &- 3]) << 15 | Int(codes[place &- 2]) << 10 | Int(codes[place &- 1]) << 5
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: run >> 3, as: UInt32.self))
  }

  @inline(__always)
  private static func run(_ codes: UnsafePointer<UInt8>, _ place: Int) -> Int {
    Int(codes[place]) << 15 | Int(codes[place &+ 1]) << 10 | Int(codes[place &+ 2]) << 5
      | Int(codes[place &+ 3])
  }

  @inline(__always)
  private static func isSet(_ base: UnsafeRawPointer, _ run: Int) -> Bool {
    (base.load(fromByteOffset: run >> 3, as: UInt8.self) >> UInt8(run & 7)) & 1 != 0
  }

  /// The codes of letters, apostrophe and hyphen, a bit each.
  static let letters: UInt32 = 1 << 29 - 2

  /// The letter of a code from 1 to 28.
  @inline(__always)
  static func letter(_ code: UInt8) -> UInt8 {
    if code <= 26 { return code &+ 0x60 }
    return code == 27 ? 0x27 : 0x2D
  }

  /// The section for all words of a table.
  static func section(of table: WordTable) -> [UInt8] {
    var bits = [UInt8](repeating: 0, count: size)
    var codes: [UInt8] = []
    for row in table.rows {
      let start = Int(row.keyStart)
      codes.removeAll(keepingCapacity: true)
      codes.append(contentsOf: repeatElement(0, count: reach))
      codes.append(contentsOf: table.keys[start..<start + Int(row.keyLength)].lazy.map(code))
      codes.append(contentsOf: repeatElement(0, count: reach))
      codes.withUnsafeBufferPointer { codes in
        guard let base = codes.baseAddress else { return }
        for place in 0...(codes.count - 4) {
          let run = run(base, place)
          bits[run >> 3] |= 1 << UInt8(run & 7)
        }
      }
    }
    return bits
  }
}

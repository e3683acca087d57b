/// What is listed of the lexicon's entries: the commonest have a place each, since nearly all of them are listed; of the others,
/// which few are, a bit an entry tells.
///
/// Layout: 8 bytes for each of the first entries, 0 where nothing is listed; for those behind them blocks of 64: their bits
/// (8 bytes), how many of those in blocks are listed before them (4 bytes); then 8 bytes for each that is, never 0.
@usableFromInline
struct ListedEntries {
  /// The values of the first entries.
  @usableFromInline let direct: UnsafeRawPointer
  /// How many have a place each.
  @usableFromInline let directCount: UInt32
  private let blocks: Int
  private let values: Int

  private static let blockSize = 12
  /// How many entries may have a place each: of as many again, one in a hundred is listed.
  private static let mostDirect = 16_384

  /// How many parts there are of each kind.
  struct Counts {
    var direct = 0
    var blocks = 0
    var values = 0

    /// How many bytes they fill.
    var size: Int { direct * 8 + blocks * ListedEntries.blockSize + values * 8 }
  }

  /// Nil when there are too few bytes.
  init?(_ bytes: UnsafeRawBufferPointer, _ counts: Counts) {
    guard counts.size <= bytes.count, let base = bytes.baseAddress else { return nil }
    direct = base
    directCount = UInt32(truncatingIfNeeded: counts.direct)
    blocks = counts.blocks
    values = counts.values
  }

  /// The value of an entry, 0 for one that is not listed.
  @inlinable
  @inline(__always)
  subscript(_ entry: UInt32) -> UInt64 {
    entry < directCount ? direct(entry) : further(entry)
  }

  /// The value of one of the first entries, 0 for all others.
  @inlinable
  @inline(__always)
  func direct(_ entry: UInt32) -> UInt64 {
    guard entry < directCount else { return 0 }
    return UInt64(
      littleEndian: direct.loadUnaligned(fromByteOffset: Int(entry) &* 8, as: UInt64.self))
  }

  /// The value of an entry that has no place of its own.
  @usableFromInline
  func further(_ entry: UInt32) -> UInt64 {
    let number = Int(entry - directCount)
    guard number >> 6 < blocks else { return 0 }
    let first = direct + Int(directCount) * 8
    let block = first + number >> 6 * Self.blockSize
    let bits = UInt64(littleEndian: block.loadUnaligned(as: UInt64.self))
    let bit: UInt64 = 1 << UInt64(number & 63)
    if bits & bit == 0 { return 0 }
    let before = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    let place = Int(before) + (bits & (bit - 1)).nonzeroBitCount
    guard place < values else { return 0 }
    return UInt64(
      littleEndian: (first + blocks * Self.blockSize)
        .loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
  }

  /// The bytes for entries and their values, of which the first counts where an entry comes twice.
  static func bytes(
    _ listed: [(entry: UInt32, value: UInt64)]
  ) -> (bytes: [UInt8], counts: Counts) {
    let sorted = listed.sorted { ($0.entry, $0.value) < ($1.entry, $1.value) }
    guard let last = sorted.last else { return ([], Counts()) }
    var counts = Counts()
    counts.direct = min(mostDirect, Int(last.entry) + 1)
    var direct = [UInt64](repeating: 0, count: counts.direct)
    counts.blocks = (Int(last.entry) + 1 - counts.direct + 63) >> 6
    var bits = [UInt64](repeating: 0, count: counts.blocks)
    var values: [UInt64] = []
    for (entry, value) in sorted {
      if Int(entry) < counts.direct {
        if direct[Int(entry)] == 0 { direct[Int(entry)] = value }
        continue
      }
      let number = Int(entry) - counts.direct
      let bit: UInt64 = 1 << UInt64(number & 63)
      if bits[number >> 6] & bit != 0 { continue }
      bits[number >> 6] |= bit
      values.append(value)
    }
    counts.values = values.count
    var sink = ByteSink()
    sink.put(direct)
    var before = 0
    for block in bits {
      sink.put(block)
      sink.put(UInt32(truncatingIfNeeded: before))
      before += block.nonzeroBitCount
    }
    sink.put(values)
    return (sink.bytes, counts)
  }
}

/// What is listed of the lexicon's entries, few of which are: a bit an entry, and the values of those that are listed.
///
/// A value each would fill a megabyte and a half; the bits stay in the processor's cache.
///
/// Layout: blocks of 64 entries: their bits (8 bytes), how many are listed before them (4 bytes); then 8 bytes for each
/// that is listed, never 0.
struct ListedEntries {
  private let bytes: UnsafeRawBufferPointer
  private let blocks: Int
  private let values: Int

  private static let blockSize = 12

  /// Nil when there are too few bytes.
  init?(_ bytes: UnsafeRawBufferPointer, blocks: Int, values: Int) {
    guard Self.size(blocks: blocks, values: values) <= bytes.count else { return nil }
    self.bytes = bytes
    self.blocks = blocks
    self.values = values
  }

  /// How many bytes they fill.
  static func size(blocks: Int, values: Int) -> Int { blocks * blockSize + values * 8 }

  /// Writes the value of each entry in its place, 0 for those that are not listed.
  ///
  /// In two passes without branches, so that what comes from memory comes together: one by one, each word waited twice.
  func read(_ entries: UnsafeBufferPointer<UInt32>, into output: UnsafeMutablePointer<UInt64>) {
    guard blocks > 0, values > 0, let base = bytes.baseAddress else {
      output.initialize(repeating: 0, count: entries.count)
      return
    }
    let last = UInt32(truncatingIfNeeded: blocks &- 1)
    for (i, entry) in entries.enumerated() {
      let block = min(entry >> 6, last)
      let at = base + Int(block) &* Self.blockSize
      let bits = at.loadUnaligned(as: UInt64.self)
      let before = at.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
      let bit: UInt64 = 1 << UInt64(entry & 63)
      let place = UInt64(before) &+ UInt64((bits & (bit &- 1)).nonzeroBitCount)
      let isListed = block == entry >> 6 && bits & bit != 0 && place < UInt64(values)
      (output + i).initialize(to: isListed ? place : UInt64.max)
    }
    let first = base + blocks &* Self.blockSize
    for i in entries.indices {
      let place = output[i]
      let value = (first + Int(place == UInt64.max ? 0 : place) &* 8).loadUnaligned(as: UInt64.self)
      output[i] = place == UInt64.max ? 0 : value
    }
  }

  /// The bytes for entries and their values, of which the first counts where an entry comes twice.
  static func bytes(
    _ listed: [(entry: UInt32, value: UInt64)]
  ) -> (bytes: [UInt8], blocks: Int, values: Int) {
    let sorted = listed.sorted { ($0.entry, $0.value) < ($1.entry, $1.value) }
    let blocks = sorted.last.map { Int($0.entry >> 6) + 1 } ?? 0
    var bits = [UInt64](repeating: 0, count: blocks)
    var values: [UInt64] = []
    for (entry, value) in sorted {
      let bit: UInt64 = 1 << UInt64(entry & 63)
      if bits[Int(entry >> 6)] & bit != 0 { continue }
      bits[Int(entry >> 6)] |= bit
      values.append(value)
    }
    var sink = ByteSink()
    var before = 0
    for block in bits {
      sink.put(block)
      sink.put(UInt32(truncatingIfNeeded: before))
      before += block.nonzeroBitCount
    }
    for value in values { sink.put(value) }
    return (sink.bytes, blocks, values.count)
  }
}

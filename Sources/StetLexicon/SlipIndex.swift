import StetText

/// Finds the words of copy that are one edit away from a word, in about a microsecond.
///
/// Two words are one edit apart (insert, leave out, replace, swap neighbours) only if they are
/// equal after at most one letter is left out of each. So each word is filed under itself and
/// under itself less each letter, and a word is looked up in the same way (the idea is that of
/// symmetric deletes, Garbe 2012). Buckets hold entry numbers with ten more bits of the hash, which
/// tell nearly all apart that only share a bucket; what is found is measured.
struct SlipIndex: @unchecked Sendable {
  /// Words met less often than this (per 100 million) are nobody's intention.
  static let leastFrequency: UInt32 = 20

  /// The bits of a record that hold the entry's number; the others hold the hash's highest bits.
  private static let indexMask = PackFormat.slotIndexMask

  /// A bit for each quarter of a bucket: whether it holds anything. Most keys end here, in memory that stays in the
  /// processor's cache.
  // Points, as what follows does, into the pack, which is never written and outlives its lexicon.
  private let bits: UnsafeRawBufferPointer
  private let starts: UnsafeRawBufferPointer
  private let entries: UnsafeRawBufferPointer
  private let mask: Int

  /// Reads the section; a missing or odd one finds nothing.
  init(_ section: UnsafeRawBufferPointer) {
    let bucketCount = section.count >= 4 ? Int(section.loadUnaligned(as: UInt32.self)) : 0
    let first = 4 + bucketCount / 2
    let end = first + (bucketCount + 1) * 4
    guard bucketCount > 1, bucketCount & (bucketCount - 1) == 0, section.count >= end else {
      bits = UnsafeRawBufferPointer(start: nil, count: 0)
      starts = bits
      entries = bits
      mask = 0
      return
    }
    bits = UnsafeRawBufferPointer(rebasing: section[4..<first])
    starts = UnsafeRawBufferPointer(rebasing: section[first..<end])
    entries = UnsafeRawBufferPointer(rebasing: section[end...])
    mask = bucketCount - 1
  }

  /// The look-up of one key.
  private struct Look {
    let hash: UInt64
    /// Where the bucket's records begin and end.
    var first: UInt32 = 0
    var last: UInt32 = 0
    /// The first of them.
    var record: UInt32 = 0
  }

  /// Calls `body` with the numbers of the entries that may be one edit away; some come twice. They are good for the call,
  /// and may be written over.
  ///
  /// Each step is taken for all keys before the next one begins: what they read lies far apart in memory, and comes
  /// together.
  func withCandidates(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeMutableBufferPointer<UInt32>) -> Void
  ) {
    guard !starts.isEmpty, let bits = bits.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: Look.self, capacity: word.count + 1) { looks in
      guard let looks = looks.baseAddress else { return }
      let keys = Self.readKeys(word, into: looks)
      var count = 0
      for key in 0..<keys {
        let look = looks[key]
        let bit = Self.bit(look.hash, mask)
        looks[count] = look
        // Counted on without a branch, for one in three or so.
        let byte = bits.load(fromByteOffset: bit &>> 3, as: UInt8.self)
        count &+= Int(truncatingIfNeeded: byte &>> UInt8(truncatingIfNeeded: bit & 7) & 1)
      }
      for i in 0..<count {
        let bucket = Int(truncatingIfNeeded: looks[i].hash) & mask
        looks[i].first = starts.loadUnaligned(fromByteOffset: bucket &* 4, as: UInt32.self)
        looks[i].last = starts.loadUnaligned(fromByteOffset: bucket &* 4 &+ 4, as: UInt32.self)
      }
      var most = 0
      for i in 0..<count {
        let look = looks[i]
        guard look.first < look.last, Int(look.last) &* 4 <= entries.count else {
          looks[i].last = look.first
          continue
        }
        looks[i].record = record(Int(look.first))
        most &+= Int(look.last &- look.first)
      }
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most) { found in
        var foundCount = 0
        for i in 0..<count where looks[i].first < looks[i].last {
          let mark = Self.mark(looks[i].hash)
          let last = Int(looks[i].last)
          var place = Int(looks[i].first)
          var record = looks[i].record
          while true {
            found[foundCount] = record & Self.indexMask
            foundCount &+= record & ~Self.indexMask == mark ? 1 : 0
            place &+= 1
            if place == last { break }
            record = self.record(place)
          }
        }
        body(UnsafeMutableBufferPointer(rebasing: found[..<foundCount]))
      }
    }
  }

  @inline(__always)
  private func record(_ place: Int) -> UInt32 {
    entries.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
  }

  /// Writes down the keys of a word; returns how many there are.
  private static func readKeys(
    _ word: UnsafeBufferPointer<UInt8>, into looks: UnsafeMutablePointer<Look>
  ) -> Int {
    var count = 0
    forEachKey(word) { hash in
      (looks + count).initialize(to: Look(hash: hash))
      count &+= 1
    }
    return count
  }

  /// The bit for a hash: that of its bucket and two bits more.
  @inline(__always)
  private static func bit(_ hash: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: hash) & (mask << 2 | 3)
  }

  /// The highest bits of a hash, where a record has them.
  private static func mark(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~indexMask
  }

  /// The hashes of a word and of the word less each letter; runs of one letter count once.
  ///
  /// A word is a polynomial whose coefficients are its letters, so that the word less a letter is what stands before it
  /// plus what stands behind it over the base: a few steps for each, however long the word is.
  @inline(__always)
  private static func forEachKey(_ word: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var sum: UInt64 = 0
    var power: UInt64 = 1
    for i in 0..<word.count {
      sum &+= coefficient(word[i]) &* power
      power &*= base
    }
    body(mixed(sum))
    var before: UInt64 = 0
    power = 1
    for i in 0..<word.count {
      let term = coefficient(word[i]) &* power
      if i == 0 || word[i] != word[i &- 1] {
        body(mixed(before &+ (sum &- before &- term) &* inverse))
      }
      before &+= term
      power &*= base
    }
  }

  /// Odd, so that there is an inverse: the product of the two is 1.
  static let base: UInt64 = 0xD6E8_FEB8_6659_FD93
  static let inverse: UInt64 = 0xCFEE_444D_8B59_A89B

  @inline(__always)
  private static func coefficient(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64) -> UInt64 {
    let product = (sum ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  /// Whether others are taken to be slips of a word: copy uses it.
  static func isFiled(_ row: WordTable.Row) -> Bool {
    row.frequency >= leastFrequency && !WordFlags(rawValue: row.flags).contains(.rare)
  }

  /// The keys of a word of a table; none of one that is too long, or has letters that are not ASCII even without accents.
  static func forEachKey(of row: WordTable.Row, in table: WordTable, _ body: (UInt64) -> Void) {
    guard row.keyLength >= 2, row.keyLength <= 40 else { return }
    let start = Int(row.keyStart)
    table.keys.withUnsafeBufferPointer { keys in
      let word = UnsafeBufferPointer(rebasing: keys[start..<start + Int(row.keyLength)])
      if word.allSatisfy({ $0 < 0x80 }) { return forEachKey(word, body) }
      let plain = CaseFolding.withoutAccents(Array(word))
      guard plain.allSatisfy({ $0 < 0x80 }) else { return }
      plain.withUnsafeBufferPointer { forEachKey($0, body) }
    }
  }

  /// The section for the words of a table that copy uses.
  static func section(of table: WordTable, entryOfRow: [UInt32]) -> [UInt8] {
    var keys: [(hash: UInt64, entry: UInt32)] = []
    for (index, row) in table.rows.enumerated() where isFiled(row) {
      forEachKey(of: row, in: table) { keys.append(($0, entryOfRow[index] | mark($0))) }
    }
    var bucketCount = 1024
    while bucketCount < keys.count { bucketCount *= 2 }
    let mask = UInt64(bucketCount - 1)
    var starts = [UInt32](repeating: 0, count: bucketCount + 1)
    var bits = [UInt8](repeating: 0, count: bucketCount / 2)
    for key in keys {
      starts[Int(key.hash & mask) + 1] += 1
      let bit = bit(key.hash, bucketCount - 1)
      bits[bit >> 3] |= 1 << UInt8(bit & 7)
    }
    for i in 0..<bucketCount { starts[i + 1] += starts[i] }
    var entries = [UInt32](repeating: 0, count: keys.count)
    var next = starts
    for key in keys {
      let bucket = Int(key.hash & mask)
      entries[Int(next[bucket])] = key.entry
      next[bucket] += 1
    }
    var sink = ByteSink()
    sink.put(UInt32(bucketCount))
    sink.bytes.append(contentsOf: bits)
    for start in starts { sink.put(start) }
    for entry in entries { sink.put(entry) }
    return sink.bytes
  }
}

import StetText

/// Which words may be slips of a name, as far as that hangs on the words alone: noted in the pack
/// (`WordFlags.mayBeSlipOfName`), so that for most names of a story nobody looks for slips.
public enum NameSlips {
  /// A word that has a capital less often, in per cent, is no name that others are slips of.
  public static let leastCapitalisedShare: UInt8 = 70

  /// How common a name is at least that a person's name of some frequency is taken to be a slip of, both per
  /// 100 million words.
  public static func leastFrequency(meantBy frequency: UInt32) -> UInt32 {
    UInt32(clamping: 10 * (UInt64(frequency) + 1))
  }

  /// Notes persons' names one edit away from a far commoner name, and other words, written small as a rule, one edit away
  /// from any. A few others are noted, too: what is asked of a name is the most that its keys hold.
  static func mark(in table: inout WordTable) {
    var names = CommonestNames(count: table.rows.count { isMeant($0) })
    for row in table.rows where isMeant(row) {
      SlipIndex.forEachKey(of: row, in: table) { names.add($0, row.frequency) }
    }
    for index in table.rows.indices {
      let row = table.rows[index]
      let isPerson = !NameKinds(rawValue: row.kinds).isDisjoint(with: .person)
      // Names of other kinds are not asked about.
      guard isPerson || row.share < leastCapitalisedShare else { continue }
      let least = isPerson ? leastFrequency(meantBy: row.frequency) : 1
      var most: UInt32 = 0
      SlipIndex.forEachKey(of: row, in: table) { most = max(most, names.most($0)) }
      if most >= least { table.rows[index].flags |= WordFlags.mayBeSlipOfName.rawValue }
    }
  }

  private static func isMeant(_ row: WordTable.Row) -> Bool {
    row.share >= leastCapitalisedShare && SlipIndex.isFiled(row)
  }
}

/// How common the commonest name is that is filed under a key.
private struct CommonestNames {
  // The upper half of the key, and the frequency; 0 where nothing stands.
  private var slots: [UInt64]
  // A bit for some of the keys each. Most that are asked for end here, in memory that stays in the processor's cache.
  private var bits: [UInt64]
  private let mask: Int

  /// Room for the keys of so many names.
  init(count: Int) {
    var size = 1024
    while size < count * 16 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    bits = [UInt64](repeating: 0, count: size / 8)
    mask = size - 1
  }

  mutating func add(_ key: UInt64, _ frequency: UInt32) {
    let place = place(key)
    slots[place] = max(slots[place], key & ~0xFFFF_FFFF | UInt64(frequency))
    let bit = bit(key)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  func most(_ key: UInt64) -> UInt32 {
    let bit = bit(key)
    guard bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return 0 }
    return UInt32(truncatingIfNeeded: slots[place(key)])
  }

  /// Where a key has its bit, of eight for each slot.
  private func bit(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 16) & (mask << 3 | 7) }

  /// Where a key stands, or else the first free place.
  private func place(_ key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place] != 0, (slots[place] ^ key) >> 32 != 0 { place = (place + 1) & mask }
    return place
  }
}

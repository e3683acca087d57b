/// Lays out a pack: header, directory, sections.
struct PackWriter {
  private var sections: [(section: PackSection, bytes: [UInt8])] = []
  /// The dialects compiled in, and those whose dictionary has rules for ordinals, for hyphens at
  /// the edge of a word and for dashes.
  var dialects: Dialects = []
  var ordinalDialects: Dialects = []
  var edgeHyphenDialects: Dialects = []
  var dashDialects: Dialects = []
  /// The hash of the sources.
  var contentHash: UInt64 = 0

  /// Adds a section; a second one of the same name is not seen by readers.
  mutating func add(_ section: PackSection, _ bytes: [UInt8]) { sections.append((section, bytes)) }

  /// The whole file.
  func finish() -> [UInt8] {
    let bodyStart = PackFormat.headerSize + sections.count * PackFormat.directoryEntrySize
    var total = bodyStart
    var starts: [Int] = []
    for (_, bytes) in sections {
      total = (total + PackFormat.alignment - 1) / PackFormat.alignment * PackFormat.alignment
      starts.append(total)
      total += bytes.count
    }
    var output = [UInt8](repeating: 0, count: total)
    output.withUnsafeMutableBytes { buffer in
      func put<T: FixedWidthInteger>(_ value: T, _ at: Int) {
        buffer.storeBytes(of: value.littleEndian, toByteOffset: at, as: T.self)
      }
      put(PackFormat.magic, 0)
      put(PackFormat.version, PackFormat.versionAt)
      put(UInt32(sections.count), PackFormat.sectionCountAt)
      put(UInt64(total), PackFormat.fileLengthAt)
      put(contentHash, PackFormat.contentHashAt)
      put(dialects.rawValue, PackFormat.dialectsAt)
      put(ordinalDialects.rawValue, PackFormat.ordinalDialectsAt)
      put(edgeHyphenDialects.rawValue, PackFormat.edgeHyphenDialectsAt)
      put(dashDialects.rawValue, PackFormat.dashDialectsAt)
      for (i, (section, bytes)) in sections.enumerated() {
        let at = PackFormat.headerSize + i * PackFormat.directoryEntrySize
        put(section.rawValue, at)
        put(UInt64(starts[i]), at + 8)
        put(UInt64(bytes.count), at + 16)
        bytes.withUnsafeBytes { source in
          UnsafeMutableRawBufferPointer(rebasing: buffer[starts[i]..<starts[i] + bytes.count])
            .copyMemory(from: source)
        }
      }
      let body = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[bodyStart...])
      put(PackFormat.checksum(body), PackFormat.bodyChecksumAt)
      put(
        PackDirectory.headerChecksum(UnsafeRawBufferPointer(buffer), bodyStart),
        PackFormat.headerChecksumAt)
    }
    return output
  }
}

/// Little-endian bytes of integers, for sections.
struct ByteSink {
  var bytes: [UInt8] = []

  /// Appends an integer.
  @inline(__always)
  mutating func put<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends integers.
  mutating func put<T: FixedWidthInteger>(_ values: [T]) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values { put(value) }
    #endif
  }
}

/// The slots of a word index, at most two in three taken.
private struct SlotTable {
  private var slots: [UInt32]

  /// A table of 2 to the power of `bits` slots.
  init(bits: Int) { slots = [UInt32](repeating: 0, count: 1 << bits) }

  init(words: Int) {
    var count = 1024
    while count * 2 < words * 3 { count *= 2 }
    slots = [UInt32](repeating: 0, count: count)
  }

  mutating func insert(_ entry: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = Self.slot(entry, hash)
  }

  /// Takes the slot that the hash points to, unless it is taken.
  mutating func insertIfFree(_ entry: Int, _ hash: UInt64) {
    let place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    if slots[place] == 0 { slots[place] = Self.slot(entry, hash) }
  }

  private static func slot(_ entry: Int, _ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
      | UInt32(truncatingIfNeeded: entry + 1)
  }

  var bytes: [UInt8] {
    var sink = ByteSink()
    sink.put(slots)
    return sink.bytes
  }
}

extension WordTable {
  /// The rows by falling frequency (ties keep the order in which they came): what copy uses most
  /// lies together, so that few pages of the file are touched.
  func order() -> [UInt32] {
    var sortKeys: [UInt64] = []
    sortKeys.reserveCapacity(rows.count)
    for (i, row) in rows.enumerated() {
      sortKeys.append(UInt64(~row.frequency) << 32 | UInt64(i))
    }
    sortKeys.sort()
    return sortKeys.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Writes the sections of the word index. Returns the entry of each row.
  func write(to writer: inout PackWriter) -> [UInt32] {
    let order = order()
    var entryOfRow = [UInt32](repeating: 0, count: rows.count)
    for (entry, row) in order.enumerated() {
      entryOfRow[Int(row)] = UInt32(truncatingIfNeeded: entry)
    }
    let patterns = mergedMixed()
    var entries: [UInt64] = []
    entries.reserveCapacity(rows.count * PackFormat.entrySize / 8)
    var keyBytes: [UInt8] = []
    keyBytes.reserveCapacity(keys.count + 8)
    var mixedBytes = ByteSink()
    var mixedCount = 0
    var slots = SlotTable(words: rows.count)
    var hotSlots = SlotTable(words: min(rows.count, Self.hotWords))
    var topSlots = SlotTable(bits: Self.topBits)
    for (entry, rowIndex) in order.enumerated() {
      let row = rows[Int(rowIndex)]
      let folded = key(Int(rowIndex))
      let hasMixed = WordFlags(rawValue: row.flags).contains(.hasMixed)
      let own = hasMixed ? patterns[rowIndex] ?? [] : []
      let keyStart = UInt64(UInt32(truncatingIfNeeded: keyBytes.count))
      let known =
        UInt64(row.keyLength) | UInt64(row.lower) << 8 | UInt64(row.initial) << 16
        | UInt64(row.upper) << 24
      entries.append(keyStart | known << 32)
      entries.append(UInt64(row.flags) | UInt64(row.kinds) << 16 | UInt64(row.frequency) << 32)
      let use =
        UInt64(row.fame) | UInt64(row.share) << 8 | UInt64(UInt16(clamping: own.count)) << 16
      entries.append(use | UInt64(UInt32(truncatingIfNeeded: mixedCount)) << 32)
      entries.append(firstLetters(of: folded))
      keyBytes.append(contentsOf: folded)
      for (capitals, dialects) in own {
        mixedBytes.put(capitals)
        mixedBytes.put(UInt64(dialects))
        mixedCount += 1
      }
      slots.insert(entry, row.hash)
      if entry < Self.hotWords { hotSlots.insert(entry, row.hash) }
      if entry < Self.topWords { topSlots.insertIfFree(entry, row.hash) }
    }
    // Lets a reader load eight bytes at the last key.
    keyBytes.append(contentsOf: repeatElement(0, count: 8))
    writer.add(.slots, slots.bytes)
    writer.add(.hotSlots, hotSlots.bytes)
    writer.add(.topSlots, topSlots.bytes)
    var entryBytes = ByteSink()
    entryBytes.put(entries)
    writer.add(.entries, entryBytes.bytes)
    writer.add(.keys, keyBytes)
    writer.add(.mixed, mixedBytes.bytes)
    return entryOfRow
  }

  /// The first eight bytes, the first of them lowest.
  private func firstLetters(of key: ArraySlice<UInt8>) -> UInt64 {
    var letters: UInt64 = 0
    var shift: UInt64 = 0
    for byte in key.prefix(8) {
      letters |= UInt64(byte) << shift
      shift += 8
    }
    return letters
  }

  /// How many of the commonest words have slots of their own: nine in ten words of a story, in 256 KB.
  private static let hotWords = 32_768
  /// How many have slots in the nearest table, those that come later where there is room: seven in ten words of a story,
  /// in 32 KB.
  private static let topWords = 6_000
  private static let topBits = 13

  private func mergedMixed() -> [UInt32: [(capitals: UInt64, dialects: UInt8)]] {
    var result: [UInt32: [(capitals: UInt64, dialects: UInt8)]] = [:]
    for (row, capitals, dialects) in mixed {
      var list = result[row] ?? []
      if let at = list.firstIndex(where: { $0.capitals == capitals }) {
        list[at].dialects |= dialects
      } else {
        list.append((capitals, dialects))
      }
      result[row] = list
    }
    return result
  }
}

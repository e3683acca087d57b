import StetText

/// The words of a pack while it is being built: a hash table over folded words.
struct WordTable {
  /// One folded word.
  struct Row {
    let hash: UInt64
    let keyStart: UInt32
    let keyLength: UInt8
    var lower: UInt8 = 0
    var initial: UInt8 = 0
    var upper: UInt8 = 0
    var flags: UInt16 = 0
    var kinds: UInt16 = 0
    var frequency: UInt32 = 0
    var fame: UInt8 = 0
    var share: UInt8 = 0
  }

  var rows: [Row] = []
  var keys: [UInt8] = []
  /// Mixed case patterns: row, capitals, dialects.
  var mixed: [(row: UInt32, capitals: UInt64, dialects: UInt8)] = []
  private var slots: [UInt32]
  private var mask: Int

  /// An empty table with room for about that many words.
  init(capacity: Int) {
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    rows.reserveCapacity(capacity)
    keys.reserveCapacity(capacity * 10 + 8)
  }

  /// The row of a folded word (followed by zeros), made when there is none.
  @inline(__always)
  mutating func row(_ folded: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = WordHash.padded(folded)
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { break }
      if slot & ~PackFormat.slotIndexMask == fingerprint {
        let index = Int(slot & PackFormat.slotIndexMask) - 1
        if isKey(index, folded) { return index }
      }
      place = (place &+ 1) & mask
    }
    let index = rows.count
    slots[place] = fingerprint | UInt32(truncatingIfNeeded: index + 1)
    rows.append(
      Row(
        hash: hash, keyStart: UInt32(truncatingIfNeeded: keys.count),
        keyLength: UInt8(truncatingIfNeeded: folded.count)))
    keys.append(contentsOf: folded)
    if rows.count * 4 > slots.count * 3 { grow() }
    return index
  }

  /// The row of a word in any case, or nil for words that no pack holds.
  mutating func row(ofWord word: [UInt8]) -> Int? {
    word.withUnsafeBufferPointer { buffer in
      FoldedWord.with(buffer) { folded, _ in row(folded) }
    }
  }

  /// The row of a word in any case if there is one already.
  func existing(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    FoldedWord.with(word) { folded, _ in find(folded) }
  }

  /// The same for an array.
  func existing(_ word: [UInt8]) -> Int? { word.withUnsafeBufferPointer { existing($0) } }

  private func find(_ folded: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = WordHash.padded(folded)
    let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if slot & ~PackFormat.slotIndexMask == fingerprint {
        let index = Int(slot & PackFormat.slotIndexMask) - 1
        if isKey(index, folded) { return index }
      }
      place = (place &+ 1) & mask
    }
  }

  /// Adds a form in its own case for the given sources; `isHidden` forms stand for capitals only.
  @inline(__always)
  mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, dialects: UInt8, flags: WordFlags = [],
    isHidden: Bool = false
  ) -> Int? {
    FoldedWord.with(word) { folded, shape -> Int? in
      let index = row(folded)
      switch shape.shape {
      case .lower: rows[index].lower |= dialects
      case .initial:
        if isHidden { rows[index].upper |= dialects } else { rows[index].initial |= dialects }
      case .upper: rows[index].upper |= dialects
      case .mixed:
        mixed.append((UInt32(truncatingIfNeeded: index), shape.capitals, dialects))
        rows[index].flags |= WordFlags.hasMixed.rawValue
      }
      rows[index].flags |= flags.rawValue
      return index
    }
  }

  /// The folded bytes of a row.
  func key(_ index: Int) -> ArraySlice<UInt8> {
    let start = Int(rows[index].keyStart)
    return keys[start..<start + Int(rows[index].keyLength)]
  }

  @inline(__always)
  private func isKey(_ index: Int, _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
    let row = rows[index]
    guard Int(row.keyLength) == folded.count else { return false }
    let start = Int(row.keyStart)
    return keys.withUnsafeBufferPointer { keys in
      for i in 0..<folded.count where keys[start &+ i] != folded[i] { return false }
      return true
    }
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    for index in rows.indices {
      let hash = rows[index].hash
      let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) & ~PackFormat.slotIndexMask
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] != 0 { place = (place &+ 1) & mask }
      slots[place] = fingerprint | UInt32(truncatingIfNeeded: index + 1)
    }
  }
}

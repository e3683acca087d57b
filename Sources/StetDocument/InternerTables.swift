/// The memory of a `WordInterner`: a table of slots, and what is known of each word in columns.
///
/// The slots hold the number of a word and one, 0 where they are free; half of them at least are. Columns have no values
/// until they are written.
struct InternerTables {
  private let memory: UnsafeMutableRawPointer
  /// Whether the memory is to be freed.
  private let isOwned: Bool
  /// A power of two.
  let slotCount: Int
  /// How far a hash is shifted so that its upper bits are the slot.
  private let shift: UInt64
  /// The number of words that there is room for.
  let capacity: Int

  /// The words themselves. There is room for one before the first: for the one that is looked for.
  let keys: UnsafeMutablePointer<WordKey>
  /// How often each word has been used, in the upper half, and the token that held it last.
  let uses: UnsafeMutablePointer<UInt64>
  /// The first token with each word, or `UInt32.max`.
  let first: UnsafeMutablePointer<UInt32>
  /// Each word in lower case.
  let folded: UnsafeMutablePointer<WordID>
  /// Each word without a possessive ending.
  let stems: UnsafeMutablePointer<WordID>
  let lengths: UnsafeMutablePointer<UInt32>
  let slots: UnsafeMutablePointer<UInt32>
  let shapes: UnsafeMutablePointer<WordShape>

  /// The bytes that tables with so many slots take.
  static func size(slotCount: Int) -> Int {
    slotCount / 2 * (16 + 8 + 4 * 4 + 2 * 4 + 1) + MemoryLayout<WordKey>.stride
  }

  /// Takes memory for half as many words as there are slots; their number is a power of two, at least 2.
  init(slotCount: Int) {
    self.init(
      slotCount: slotCount,
      .allocate(byteCount: Self.size(slotCount: slotCount), alignment: 16), isOwned: true)
  }

  /// The same in memory of that size, which is not freed.
  init(slotCount: Int, in memory: UnsafeMutableRawPointer) {
    self.init(slotCount: slotCount, memory, isOwned: false)
  }

  private init(slotCount: Int, _ memory: UnsafeMutableRawPointer, isOwned: Bool) {
    self.memory = memory
    self.isOwned = isOwned
    self.slotCount = slotCount
    let capacity = slotCount / 2
    self.capacity = capacity
    shift = UInt64(64 - slotCount.trailingZeroBitCount)
    var columns = ColumnCutter(memory)
    keys = columns.take(WordKey.self, capacity + 1) + 1
    uses = columns.take(UInt64.self, capacity)
    first = columns.take(UInt32.self, capacity)
    folded = columns.take(WordID.self, capacity)
    stems = columns.take(WordID.self, capacity)
    lengths = columns.take(UInt32.self, capacity)
    slots = columns.take(UInt32.self, slotCount)
    shapes = columns.take(WordShape.self, capacity)
    UnsafeMutableRawPointer(slots).initializeMemory(
      as: UInt8.self, repeating: 0, count: slotCount * MemoryLayout<UInt32>.stride)
  }

  /// Frees the memory that was taken.
  func deallocate() {
    if isOwned { memory.deallocate() }
  }

  /// Takes over the columns of the first words of a smaller table.
  func copy(_ other: InternerTables, _ count: Int) {
    keys.update(from: other.keys, count: count)
    uses.update(from: other.uses, count: count)
    first.update(from: other.first, count: count)
    folded.update(from: other.folded, count: count)
    stems.update(from: other.stems, count: count)
    lengths.update(from: other.lengths, count: count)
    shapes.update(from: other.shapes, count: count)
  }

  /// The slot that a hash points to.
  @inline(__always)
  func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> shift) }

  /// The slot behind another.
  @inline(__always)
  func slot(after slot: Int) -> Int { (slot &+ 1) & (slotCount &- 1) }

  /// The first free slot from the one on that a hash points to.
  func freeSlot(_ hash: UInt64) -> Int {
    var slot = slot(hash)
    while slots[slot] != 0 { slot = self.slot(after: slot) }
    return slot
  }

  /// What stands in the slots for a word: its number and one, and in which slot; 0 and the free slot for it when it is
  /// new.
  @inline(__always)
  func probe(_ key: WordKey) -> (number: UInt32, slot: Int) {
    var slot = slot(key.hash)
    while true {
      let number = slots[slot]
      if number == 0 || keys[Int(number) &- 1] == key { return (number, slot) }
      slot = self.slot(after: slot)
    }
  }

  /// The same without a branch that tells new words from others. Where a free slot points to, what is looked for stands.
  @inline(__always)
  func find(_ key: WordKey) -> (number: UInt32, slot: Int) {
    let cells = keys - 1
    cells.pointee = key
    var slot = slot(key.hash)
    while true {
      let number = slots[slot]
      if cells[Int(number)] == key { return (number, slot) }
      slot = self.slot(after: slot)
    }
  }
}

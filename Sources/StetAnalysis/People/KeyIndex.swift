/// Persons by the keys of their names, in open addressing.
///
/// One table for all parts of names, so that one look tells whether a word is any part of anybody's. The keys are
/// spread evenly already: a dictionary would only hash them again.
struct KeyIndex {
  /// The persons with a key, -1 where there is none.
  struct Bearers {
    /// Whose full name it stands for.
    var full: Int32 = -1
    /// Whose surname it is; the last one, where several share it.
    var surname: Int32 = -1
    /// Whose forename it is.
    var forename: Int32 = -1
    /// Whose middle name it is.
    var middle: Int32 = -1

    fileprivate var isEmpty: Bool { full & surname & forename & middle == -1 }
  }

  private struct Slot {
    var key: UInt64 = 0
    /// Empty where the slot is free.
    var bearers = Bearers()
  }

  private var slots: UnsafeMutableBufferPointer<Slot>
  private var count = 0
  /// How far a key is shifted for its slot: its upper bits are spread best.
  private var shift: UInt64

  /// Makes an empty table with room for about so many keys. It has to be deallocated.
  init(capacity: Int) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    (slots, shift) = Self.empty(size)
  }

  /// Gives the memory back: the table is of no more use.
  func deallocate() { slots.deallocate() }

  private static func empty(_ size: Int) -> (UnsafeMutableBufferPointer<Slot>, UInt64) {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: size)
    slots.initialize(repeating: Slot())
    return (slots, UInt64(64 - size.trailingZeroBitCount))
  }

  /// The persons with a key.
  @inline(__always)
  subscript(_ key: UInt64) -> Bearers { slots[slot(key)].bearers }

  /// Changes the persons with a key.
  @inline(__always)
  mutating func update(_ key: UInt64, _ change: (inout Bearers) -> Void) {
    let place = slot(key)
    let isNew = slots[place].bearers.isEmpty
    slots[place].key = key
    change(&slots[place].bearers)
    if isNew, !slots[place].bearers.isEmpty { count &+= 1 }
    if count &* 2 > slots.count { grow() }
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key &>> shift)
    while !slots[slot].bearers.isEmpty, slots[slot].key != key {
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    (slots, shift) = Self.empty(old.count * 2)
    for entry in old where !entry.bearers.isEmpty { slots[slot(entry.key)] = entry }
    old.deallocate()
  }
}

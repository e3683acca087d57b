/// What words can be by their keys, in open addressing: asked once for each distinct word of a document.
struct KeyTable<Value: OptionSet & Sendable>: Sendable {
  private var slots: [Slot]
  /// Which upper sixteen bits the keys have: rules out most words before the tables are touched.
  private var outline: [UInt64]
  /// How far a key is shifted for its slot: its upper bits are spread best.
  private let shift: UInt64

  /// A word and what it can be, side by side: one look into the memory.
  struct Slot: Sendable {
    var key: UInt64
    var value: Value
  }

  /// Makes an empty table for up to so many words.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(key: 0, value: []), count: size)
    outline = [UInt64](repeating: 0, count: 1 << 10)
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  /// Adds to what the word with a key can be.
  mutating func add(_ key: UInt64, _ value: Value) {
    var slot = Int(truncatingIfNeeded: key >> shift)
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    slots[slot].key = key
    slots[slot].value.formUnion(value)
    outline[Int(key >> 54)] |= 1 << (key >> 48 & 63)
  }

  /// What the word with a key can be; nothing for a word that is not listed.
  subscript(_ key: UInt64) -> Value { withLookUp { $0[key] } }

  /// Calls `body` with the table as raw memory, for many looks.
  @inline(__always)
  func withLookUp<R>(_ body: (LookUp) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      outline.withUnsafeBufferPointer { outline in
        body(LookUp(slots: slots, outline: outline, shift: shift))
      }
    }
  }

  /// The table as raw memory.
  struct LookUp {
    let slots: UnsafeBufferPointer<Slot>
    let outline: UnsafeBufferPointer<UInt64>
    let shift: UInt64

    /// 1 where the word with a key may be listed, 0 where it is not.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Int {
      Int(truncatingIfNeeded: outline[Int(key >> 54)] >> (key >> 48 & 63) & 1)
    }

    @inline(__always)
    subscript(_ key: UInt64) -> Value {
      if mayHold(key) == 0 { return [] }
      var slot = Int(truncatingIfNeeded: key &>> shift)
      while slots[slot].key != 0 {
        if slots[slot].key == key { return slots[slot].value }
        slot = (slot &+ 1) & (slots.count &- 1)
      }
      return []
    }
  }
}

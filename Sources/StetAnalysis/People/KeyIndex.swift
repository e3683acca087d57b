/// Persons by the keys of their names, in open addressing.
///
/// One table for all parts of names: a part of each kind has keys of its own. The keys are spread evenly
/// already, so a dictionary would only hash them again.
struct KeyIndex {
  /// What part of a name a key stands for.
  enum Part: UInt64 {
    case full = 0
    case surname = 0x5851_F42D_4C95_7F2D
    case forename = 0x1405_7B7E_F767_814F
    case middle = 0x2545_F491_4F6C_DD1D
  }

  private struct Slot {
    var key: UInt64
    /// The person, -1 where the slot is free.
    var person: Int32
  }

  private var slots: [Slot]
  private var count = 0

  /// Makes an empty table with room for about so many keys.
  init(capacity: Int) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(key: 0, person: -1), count: size)
  }

  /// The person with a part of a name, or nil.
  subscript(_ part: Part, _ key: UInt64) -> Int? {
    get {
      let person = slots[slot(key ^ part.rawValue)].person
      return person < 0 ? nil : Int(person)
    }
    set {
      guard let newValue else { return }
      let key = key ^ part.rawValue
      let place = slot(key)
      if slots[place].person < 0 { count += 1 }
      slots[place] = Slot(key: key, person: Int32(truncatingIfNeeded: newValue))
      if count * 2 > slots.count { grow() }
    }
  }

  private func slot(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot].person >= 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, person: -1), count: old.count * 2)
    for entry in old where entry.person >= 0 { slots[slot(entry.key)] = entry }
  }
}

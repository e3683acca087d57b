/// Numbers pieces of evidence from 0 on, in the order in which they are first met.
///
/// Not for more than one thread at once.
final class EvidenceNumbers {
  private var slots: UnsafeMutableBufferPointer<Slot>
  /// How many there are.
  private(set) var count = 0

  private struct Slot {
    var key: UInt64
    var number: UInt32
  }

  init() {
    slots = Self.empty(1 << 14)
  }

  deinit {
    slots.deallocate()
  }

  private static func empty(_ capacity: Int) -> UnsafeMutableBufferPointer<Slot> {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, number: .max))
    return slots
  }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: NumberMixer.mixed(key)) & mask
    while slots[place].number != .max, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  /// The number of a key, a new one when it has none.
  @inline(__always)
  func number(_ key: UInt64) -> UInt32 {
    let place = place(key)
    if slots[place].number != .max { return slots[place].number }
    let number = UInt32(truncatingIfNeeded: count)
    slots[place] = Slot(key: key, number: number)
    count += 1
    if count * 2 > slots.count { grow() }
    return number
  }

  /// The number of a key, nil when it has none.
  @inline(__always)
  func known(_ key: UInt64) -> Int? {
    let number = slots[place(key)].number
    return number == .max ? nil : Int(number)
  }

  /// Calls `body` with every key and number, in no meaningful order.
  func forEach(_ body: (UInt64, Int) -> Void) {
    for slot in slots where slot.number != .max { body(slot.key, Int(slot.number)) }
  }

  private func grow() {
    let old = slots
    slots = Self.empty(old.count * 2)
    for slot in old where slot.number != .max { slots[place(slot.key)] = slot }
    old.deallocate()
  }
}

import Synchronization

/// What the commonest words of a lexicon can be around names, noted when a document has them for the first time: to work
/// out a word's key and to look for it takes several times as long.
///
/// Shared by all workers. A slot goes from nothing to the traits of one word, the same whoever writes it, so that their
/// order needs no care.
final class TraitMemo: @unchecked Sendable {
  /// How many entries of the lexicon have a slot: of a story's words, nine in ten.
  static let count: UInt32 = 16_384
  /// The bit that tells a word without traits from one that is not noted yet; no trait has it.
  private static let isNoted: UInt64 = 1 << 63

  private let slots: UnsafeMutablePointer<Atomic<UInt64>>

  init() {
    let count = Int(Self.count)
    slots = .allocate(capacity: count)
    for slot in 0..<count { (slots + slot).initialize(to: Atomic(0)) }
  }

  deinit { slots.deallocate() }

  /// The traits of an entry's word, worked out by `make` when they are not noted.
  ///
  /// - Parameter entry: one of the first `count`.
  @inline(__always)
  func traits(_ entry: UInt32, _ make: () -> WordTraits) -> WordTraits {
    let noted = slots[Int(entry)].load(ordering: .relaxed)
    if noted != 0 { return WordTraits(rawValue: noted & ~Self.isNoted) }
    let made = make()
    slots[Int(entry)].store(made.rawValue | Self.isNoted, ordering: .relaxed)
    return made
  }
}

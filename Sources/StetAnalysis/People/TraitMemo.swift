import Synchronization

/// What the commonest words of a lexicon can be around names, noted when a document has them for the first time: to work
/// out a word's key and to look for it takes several times as long.
///
/// Shared by all workers. A slot goes from nothing to the traits of one word, the same whoever writes it, so that their
/// order needs no care.
final class TraitMemo: @unchecked Sendable {
  /// How many entries of the lexicon have a slot: of a story's words, nine in ten.
  static let count: UInt32 = 16_384
  /// What is noted of an entry.
  struct Note {
    fileprivate let bits: UInt64
    /// The bit that tells a word without traits from one that is not noted yet; no trait has it.
    fileprivate static let mark: UInt64 = 1 << 63
    fileprivate static let openBits = mark | WordTraits.listed.rawValue

    /// The traits of its word; none where they are not noted.
    @inline(__always)
    var traits: WordTraits { WordTraits(rawValue: bits & ~Self.mark) }

    /// Whether the traits are noted.
    @inline(__always)
    var isKnown: Bool { bits != 0 }

    /// Whether they are, and the word belongs on no list.
    @inline(__always)
    var isSettled: Bool { (bits ^ Self.mark) & Self.openBits == 0 }
  }

  /// A slot for each entry, and one that is never filled for all others.
  private let slots: UnsafeMutablePointer<Atomic<UInt64>>

  init() {
    let count = Int(Self.count) + 1
    slots = .allocate(capacity: count)
    for slot in 0..<count { (slots + slot).initialize(to: Atomic(0)) }
  }

  deinit { slots.deallocate() }

  /// What is noted of any entry.
  @inline(__always)
  func noted(_ entry: UInt32) -> Note {
    Note(bits: slots[Int(min(entry, Self.count))].load(ordering: .relaxed))
  }

  /// Notes the traits of an entry's word.
  func note(_ entry: UInt32, _ traits: WordTraits) {
    guard entry < Self.count else { return }
    slots[Int(entry)].store(traits.rawValue | Note.mark, ordering: .relaxed)
  }
}

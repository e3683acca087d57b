import StetText

/// A name of several words, or the beginning of one.
public struct PhraseEntry: Sendable {
  /// Kinds of the whole name; empty when this is only a beginning.
  public let names: NameKinds
  /// How well known it is (0 when it is only a beginning).
  public let fame: UInt8
  /// Whether a listed name ends here.
  public let isComplete: Bool
  /// Whether a longer listed name goes on from here.
  public let continues: Bool
}

/// A running hash over the words of a name; case and spacing don't matter.
public struct PhraseHash: Hashable, Sendable {
  var value: UInt64 = 0

  /// The empty sequence.
  public init() {}

  /// Any first word of a listed name, and a second one.
  init(second word: [UInt8]) {
    // What no sequence of words comes to but by chance.
    value = 0x2E5E_C04D_2E5E_C04D
    add(word)
  }

  /// Adds a word (UTF-8, straight apostrophes). Words that no list can hold give a hash that no
  /// name has.
  public mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    let hash = FoldedWord.with(word) { folded, _ -> UInt64? in WordHash.padded(folded) } ?? 1
    let product = (value ^ hash).multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
    value = (product.high ^ product.low) &+ 0x2545_F491_4F6C_DD1D
  }

  /// Adds a word.
  public mutating func add(_ word: [UInt8]) { word.withUnsafeBufferPointer { add($0) } }
}

/// Collects multi-word names for the pack.
struct PhraseWriter {
  private struct Row {
    var kinds: UInt16 = 0
    var fame: UInt8 = 0
    var marks: UInt8 = 0
  }
  private var order: [UInt64] = []
  private var rows: [UInt64: Row] = [:]

  /// Adds a name with its beginnings.
  mutating func add(_ words: [[UInt8]], _ kinds: NameKinds, _ fame: UInt8) {
    var hash = PhraseHash()
    for (i, word) in words.enumerated() {
      hash.add(word)
      if i == 1 { note(PhraseHash(second: word)) }
      note(hash)
      var row = rows[hash.value] ?? Row()
      if i == words.count - 1 {
        row.kinds |= kinds.rawValue
        row.fame = max(row.fame, fame)
        row.marks |= 1
      } else {
        row.marks |= 2
      }
      rows[hash.value] = row
    }
  }

  private mutating func note(_ hash: PhraseHash) {
    guard rows[hash.value] == nil else { return }
    rows[hash.value] = Row()
    order.append(hash.value)
  }

  /// Slots of 16 bytes: hash, kinds, fame, marks, padding.
  func finish() -> [UInt8] {
    var count = 16
    while count < order.count * 2 { count *= 2 }
    var slots = [(UInt64, Row)](repeating: (0, Row()), count: count)
    for hash in order {
      var place = Int(truncatingIfNeeded: hash) & (count - 1)
      while slots[place].0 != 0 { place = (place + 1) & (count - 1) }
      slots[place] = (hash, rows[hash] ?? Row())
    }
    var sink = ByteSink()
    for (hash, row) in slots {
      sink.put(hash)
      sink.put(row.kinds)
      sink.put(row.fame)
      sink.put(row.marks)
      sink.put(UInt32(0))
    }
    return sink.bytes
  }
}

extension Lexicon {
  /// Whether some listed name has the word as its second one.
  func isSecondInPhrase(_ word: [UInt8]) -> Bool { phrase(PhraseHash(second: word)) != nil }

  /// What is known of a sequence of words as a name, or nil when no listed name begins so.
  public func phrase(_ hash: PhraseHash) -> PhraseEntry? {
    let slots = phraseSlots
    let count = slots.count / 16
    guard count > 0, count & (count - 1) == 0 else { return nil }
    var place = Int(truncatingIfNeeded: hash.value) & (count - 1)
    for _ in 0..<count {
      let found = slots.loadUnaligned(fromByteOffset: place * 16, as: UInt64.self)
      if found == 0 { return nil }
      if found == hash.value {
        let marks = slots[place * 16 + 11]
        return PhraseEntry(
          names: NameKinds(
            rawValue: slots.loadUnaligned(fromByteOffset: place * 16 + 8, as: UInt16.self)),
          fame: slots[place * 16 + 10], isComplete: marks & 1 != 0, continues: marks & 2 != 0)
      }
      place = (place + 1) & (count - 1)
    }
    return nil
  }
}

/// What stands beside a word, as the evidence for a confusion sees it.
public struct Neighbour: Hashable, Sendable {
  /// The word itself, or one of the numbers below `firstWord`.
  package let number: UInt16
  /// Its class: the word itself for the commonest, that of the words in whose place it stands for other listed words,
  /// otherwise what its ending says.
  package let kind: UInt16

  /// Describes a neighbour.
  package init(number: UInt16, kind: UInt16) {
    self.number = number
    self.kind = kind
  }

  private init(special: UInt16) { self.init(number: special, kind: special) }

  /// Whether it is one of the commonest words, a mark or a class, which have no class above them.
  public var isClassOfItsOwn: Bool { number == kind }

  /// The edge of a sentence.
  public static let edge = Neighbour(special: 0)
  /// A number.
  public static let figure = Neighbour(special: 1)
  /// A mark that parts words.
  public static let mark = Neighbour(special: 2)
  /// A link, handle or hashtag.
  public static let other = Neighbour(special: 3)

  /// The class that is made of the words in whose place each other stands, by its number from 0 on.
  package static let firstGroup: UInt16 = 26
  /// How many such classes there are.
  package static let groups: UInt16 = 128
  /// The number of the first word that is listed by itself.
  package static let firstWord = firstGroup + groups

  private static let name: UInt16 = 4
  private static let possessive: UInt16 = 25
  private static let plain: UInt16 = 24
  /// Endings of words in lower case; the first that fits counts. They are numbered from 5 on.
  private static let endings: [[UInt8]] = [
    "ing", "ed", "ly", "'s", "tion", "ment", "ness", "ity", "ers", "er", "ies", "est", "es", "s",
    "al", "ous", "ive", "ful", "able",
  ].map { Array($0.utf8) }

  /// The names of the numbers below `firstWord` in `contexts.tsv`.
  package static let specialNames =
    ["<s>", "<n>", "<,>", "<unk>", "<name>"]
    + endings.map { "<-\(String(decoding: $0, as: UTF8.self))>" } + ["<word>", "<name's>"]
    + (0..<groups).map { "<\($0)>" }

  /// A word that is not listed (in lower case, straight apostrophes), and whether it stands with a capital.
  public static func unlisted(_ word: UnsafeBufferPointer<UInt8>, isCapitalised: Bool) -> Neighbour
  {
    Neighbour(special: isCapitalised ? nameKind(word) : endingKind(word))
  }

  /// The class of a name: possessive or not.
  package static func nameKind(_ word: UnsafeBufferPointer<UInt8>) -> UInt16 {
    guard word.count > 2, let last = word.last else { return name }
    return last == 0x27 || (last == 0x73 && word[word.count - 2] == 0x27) ? possessive : name
  }

  /// The class of a word in lower case by its ending.
  package static func endingKind(_ word: UnsafeBufferPointer<UInt8>) -> UInt16 {
    let count = word.count
    // A stem has three letters.
    guard count >= 4, let base = word.baseAddress else { return plain }
    var left = endingsByLast[Int(word[count - 1] & 31)]
    if left == 0 { return plain }
    // The last four letters as one number, the last one lowest.
    let tail = UInt32(
      bigEndian: UnsafeRawPointer(base).loadUnaligned(
        fromByteOffset: count - 4, as: UInt32.self))
    while left != 0 {
      let i = left.trailingZeroBitCount
      let ending = packedEndings[i]
      if tail & ending.mask == ending.letters, count >= ending.leastCount { return UInt16(5 + i) }
      left &= left - 1
    }
    return plain
  }

  /// Which endings have a last letter, by its five low bits: most words need no look at any.
  private static let endingsByLast: [UInt32] = endings.enumerated().reduce(
    into: [UInt32](repeating: 0, count: 32)
  ) { table, ending in
    if let last = ending.element.last { table[Int(last & 31)] |= 1 << UInt32(ending.offset) }
  }

  private static let packedEndings = endings.map { ending in
    (
      letters: ending.reduce(UInt32(0)) { $0 << 8 | UInt32($1) },
      mask: UInt32.max >> UInt32(32 - ending.count * 8), leastCount: ending.count + 3
    )
  }
}

/// What stands around a word. Beyond the edge of a sentence stand further edges.
public struct Surroundings: Sendable {
  let before2, before, after, after2: Neighbour

  /// The two before and the two after, in reading order.
  public init(before2: Neighbour, before: Neighbour, after: Neighbour, after2: Neighbour) {
    self.before2 = before == .edge ? .edge : before2
    self.before = before
    self.after = after
    self.after2 = after == .edge ? .edge : after2
  }

  /// The most pieces of further evidence.
  static let furtherKeys = 12

  /// Calls `body` with the key of every piece of evidence, the same for the same surroundings.
  @inline(__always)
  package func forEachKey(_ body: (UInt64) -> Void) {
    body(Evidence.before.key(before.number, 0, 0))
    body(Evidence.after.key(after.number, 0, 0))
    body(Evidence.kindBefore.key(before.kind, 0, 0))
    body(Evidence.kindAfter.key(after.kind, 0, 0))
    forEachFurtherKey { _, key in body(key) }
  }

  /// Calls `body` with the number and key of every piece of evidence but the nearest neighbours, each alone;
  /// returns how many there are.
  @inline(__always)
  @discardableResult
  func forEachFurtherKey(_ body: (Int, UInt64) -> Void) -> Int {
    var count = 0
    func add(_ slot: Evidence, _ a: UInt16, _ b: UInt16 = 0, _ c: UInt16 = 0) {
      body(count, slot.key(a, b, c))
      count += 1
    }
    add(.around, before.number, after.number)
    add(.kindsAround, before.kind, after.kind)
    add(.twoBefore, before.number, before2.number)
    add(.twoAfter, after.number, after2.number)
    if before != .edge {
      add(.secondBefore, before2.number)
      add(.secondBeforeAndAfter, before2.number, after.number)
      add(.twoKindsBefore, before.kind, before2.kind)
      add(.threeKindsBefore, before.kind, after.kind, before2.kind)
    }
    if after != .edge {
      add(.secondAfter, after2.number)
      add(.beforeAndSecondAfter, before.number, after2.number)
      add(.twoKindsAfter, after.kind, after2.kind)
      add(.threeKindsAfter, before.kind, after.kind, after2.kind)
    }
    return count
  }
}

/// The kinds of evidence that surroundings give. A letter stands for a neighbour: `p` the one before, `n` the
/// one after, twice for the second, in capitals for its class.
package enum Evidence: UInt64, CaseIterable, Sendable {
  case before, after, kindBefore, kindAfter, around, kindsAround, twoBefore, twoAfter
  case secondBefore, secondAfter, secondBeforeAndAfter, beforeAndSecondAfter
  case twoKindsBefore, twoKindsAfter, threeKindsBefore, threeKindsAfter

  /// The name in `contexts.tsv`.
  package var name: String {
    switch self {
    case .before: "p"
    case .after: "n"
    case .kindBefore: "P"
    case .kindAfter: "N"
    case .around: "p n"
    case .kindsAround: "P N"
    case .twoBefore: "p pp"
    case .twoAfter: "n nn"
    case .secondBefore: "pp"
    case .secondAfter: "nn"
    case .secondBeforeAndAfter: "pp n"
    case .beforeAndSecondAfter: "p nn"
    case .twoKindsBefore: "P PP"
    case .twoKindsAfter: "N NN"
    case .threeKindsBefore: "P N PP"
    case .threeKindsAfter: "P N NN"
    }
  }

  /// Whether it is one of the two nearest neighbours, alone.
  var isNearest: Bool {
    self == .before || self == .after || self == .kindBefore || self == .kindAfter
  }

  /// How many neighbours it looks at, 1 to 3.
  package var arity: Int { name.utf8.count(where: { $0 == 0x20 }) + 1 }

  /// Evidence as one number: kind, and up to three neighbours in 16 bits each.
  package func key(_ a: UInt16, _ b: UInt16, _ c: UInt16) -> UInt64 {
    rawValue << 48 | UInt64(a) << 32 | UInt64(b) << 16 | UInt64(c)
  }
}

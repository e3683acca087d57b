#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Words that are known but may be a slip for another, and the neighbours that tell: the compiled
/// `confusions.tsv` and `contexts.tsv`.
///
/// How a word is judged is described in `docs/confusions.md`; the weights stand here.
public struct Confusions: @unchecked Sendable {
  // Memory of the pack, never written.
  private let bytes: UnsafeRawBufferPointer
  private let slotCount: Int
  private let wordCount: Int
  private let tableCount: Int
  private let totalsAt: Int
  private let pairPlacesAt: Int
  private let namePlacesAt: Int
  private let pairsAt: Int
  private let tableAt: Int
  private let namesAt: Int

  /// The kinds of context: the word before, the word after, both, the two before, the two after.
  enum Slot: UInt64, CaseIterable {
    case before, after, around, twoBefore, twoAfter

    /// The slot of a name in `contexts.tsv`.
    init?(name: [UInt8]) {
      switch String(decoding: name, as: UTF8.self) {
      case "p": self = .before
      case "n": self = .after
      case "pn": self = .around
      case "pp": self = .twoBefore
      case "nn": self = .twoAfter
      default: return nil
      }
    }

    /// How much the evidence of this slot counts, fitted on held-out copy.
    var weight: Double {
      switch self {
      case .before: 0.77
      case .after: 0.79
      case .around: 0.41
      case .twoBefore: 0.86
      case .twoAfter: 0.74
      }
    }
  }

  /// What a neighbour is: a listed word's number, or one of the first five.
  public struct Neighbour: Hashable, Sendable {
    let number: UInt16
    /// The edge of a sentence.
    public static let edge = Neighbour(number: 0)
    /// A number.
    public static let figure = Neighbour(number: 1)
    /// A mark that parts words.
    public static let mark = Neighbour(number: 2)
    /// A word that is not listed, in lower case.
    public static let word = Neighbour(number: 3)
    /// A word that is not listed, with a capital.
    public static let name = Neighbour(number: 4)
  }

  /// What stands around a word. Beyond the edge of a sentence stand further edges.
  public struct Surroundings: Sendable {
    /// The two before and the two after, in reading order.
    public var before2, before, after, after2: Neighbour

    /// Describes what stands around a word.
    public init(before2: Neighbour, before: Neighbour, after: Neighbour, after2: Neighbour) {
      self.before2 = before == .edge ? .edge : before2
      self.before = before
      self.after = after
      self.after2 = after == .edge ? .edge : after2
    }
  }

  /// What the table knows of one distinct word.
  public struct Listed: Sendable {
    let confusable: UInt16?
    /// What it is as a neighbour, nil when it is not listed as one.
    public let neighbour: Neighbour?
    /// Whether it may be a slip for another word.
    public var isConfusable: Bool { confusable != nil }
  }

  /// The names of the neighbours that are no words, in the order of their numbers.
  static let marks = ["<s>", "<n>", "<,>", "<unk>", "<name>"]

  /// Reads the section of a lexicon; nil when it has none or it is damaged.
  public init?(_ lexicon: Lexicon) {
    self.init(lexicon.section(.confusions))
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 24 else { return nil }
    func count(_ i: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self)) }
    slotCount = count(0)
    wordCount = count(1)
    tableCount = count(3)
    totalsAt = 24 + slotCount * 8
    pairPlacesAt = totalsAt + wordCount * 4
    namePlacesAt = pairPlacesAt + (wordCount + 1) * 4
    pairsAt = namePlacesAt + (wordCount + 1) * 4
    tableAt = pairsAt + count(2) * 4
    namesAt = tableAt + tableCount * 4
    guard slotCount > 0, slotCount & (slotCount - 1) == 0, tableCount > 0,
      tableCount & (tableCount - 1) == 0, namesAt + count(4) <= bytes.count
    else { return nil }
    self.bytes = bytes
  }

  private func load(_ at: Int) -> UInt32 {
    guard at >= 0, at + 4 <= bytes.count else { return 0 }
    return bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
  }

  /// What is known of a word (in lower case, straight apostrophes).
  public func listed(_ word: UnsafeBufferPointer<UInt8>) -> Listed {
    let hash = FoldedWord.with(word) { folded, _ -> UInt64? in WordHash.padded(folded) >> 32 }
    guard let hash else { return Listed(confusable: nil, neighbour: nil) }
    var place = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    for _ in 0..<slotCount {
      let slot = bytes.loadUnaligned(fromByteOffset: 24 + place * 8, as: UInt64.self)
      if slot == 0 { break }
      if slot >> 32 == hash {
        let confusable = UInt16(truncatingIfNeeded: slot >> 16)
        let context = UInt16(truncatingIfNeeded: slot)
        return Listed(
          confusable: confusable == 0 ? nil : confusable - 1,
          neighbour: context == 0 ? nil : Neighbour(number: context - 1))
      }
      place = (place + 1) & (slotCount - 1)
    }
    return Listed(confusable: nil, neighbour: nil)
  }

  /// The word that fits better, with how far its score is above the pair's threshold; nil when the word
  /// may stand.
  public func better(than word: Listed, in place: Surroundings, margin: Double = 0)
    -> (word: String, margin: Double)?
  {
    guard let wrong = word.confusable, Int(wrong) < wordCount else { return nil }
    let first = Int(load(pairPlacesAt + Int(wrong) * 4))
    let end = Int(load(pairPlacesAt + Int(wrong) * 4 + 4))
    guard first < end, pairsAt + end * 4 <= tableAt else { return nil }
    var best: (right: UInt16, margin: Double)?
    for i in first..<end {
      let pair = load(pairsAt + i * 4)
      let right = UInt16(truncatingIfNeeded: pair)
      guard Int(right) < wordCount else { continue }
      let threshold = Double(pair >> 16) / 100 + margin
      let over = score(wrong, right, place) - threshold
      if over >= 0, over > best?.margin ?? -1 { best = (right, over) }
    }
    guard let best else { return nil }
    return (name(best.right), best.margin)
  }

  /// The weighted log odds of `right` over `wrong`.
  private func score(_ wrong: UInt16, _ right: UInt16, _ place: Surroundings) -> Double {
    let wrongTotal = Double(max(1, load(totalsAt + Int(wrong) * 4)))
    let rightTotal = Double(max(1, load(totalsAt + Int(right) * 4)))
    let least = min(wrongTotal, rightTotal)
    let prior = log(rightTotal / wrongTotal)
    let freeWrong = 0.5 * wrongTotal / least
    let freeRight = 0.5 * rightTotal / least
    var sum = prior
    for slot in Slot.allCases {
      let (near, far) = Self.contexts(slot, place)
      let a = count(Self.key(slot, right, near, far))
      let b = count(Self.key(slot, wrong, near, far))
      if a == 0, b == 0 { continue }
      sum += slot.weight * (log((a + freeRight) / (b + freeWrong)) - prior)
    }
    return sum
  }

  private static func contexts(_ slot: Slot, _ place: Surroundings) -> (UInt16, UInt16) {
    switch slot {
    case .before: (place.before.number, 0)
    case .after: (place.after.number, 0)
    case .around: (place.before.number, place.after.number)
    case .twoBefore: (place.before.number, place.before2.number)
    case .twoAfter: (place.after.number, place.after2.number)
    }
  }

  private func count(_ key: UInt64) -> Double {
    let hash = Self.hash(key)
    let mark = Self.mark(hash)
    var place = Int(truncatingIfNeeded: hash) & (tableCount - 1)
    for _ in 0..<tableCount {
      let slot = load(tableAt + place * 4)
      if slot == 0 { return 0 }
      if slot & 0xFFFF_FF00 == mark {
        return Double(PairCount.decode(UInt8(truncatingIfNeeded: slot)))
      }
      place = (place + 1) & (tableCount - 1)
    }
    return 0
  }

  private func name(_ word: UInt16) -> String {
    let start = namesAt + Int(load(namePlacesAt + Int(word) * 4))
    let end = namesAt + Int(load(namePlacesAt + Int(word) * 4 + 4))
    guard start <= end, end <= bytes.count else { return "" }
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  /// Slot (3 bits), confusable word, nearer and farther neighbour (16 bits each).
  static func key(_ slot: Slot, _ word: UInt16, _ near: UInt16, _ far: UInt16) -> UInt64 {
    slot.rawValue << 48 | UInt64(word) << 32 | UInt64(near) << 16 | UInt64(far)
  }

  static func hash(_ key: UInt64) -> UInt64 {
    var h = key &+ 0x9E37_79B9_7F4A_7C15
    h = (h ^ (h >> 30)) &* 0xBF58_476D_1CE4_E5B9
    h = (h ^ (h >> 27)) &* 0x94D0_49BB_1331_11EB
    return h ^ (h >> 31)
  }

  /// The high bits of a hash as a slot keeps them, never 0.
  static func mark(_ hash: UInt64) -> UInt32 {
    let high = UInt32(truncatingIfNeeded: hash >> 40)
    return (high == 0 ? 1 : high) << 8
  }
}

extension PackSection {
  static let confusions = PackSection("CNFS")
}

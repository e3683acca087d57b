/// Words that are known but may be a slip for another, and the neighbours that tell: the compiled
/// `confusions.tsv` and `contexts.tsv`.
///
/// How a word is judged is described in `docs/confusions.md`.
public struct Confusions: @unchecked Sendable {
  // Memory of the pack, never written.
  private let bytes: UnsafeRawBufferPointer
  private let slotCount: Int
  private let wordCount: Int
  private let kindCount: Int
  private let entryCount: Int
  private let entriesAt: Int
  private let kindsAt: Int
  private let rivalPlacesAt: Int
  private let namePlacesAt: Int
  private let classCount: Int
  private let nearPlacesAt: Int
  private let rivalsAt: Int
  private let pairsAt: Int
  private let nearAt: Int
  private let weightsAt: Int
  private let namesAt: Int

  /// Bytes of the counts at the head of the section.
  static let headerSize = 40
  /// Bytes of a rival: right word, threshold in hundredths and unlikelihood, pair and side, bias in units.
  static let rivalSize = 8
  /// Bytes of a pair: first slot, number of places.
  static let pairSize = 8
  /// Weights and biases are kept as whole numbers of this many to the unit.
  package static let unit = 16.0
  /// A word that is this far below a threshold when its nearest neighbours have spoken is not judged further.
  private static let despair = 6 * 16

  /// What the table knows of one distinct word.
  public struct Listed: Sendable {
    let confusable: UInt16?
    /// What it is as a neighbour, nil when it is not listed as one.
    public let neighbour: Neighbour?
    /// Whether it may be a slip for another word.
    public var isConfusable: Bool { confusable != nil }
  }

  /// Reads the section of a lexicon; nil when it has none or it is damaged.
  public init?(_ lexicon: Lexicon) {
    self.init(lexicon.section(.confusions))
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.headerSize else { return nil }
    func count(_ i: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self)) }
    slotCount = count(0)
    kindCount = count(1)
    wordCount = count(2)
    entryCount = count(9)
    entriesAt = Self.headerSize + slotCount * 8
    kindsAt = entriesAt + entryCount * 4
    rivalPlacesAt = kindsAt + (kindCount + kindCount % 2) * 2
    namePlacesAt = rivalPlacesAt + (wordCount + 1) * 4
    nearPlacesAt = namePlacesAt + (wordCount + 1) * 4
    rivalsAt = nearPlacesAt + wordCount * 8
    pairsAt = rivalsAt + count(3) * Self.rivalSize
    nearAt = pairsAt + count(4) * Self.pairSize
    weightsAt = nearAt + count(8)
    namesAt = weightsAt + count(5) * 4
    classCount = count(7)
    guard slotCount > 0, slotCount & (slotCount - 1) == 0, namesAt + count(6) <= bytes.count
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
      let slot = bytes.loadUnaligned(fromByteOffset: Self.headerSize + place * 8, as: UInt64.self)
      if slot == 0 { break }
      if slot >> 32 == hash { return listed(value: UInt32(truncatingIfNeeded: slot)) }
      place = (place + 1) & (slotCount - 1)
    }
    return Listed(confusable: nil, neighbour: nil)
  }

  /// What is known of a word that the lexicon has, by its entry.
  public func listed(entry: UInt32) -> Listed {
    guard Int(entry) < entryCount else { return Listed(confusable: nil, neighbour: nil) }
    return listed(value: load(entriesAt + Int(entry) * 4))
  }

  private func listed(value: UInt32) -> Listed {
    let confusable = UInt16(truncatingIfNeeded: value >> 16)
    let context = UInt16(truncatingIfNeeded: value)
    return Listed(
      confusable: confusable == 0 ? nil : confusable - 1,
      neighbour: context == 0 ? nil : neighbour(context - 1))
  }

  private func neighbour(_ number: UInt16) -> Neighbour? {
    guard Int(number) < kindCount else { return nil }
    let kind = bytes.loadUnaligned(fromByteOffset: kindsAt + Int(number) * 2, as: UInt16.self)
    return Neighbour(number: number + Neighbour.firstWord, kind: kind)
  }

  /// The word that fits best, with how far its score is above the pair's threshold; nil when the word
  /// may stand.
  public func better(than word: Listed, in place: Surroundings, margin: Double = 0)
    -> (word: String, margin: Double)?
  {
    guard let wrong = word.confusable, Int(wrong) < wordCount else { return nil }
    let first = Int(load(rivalPlacesAt + Int(wrong) * 4))
    let end = Int(load(rivalPlacesAt + Int(wrong) * 4 + 4))
    guard first < end, rivalsAt + end * Self.rivalSize <= pairsAt else { return nil }
    var best: (right: UInt16, margin: Double, odds: Int)?
    withUnsafeTemporaryAllocation(of: Int.self, capacity: end - first) { scores in
      sumNearest(Int(wrong), place, scores)
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Surroundings.furtherKeys) { hashes in
        var count = 0
        for i in first..<end {
          let rival = Rival(
            bytes.loadUnaligned(fromByteOffset: rivalsAt + i * Self.rivalSize, as: UInt64.self))
          let threshold = Double(rival.threshold) / 100 + margin
          let least = Int((threshold * Self.unit).rounded(.up))
          var score = rival.bias + scores[i - first]
          if score < least - Self.despair { continue }
          // Hashed when a rival is in sight.
          if count == 0 {
            count = place.forEachFurtherKey { i, key in hashes[i] = Self.hash(key) }
          }
          score += rival.side * sum(rival.pair, UnsafeBufferPointer(rebasing: hashes[0..<count]))
          guard score >= least else { continue }
          // The odds that this word was meant, whose confusion may be a rare one.
          let odds = score - rival.unlikelihood * Int(Self.unit)
          if odds > best?.odds ?? Int.min {
            best = (rival.right, Double(score) / Self.unit - threshold, odds)
          }
        }
      }
    }
    guard let best, Int(best.right) < wordCount else { return nil }
    return (name(best.right), best.margin)
  }

  private struct Rival {
    private let bits: UInt64

    init(_ bits: UInt64) { self.bits = bits }

    var right: UInt16 { UInt16(truncatingIfNeeded: bits) }
    var threshold: UInt16 { UInt16(truncatingIfNeeded: bits >> 16 & 0xFFF) }
    var unlikelihood: Int { Int(truncatingIfNeeded: bits >> 28 & 0xF) }
    var pair: Int { Int(bits >> 33 & 0x7FFF) }
    var side: Int { bits >> 32 & 1 == 1 ? 1 : -1 }
    var bias: Int { Int(Int16(truncatingIfNeeded: bits >> 48)) }
  }

  /// What the nearest neighbours say for each rival of a word, in units.
  private func sumNearest(
    _ wrong: Int, _ place: Surroundings, _ scores: UnsafeMutableBufferPointer<Int>
  ) {
    scores.initialize(repeating: 0)
    let start = nearAt + Int(load(nearPlacesAt + wrong * 8))
    let places = Int(load(nearPlacesAt + wrong * 8 + 4))
    let dense = NearestWeights.denseSize(rivals: scores.count, classes: classCount)
    let slotSize = NearestWeights.slotSize(rivals: scores.count)
    guard start + dense + places * slotSize <= weightsAt else { return }
    func add(_ at: Int) {
      for i in scores.indices {
        scores[i] += Int(bytes.loadUnaligned(fromByteOffset: at + i * 2, as: Int16.self))
      }
    }
    func add(_ neighbour: Neighbour, _ side: NearestWeights.Side) {
      guard Int(neighbour.kind) < classCount else { return }
      let isMember = neighbour.number != neighbour.kind
      guard !isMember || neighbour.kind < Neighbour.firstWord else { return }
      let row = NearestWeights.denseRow(
        neighbour.kind, isMember: isMember, side, classes: classCount)
      add(start + row * scores.count * 2)
      guard isMember, places > 0 else { return }
      let mark = NearestWeights.mark(neighbour.number, side)
      var at = start + dense + NearestWeights.place(mark, places) * slotSize
      while at + slotSize <= weightsAt {
        let slot = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        if slot == 0 { break }
        if slot == mark {
          add(at + 4)
          break
        }
        at += slotSize
      }
    }
    add(place.before, .before)
    add(place.after, .after)
  }

  /// The sum of a pair's weights for further evidence, in units.
  private func sum(_ pair: Int, _ hashes: UnsafeBufferPointer<UInt64>) -> Int {
    let at = pairsAt + pair * Self.pairSize
    guard at + Self.pairSize <= nearAt else { return 0 }
    let start = weightsAt + Int(load(at)) * 4
    let places = UInt64(load(at + 4))
    guard places > 0, start + Int(places) * 4 <= namesAt else { return 0 }
    var sum = 0
    for hash in hashes {
      let mark = Self.mark(hash)
      var slotAt = start + Self.place(hash, places) * 4
      while slotAt < namesAt {
        let slot = bytes.loadUnaligned(fromByteOffset: slotAt, as: UInt32.self)
        if slot == 0 { break }
        if slot & 0xFFFF_FF00 == mark {
          sum += Int(Int8(truncatingIfNeeded: slot))
          break
        }
        slotAt += 4
      }
    }
    return sum
  }

  private func name(_ word: UInt16) -> String {
    let start = namesAt + Int(load(namePlacesAt + Int(word) * 4))
    let end = namesAt + Int(load(namePlacesAt + Int(word) * 4 + 4))
    guard start <= end, end <= bytes.count else { return "" }
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  static func hash(_ key: UInt64) -> UInt64 {
    var h = key &+ 0x9E37_79B9_7F4A_7C15
    h = (h ^ (h >> 30)) &* 0xBF58_476D_1CE4_E5B9
    h = (h ^ (h >> 27)) &* 0x94D0_49BB_1331_11EB
    return h ^ (h >> 31)
  }

  /// Where a hash belongs among so many places.
  static func place(_ hash: UInt64, _ places: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash >> 32) &* places) >> 32)
  }

  /// The low bits of a hash as a slot keeps them, never 0.
  static func mark(_ hash: UInt64) -> UInt32 {
    let low = UInt32(truncatingIfNeeded: hash) & 0xFF_FFFF
    return (low == 0 ? 1 : low) << 8
  }
}

extension PackSection {
  static let confusions = PackSection("CNFS")
}

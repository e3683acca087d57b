/// Words that are known but may be a slip for another, and the neighbours that tell: the compiled
/// `confusions.tsv` and `contexts.tsv`.
///
/// How a word is judged is described in `docs/confusions.md`.
public struct Confusions: @unchecked Sendable {
  // Memory of the pack, never written.
  private let bytes: UnsafeRawBufferPointer
  let base: UnsafeRawPointer
  private let slotCount: Int
  @usableFromInline let wordCount: Int
  private let kindCount: Int
  @usableFromInline let entries: ListedEntries
  private let kindsAt: Int
  let wordsAt: Int
  private let namePlacesAt: Int
  private let classCount: Int
  let rivalsAt: Int
  let pairsAt: Int
  let nearAt: Int
  let weightsAt: Int
  private let namesAt: Int
  /// What clears most words at once.
  let bounds: CompanyBounds
  /// Rows of the bounds of one side.
  @usableFromInline let rows: Int

  /// Bytes of the counts at the head of the section.
  static let headerSize = 48
  /// Bytes of a word: first rival, number of rivals, start of its nearest weights, places of their hash table.
  static let wordSize = 16
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
    /// The number of the confusable word, plus one; 0 when it is none.
    let confusable: UInt16
    /// What it is as a neighbour, nil when it is not listed as one.
    public let neighbour: Neighbour?
    /// Whether it may be a slip for another word.
    public var isConfusable: Bool { confusable != 0 }
  }

  /// A word or mark of a text as the table judges it, in eight bytes; good for the one table that made it.
  public struct Symbol: Sendable {
    /// Number and class as a neighbour, row, confusable + 1; 16 bits each from the lowest on.
    @usableFromInline let bits: UInt64

    @inlinable
    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    init(_ neighbour: Neighbour, row: UInt16, confusable: UInt16) {
      bits =
        UInt64(confusable) << 48 | UInt64(row) << 32 | UInt64(neighbour.kind) << 16
        | UInt64(neighbour.number)
    }

    /// What it is as a neighbour.
    public var neighbour: Neighbour {
      Neighbour(
        number: UInt16(truncatingIfNeeded: bits), kind: UInt16(truncatingIfNeeded: bits >> 16))
    }

    /// 1 when it may be a slip for another word, 0 otherwise.
    @inlinable
    @inline(__always)
    public var confusables: Int {
      // One where the number is not 0, which the compiler makes no branch of.
      Int(truncatingIfNeeded: (bits >> 48 &+ 0xFFFF) >> 16)
    }

    /// The row of its bounds.
    @inlinable
    @inline(__always)
    var row: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }

    /// The number of the confusable word, plus one; 0 when it is none.
    @inlinable
    @inline(__always)
    var confusable: UInt16 { UInt16(truncatingIfNeeded: bits >> 48) }
  }

  /// Reads the section of a lexicon; nil when it has none or it is damaged.
  public init?(_ lexicon: Lexicon) {
    self.init(lexicon.section(.confusions))
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.headerSize, let base = bytes.baseAddress else { return nil }
    func count(_ i: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self)) }
    slotCount = count(0)
    kindCount = count(1)
    wordCount = count(2)
    classCount = count(7)
    let rows = NearestWeights.rows(classCount)
    guard rows <= UInt16.max else { return nil }
    let entriesAt = Self.headerSize + slotCount * 8
    let listed = ListedEntries.Counts(direct: count(11), blocks: count(9), values: count(10))
    kindsAt = entriesAt + listed.size
    wordsAt = kindsAt + (kindCount + kindCount % 2) * 2
    namePlacesAt = wordsAt + wordCount * Self.wordSize
    let boundsAt = namePlacesAt + (wordCount + 1) * 4
    rivalsAt = boundsAt + (wordCount * rows * 2 + 3) / 4 * 4
    pairsAt = rivalsAt + count(3) * Self.rivalSize
    nearAt = pairsAt + count(4) * Self.pairSize
    weightsAt = nearAt + count(8)
    namesAt = weightsAt + count(5) * 4
    guard slotCount > 0, slotCount & (slotCount - 1) == 0,
      namesAt + count(6) <= bytes.count,
      let entries = ListedEntries(
        UnsafeRawBufferPointer(rebasing: bytes[entriesAt..<kindsAt]), listed)
    else { return nil }
    self.entries = entries
    self.rows = rows
    bounds = CompanyBounds((base + boundsAt).assumingMemoryBound(to: Int8.self), rows: rows)
    self.bytes = bytes
    self.base = base
  }

  private func load(_ at: Int) -> UInt32 {
    guard at >= 0, at + 4 <= bytes.count else { return 0 }
    return bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
  }

  /// What is known of a word (in lower case, straight apostrophes).
  public func listed(_ word: UnsafeBufferPointer<UInt8>) -> Listed {
    let hash = FoldedWord.with(word) { folded, _ -> UInt64? in WordHash.padded(folded) >> 32 }
    guard let hash else { return Listed(confusable: 0, neighbour: nil) }
    var place = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    for _ in 0..<slotCount {
      let slot = bytes.loadUnaligned(fromByteOffset: Self.headerSize + place * 8, as: UInt64.self)
      if slot == 0 { break }
      if slot >> 32 == hash { return listed(value: UInt32(truncatingIfNeeded: slot)) }
      place = (place + 1) & (slotCount - 1)
    }
    return Listed(confusable: 0, neighbour: nil)
  }

  private func listed(value: UInt32) -> Listed {
    let confusable = UInt16(truncatingIfNeeded: value >> 16)
    let context = UInt16(truncatingIfNeeded: value)
    return Listed(
      confusable: Int(confusable) > wordCount ? 0 : confusable,
      neighbour: context == 0 ? nil : neighbour(context - 1))
  }

  private func neighbour(_ number: UInt16) -> Neighbour? {
    guard Int(number) < kindCount else { return nil }
    let kind = bytes.loadUnaligned(fromByteOffset: kindsAt + Int(number) * 2, as: UInt16.self)
    return Neighbour(number: number &+ Neighbour.firstWord, kind: kind)
  }

  /// A word or mark as the table judges it.
  ///
  /// - Parameters:
  ///   - neighbour: what it is as a neighbour.
  ///   - word: what is listed of it, where it may be judged itself.
  public func symbol(_ neighbour: Neighbour, judged word: Listed? = nil) -> Symbol {
    Symbol(
      neighbour, row: Self.row(neighbour, classes: classCount), confusable: word?.confusable ?? 0)
  }

  /// What is kept of a word of the lexicon, given its entry; nothing of entries that there are not.
  @inlinable
  @inline(__always)
  public func kept(ofEntry entry: UInt32) -> Symbol { Symbol(bits: entries[entry]) }

  /// The same for the commonest entries; nothing of others.
  @inlinable
  @inline(__always)
  public func kept(ofCommonEntry entry: UInt32) -> Symbol { Symbol(bits: entries.direct(entry)) }

  /// Whether what is kept of a word is the word as the table judges it, where it may be judged itself.
  @inlinable
  @inline(__always)
  public func isWhole(_ kept: Symbol) -> Bool {
    Int(kept.confusable) <= wordCount && kept.bits & 0xFFFF != 0 && Int(kept.row) < rows
  }

  /// A word of the lexicon as the table judges it.
  ///
  /// - Parameters:
  ///   - kept: what is kept of it.
  ///   - isJudged: whether it may be judged itself.
  ///   - unlisted: what it is as a neighbour when it is not listed as one.
  @inlinable
  @inline(__always)
  public func symbol(_ kept: Symbol, isJudged: Bool, unlisted: () -> Neighbour) -> Symbol {
    let judged = isJudged && Int(kept.confusable) <= wordCount ? kept.confusable : 0
    let own = kept.bits & 0xFFFF_FFFF_FFFF | UInt64(judged) << 48
    if kept.bits & 0xFFFF != 0, Int(kept.row) < rows { return Symbol(bits: own) }
    return self.symbol(unlisted(), confusable: judged)
  }

  /// A neighbour by its class alone.
  @usableFromInline
  func symbol(_ neighbour: Neighbour, confusable: UInt16) -> Symbol {
    Symbol(neighbour, row: Self.row(neighbour, classes: classCount), confusable: confusable)
  }

  /// The row of a neighbour on either side.
  private static func row(_ neighbour: Neighbour, classes: Int) -> UInt16 {
    // Only damaged tables have classes beyond the last.
    let kind = Int(neighbour.kind) < classes ? neighbour.kind : 0
    return UInt16(
      truncatingIfNeeded: NearestWeights.denseRow(
        kind, isMember: !neighbour.isClassOfItsOwn, .before, classes: classes))
  }

  /// What `ListedEntries` keeps of a word, the bits of its `Symbol`: number, class and row as a neighbour (0 when it is none), confusable + 1; 16
  /// bits each.
  ///
  /// - Parameter value: confusable + 1, neighbour + 1 (16 bits each).
  static func packed(_ value: UInt32, _ kinds: [UInt16], classes: Int) -> UInt64 {
    let confusable = UInt64(value >> 16) << 48
    let place = Int(value & 0xFFFF) - 1
    guard kinds.indices.contains(place) else { return confusable }
    let neighbour = Neighbour(
      number: UInt16(truncatingIfNeeded: place) + Neighbour.firstWord, kind: kinds[place])
    return confusable | UInt64(row(neighbour, classes: classes)) << 32
      | UInt64(neighbour.kind) << 16 | UInt64(neighbour.number)
  }

  /// What a rival's nearest neighbours must say for it, in units, to bring it in sight.
  static func lacking(bias: Int16, _ threshold: UInt16) -> Int {
    least(Double(threshold) / 100) - despair - Int(bias)
  }

  /// The least score that reaches a threshold, in units.
  private static func least(_ threshold: Double) -> Int { Int((threshold * unit).rounded(.up)) }

  /// The word that fits best, with how far its score is above the pair's threshold; nil when the word
  /// may stand.
  public func better(than symbol: Symbol, in place: Surroundings, margin: Double = 0)
    -> (word: String, margin: Double)?
  {
    guard let word = word(symbol) else { return nil }
    let rows = FirstLook(
      self, word, after: self.symbol(place.before), before: self.symbol(place.after)
    ).rows(self, word)
    var best: (right: UInt16, margin: Double, odds: Int)?
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Surroundings.furtherKeys) { hashes in
      var count = 0
      for i in 0..<word.count {
        let rival = rival(word.firstRival + i)
        let threshold = Double(rival.threshold) / 100 + margin
        let least = Self.least(threshold)
        var score = Int(rival.bias) + rows.sum(i)
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
    guard let best, Int(best.right) < wordCount else { return nil }
    return (name(best.right), best.margin)
  }

  private func rival(_ place: Int) -> Rival {
    Rival(
      bytes.loadUnaligned(fromByteOffset: rivalsAt + place * Self.rivalSize, as: UInt64.self))
  }

  private struct Rival {
    private let bits: UInt64

    init(_ bits: UInt64) { self.bits = bits }

    var right: UInt16 { UInt16(truncatingIfNeeded: bits) }
    var threshold: UInt16 { UInt16(truncatingIfNeeded: bits >> 16 & 0xFFF) }
    var unlikelihood: Int { Int(truncatingIfNeeded: bits >> 28 & 0xF) }
    var pair: Int { Int(bits >> 33 & 0x7FFF) }
    var side: Int { bits >> 32 & 1 == 1 ? 1 : -1 }
    var bias: Int16 { Int16(truncatingIfNeeded: bits >> 48) }
  }

  /// The sum of a pair's weights for further evidence, in units.
  private func sum(_ pair: Int, _ hashes: UnsafeBufferPointer<UInt64>) -> Int {
    let at = pairsAt + pair * Self.pairSize
    guard at + Self.pairSize <= nearAt else { return 0 }
    let start = weightsAt + Int(load(at)) * 4
    let places = UInt64(load(at + 4))
    guard places > 0, start + Int(places) * 4 <= namesAt else { return 0 }
    // The weights end, in whole slots, where the names begin.
    let end = base + namesAt
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: hashes.count) { slots in
      // Every slot is asked for before the first is looked at: they come from memory together.
      let first = base + start
      for i in hashes.indices {
        slots[i] = (first + Self.place(hashes[i], places) &* 4).loadUnaligned(as: UInt32.self)
      }
      var sum = 0
      for i in hashes.indices where slots[i] != 0 {
        let mark = Self.mark(hashes[i])
        var slot = slots[i]
        var at = first + Self.place(hashes[i], places) &* 4
        while slot != 0, slot & 0xFFFF_FF00 != mark {
          at += 4
          slot = at < end ? at.loadUnaligned(as: UInt32.self) : 0
        }
        sum &+= Int(Int8(truncatingIfNeeded: slot))
      }
      return sum
    }
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

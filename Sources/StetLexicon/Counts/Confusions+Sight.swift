import StetText

/// How the nearest neighbours clear most words, before further evidence is looked up.
extension Confusions {
  /// What is kept of a confusable word.
  struct Word {
    /// The place of its first rival.
    let firstRival: Int
    /// The number of its rivals.
    let count: Int
    /// Where its nearest weights begin.
    let nearest: UnsafeRawPointer
    /// Where their hash table begins.
    let slots: UnsafeRawPointer
    /// The places of the hash table.
    let places: Int
  }

  /// What is kept of a word; nil when it is not confusable, or the table is damaged.
  @inline(__always)
  func word(_ symbol: Symbol) -> Word? {
    guard symbol.confusable != 0 else { return nil }
    let record = base + wordsAt + (Int(symbol.confusable) - 1) * Self.wordSize
    func number(_ i: Int) -> Int {
      Int(record.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self))
    }
    let (first, count, start, places) = (number(0), number(1), number(2), number(3))
    let dense = NearestWeights.denseSize(rivals: count, rows: bounds.rows)
    let slotSize = NearestWeights.slotSize(rivals: count)
    // Numbers of 32 bits: no sum of theirs is too large.
    guard count > 0, rivalsAt &+ (first &+ count) &* Self.rivalSize <= pairsAt,
      nearAt &+ start &+ dense &+ places &* slotSize <= weightsAt
    else { return nil }
    let nearest = base + nearAt + start
    return Word(
      firstRival: first, count: count, nearest: nearest, slots: nearest + dense, places: places)
  }

  /// The rows of a word's weights for its two nearest neighbours.
  struct NearestRows {
    fileprivate let before: UnsafeRawPointer
    fileprivate let after: UnsafeRawPointer
    /// Rows of neighbours that are listed by themselves.
    fileprivate let beforeAlone: UnsafeRawPointer?
    fileprivate let afterAlone: UnsafeRawPointer?

    /// What they say for a rival of the word, in units.
    @inline(__always)
    func sum(_ rival: Int) -> Int {
      func weight(_ row: UnsafeRawPointer) -> Int {
        Int(row.loadUnaligned(fromByteOffset: rival &* 2, as: Int16.self))
      }
      return weight(before) &+ weight(after) &+ (beforeAlone.map(weight) ?? 0)
        &+ (afterAlone.map(weight) ?? 0)
    }
  }

  /// The first look at a word's weights for its two nearest neighbours: where they are, and what stands there. Nothing hangs on
  /// what is read, so that the looks at many words come from memory together.
  struct FirstLook {
    private let before: UnsafeRawPointer
    private let after: UnsafeRawPointer
    private let slotBefore: UnsafeRawPointer
    private let slotAfter: UnsafeRawPointer
    /// What the neighbours' slots should hold, 0 for those that are never listed by themselves.
    private let markBefore: UInt32
    private let markAfter: UInt32
    private let foundBefore: UInt32
    private let foundAfter: UInt32
    /// What the classes say for the first rival.
    private let first: Int

    @inline(__always)
    init(
      _ table: Confusions, _ word: Word, after left: Symbol, before right: Symbol
    ) {
      let rowSize = word.count &* 2
      // The row of what rivals lack is the first.
      let classes = word.nearest + rowSize
      before = classes + Int(left.row) &* rowSize
      after = classes + (table.bounds.rows &+ Int(right.row)) &* rowSize
      (markBefore, slotBefore) = Self.slot(word, left.neighbour, .before)
      (markAfter, slotAfter) = Self.slot(word, right.neighbour, .after)
      foundBefore = slotBefore.loadUnaligned(as: UInt32.self)
      foundAfter = slotAfter.loadUnaligned(as: UInt32.self)
      first =
        Int(before.loadUnaligned(as: Int16.self)) &+ Int(after.loadUnaligned(as: Int16.self))
    }

    @inline(__always)
    private static func slot(
      _ word: Word, _ neighbour: Neighbour, _ side: NearestWeights.Side
    ) -> (mark: UInt32, at: UnsafeRawPointer) {
      let isListed = !neighbour.isClassOfItsOwn && word.places > 0
      let mark = isListed ? NearestWeights.mark(neighbour.number, side) : 0
      let offset =
        NearestWeights.place(mark, word.places) &* NearestWeights.slotSize(rivals: word.count)
      // Any row may be read in vain.
      return (mark, isListed ? word.slots + offset : word.nearest)
    }

    /// The rows, with those that collisions have moved on.
    @inline(__always)
    func rows(_ table: Confusions, _ word: Word) -> NearestRows {
      NearestRows(
        before: before, after: after,
        beforeAlone: Self.row(table, word, markBefore, slotBefore, foundBefore),
        afterAlone: Self.row(table, word, markAfter, slotAfter, foundAfter))
    }

    @inline(__always)
    private static func row(
      _ table: Confusions, _ word: Word, _ mark: UInt32, _ slot: UnsafeRawPointer, _ found: UInt32
    ) -> UnsafeRawPointer? {
      if mark == 0 { return nil }
      let slotSize = NearestWeights.slotSize(rivals: word.count)
      let end = table.base + table.weightsAt
      var slot = slot
      var found = found
      while found != mark {
        slot += slotSize
        if found == 0 || slot + slotSize > end { return nil }
        found = slot.loadUnaligned(as: UInt32.self)
      }
      return slot + 4
    }

    /// Whether some rival is in sight.
    @inline(__always)
    func hasRival(_ table: Confusions, _ word: Word) -> Bool {
      func lacking(_ i: Int) -> Int {
        Int(word.nearest.loadUnaligned(fromByteOffset: i &* 2, as: Int16.self))
      }
      if word.count == 1, markBefore == 0, markAfter == 0 { return first >= lacking(0) }
      let rows = rows(table, word)
      return (0..<word.count).contains { rows.sum($0) >= lacking($0) }
    }
  }

  /// Keeps the places of the words that have a rival in sight, in order: `better` is nil for all others.
  ///
  /// What a step leaves is written down without branches before the next one begins.
  ///
  /// - Parameters:
  ///   - places: where the confusable words of the text stand.
  ///   - symbols: the text; the first and the last symbol are no words.
  /// - Returns: how many are kept.
  public func keepInSight(
    _ places: UnsafeMutableBufferPointer<UInt32>, _ symbols: UnsafeBufferPointer<Symbol>
  ) -> Int {
    var left = 0
    for k in places.indices {
      let i = Int(places[k])
      places[left] = UInt32(truncatingIfNeeded: i)
      // One where the bound is not below 0.
      left &+=
        1 &+ bounds.bound(symbols[i], after: symbols[i - 1], before: symbols[i + 1]) >> 63
    }
    return CallMemory.with(of: (word: Word, look: FirstLook).self, capacity: left) {
      looks in
      var judged = 0
      for k in 0..<left {
        let i = Int(places[k])
        guard let word = word(symbols[i]) else { continue }
        places[judged] = UInt32(truncatingIfNeeded: i)
        looks.initializeElement(
          at: judged,
          to: (word, FirstLook(self, word, after: symbols[i - 1], before: symbols[i + 1])))
        judged += 1
      }
      var found = 0
      for k in 0..<judged where looks[k].look.hasRival(self, looks[k].word) {
        places[found] = places[k]
        found += 1
      }
      return found
    }
  }
}

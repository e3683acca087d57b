import StetText

/// The cheapest alignment of two words (see `EditCosts`).
///
/// Only cells near the diagonal are filled: to leave it takes letters too many or left out, which have a least cost, and
/// what one single edit costs, where the words are one apart, bounds the whole.
struct EditAlignment {
  private let costs: EditCosts
  private let typed: UnsafeBufferPointer<UInt32>
  private let meant: UnsafeBufferPointer<UInt32>
  /// The last four letters up to each place as bytes, 0 for what is no letter; of `typed`, then of `meant`.
  private let tails: UnsafeMutablePointer<UInt32>
  /// What each letter typed costs as one too many, then what each letter meant costs as one left out.
  private let singles: UnsafeMutablePointer<Double>
  /// What a replaced letter costs by the traits of the pair.
  private let replacements: UnsafeMutablePointer<Double>
  private let traits: UnsafeBufferPointer<UInt8>

  /// The cost of typing `typed` for `meant`, infinity where it is more than `limit`.
  static func cost(
    _ costs: EditCosts, typed: UnsafeBufferPointer<UInt32>, meant: UnsafeBufferPointer<UInt32>,
    upTo limit: Double
  ) -> Double {
    let letters = typed.count + meant.count
    let pairs = LetterPairs.shared
    return pairs.traits.withUnsafeBufferPointer { traits in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: letters + 1) { tails in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: letters + 8) { prices in
          guard let tails = tails.baseAddress, let prices = prices.baseAddress else { return 0 }
          let alignment = EditAlignment(
            costs: costs, typed: typed, meant: meant, tails: tails, singles: prices + 8,
            replacements: prices, traits: traits)
          let least = alignment.prepare()
          let direct = alignment.singleEdit()
          // Any other way takes two edits, or a group that sounds alike.
          if direct <= min(costs.soundAlike, 2 * least) {
            return direct <= limit ? direct : .infinity
          }
          // A little more, so that rounding leaves out no cell.
          let bound = min(limit, direct) + 0.001
          let cost = alignment.cost(upTo: bound, least: least, pairs)
          return cost <= limit ? cost : .infinity
        }
      }
    }
  }

  /// Fills the tables.
  ///
  /// - Returns: the least that an edit of one letter costs.
  private func prepare() -> Double {
    var least = min(costs.swap, costs.replaced)
    for kind in 0..<8 {
      var cost = costs.replaced
      let kind = UInt8(kind)
      if kind & LetterPairs.areVowels != 0 { cost = min(cost, costs.replacedVowel) }
      if kind & LetterPairs.areNeighbours != 0 { cost = min(cost, costs.replacedNeighbour) }
      if kind & LetterPairs.soundAlike != 0 { cost = min(cost, costs.replacedAlike) }
      replacements[Int(kind)] = cost
      least = min(least, cost)
    }
    var seen: UInt32 = 0
    var tail: UInt32 = 0
    for i in 0..<typed.count {
      tail = tail << 8 | Self.byte(typed[i])
      tails[i] = tail
      singles[i] = inserting(i)
      least = min(least, singles[i])
      seen |= typed[i]
    }
    tail = 0
    for j in 0..<meant.count {
      tail = tail << 8 | Self.byte(meant[j])
      tails[typed.count + j] = tail
      singles[typed.count + j] = omitting(j)
      least = min(least, singles[typed.count + j])
      seen |= meant[j]
    }
    return seen < 0x80 ? least : min(least, costs.accent)
  }

  @inline(__always)
  private static func byte(_ scalar: UInt32) -> UInt32 { scalar &- 0x61 < 26 ? scalar : 0 }

  /// What the one edit costs that parts the words; infinity where they are not one edit apart.
  private func singleEdit() -> Double {
    let (n, m) = (typed.count, meant.count)
    guard abs(n - m) <= 1 else { return .infinity }
    var start = 0
    while start < n, start < m, typed[start] == meant[start] { start += 1 }
    var end = 0
    while end < min(n, m) - start, typed[n - 1 - end] == meant[m - 1 - end] { end += 1 }
    let (more, less) = (n - start - end, m - start - end)
    switch (more, less) {
    case (0, 0): return 0
    case (1, 1): return replacing(start, start)
    case (1, 0): return singles[start] + (start == 0 ? opening(typed) : 0)
    case (0, 1): return singles[n + start] + (start == 0 ? opening(meant) : 0)
    case (2, 2) where typed[start] == meant[start + 1] && typed[start + 1] == meant[start]:
      return costs.swap + (start == 0 ? 0.4 : 0)
    default: return .infinity
    }
  }

  private func cost(upTo bound: Double, least: Double, _ pairs: LetterPairs) -> Double {
    let (n, m) = (typed.count, meant.count)
    let shift = m - n
    // A path that is k letters ahead somewhere gets there from 0 and from there to `shift`. No group is more than two
    // letters longer than the other.
    let leastShift = min(least, costs.soundAlike / 2)
    var (ahead, behind) = (m, n)
    if bound < leastShift * Double(n + m) {
      let steps = Int(bound / leastShift)
      if steps < abs(shift) { return .infinity }
      ahead = min(m, (steps + shift) / 2)
      behind = min(n, (steps - shift) / 2)
    }
    // A cell more on either side is never reached.
    let width = ahead + behind + 3
    let cells = (n + 1) * width
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { table in
      table.initialize(repeating: .infinity)
      guard let table = table.baseAddress else { return 0 }
      return pairs.groups.withUnsafeBufferPointer { groups in
        pairs.starts.withUnsafeBufferPointer { starts in
          fill(table, behind + 1, width, groups, starts)
          return table[n * width + shift + behind + 1]
        }
      }
    }
  }

  /// Fills the cells row by row: the cell of i letters typed and j meant is number j - i + origin of row i.
  private func fill(
    _ table: UnsafeMutablePointer<Double>, _ origin: Int, _ width: Int,
    _ groups: UnsafeBufferPointer<LetterPairs.Group>, _ starts: UnsafeBufferPointer<UInt8>
  ) {
    let (n, m) = (typed.count, meant.count)
    // Copies, since what is written might be the tables' own for all that the compiler knows.
    let (typed, meant, tails, singles, traits) = (typed, meant, tails, singles, traits)
    let (swap, soundAlike) = (costs.swap, costs.soundAlike)
    table[origin] = 0
    var j = 1
    while j <= m, j &+ origin &+ 1 < width {
      let first = j == 1 ? opening(meant) : 0
      table[origin &+ j] = table[origin &+ j &- 1] + (singles[n &+ j &- 1] + first)
      j &+= 1
    }
    var i = 1
    while i <= n {
      let row = table + i &* width
      let above = row - width
      let a = typed[i &- 1]
      let beforeA = i > 1 ? typed[i &- 2] : 0
      let extra = singles[i &- 1]
      let shift = origin &- i
      if shift > 0 { row[shift] = above[shift &+ 1] + (extra + (i == 1 ? opening(typed) : 0)) }
      var j = max(1, 1 &- shift)
      let last = min(m, width &- 2 &- shift)
      while j <= last {
        let place = j &+ shift
        let b = meant[j &- 1]
        var best = above[place]
        if a != b {
          best += replacing(i &- 1, j &- 1)
          if i > 1, j > 1, b == beforeA, a == meant[j &- 2] {
            best = min(best, table[(i &- 2) &* width &+ place] + swap + (i == 2 ? 0.4 : 0))
          }
        }
        let (x, y) = (a &- 0x61, b &- 0x61)
        if x < 26, y < 26 {
          let pair = LetterPairs.place(x, y)
          if traits[pair] & LetterPairs.endGroups != 0 {
            for group in Int(starts[pair])..<Int(starts[pair &+ 1]) {
              let group = groups[group]
              guard tails[i &- 1] & group.typedMask == group.typed,
                tails[n &+ j &- 1] & group.meantMask == group.meant
              else { continue }
              let from = place &+ group.typedCount &- group.meantCount
              guard from >= 0, from < width else { continue }
              best = min(best, table[(i &- group.typedCount) &* width &+ from] + soundAlike)
            }
          }
        }
        best = min(best, above[place &+ 1] + extra)
        best = min(best, row[place &- 1] + singles[n &+ j &- 1])
        row[place] = best
        j &+= 1
      }
      i &+= 1
    }
  }

  @inline(__always)
  private func replacing(_ i: Int, _ j: Int) -> Double {
    let (a, b) = (typed[i], meant[j])
    if a == b { return 0 }
    let first = i | j == 0 ? costs.firstLetter : 0
    let (x, y) = (a &- 0x61, b &- 0x61)
    if x < 26, y < 26 { return replacements[Int(traits[LetterPairs.place(x, y)] & 7)] + first }
    if max(a, b) >= 0x80, CaseFolding.base(a) == CaseFolding.base(b) { return costs.accent }
    return costs.replaced + first
  }

  /// A letter too many, anywhere but at the start.
  @inline(__always)
  private func inserting(_ i: Int) -> Double {
    let letter = typed[i]
    if !Self.isLetter(letter) { return costs.apostrophe }
    // The greatest number is no scalar; 0 is one.
    let before = i > 0 ? typed[i &- 1] : .max
    let after = i &+ 1 < typed.count ? typed[i &+ 1] : .max
    if before == letter || after == letter { return costs.doubled }
    return areNeighbours(letter, before) || areNeighbours(letter, after)
      ? costs.extraNeighbour : costs.extra
  }

  @inline(__always)
  private func areNeighbours(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (a &- 0x61, b &- 0x61)
    return x < 26 && y < 26
      && traits[LetterPairs.place(x, y)] & LetterPairs.areNeighbours != 0
  }

  /// A letter left out, anywhere but at the start.
  @inline(__always)
  private func omitting(_ j: Int) -> Double {
    let letter = meant[j]
    if !Self.isLetter(letter) { return costs.apostrophe }
    if (j > 0 && meant[j &- 1] == letter) || (j &+ 1 < meant.count && meant[j &+ 1] == letter) {
      return costs.undoubled
    }
    return LetterPairs.isVowel(letter) ? costs.omittedVowel : costs.omitted
  }

  /// What is added for a letter too many or left out at the start of both words.
  private func opening(_ word: UnsafeBufferPointer<UInt32>) -> Double {
    Self.isLetter(word[0]) && (word.count == 1 || word[1] != word[0]) ? costs.firstLetter : 0
  }

  /// Whether a scalar is neither apostrophe nor hyphen.
  @inline(__always)
  private static func isLetter(_ scalar: UInt32) -> Bool { scalar != 0x27 && scalar != 0x2D }
}

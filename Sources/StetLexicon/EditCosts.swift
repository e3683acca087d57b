import StetText

/// What it takes to mistype one word as another, in nats: the less, the likelier the slip.
///
/// An alignment of single edits (insert, leave out, replace, swap) and of a few exchanges of letter
/// groups that sound alike. Fingers and ears are both at work: keyboard neighbours, doubled
/// letters and vowels are cheap, the first letter is dear.
package struct EditCosts: Sendable {
  package var swap = 3.0
  package var doubled = 3.2
  package var undoubled = 2.6
  package var extra = 5.9
  package var extraNeighbour = 4.6
  package var omitted = 4.0
  package var omittedVowel = 3.6
  package var replacedNeighbour = 4.8
  package var replacedVowel = 4.2
  package var replacedAlike = 4.2
  package var replaced = 6.6
  package var apostrophe = 1.6
  package var accent = 1.0
  package var firstLetter = 1.6
  package var soundAlike = 4.0

  /// Letters that sound alike: bit k of entry i stands for letters i and k.
  private static let alike: [UInt32] = {
    var masks = [UInt32](repeating: 0, count: 26)
    for pair in ["cs", "sz", "ck", "fv", "td", "gj", "mn", "iy", "kq", "xs", "pb", "ew"] {
      let letters = pair.utf8.map { Int($0) - 0x61 }
      masks[letters[0]] |= 1 << UInt32(letters[1])
      masks[letters[1]] |= 1 << UInt32(letters[0])
    }
    return masks
  }()

  private static func soundAlike(_ a: UInt32, _ b: UInt32) -> Bool {
    guard a &- 0x61 < 26, b &- 0x61 < 26 else { return false }
    return alike[Int(a &- 0x61)] >> (b &- 0x61) & 1 != 0
  }

  private struct Group: Sendable {
    var typed: [UInt32]
    var meant: [UInt32]
  }

  /// Letter groups that stand for one sound, both ways round.
  private static let groups: [Group] = {
    let pairs = [
      ("f", "ph"), ("f", "gh"), ("k", "ch"), ("sh", "ti"), ("sh", "ci"), ("s", "sc"), ("s", "ps"),
      ("n", "kn"), ("n", "gn"), ("r", "wr"), ("r", "rh"), ("w", "wh"), ("x", "cc"), ("k", "ck"),
      ("c", "ck"), ("ant", "ent"), ("ance", "ence"), ("able", "ible"), ("tion", "sion"),
      ("cion", "tion"), ("shun", "tion"), ("er", "re"), ("ei", "ie"), ("ou", "oo"), ("ough", "uff"),
      ("ee", "ea"), ("ai", "ei"), ("ay", "ei"), ("oo", "ou"), ("u", "ou"), ("or", "our"),
      ("ar", "er"), ("ceed", "cede"), ("sede", "cede"), ("j", "dg"), ("g", "dg"), ("tch", "ch"),
      ("qu", "cq"), ("kw", "qu"), ("z", "s"), ("ly", "lly"), ("ley", "ly"), ("ys", "ies"),
      ("al", "le"), ("el", "le"), ("us", "ous"), ("ite", "ight"), ("aw", "au"), ("y", "ie"),
      ("ally", "ly"), ("ary", "ery"), ("ise", "ice"), ("ks", "x"), ("eu", "ue"), ("t", "bt"),
    ]
    return pairs.flatMap { a, b in
      let first = Array(a.utf8).map(UInt32.init)
      let second = Array(b.utf8).map(UInt32.init)
      return [Group(typed: first, meant: second), Group(typed: second, meant: first)]
    }
  }()

  /// Whether there are groups with these last letters: bit k of entry i stands for letters i and k.
  private static let groupEnds: [UInt32] = (0..<26).map { a in
    (0..<26).reduce(0) { $0 | (groupsByEnd[a * 26 + $1].isEmpty ? 0 : 1 << UInt32($1)) }
  }

  /// Groups by the last letters of both sides: 26 lists for each of 26 letters.
  private static let groupsByEnd: [[Group]] = {
    var table = [[Group]](repeating: [], count: 26 * 26)
    for group in groups {
      guard let a = group.typed.last, let b = group.meant.last else { continue }
      table[Int(a - 0x61) * 26 + Int(b - 0x61)].append(group)
    }
    return table
  }()

  private static func isVowel(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return true
    default: return false
    }
  }

  /// The cost of typing `typed` for `meant` (both folded scalars).
  package func cost(typed: [UInt32], meant: [UInt32]) -> Double {
    typed.withUnsafeBufferPointer { typed in
      meant.withUnsafeBufferPointer { meant in
        let cells = (typed.count + 1) * (meant.count + 1)
        return withUnsafeTemporaryAllocation(
          of: Double.self, capacity: cells + typed.count + meant.count
        ) { memory in
          let singles = UnsafeMutableBufferPointer(rebasing: memory[cells...])
          for i in 0..<typed.count { singles[i] = inserting(typed, i) }
          for j in 0..<meant.count { singles[typed.count + j] = omitting(meant, j) }
          let table = UnsafeMutableBufferPointer(rebasing: memory[..<cells])
          Self.groupEnds.withUnsafeBufferPointer { fill(table, typed, meant, singles, $0) }
          return table[cells - 1]
        }
      }
    }
  }

  private typealias Word = UnsafeBufferPointer<UInt32>

  /// - Parameter singles: what each letter typed costs as one too many, then what each letter meant costs as one
  ///   left out.
  private func fill(
    _ table: UnsafeMutableBufferPointer<Double>, _ typed: Word, _ meant: Word,
    _ singles: UnsafeMutableBufferPointer<Double>, _ groupEnds: UnsafeBufferPointer<UInt32>
  ) {
    let width = meant.count + 1
    table[0] = 0
    for i in 0...typed.count {
      for j in 0...meant.count where i + j > 0 {
        var best = Double.infinity
        if i > 0, j > 0 {
          best = table[(i - 1) * width + j - 1] + replacing(typed, i - 1, meant, j - 1)
          if i > 1, j > 1, typed[i - 1] == meant[j - 2], typed[i - 2] == meant[j - 1],
            typed[i - 1] != typed[i - 2]
          {
            best = min(best, table[(i - 2) * width + j - 2] + swap + (i == 2 ? 0.4 : 0))
          }
          let a = typed[i - 1] &- 0x61
          let b = meant[j - 1] &- 0x61
          if a < 26, b < 26, groupEnds[Int(a)] >> b & 1 != 0 {
            for group in Self.groupsByEnd[Int(a) * 26 + Int(b)]
            where Self.ends(typed, i, group.typed) {
              guard Self.ends(meant, j, group.meant) else { continue }
              let before = (i - group.typed.count) * width + j - group.meant.count
              best = min(best, table[before] + soundAlike)
            }
          }
        }
        if i > 0 {
          let first = i == 1 && j == 0 ? opening(typed) : 0
          best = min(best, table[(i - 1) * width + j] + (singles[i - 1] + first))
        }
        if j > 0 {
          let first = j == 1 && i == 0 ? opening(meant) : 0
          best = min(best, table[i * width + j - 1] + (singles[typed.count + j - 1] + first))
        }
        table[i * width + j] = best
      }
    }
  }

  private static func ends(_ word: Word, _ end: Int, _ tail: [UInt32]) -> Bool {
    guard end >= tail.count else { return false }
    for k in 0..<tail.count where word[end - tail.count + k] != tail[k] { return false }
    return true
  }

  private func replacing(_ typed: Word, _ i: Int, _ meant: Word, _ j: Int) -> Double {
    let (a, b) = (typed[i], meant[j])
    if a == b { return 0 }
    if max(a, b) >= 0x80, CaseFolding.base(a) == CaseFolding.base(b) { return accent }
    var cost = replaced
    if Self.isVowel(a), Self.isVowel(b) { cost = min(cost, replacedVowel) }
    if KeyboardLayout.areNeighbours(a, b) { cost = min(cost, replacedNeighbour) }
    if Self.soundAlike(a, b) { cost = min(cost, replacedAlike) }
    return cost + (i == 0 && j == 0 ? firstLetter : 0)
  }

  /// A letter too many, anywhere but at the start.
  private func inserting(_ typed: Word, _ i: Int) -> Double {
    let letter = typed[i]
    if !Self.isLetter(letter) { return apostrophe }
    if (i > 0 && typed[i - 1] == letter) || (i + 1 < typed.count && typed[i + 1] == letter) {
      return doubled
    }
    let beside =
      (i > 0 && KeyboardLayout.areNeighbours(letter, typed[i - 1]))
      || (i + 1 < typed.count && KeyboardLayout.areNeighbours(letter, typed[i + 1]))
    return beside ? extraNeighbour : extra
  }

  /// A letter left out, anywhere but at the start.
  private func omitting(_ meant: Word, _ j: Int) -> Double {
    let letter = meant[j]
    if !Self.isLetter(letter) { return apostrophe }
    if (j > 0 && meant[j - 1] == letter) || (j + 1 < meant.count && meant[j + 1] == letter) {
      return undoubled
    }
    return Self.isVowel(letter) ? omittedVowel : omitted
  }

  /// What is added for a letter too many or left out at the start of both words.
  private func opening(_ word: Word) -> Double {
    Self.isLetter(word[0]) && (word.count == 1 || word[1] != word[0]) ? firstLetter : 0
  }

  /// Whether a scalar is neither apostrophe nor hyphen.
  private static func isLetter(_ scalar: UInt32) -> Bool { scalar != 0x27 && scalar != 0x2D }
}

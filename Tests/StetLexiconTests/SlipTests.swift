import StetText
import Testing

@testable import StetLexicon

/// The ways to find slips quickly, against plain ones.
@Suite("Slips")
struct SlipTests {
  /// Words of letters that are neighbours, vowels, doubled or sound alike, with marks and accents among them.
  private struct Words {
    var state: UInt64 = 11
    var letters = Array("aeioutnsrlyphckgwq'-é".unicodeScalars)

    mutating func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    mutating func letter() -> UInt32 {
      letters[random(letters.count)].value
    }

    mutating func next() -> [UInt32] {
      let groups = ["ph", "f", "tion", "sion", "ough", "uff", "ally", "ly", "ie", "ei", "ck", "k"]
      var word: [UInt32] = []
      for _ in 0..<(1 + random(4)) {
        if random(3) == 0 {
          word += groups[random(groups.count)].unicodeScalars.map(\.value)
        } else {
          word.append(letter())
        }
      }
      return word
    }

    /// The word with some single edits.
    mutating func slip(_ word: [UInt32], edits: Int) -> [UInt32] {
      var word = word
      for _ in 0..<edits {
        let place = random(word.count + 1)
        switch random(4) {
        case 0: word.insert(random(2) == 0 ? letter() : word.last ?? 0x61, at: place)
        case 1 where place < word.count && word.count > 1: word.remove(at: place)
        case 2 where place < word.count: word[place] = letter()
        case 3 where place + 1 < word.count: word.swapAt(place, place + 1)
        default: break
        }
      }
      return word
    }
  }

  @Test("The cost of a slip is that of the cheapest of all alignments, up to any limit")
  func costs() {
    var words = Words()
    // 0 stands for no letter in several tables.
    words.letters.append("\0")
    let costs = EditCosts()
    var dearest = 0.0
    for round in 0..<4_000 {
      let meant = words.next()
      let typed = round % 5 == 0 ? words.next() : words.slip(meant, edits: round % 4)
      let expected = Self.plainCost(costs, typed, meant)
      #expect(costs.cost(typed: typed, meant: meant) == expected)
      for limit in [0, 1.6, 3, 4.2, 6.6, 9] {
        let cost = costs.cost(typed: typed, meant: meant, upTo: limit)
        #expect(cost == (expected <= limit ? expected : .infinity))
      }
      dearest = max(dearest, expected)
    }
    #expect(dearest > 30)
  }

  /// All cells of the table, each by all ways to it.
  private static func plainCost(
    _ costs: EditCosts, _ typed: [UInt32], _ meant: [UInt32]
  ) -> Double {
    let pairs = LetterPairs.shared
    func packed(_ word: [UInt32], _ end: Int) -> UInt32 {
      word[..<end].suffix(4).reduce(0) { $0 << 8 | ($1 &- 0x61 < 26 ? $1 : 0) }
    }
    func isMark(_ letter: UInt32) -> Bool { letter == 0x27 || letter == 0x2D }
    func traits(_ a: UInt32, _ b: UInt32) -> UInt8 {
      guard a &- 0x61 < 26, b &- 0x61 < 26 else { return 0 }
      return pairs.traits[LetterPairs.place(a - 0x61, b - 0x61)]
    }
    func sides(_ word: [UInt32], _ place: Int) -> [UInt32] {
      (place > 0 ? [word[place - 1]] : []) + (place + 1 < word.count ? [word[place + 1]] : [])
    }
    func extra(_ place: Int) -> Double {
      let letter = typed[place]
      if isMark(letter) { return costs.apostrophe }
      if sides(typed, place).contains(letter) { return costs.doubled }
      let isBeside = sides(typed, place).contains {
        traits(letter, $0) & LetterPairs.areNeighbours != 0
      }
      return isBeside ? costs.extraNeighbour : costs.extra
    }
    func omitted(_ place: Int) -> Double {
      let letter = meant[place]
      if isMark(letter) { return costs.apostrophe }
      if sides(meant, place).contains(letter) { return costs.undoubled }
      return LetterPairs.isVowel(letter) ? costs.omittedVowel : costs.omitted
    }
    func opening(_ word: [UInt32]) -> Double {
      !isMark(word[0]) && (word.count == 1 || word[1] != word[0]) ? costs.firstLetter : 0
    }
    func replaced(_ i: Int, _ j: Int) -> Double {
      let (a, b) = (typed[i], meant[j])
      if a == b { return 0 }
      if max(a, b) >= 0x80, CaseFolding.base(a) == CaseFolding.base(b) { return costs.accent }
      var cost = costs.replaced
      if traits(a, b) & LetterPairs.areVowels != 0 { cost = min(cost, costs.replacedVowel) }
      if traits(a, b) & LetterPairs.areNeighbours != 0 { cost = min(cost, costs.replacedNeighbour) }
      if traits(a, b) & LetterPairs.soundAlike != 0 { cost = min(cost, costs.replacedAlike) }
      return cost + (i == 0 && j == 0 ? costs.firstLetter : 0)
    }
    var table = [[Double]](
      repeating: [Double](repeating: .infinity, count: meant.count + 1), count: typed.count + 1)
    table[0][0] = 0
    for i in 0...typed.count {
      for j in 0...meant.count {
        var ways = [table[i][j]]
        if i > 0, j > 0 { ways.append(table[i - 1][j - 1] + replaced(i - 1, j - 1)) }
        if i > 1, j > 1, typed[i - 1] == meant[j - 2], typed[i - 2] == meant[j - 1],
          typed[i - 1] != typed[i - 2]
        {
          ways.append(table[i - 2][j - 2] + costs.swap + (i == 2 ? 0.4 : 0))
        }
        if i > 0 {
          ways.append(table[i - 1][j] + (extra(i - 1) + (i == 1 && j == 0 ? opening(typed) : 0)))
        }
        if j > 0 {
          ways.append(table[i][j - 1] + (omitted(j - 1) + (j == 1 && i == 0 ? opening(meant) : 0)))
        }
        for group in pairs.groups where group.typedCount <= i && group.meantCount <= j {
          if packed(typed, i) & group.typedMask == group.typed,
            packed(meant, j) & group.meantMask == group.meant
          {
            ways.append(table[i - group.typedCount][j - group.meantCount] + costs.soundAlike)
          }
        }
        table[i][j] = ways.min() ?? .infinity
      }
    }
    return table[typed.count][meant.count]
  }

  @Test("Letters that sound alike and groups that do are known both ways round")
  func pairs() {
    let pairs = LetterPairs.shared
    #expect(pairs.groups.count == 110)
    #expect(pairs.groups.allSatisfy { abs($0.typedCount - $0.meantCount) <= 2 })
    for a in UInt32(0)..<26 {
      for b in UInt32(0)..<26 {
        let traits = pairs.traits[LetterPairs.place(a, b)]
        #expect(traits == pairs.traits[LetterPairs.place(b, a)])
        let groups =
          pairs.starts[LetterPairs.place(a, b)]..<pairs.starts[LetterPairs.place(a, b) + 1]
        #expect(groups.isEmpty == (traits & LetterPairs.endGroups == 0))
        for group in groups {
          #expect(pairs.groups[Int(group)].typed & 0xFF == a + 0x61)
          #expect(pairs.groups[Int(group)].meant & 0xFF == b + 0x61)
        }
      }
    }
    #expect(SlipIndex.base &* SlipIndex.inverse == 1)
  }

  @Test("The words one edit away are all found, and no others")
  func slips() throws {
    var words = Words()
    let known = Set((0..<300).map { _ in words.next() + [0x62] }).filter {
      (3...12).contains($0.count)
    }
    func bytes(_ scalars: [UInt32]) -> [UInt8] {
      var output: [UInt8] = []
      for scalar in scalars { UTF8Scan.append(scalar, to: &output) }
      return output
    }
    let place = try CacheTests.Place()
    defer { place.remove() }
    let lines = known.map { String(decoding: bytes($0), as: UTF8.self) }.sorted()
    try place.write("dic/en_GB.dic", "\(lines.count)\n" + lines.joined(separator: "\n") + "\n")
    try place.write(
      "data/dictionaries/en/frequencies.tsv",
      lines.enumerated().map { "\($1)\t\(20 + $0)\t\($0 % 100)\n" }.joined())
    let suggester = Suggester(try place.cache().open())
    var found = 0
    for word in known.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      for edits in 0...2 {
        let typed = words.slip(word, edits: edits)
        guard typed.count >= 2 else { continue }
        let plain = typed.map(CaseFolding.base)
        let slips = suggester.slips(of: bytes(typed), leastFrequency: 60)
        let expected = known.filter { other in
          let index = lines.firstIndex(of: String(decoding: bytes(other), as: UTF8.self)) ?? 0
          return other != typed && index >= 40
            && EditDistance.distance(plain, other.map(CaseFolding.base), limit: 1) != nil
        }
        #expect(Set(slips.map { EditDistance.scalars($0.folded) }) == Set(expected))
        #expect(slips.count == expected.count)
        let names = suggester.slips(
          of: bytes(typed), leastFrequency: 60, leastCapitalisedShare: 50)
        #expect(
          names.map(\.folded) == slips.filter { $0.entry.capitalisedShare >= 50 }.map(\.folded))
        for slip in slips {
          #expect(
            slip.cost == EditCosts().cost(typed: typed, meant: EditDistance.scalars(slip.folded)))
        }
        found += slips.count
      }
    }
    #expect(found > 200)
  }

  @Test("Names that may be slips of far commoner ones are marked, and words near any")
  func namesNearCommonerOnes() {
    var table = WordTable(capacity: 16)
    func add(_ word: String, _ frequency: UInt32, share: UInt8, _ kinds: NameKinds = []) {
      guard let row = table.row(ofWord: utf8(word)) else { return }
      table.rows[row].frequency = frequency
      table.rows[row].share = share
      table.rows[row].kinds = kinds.rawValue
    }
    add("merkel", 5_000, share: 100, .newsmaker)
    add("united", 90_000, share: 80, .organisation)
    add("zoé", 4_000, share: 99, .forename)
    let expected: [(String, UInt32, UInt8, NameKinds, Bool)] = [
      ("merkell", 499, 100, .surname, true), ("märkel", 0, 90, .surname, true),
      ("merkle", 500, 100, .surname, false), ("unitd", 3, 100, .place, false),
      ("untied", 200, 2, [], true), ("unity", 800, 69, [], false), ("table", 8_000, 1, [], false),
      ("zoe", 20, 98, .forename, true), ("zoë", 30, 98, .forename, true),
      ("zo", 0, 0, .surname, true), ("dnited", 700, 30, .surname, true),
    ]
    for (word, frequency, share, kinds, _) in expected { add(word, frequency, share: share, kinds) }
    NameSlips.mark(in: &table)
    for (word, _, _, _, isMarked) in expected {
      let flags = table.existing(utf8(word)).map { WordFlags(rawValue: table.rows[$0].flags) }
      #expect(flags?.contains(.mayBeSlipOfName) == isMarked, "\(word)")
    }
    // Too common to be a slip of anything, whatever the frequency.
    #expect(NameSlips.leastFrequency(meantBy: .max) == .max)
    #expect(NameSlips.leastFrequency(meantBy: 500_000_000) == .max)
    #expect(NameSlips.leastFrequency(meantBy: 41) == 420)
  }
}

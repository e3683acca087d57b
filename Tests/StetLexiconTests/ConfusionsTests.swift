import Testing

@testable import StetLexicon

/// A small table: *form* is a slip for *from* after *away*, and right after *the*.
private let confusions = """
  # columns: wrong right threshold alarms recall precision
  form\tfarm\t2.0\t0\t50\t0.999
  form\tfrom\t6.5\t0\t50\t0.999
  """
private let contexts = """
  c\tof the
  g\t<7>\taway home walking
  farm\tform\tb\t-56
  farm\tform\tp\tthe:100
  form\tfrom\tP\tthe:-20
  form\tfrom\tb\t16
  form\tfrom\tn\thome:10
  form\tfrom\tp\taway:80 the:-70
  form\tfrom\tp n\taway\thome:20
  form\tfrom\tP N PP\t<-ing> <-ed>\t<s>:30
  g\t<9>\tmonday
  g\t<no class>\ttuesday
  """

private func withTable<R>(
  _ confusions: String = confusions, _ body: (Confusions) throws -> R
) throws -> R {
  let bytes = ConfusionSection(
    confusions: [ListFile(Array(confusions.utf8))], contexts: [ListFile(Array(contexts.utf8))]
  ).bytes(entry: entries)
  return try bytes.withUnsafeBytes { try body(#require(Confusions($0))) }
}

/// A lexicon that has two of the words.
private func entries(_ word: [UInt8]) -> UInt32? {
  word == Array("form".utf8) ? 5 : word == Array("away".utf8) ? 2 : nil
}

private func listed(_ word: String, _ table: Confusions) -> Confusions.Listed {
  Array(word.utf8).withUnsafeBufferPointer { table.listed($0) }
}

private func symbol(_ word: String, _ table: Confusions) -> Confusions.Symbol {
  table.symbol(.other, judged: listed(word, table))
}

private func symbol(
  _ entry: UInt32, isJudged: Bool, _ table: Confusions, unlisted: Neighbour
) -> Confusions.Symbol {
  table.symbol(table.kept(ofEntry: entry), isJudged: isJudged) { unlisted }
}

/// Whether the second of three words has a rival in sight; others that have none stand around them.
private func isInSight(
  _ word: Confusions.Symbol, after before: Confusions.Symbol, before after: Confusions.Symbol,
  _ table: Confusions
) -> Bool {
  let edge = table.symbol(.edge)
  let symbols = [edge, before, word, after, edge]
  return symbols.withUnsafeBufferPointer { symbols in
    var confusable = symbols.indices.filter { symbols[$0].confusables != 0 }.map { UInt32($0) }
    return confusable.withUnsafeMutableBufferPointer { places in
      let count = table.keepInSight(places, symbols)
      return places[..<count].contains(2)
    }
  }
}

private func unlisted(_ word: String, isCapitalised: Bool = false) -> Neighbour {
  Array(word.utf8).withUnsafeBufferPointer { .unlisted($0, isCapitalised: isCapitalised) }
}

@Suite struct ConfusionsTests {
  @Test func wordsAreTold() throws {
    try withTable { table in
      #expect(listed("form", table).isConfusable)
      #expect(!listed("from", table).isConfusable)
      #expect(listed("form", table).neighbour == nil)
      #expect(!listed("away", table).isConfusable)
      #expect(listed("zebra", table).neighbour == nil)
      let the = try #require(listed("the", table).neighbour)
      #expect(the.number == the.kind)
      let walking = try #require(listed("walking", table).neighbour)
      #expect(walking.kind == listed("home", table).neighbour?.kind)
      #expect(walking.kind == Neighbour.firstGroup + 7)
      #expect(walking.number != walking.kind)
      #expect(listed("monday", table).neighbour?.kind == Neighbour.firstGroup + 9)
      #expect(listed("tuesday", table).neighbour == nil)
    }
  }

  @Test func wordsOfTheLexiconAreToldByTheirEntry() throws {
    try withTable { table in
      func symbol(_ entry: UInt32, isJudged: Bool = true) -> Confusions.Symbol {
        StetLexiconTests.symbol(entry, isJudged: isJudged, table, unlisted: .other)
      }
      #expect(symbol(5).confusable != 0)
      #expect(symbol(5, isJudged: false).confusable == 0)
      #expect(symbol(5).neighbour == .other)
      let away = try #require(listed("away", table).neighbour)
      #expect(symbol(2).neighbour == away)
      #expect(symbol(2).row == table.symbol(away).row)
      #expect(symbol(2).row != symbol(5).row)
      for other: UInt32 in [0, 1, 3, 4, 6, 1000] {
        #expect(symbol(other).confusable == 0)
        #expect(symbol(other).neighbour == .other)
      }
    }
  }

  @Test func classesFollowEndings() {
    #expect(unlisted("jumping") == unlisted("swimming"))
    #expect(unlisted("jumping") != unlisted("jumped"))
    #expect(unlisted("ring") == unlisted("zebra"))
    #expect(unlisted("zebra") != unlisted("zebra", isCapitalised: true))
    #expect(unlisted("kyiv's", isCapitalised: true) != unlisted("kyiv", isCapitalised: true))
  }

  @Test func neighboursDecide() throws {
    try withTable { table in
      let away = try #require(listed("away", table).neighbour)
      let home = try #require(listed("home", table).neighbour)
      let the = try #require(listed("the", table).neighbour)
      let form = symbol("form", table)
      // Bias 1, away 5, home 10/16, both 20/16. "Farm" is further above its threshold, but less likely.
      let place = Surroundings(
        before2: unlisted("zebra"), before: away, after: home, after2: .edge)
      let slip = try #require(table.better(than: form, in: place))
      #expect(slip.word == "from")
      #expect(slip.margin == 7.875 - 6.5)
      #expect(table.better(than: form, in: place, margin: 2) == nil)
      let good = Surroundings(before2: away, before: the, after: home, after2: .edge)
      #expect(table.better(than: form, in: good) == nil)
    }
  }

  @Test func theLikelierConfusionIsOffered() throws {
    let kinds = """
      form\tfarm\t2.0\t0\t50\t0.999\tusage
      form\tfrom\t6.5\t0\t50\t0.999\tslip
      """
    try withTable(kinds) { table in
      let away = try #require(listed("away", table).neighbour)
      let home = try #require(listed("home", table).neighbour)
      let place = Surroundings(
        before2: unlisted("zebra"), before: away, after: home, after2: .edge)
      #expect(table.better(than: symbol("form", table), in: place)?.word == "farm")
    }
  }

  @Test func evidenceOfThreeClassesIsRead() {
    var keys: [UInt64] = []
    Surroundings(
      before2: .edge, before: unlisted("jumping"), after: unlisted("jumped"), after2: .mark
    ).forEachKey { key in keys.append(key) }
    let key = Evidence.threeKindsBefore.key(
      unlisted("walking").kind, unlisted("walked").kind, Neighbour.edge.kind)
    #expect(keys.contains(key))
    #expect(Set(keys).count == keys.count)
  }

  @Test func beyondTheEdgeIsNothing() {
    func keys(_ before2: Neighbour) -> [UInt64] {
      var keys: [UInt64] = []
      Surroundings(before2: before2, before: .edge, after: .mark, after2: .edge)
        .forEachKey { key in keys.append(key) }
      return keys
    }
    #expect(keys(.figure) == keys(.edge))
  }

  @Test func boundsClearNoWordThatHasARivalInSight() throws {
    try withTable("form\tfrom\t12.0\t0\t50\t0.999") { table in
      let form = symbol("form", table)
      let words = ["of", "the", "away", "home", "walking", "monday", "zebra", "jumping", "ring"]
      var neighbours: [Neighbour] = [.edge, .figure, .mark, .other]
      for word in words {
        neighbours.append(listed(word, table).neighbour ?? unlisted(word))
        neighbours.append(unlisted(word, isCapitalised: true))
      }
      var cleared = 0
      var inSight = 0
      for before in neighbours {
        for after in neighbours {
          let (first, second) = (table.symbol(before), table.symbol(after))
          let mayBe = table.bounds.bound(form, after: first, before: second) >= 0
          let isInSight = isInSight(form, after: first, before: second, table)
          #expect(mayBe || !isInSight)
          cleared += mayBe ? 0 : 1
          inSight += isInSight ? 1 : 0
          let place = Surroundings(before2: .edge, before: before, after: after, after2: .edge)
          #expect(isInSight || table.better(than: form, in: place) == nil)
        }
      }
      #expect(cleared > 0)
      #expect(inSight > 0)
      #expect(!isInSight(symbol("zebra", table), after: form, before: form, table))
    }
  }

  @Test func boundsAreRoundedUpAndKeptInAByte() {
    func byte(_ bound: Int) -> Int8 { Int8(bitPattern: CompanyBounds.byte(bound)) }
    #expect([-3, -2, -1, 0, 1, 2, 3].map(byte) == [-1, -1, 0, 0, 1, 1, 2])
    // The sum of the two ends clears no word.
    #expect(byte(.max / 2) == 127)
    #expect(byte(.min / 2) == -127)
  }

  @Test func listedEntriesAreFoundAmongMany() throws {
    let listed: [(entry: UInt32, value: UInt64)] = (1..<400).map { i in
      (UInt32(i * i), UInt64(i) << 40 | 7)
    }
    let made = ListedEntries.bytes(listed.reversed())
    try made.bytes.withUnsafeBytes { raw in
      let entries = try #require(ListedEntries(raw, made.counts))
      // Some have a place each, more are found by their bits.
      #expect((1..<160_000).contains(entries.directCount))
      let all = Array(0..<UInt32(160_300)) + [UInt32.max]
      let expected = Dictionary(uniqueKeysWithValues: listed)
      #expect(all.map { entries[$0] } == all.map { expected[$0] ?? 0 })
      var more = made.counts
      more.blocks += 1
      #expect(ListedEntries(raw, more) == nil)
    }
  }

  @Test func damagedSectionsAreRefused() {
    for length in [0, 10, 32, 60] {
      let bytes = [UInt8](repeating: 0xFF, count: length)
      bytes.withUnsafeBytes { #expect(Confusions($0) == nil) }
    }
    #expect(ConfusionSection(confusions: [], contexts: []).bytes(entry: entries).isEmpty)
  }

  @Test func noDamageReadsOutside() throws {
    let whole = ConfusionSection(
      confusions: [ListFile(Array(confusions.utf8))], contexts: [ListFile(Array(contexts.utf8))]
    ).bytes(entry: entries)
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<4 { bytes[next(bytes.count)] = UInt8(next(256)) }
      bytes.withUnsafeBytes { raw in
        guard let table = Confusions(raw) else { return }
        let form = symbol("form", table)
        let place = Surroundings(before2: .mark, before: .mark, after: .edge, after2: .edge)
        _ = table.better(than: form, in: place)
        let edge = table.symbol(.edge)
        for entry: UInt32 in [0, 2, 5, 64, 4000] {
          let away = symbol(entry, isJudged: true, table, unlisted: .mark)
          _ = isInSight(away, after: away, before: edge, table)
          _ = isInSight(form, after: away, before: edge, table)
        }
      }
    }
  }
}

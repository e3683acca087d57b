import Testing

@testable import stet_dev

/// Words that a rule takes for candidates of confusion.
@Suite struct CandidatesTests {
  private func pairs(_ rates: [String: Int], commoner: Int = 1) -> [String] {
    CandidatePairs(rates: rates, commoner: commoner).lines
  }

  @Test(arguments: [
    ("country", "county", "near"), ("to", "too", "near"), ("trail", "trial", "near"),
    ("set", "sit", "near"), ("he", "the", "far"), ("pan", "pat", "far"), ("saw", "was", "far"),
  ])
  func slipsAreTold(first: String, second: String, kind: String) {
    #expect(pairs([first: 9, second: 9]) == ["\(first)\t\(second)\t\(kind)"])
  }

  @Test func wordsFurtherApartAreLeft() {
    #expect(pairs(["paper": 9, "table": 9, "papers": 1]) == ["paper\tpapers\tfar"])
    #expect(pairs(["bread": 9, "board": 9, "beard": 9]).count == 2)
  }

  @Test func oneOfThePairIsCommon() {
    #expect(pairs(["sit": 5, "set": 40, "sat": 6], commoner: 30).count == 2)
  }

  @Test func soundCountsBeforeLooks() {
    var pairs = CandidatePairs(rates: ["meat": 9, "meet": 9, "mete": 9, "tame": 9], commoner: 1)
    pairs.addHomophones([("meat", "M IY T"), ("meet", "M IY T"), ("maid", "M IY T")])
    #expect(pairs.lines == ["meat\tmeet\tsound", "meat\ttame\tfar", "meet\tmete\tnear"])
  }

  @Test func wordsAreChosen() {
    let rows = [
      ["bill", "900", "80"], ["fall", "900", "0"], ["it's", "900", "0"], ["pall", "9", "0"],
      ["teh", "900", "0"],
    ]
    #expect(Candidates.rates(rows, 100) { $0 != "teh" } == ["fall": 900])
  }

  @Test func soundsAreRead() {
    let entry = Candidates.sounds(["fall(2)", "F", "AO1", "L", "#", "remark"])
    #expect(entry.word == "fall")
    #expect(entry.sounds == "F AO L")
  }
}

/// Classes of words by the company they keep.
@Suite struct WordClassesTests {
  @Test func wordsInTheSamePlaceShareAClass() {
    // Symbols 4 to 6 are classes of their own, then 150 words stand between 4 and 5, 150 between 5 and 6.
    var stream: [UInt32] = [0]
    for round in 0..<20 {
      for word in 0..<150 {
        stream += [4, UInt32(7 + word), 5, UInt32(157 + (word * 7 + round) % 150), 6, 0]
      }
    }
    let found = WordClasses(stream, item: Array(0..<307), fixed: 7, words: 300)
    let first = Set(found.classes[..<150])
    let second = Set(found.classes[150...])
    #expect(first.isDisjoint(with: second))
  }
}

import StetText
import Testing

@testable import StetLexicon

@Suite("Suggester")
struct SuggesterTests {
  private static let words = """
    60
    the
    then
    them
    in
    to
    failed
    file
    field
    fuel
    feel
    don't
    receive
    relieve
    separate
    committee
    commit
    definite/
    piece
    peace
    photograph
    colour
    café
    damn/!
    dam
    London
    Lindon
    iPhone
    NATO
    form
    from
    beginning
    """
  private static let frequencies = """
    the\t5000000\t1
    then\t60000\t1
    them\t150000\t0
    in\t2000000\t1
    to\t2500000\t0
    failed\t9000\t0
    file\t4000\t0
    field\t6000\t0
    fuel\t5000\t0
    feel\t9000\t0
    don't\t40000\t0
    receive\t4000\t0
    relieve\t200\t0
    separate\t3000\t0
    committee\t12000\t60
    commit\t900\t0
    peace\t8000\t10
    piece\t5000\t0
    photograph\t900\t0
    colour\t2000\t0
    café\t200\t0
    dam\t900\t10
    damn\t100\t0
    london\t20000\t100
    lindon\t3\t100
    iphone\t900\t100
    nato\t5000\t100
    form\t9000\t0
    from\t500000\t0
    beginning\t5000\t0
    """

  private func suggester(organisations: String = "") throws -> (CacheTests.Place, Suggester) {
    let place = try CacheTests.Place()
    try place.write("dic/en_GB.dic", Self.words)
    try place.write("data/dictionaries/en/frequencies.tsv", Self.frequencies)
    try place.write(
      "data/dictionaries/en/pairs.tsv",
      "failed\tto\t900\nin\tthe\t500000\nthe\tfield\t900\nsource\tfuel\t5\nfrom\tthe\t9000\n")
    try place.write("data/dictionaries/en/misspellings.tsv", "bgening\tbeginning\n")
    try place.write("data/dictionaries/en/organisations.txt", organisations)
    return (place, Suggester(try place.cache().open()))
  }

  @Test("Damage that goes unverified gives suggestions or none, never a trap")
  func damaged() throws {
    let (place, _) = try suggester()
    defer { place.remove() }
    let pack = try #require(place.packs().first)
    let bytes = try SystemFile.read(place.root + "/cache/" + pack)
    var numbers = SeededNumbers(seed: 11)
    for round in 0..<150 {
      var copy = bytes
      let start = 112 + numbers.below(copy.count - 112)
      for _ in 0..<60 {
        // By turns all over, and close together.
        let at = round % 2 == 0 ? 112 + numbers.below(copy.count - 112) : start + numbers.below(400)
        if at < copy.count { copy[at] = UInt8(numbers.below(256)) }
      }
      guard let lexicon = try? Lexicon(PackStorage(copying: copy), verifyingBody: false) else {
        continue
      }
      let suggester = Suggester(lexicon)
      for word in ["teh", "recieve", "comittee's", "fotograph", "inthe", "wo'rd", "lonodn"] {
        _ = suggester.suggestions(for: utf8(word))
        _ = suggester.slips(of: utf8(word), leastFrequency: 20)
        for limit in 1...3 {
          suggester.table.neighbours(of: utf8(word), limit: limit) { near in
            if let entry = near.entry { _ = suggester.lexicon.folded(entry) }
          }
        }
      }
    }
  }

  @Test("Rare words are suggested only where no cheap slip of a common one is near")
  func rareWords() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    func texts(_ word: String) -> [String] {
      suggester.suggestions(for: utf8(word)).map { String(decoding: $0.text, as: UTF8.self) }
    }
    #expect(texts("Lndon") == ["London"])
    #expect(texts("Lxndon") == ["London", "Lindon"])
  }

  private func first(_ word: String, _ suggester: Suggester, left: String? = nil) -> String? {
    let context = SuggestionContext(left: left.map(utf8))
    return suggester.suggestions(for: utf8(word), in: context).first.map {
      String(decoding: $0.text, as: UTF8.self)
    }
  }

  @Test(
    "The right word comes first",
    arguments: [
      ("teh", "the"), ("recieve", "receive"), ("seperate", "separate"), ("comittee", "committee"),
      ("dont", "don't"), ("fotograph", "photograph"), ("failedto", "failed to"),
      ("inthe", "in the"), ("london", "London"), ("Lonodn", "London"), ("lonodn", "London"),
      ("iphone", "iPhone"), ("natto", "NATO"), ("cafe", "café"), ("TEH", "THE"), ("Teh", "The"),
      ("comittee's", "committee's"), ("fron", "from"), ("bgening", "beginning"),
      ("beginnning", "beginning"),
    ])
  func ranking(word: String, expected: String) throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    #expect(first(word, suggester) == expected)
  }

  @Test("Neighbours decide between equals")
  func neighbours() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    #expect(first("fiel", suggester, left: "the") == "field")
  }

  @Test("A word is likelier where it makes a listed name with its neighbour")
  func listedNames() throws {
    let (place, suggester) = try suggester(organisations: "Fuel Qarn\nZeb Fuel\n")
    defer { place.remove() }
    func score(left: String? = nil, right: String? = nil) throws -> Double {
      let context = SuggestionContext(left: left.map(utf8), right: right.map(utf8))
      let found = suggester.suggestions(for: utf8("fuell"), in: context)
      return try #require(found.first { $0.text == utf8("fuel") }).score
    }
    let alone = try score()
    let phrase = SuggestionWeights().phrase
    // Copy hardly has the neighbours, so that they tell next to nothing else.
    #expect(try abs(score(right: "Qarn") - alone - phrase) < 1e-4)
    #expect(try abs(score(left: "Zeb") - alone - phrase) < 1e-4)
    #expect(try abs(score(right: "Zeb") - alone) < 1e-4)
    #expect(try abs(score(left: "Qarn") - alone) < 1e-4)
  }

  @Test("The document's own words come forward")
  func evidence() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    var context = SuggestionContext()
    context.evidence = [SuggestionEvidence(word: utf8("Brzezicki"), weight: 3)]
    let found = suggester.suggestions(for: utf8("Brzeziki"), in: context).first
    #expect(found.map { String(decoding: $0.text, as: UTF8.self) } == "Brzezicki")
  }

  @Test("Without recorded pairs a distant correction is not offered first by them")
  func withoutPairs() throws {
    let (place, lexicon) = try suggester()
    defer { place.remove() }
    let suggester = lexicon
    let with = try #require(suggester.suggestions(for: utf8("bgening")).first)
    suggester.usesAttestedPairs = false
    let without = suggester.suggestions(for: utf8("bgening")).first
    #expect(with.score > (without?.score ?? -.infinity))
  }

  @Test("Words not to be suggested never are, nor is the word itself")
  func never() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    for word in ["damm", "damnn", "dman"] {
      let texts = suggester.suggestions(for: utf8(word)).map(\.text)
      #expect(!texts.contains(utf8("damn")))
    }
    #expect(!suggester.suggestions(for: utf8("from")).map(\.text).contains(utf8("from")))
  }

  @Test("Any bytes get an answer, and the same one twice")
  func anyBytes() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<300 {
      var word: [UInt8] = []
      for _ in 0..<numbers.below(70) { word.append(UInt8(numbers.below(256))) }
      #expect(suggester.suggestions(for: word) == suggester.suggestions(for: word))
    }
    #expect(suggester.suggestions(for: []).isEmpty)
    #expect(suggester.suggestions(for: utf8("ééééé")).count <= 5)
  }

  @Test("Three edits are found where the first letters are nearly right")
  func threeEdits() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    func near(_ word: String) -> [String] {
      var found: [String] = []
      suggester.table.neighbours(of: utf8(word), limit: 3) { word in
        if word.distance == 3 { found.append(String(decoding: letters(word), as: UTF8.self)) }
      }
      return found
    }
    #expect(near("photographxyz") == ["photograph"])
    #expect(near("comitei") == ["commit", "committee"])
    #expect(near("xyzseparate") == [])
  }

  /// Whether the first two letters, and the first, are within an edit of the beginning of a word.
  private static func startsAlike(_ other: [UInt8], _ word: [UInt8]) -> Bool {
    (1...min(2, other.count)).allSatisfy { end in
      (0...word.count).contains { place in
        EditDistance.distance(
          EditDistance.scalars(Array(other[..<end])), EditDistance.scalars(Array(word[..<place])),
          limit: 1) != nil
      }
    }
  }

  @Test("Single edits are all tried, but for those that no word's letters allow")
  func singleEdits() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    let nothing = LetterRuns(UnsafeRawBufferPointer(start: nil, count: 0))
    for word in ["a", "to", "thme", "don't", "re-do", "x9y"].map(utf8) {
      var all: Set<[UInt8]> = []
      SingleEdits.forEach(of: word, nothing) { all.insert(Array($0)) }
      let letters = utf8("abcdefghijklmnopqrstuvwxyz'-")
      var expected: Set<[UInt8]> = []
      for i in 0...word.count {
        for letter in letters { expected.insert(Array(word[..<i]) + [letter] + word[i...]) }
        guard i < word.count else { break }
        for letter in letters where letter != word[i] {
          expected.insert(Array(word[..<i]) + [letter] + word[(i + 1)...])
        }
        if word.count > 1 { expected.insert(Array(word[..<i]) + word[(i + 1)...]) }
        if i + 1 < word.count, word[i] != word[i + 1] {
          var swapped = word
          swapped.swapAt(i, i + 1)
          expected.insert(swapped)
        }
      }
      #expect(all == expected)
    }
    let known = Self.frequencies.split(separator: "\n").map { line in
      Array(line.utf8.prefix { $0 != 0x09 })
    }
    for word in known where word.allSatisfy({ $0 < 0x80 }) {
      var wrong = word
      wrong.insert(0x78, at: word.count / 2)
      var found: [[UInt8]] = []
      SingleEdits.forEach(of: wrong, suggester.letterRuns) { found.append(Array($0)) }
      #expect(found.contains(word))
      #expect(found.count < 30 * wrong.count)
    }
  }

  /// The words that others have as their form without accents.
  private static let accented = Set(
    frequencies.split(separator: "\n").map { Array($0.utf8.prefix { $0 != 0x09 }) }
      .filter { $0.contains { $0 >= 0x80 } }.map { CaseFolding.withoutAccents($0) })

  @Test("Strings have the same entries together as alone, with what they were given")
  func strings() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    let words = suggester.lexicon.words
    var strings = (0..<UInt32(words.count)).map { words.folded($0) }
    strings += strings.map { $0 + utf8("q") } + strings.map { Array($0.dropLast()) }
    strings += ["", "x", "é", "abcdefghijklmnop", "abcdefghijklmnopqrs"].map(utf8)
    // Without padding of their own, so that bytes of the next one follow.
    let pool = strings.joined() + [UInt8](repeating: 0x61, count: 16)
    var found: [Int: UInt32] = [:]
    Array(pool).withUnsafeBufferPointer { pool in
      let entries = StringSearches.entries(words) { searches in
        var start = 0
        for (tag, string) in strings.enumerated() {
          let end = start + string.count
          searches.add(UnsafeBufferPointer(rebasing: pool[start..<end]), tag: tag)
          start = end
        }
      }
      for (entry, tag) in entries { found[tag] = entry.index }
    }
    for (tag, string) in strings.enumerated() {
      #expect(found[tag] == suggester.lexicon.entry(for: string)?.index, "\(string)")
    }
    #expect(found.count >= words.count && found.count < strings.count)
    #expect(strings.count > 64)
  }

  private func letters(_ word: NearWord) -> [UInt8] { word.codes.map(LetterRuns.letter) }

  @Test("The table's words are found that a plain comparison finds")
  func table() throws {
    let (place, suggester) = try suggester()
    defer { place.remove() }
    let known = Self.frequencies.split(separator: "\n").map { line in
      CaseFolding.withoutAccents(Array(line.utf8.prefix { $0 != 0x09 }))
    }.filter { $0 != utf8("damn") }
    var words = ["fiel", "thme", "comitee", "to", "loondn", "separat", "dont"].map(utf8)
    // Each word with two letters changed somewhere, at its ends too.
    for (number, word) in known.enumerated() where word.count > 3 {
      for place in [number % word.count, word.count - 1 - number % 3] {
        var wrong = word
        wrong[place] = 0x71
        words.append(wrong)
        wrong.swapAt(place, (place + 1) % word.count)
        words.append(wrong)
        wrong.remove(at: (place + 2) % wrong.count)
        words.append(wrong)
        wrong.insert(0x7A, at: number % 2 == 0 ? wrong.count : wrong.count / 2)
        words.append(wrong)
      }
    }
    for word in words {
      for limit in 1...2 {
        var found: [(word: [UInt8], distance: Int)] = []
        suggester.table.neighbours(of: word, limit: limit) { near in
          let other = letters(near)
          found.append((other, near.distance))
          #expect(near.hasAccents == Self.accented.contains(other))
          let entry = suggester.lexicon.entry(for: other)
          #expect(near.entry == entry?.index)
        }
        found.sort { $0.word.lexicographicallyPrecedes($1.word) }
        func distance(_ other: [UInt8]) -> Int? {
          EditDistance.distance(
            EditDistance.scalars(word), EditDistance.scalars(other), limit: limit)
        }
        let expected = known.filter { distance($0) != nil && Self.startsAlike($0, word) }
        #expect(found.map(\.word) == expected.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(found.map(\.distance) == found.map { distance($0.word) ?? -1 })
      }
    }
  }
}

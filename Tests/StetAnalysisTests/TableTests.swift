import StetDocument
import StetText
import Testing

@testable import StetAnalysis

/// The tables behind the models of names and marks.
struct TableTests {
  /// Against a look at each pair of neighbours: words that stand again behind spaces and line breaks, in whatever case.
  @Test func doubledWordsAreFoundWhereverTheyStand() {
    var state: UInt64 = 3
    func random(_ list: [String]) -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return list[Int(state >> 33) % list.count]
    }
    var all = 0
    for length in 1..<120 {
      let text = (0..<length).map { _ in
        random(["the", "The", "THE", "we", "We", "we’re", "a", "zemi"])
          + random([" ", " ", "  ", "\n", " \n ", ", "])
      }.joined()
      let document = Document(SourceFile(path: "a.txt", text: text))
      let people = Analysis(document: document).people
      let found = CopyView.with(document) {
        DoubledWords.starts($0, contractions: people.contractions)
      }
      #expect(found == found.sorted())
      let (tokens, words) = (document.tokens, document.words)
      for first in 0..<tokens.count where tokens.kinds[first] == .word {
        let second = (first + 1..<tokens.count).first {
          tokens.kinds[$0] != .space && tokens.kinds[$0] != .newline
        }
        guard let second, tokens.kinds[second] == .word else { continue }
        let (a, b) = (tokens.words[first], tokens.words[second])
        let isSame = words.folded[Int(a)] == words.folded[Int(b)]
        let isShortened =
          words.string(words.folded[Int(a)]) == "we" && words.string(b).lowercased() == "we're"
        guard isSame && (a == b || words.shapes[Int(b)] == .lower) || isShortened else { continue }
        all += 1
        #expect(found.contains(first))
      }
    }
    #expect(all > 1000)
  }

  /// Whether what stands between parts the two is left to the rule; words far apart are not taken.
  @Test func wordsThatMayBeDoubledAreTaken() {
    for (text, expected) in [
      ("The cat cat sat on the mat.", ["cat"]), ("He saw the **the** *the* end.", ["the", "the"]),
      ("One the\n \n  the other.", ["the"]), ("The the, the end of the day.", ["The", "the"]),
      ("A cat, or a dog, and then at the very end another cat.", []),
    ] {
      let document = Document(SourceFile(path: "a.md", text: text))
      let found = CopyView.with(document) { DoubledWords.starts($0, contractions: []) }
      #expect(found.map { document.string(document.tokens.range($0)) } == expected, "\(text)")
    }
  }

  @Test func tablesOfOneStretchLieBesideEachOther() {
    let size = Scratch.size(of: UInt8.self, 3) + Scratch.size(of: UInt64.self, 5)
    #expect(size == 64)
    Scratch.with(size) { scratch in
      let bytes = scratch.take(3, of: UInt8.self)
      let numbers = scratch.take(5, of: UInt64.self)
      bytes.initialize(repeating: 7)
      numbers.initialize(repeating: .max)
      #expect(bytes.count == 3 && bytes.allSatisfy { $0 == 7 })
      #expect(numbers.count == 5 && numbers.allSatisfy { $0 == .max })
      #expect(scratch.take(1, of: UInt8.self).isEmpty)
    }
  }

  @Test func tokensAreFoundInOrder() {
    let members = [0, 1, 62, 63, 64, 65, 190, 191, 192, 300]
    var set = TokenSet(tokenCount: 301)
    for member in members { set.insert(member) }
    #expect(set.count == members.count)
    #expect(set.withMembers { set in (0..<301).filter { set.contains($0) } } == members)
    for end in [0, 63, 64, 65, 128, 191, 192, 301] {
      let next = set.withMembers { set in (0...end).map { set.next(from: $0, before: end) } }
      #expect(next == (0...end).map { start in members.first { $0 >= start && $0 < end } ?? end })
    }
  }

  @Test func traitsAreNotedOfCommonWords() {
    let memo = TraitMemo()
    #expect(!memo.noted(7).isKnown)
    memo.note(7, [.office, .officeHead])
    #expect(memo.noted(7).traits == [.office, .officeHead])
    #expect(memo.noted(7).isKnown && !memo.noted(7).isSettled)
    memo.note(8, .office)
    #expect(memo.noted(8).isSettled)
    // That a word has none is noted, too.
    memo.note(TraitMemo.count - 1, [])
    #expect(memo.noted(TraitMemo.count - 1).traits.isEmpty)
    #expect(memo.noted(TraitMemo.count - 1).isSettled)
    // Other words have no slot.
    for entry in [TraitMemo.count, TraitMemo.count + 1, .max] {
      memo.note(entry, .rank)
      #expect(!memo.noted(entry).isKnown && !memo.noted(entry).isSettled)
    }
  }

  @Test func aGrowingIndexKeepsItsPersons() {
    var index = KeyIndex(capacity: 1)
    defer { index.deallocate() }
    // Keys that fall on one place of a small table.
    for person in 0..<200 {
      index.update(UInt64(person) << 32) { $0.surname = Int32(person) }
      index.update(UInt64(person) << 32) { $0.forename = Int32(person + 1000) }
    }
    index.update(7 << 32) { $0.surname = 5000 }
    for person in 0..<200 {
      let bearers = index[UInt64(person) << 32]
      #expect(bearers.surname == (person == 7 ? 5000 : Int32(person)))
      #expect(bearers.forename == Int32(person + 1000))
      #expect(bearers.middle == -1 && bearers.full == -1)
    }
    #expect(index[1].surname == -1)
  }

  /// Every byte of a word counts, whatever its length.
  @Test func keysTellWordsApart() {
    var seen: Set<UInt64> = []
    var words = 0
    for length in 0...40 {
      var bytes = [UInt8](repeating: 0x61, count: length)
      seen.insert(bytes.withUnsafeBufferPointer { WordKey.of($0).key })
      words += 1
      for place in 0..<length {
        bytes[place] = 0x62
        seen.insert(bytes.withUnsafeBufferPointer { WordKey.of($0).key })
        words += 1
        bytes[place] = 0xC3
        #expect(!bytes.withUnsafeBufferPointer { WordKey.of($0).isASCII })
        bytes[place] = 0x61
        #expect(bytes.withUnsafeBufferPointer { WordKey.of($0).isASCII })
      }
    }
    #expect(seen.count == words)
  }

  /// Forms come in order of their place in the table, whatever their length, with their distances.
  @Test func nearFormsOfAnyLength() throws {
    let document = Document(
      SourceFile(
        path: "story.txt",
        text:
          "We saw Reedy, Reed, Rees, Read and Weed, not Robertson’s or Robertsen, in Réed with É, Karl and Kral."
      ))
    let forms = NameForms(document)
    func near(_ name: String, limit: Int) throws -> [String] {
      let word = try #require(document.words.find(Array(name.utf8)))
      let form = try #require(forms.form(of: word))
      #expect(form.letterCount == form.letters.count)
      return forms.near(form, limit: limit).map {
        "\(document.words.string($0.form.word)) \($0.distance)"
      }
    }
    #expect(try near("Reed", limit: 1) == ["Reedy 1", "Rees 1", "Read 1", "Weed 1", "Réed 1"])
    #expect(try near("Rees", limit: 1) == ["Reed 1"])
    #expect(try near("Robertsen", limit: 2) == ["Robertson 1"])
    #expect(try near("Weed", limit: 2).contains("Read 2"))
    #expect(try near("É", limit: 1).isEmpty)
    #expect(try near("Karl", limit: 1) == ["Kral 1"])
  }

  /// Against a comparison with every form: names of one to thirty letters that share many of them.
  @Test func nearFormsAreThoseThatAComparisonFinds() throws {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var names: [String] = []
    for _ in 0..<150 {
      let letters = (0..<(1 + random(random(2) == 0 ? 6 : 30))).map { _ in
        ["a", "b", "e", "é", "ł", "n"][random(6)]
      }
      names.append("K" + letters.joined())
    }
    let document = Document(
      SourceFile(path: "story.txt", text: "We saw " + names.joined(separator: ", ") + "."))
    let words = document.words
    let forms = NameForms(document)
    let all = (0..<UInt32(words.count)).compactMap { id in
      words.firstToken[Int(id)] == .max ? nil : forms.form(of: id)
    }
    #expect(all.count > 100)
    for form in all {
      for limit in [1, 2] {
        let found = forms.near(form, limit: limit).map { "\($0.form.word) \($0.distance)" }
        let expected = all.compactMap { other in
          EditDistance.distance(form.folded, other.folded, limit: limit)
            .flatMap { $0 > 0 ? "\(other.word) \($0)" : nil }
        }
        #expect(found == expected)
        if limit == 1, form.letterCount >= FormEdges.leastLetters {
          #expect(forms.isNearAnother(form.index) == !expected.isEmpty)
        }
      }
    }
  }

  @Test func wordsWithCapitalsAreFoundInTablesOfAnySize() {
    for count in 0..<20 {
      let words = (0..<count).map {
        ["copy\($0)", "Copy\($0)", "copY", "COPY", "don", "Ü"][$0 % 6]
      }
      let document = Document(SourceFile(path: "a.txt", text: words.joined(separator: " ")))
      let shapes = document.words.shapes
      var found: [Int] = []
      shapes.withUnsafeBufferPointer { CapitalScan.forEach($0) { found.append($0) } }
      #expect(found == shapes.indices.filter { shapes[$0] != .lower && shapes[$0] != .caseless })
    }
  }
}

import StetText
import Testing

@testable import StetLexicon

/// The table of words that may be suggested, against comparing each with all.
@Suite("Suggestion table")
struct SuggestionTableTests {
  private var numbers = SeededNumbers(seed: 21)

  /// Words of few letters, so that many are near each other.
  private mutating func word(_ lengths: ClosedRange<Int>, _ letters: String = "aabcdeers'")
    -> [UInt8]
  {
    let letters = Array(letters.utf8)
    let count = lengths.lowerBound + numbers.below(lengths.count)
    return (0..<count).map { _ in letters[numbers.below(letters.count)] }
  }

  /// A section of words, each with its own number as its entry.
  private static func section(_ words: [[UInt8]]) -> [UInt8] {
    var table = WordTable(capacity: words.count)
    for word in words {
      guard let row = table.row(ofWord: word) else { continue }
      table.rows[row].lower = 1
      table.rows[row].frequency = 50
    }
    return SuggestionTableWriter(table, entryOfRow: Array(0..<UInt32(words.count))).finish()
  }

  private struct Found: Hashable {
    let word: [UInt8]
    let entry: UInt32?
    let distance: Int
    let hasAccents: Bool
  }

  private static func found(_ section: [UInt8], _ word: [UInt8], _ limit: Int) -> [Found] {
    // A section lies at a multiple of 64.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: section.count, alignment: 64)
    defer { memory.deallocate() }
    memory.copyBytes(from: section)
    var found: [Found] = []
    SuggestionTable(UnsafeRawBufferPointer(memory)).neighbours(of: word, limit: limit) { near in
      found.append(
        Found(
          word: near.codes.map { LetterRuns.letter(min($0, 28)) }, entry: near.entry,
          distance: near.distance, hasAccents: near.hasAccents))
    }
    return found
  }

  /// How far a word is from what was typed; nil where it is too far, or too far in its first letters.
  private static func distance(_ word: [UInt8], _ typed: [UInt8], _ limit: Int) -> Int? {
    func scalars(_ bytes: ArraySlice<UInt8>) -> [UInt32] { bytes.map(UInt32.init) }
    for count in 1...min(6, word.count) {
      let allowed = limit < 3 ? (count <= 2 ? 1 : limit) : count <= 4 ? 1 : 2
      let isNear = (0...typed.count).contains { end in
        EditDistance.distance(
          scalars(word.prefix(count)), scalars(typed.prefix(end)), limit: allowed)
          != nil
      }
      if !isNear { return nil }
    }
    return EditDistance.distance(scalars(word[...]), scalars(typed[...]), limit: limit)
  }

  @Test("The words that a comparison with each finds are found, once each")
  mutating func neighbours() throws {
    var words: [[UInt8]] = []
    while words.count < 900 {
      let word = word(2...9)
      if !words.contains(word) { words.append(word) }
    }
    let section = Self.section(words)
    var all = [0, 0, 0, 0]
    for round in 0..<75 {
      var typed = word(1...11, round % 10 == 0 ? "abcde7é" : "aabcdeers'")
      if round % 3 == 0 {
        typed = words[numbers.below(words.count)]
        for _ in 0..<2 { typed[numbers.below(typed.count)] = 0x61 + UInt8(numbers.below(5)) }
        if round % 2 == 0 { typed.insert(0x62, at: 0) }
      }
      for limit in 1...3 {
        let found = Self.found(section, typed, limit)
        let expected = words.indices.compactMap { index in
          Self.distance(words[index], typed, limit).map {
            Found(word: words[index], entry: UInt32(index), distance: $0, hasAccents: false)
          }
        }
        #expect(found.count == expected.count)
        #expect(Set(found) == Set(expected), "\(String(decoding: typed, as: UTF8.self)) \(limit)")
        for word in found { all[word.distance] += 1 }
      }
    }
    #expect(all.allSatisfy { $0 > 20 })
  }

  @Test("Words with accents are there without them, with or without an entry of their own")
  func accents() {
    let words = ["café", "résumé", "resume", "naïve"].map { Array($0.utf8) }
    let section = Self.section(words)
    #expect(
      Self.found(section, Array("cafe".utf8), 1) == [
        Found(word: Array("cafe".utf8), entry: nil, distance: 0, hasAccents: true)
      ])
    #expect(
      Self.found(section, Array("rezumee".utf8), 2) == [
        Found(word: Array("resume".utf8), entry: 2, distance: 2, hasAccents: true)
      ])
  }

  @Test("The longest words have neighbours; what is longer than any has none")
  func lengths() {
    let longest = [UInt8](repeating: 0x61, count: SuggestionTable.maximumLength)
    let section = Self.section([longest, longest + [0x61], [0x61], Array("to".utf8)])
    #expect(Self.found(section, Array(longest.dropLast()), 1).map(\.word) == [longest])
    #expect(Self.found(section, longest, 1).isEmpty)
    #expect(Self.found(section, [0x74], 1).map(\.word) == [Array("to".utf8)])
    #expect(Self.found(section, [0x38], 3).isEmpty)
    #expect(Self.found(section, [], 1).isEmpty)
  }

  @Test("Words that are said to stand behind the last are not looked at")
  func beyond() {
    var section = Self.section(["to", "abcdefghi"].map { Array($0.utf8) })
    let place = SuggestionTable.place(
      2, Int(LetterRuns.code(0x74)), Int(LetterRuns.code(0x6F)))
    #expect(Self.found(section, Array("to".utf8), 2).count == 1)
    let end = 4 * (SuggestionTable.headCount + place + 1)
    #expect(section[end] == 1)
    section[end] = 4
    #expect(Self.found(section, Array("to".utf8), 2).isEmpty)
  }

  @Test("A damaged table finds what it may, and nothing is read beside it")
  mutating func damage() {
    let section = Self.section((0..<300).map { _ in word(2...8) })
    for round in 0..<400 {
      var copy = section
      if round % 4 == 0 { copy.removeLast(numbers.below(copy.count)) }
      // By turns all over, and where the numbers of words stand.
      let end = round % 2 == 0 ? copy.count : min(copy.count, 400)
      for _ in 0..<(round % 40) where end > 0 {
        copy[numbers.below(end)] = UInt8(numbers.below(256))
      }
      for limit in 1...3 { _ = Self.found(copy, word(1...9), limit) }
    }
  }
}

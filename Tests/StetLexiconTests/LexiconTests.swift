import StetText
import Testing

@testable import StetLexicon

@Suite("Lexicon")
struct LexiconTests {
  @Test(
    "Case patterns follow libhunspell's rules",
    arguments: [
      ("lock", true), ("Lock", true), ("LOCK", true), ("lOck", false), ("unlocked", true),
      ("unlocks", true), ("Unlocked", true), ("UnLocked", false), ("parties", true),
      ("party's", true), ("PARTY'S", true), ("partys", false), ("tuvalu", false),
      ("Tuvalu's", true), ("TUVALU'S", true), ("BBC", true), ("bbc", false), ("Bbc", false),
      ("BBC's", true), ("BBC'S", true), ("Bbc's", false), ("McKay", true), ("MCKAY", true),
      ("Mckay", false), ("MCKAY'S", true), ("combine", true), ("conbine", false), ("oddth", false),
      ("etc.", true), ("etc", false), ("naïve", true), ("NAÏVE", true), ("naive", false),
      ("ST", true), ("st", false), ("D'ELVA", true), ("D'Elva", false),
    ])
  func casePatterns(word: String, known: Bool) throws {
    let lexicon = try sampleLexicon()
    #expect(lexicon.known(utf8(word)) == known)
  }

  @Test(
    "Numbers, ordinals and hyphens are judged by rule",
    arguments: [
      ("1,000", true), ("1..5", false), ("2-1", true), ("21st", true), ("21ST", true),
      ("21nd", false), ("112th", true), ("112nd", false), ("2st", false), ("lock-party", true),
      ("lock-xyz", false), ("-lock", true), ("lock-", true), ("-", false), ("LOCK-PARTY", true),
      ("lock-party-lock", true), ("lock--party", true), ("", true), ("...", true),
    ])
  func rules(word: String, known: Bool) throws {
    let lexicon = try sampleLexicon()
    #expect(lexicon.known(utf8(word)) == known)
  }

  @Test("An entry tells dialects, other cases and flags")
  func entries() throws {
    let lexicon = try sampleLexicon()
    let damn = try #require(lexicon.entry(for: utf8("Damn")))
    #expect(damn.isKnown && damn.flags.contains(.noSuggest) && damn.dialects == .britain)
    let tuvalu = try #require(lexicon.entry(for: utf8("tuvalu")))
    #expect(!tuvalu.isKnown && tuvalu.isKnownInAnyCase)
    let mixed = try #require(lexicon.entry(for: utf8("mckay")))
    #expect(!mixed.isKnown && mixed.isKnownInAnyCase)
    #expect(lexicon.entry(for: utf8("xyzzy")) == nil)
    #expect(lexicon.folded(tuvalu.index) == utf8("tuvalu"))
    #expect(!tuvalu.isKnown(in: .britain) && damn.isKnown(in: .britain))
    #expect(!damn.isKnown(in: .america))
  }

  @Test("The words of a text have the same entries together as alone")
  func together() throws {
    let longer = (9...18).map { String("abcdefghijklmnopqr".prefix($0)) }
    let lexicon = try sampleLexicon(sampleWords + "\n" + longer.joined(separator: "\n"))
    let known = (0..<UInt32(lexicon.count)).map { lexicon.folded($0) }
    let slips = known.map { $0 + utf8("x") } + known.map { Array($0.dropLast()) }
    let odd = ["", "é", "naïves", "12", "a'b-c"].map(utf8) + [[UInt8](repeating: 0x61, count: 70)]
    let lower = known + slips + odd
    let cased = lower.flatMap { word in
      [CaseFolding.capitalised(word), CaseFolding.uppered(word), CaseFolding.lowered(word)]
    }
    let words = lower + cased
    let found = entries(of: words, in: lexicon)
    func shown(_ entry: LexiconEntry?) -> String { entry.map { "\($0)" } ?? "-" }
    for (word, entry) in zip(words, found) {
      #expect(shown(entry) == shown(lexicon.entry(for: word)), "\(word)")
    }
    #expect(found.contains { $0 != nil } && found.contains { $0 == nil })
  }

  /// What the words have when they are looked up together; lower-case forms may come behind others.
  private func entries(of words: [[UInt8]], in lexicon: Lexicon) -> [LexiconEntry?] {
    var pool: [UInt8] = []
    var offsets: [UInt32] = []
    for word in words {
      offsets.append(UInt32(pool.count))
      pool += word + [UInt8](repeating: 0, count: 16 - min(word.count, 15))
    }
    let lengths = words.map { UInt32($0.count) }
    let folded = words.map { word in
      UInt32(words.firstIndex(of: CaseFolding.lowered(word)) ?? 0)
    }
    return [LexiconEntry?](unsafeUninitializedCapacity: words.count) { buffer, count in
      guard let output = buffer.baseAddress else { return }
      pool.withUnsafeBufferPointer { pool in
        offsets.withUnsafeBufferPointer { offsets in
          lengths.withUnsafeBufferPointer { lengths in
            folded.withUnsafeBufferPointer { folded in
              let batch = WordBatch(
                pool: pool, offsets: offsets, lengths: lengths, folded: folded)
              if let batch { lexicon.entries(batch, into: output) }
            }
          }
        }
      }
      count = words.count
    }
  }

  @Test("Keys are told apart to their last byte")
  func ends() throws {
    let longer = (9...18).map { String("abcdefghijklmnopqr".prefix($0)) }
    let lexicon = try sampleLexicon(sampleWords + "\n" + longer.joined(separator: "\n"))
    var compared = 0
    for index in 0..<UInt32(lexicon.count) {
      let key = lexicon.folded(index)
      func half(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
      #expect(lexicon.words.startsKey(index, half(key.prefix(8)), key.count))
      #expect(!lexicon.words.startsKey(index, half(key.prefix(8)), key.count + 1))
      guard key.count > 8, key.count <= 16 else { continue }
      let high = half(key[8...])
      #expect(lexicon.words.endsKey(index, high, key.count))
      for bit in 0..<UInt64(8 * (key.count - 8)) {
        #expect(!lexicon.words.endsKey(index, high ^ 1 << bit, key.count))
      }
      compared += 1
    }
    #expect(compared > 0)
    #expect(!lexicon.words.startsKey(WordIndex.none, 0, 0))
    #expect(!lexicon.words.startsKey(UInt32(lexicon.count), 0, 0))
  }

  @Test("A word whose slot, mark, length and first letters are another's is not taken for it")
  func marks() throws {
    let key = utf8("abcdefghijklmnop")
    let lexicon = try sampleLexicon(sampleWords + "\nabcdefghijklmnop")
    let words = lexicon.words
    let own = try #require(lexicon.entry(for: key)).index
    func half(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let low = half(key[..<8])
    var high: UInt64 = 0
    // Letters from a to p, half a byte each.
    for number in UInt64(1)..<4_000_000 {
      high = half(key[8...]) & 0xFFFF | 0x6161_6161_6161_0000
      for digit in UInt64(0)..<6 { high += (number >> (4 * digit) & 15) << (16 + 8 * digit) }
      let hash = WordHash.upToSixteen(low, high, count: 16)
      if words.index(words.firstSlot(hash, isHot: true), hash, isHot: true) == own { break }
    }
    let stranger = key[..<8] + (0..<8).map { UInt8(high >> (8 * UInt64($0)) & 0xFF) }
    let found = entries(of: [Array(stranger), key], in: lexicon)
    let hash = WordHash.of(Array(stranger))
    #expect(words.index(words.firstSlot(hash, isHot: true), hash, isHot: true) == own)
    #expect(!stranger.elementsEqual(key) && found[0] == nil && found[1]?.index == own)
  }

  @Test("Words of any bytes and lengths have an answer")
  func anyBytes() throws {
    let lexicon = try sampleLexicon()
    var numbers = SeededNumbers(seed: 41)
    for _ in 0..<20_000 {
      var word: [UInt8] = []
      for _ in 0..<numbers.below(90) { word.append(UInt8(numbers.below(256))) }
      _ = lexicon.accepting(word)
      _ = lexicon.entry(for: word)
    }
    #expect(!lexicon.known([UInt8](repeating: 0x61, count: 4000)))
  }

  @Test("Hashes of padded and plain bytes agree")
  func hashes() {
    for count in 1...40 {
      let word = [UInt8](repeating: 0x71, count: count)
      let padded = word.withUnsafeBufferPointer {
        FoldedWord.with($0) { f, _ in WordHash.padded(f) }
      }
      #expect(padded == WordHash.of(word))
    }
  }
}

@Suite("Pack")
struct PackTests {
  private func sampleBytes() throws -> [UInt8] { Array(try sampleLexicon().storage.bytes) }

  @Test("A pack cut short anywhere is refused")
  func truncated() throws {
    let bytes = try sampleBytes()
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: LexiconError.self) { try Lexicon(bytes: Array(bytes[..<length])) }
    }
  }

  @Test("Any changed byte is noticed when the body is verified")
  func damaged() throws {
    let bytes = try sampleBytes()
    for place in stride(from: 0, to: bytes.count, by: 13) {
      var copy = bytes
      copy[place] ^= 0x10
      #expect(throws: LexiconError.self) { try Lexicon(bytes: copy) }
    }
  }

  @Test("Damage that goes unverified gives answers, never a trap")
  func damagedUnverified() throws {
    let bytes = try sampleBytes()
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<300 {
      var copy = bytes
      for _ in 0..<40 { copy[112 + numbers.below(copy.count - 112)] = UInt8(numbers.below(256)) }
      guard let lexicon = try? Lexicon(PackStorage(copying: copy), verifyingBody: false) else {
        continue
      }
      for word in ["lock", "McKay", "BBC", "party's", "nothing", "d'elva"] {
        _ = lexicon.accepting(utf8(word))
        _ = lexicon.accepting(utf8(word.uppercased()))
      }
      for index in 0..<UInt32(min(lexicon.count, 64)) { _ = lexicon.folded(index) }
    }
  }
}

import Testing

@testable import StetLexicon

@Suite("Lists in the pack")
struct ListTests {
  private func lexicon() throws -> (CacheTests.Place, Lexicon) {
    let place = try CacheTests.Place()
    try place.write(
      "data/dictionaries/en/forenames.tsv", "# columns: name commonness\nQuentila\t1\n")
    try place.write(
      "data/dictionaries/en/well-known-names.tsv",
      "# columns: name kind fame\nZorblat\tcity\t1\nOld Zorblat\tcity\t3\nQuentila Marsh\tperson\t2\n"
    )
    try place.write(
      "data/dictionaries/en/variants.tsv",
      "# columns: us gb gb-ize level note\nlockize\tlockise\tlockize\t40\tgb-variant\n")
    try place.write(
      "data/dictionaries/en/name-variants.tsv",
      """
      # columns: forms scope
      Tremelki|Tremelky\tword
      al-Vosk|el-Voski\tword
      Quent Ild|Quentin Ilde\tphrase
      Park Ges-hy|Park Ges Hy\tphrase
      Yaro Bemm|Yarro Bemm\tmany

      """)
    try place.write("data/dictionaries/en/misspellings.tsv", "lokc\tlock\npartey\tparty, parity\n")
    try place.write(
      "data/dictionaries/en/name-particles.txt", "# columns: word weight\nvan\t3\nder\t\n")
    try place.write("data/dictionaries/en/rare-words.txt", "locke\n")
    try place.write("data/dictionaries/en/taboo.txt", "lock\n")
    try place.write(
      "data/dictionaries/en/frequencies.tsv", "lock\t5000\t3\nparty\t100\t20\n")
    try place.write(
      "data/dictionaries/en/pairs.tsv", "<s>\tlock\t4\nlock\tparty\t40\nparty\tlock\t2\n")
    return (place, try place.cache().open())
  }

  @Test("Names carry kinds, fame and their own case")
  func names() throws {
    let (place, lexicon) = try lexicon()
    defer { place.remove() }
    let forename = try #require(lexicon.entry(for: utf8("Quentila")))
    #expect(forename.isKnown && forename.names.contains(.forename))
    #expect(forename.dialects == .names)
    #expect(lexicon.known(utf8("QUENTILA")) && !lexicon.known(utf8("quentila")))
    let city = try #require(lexicon.entry(for: utf8("Zorblat")))
    #expect(city.names.contains(.place) && city.fame == 255)
    #expect(lexicon.surface(city.index) == utf8("Zorblat"))
  }

  @Test("Multi-word names are found word by word")
  func phrases() throws {
    let (place, lexicon) = try lexicon()
    defer { place.remove() }
    var hash = PhraseHash()
    hash.add(utf8("QUENTILA"))
    let start = try #require(lexicon.phrase(hash))
    #expect(!start.isComplete && start.continues)
    hash.add(utf8("Marsh"))
    let whole = try #require(lexicon.phrase(hash))
    #expect(whole.isComplete && whole.names.contains(.newsmaker) && whole.fame == 230)
    hash.add(utf8("Marsh"))
    #expect(lexicon.phrase(hash) == nil)
  }

  @Test("Forms of one name are found by the word that tells them apart")
  func nameVariants() throws {
    let (place, lexicon) = try lexicon()
    defer { place.remove() }
    let one = try #require(lexicon.nameForms(ofKey: utf8("tremelki")).first)
    let other = try #require(lexicon.nameForms(ofKey: utf8("tremelky")).first)
    #expect(one.text == utf8("Tremelki") && one.keyAt == 0)
    #expect(one.name == other.name && one != other)
    #expect(lexicon.nameForms(ofKey: utf8("voski")).first?.keyAt == 3)
    #expect(lexicon.nameForms(ofKey: utf8("ilde")).first?.text == utf8("Quentin Ilde"))
    #expect(lexicon.nameForms(ofKey: utf8("quentin")).isEmpty)
    #expect(lexicon.nameForms(ofKey: utf8("ges")).map(\.keyAt) == [5, 5])
    // Names that may be mixed are names, and no more.
    #expect(lexicon.nameForms(ofKey: utf8("yarro")).isEmpty)
    var names: [Int] = []
    Array("tremelky".utf8).withUnsafeBufferPointer { key in
      lexicon.forEachNameForm(ofKey: key) { names.append($0) }
    }
    #expect(names == [one.name])
    for word in ["Tremelky", "Voski", "Yarro"] {
      let entry = try #require(lexicon.entry(for: utf8(word)))
      #expect(entry.isKnown && entry.flags.contains(.nameVariant), "\(word)")
    }
    #expect(lexicon.entry(for: utf8("Bemm"))?.flags.contains(.nameVariant) == false)
  }

  @Test("Variants, misspellings, flags and kept lists")
  func lists() throws {
    let (place, lexicon) = try lexicon()
    defer { place.remove() }
    let variant = try #require(lexicon.variants(of: utf8("Lockise")).first)
    #expect(variant.american == utf8("lockize") && variant.british == utf8("lockise"))
    #expect(variant.level == 40 && variant.note == utf8("gb-variant"))
    #expect(lexicon.variants(of: utf8("party")).isEmpty)
    #expect(lexicon.attestedCorrections(of: utf8("Lokc")) == [utf8("lock")])
    #expect(lexicon.attestedCorrections(of: utf8("partey")) == [utf8("party"), utf8("parity")])
    let wrong = try #require(lexicon.entry(for: utf8("lokc")))
    #expect(wrong.flags.contains(.attestedMisspelling) && !wrong.isKnownInAnyCase)
    let without = try lexicon.ignoringAttestedPairs()
    #expect(without.attestedCorrections(of: utf8("lokc")).isEmpty)
    #expect(without.entry(for: utf8("lokc"))?.flags.contains(.attestedMisspelling) == false)
    #expect(try #require(lexicon.entry(for: utf8("lock"))).flags.contains(.taboo))
    let rare = try #require(lexicon.entry(for: utf8("locke")))
    #expect(rare.flags.contains(.rare) && !rare.isKnown)
    #expect(lexicon.list("name-particles") == [[utf8("van"), utf8("3")], [utf8("der"), []]])
    #expect(lexicon.list("forenames").isEmpty)
  }

  @Test("Frequencies and pairs are counts per 100 million words")
  func counts() throws {
    let (place, lexicon) = try lexicon()
    defer { place.remove() }
    let lock = try #require(lexicon.entry(for: utf8("Lock")))
    #expect(lock.frequency == 5000 && lock.capitalisedShare == 3)
    let pair = Double(lexicon.pairCount(utf8("lock"), utf8("party")))
    #expect(abs(pair / 40 - 1) < 0.06)
    #expect(lexicon.pairCount(utf8("<s>"), utf8("lock")) > 0)
    #expect(lexicon.pairCount(utf8("party"), utf8("party")) == 0)
  }

  @Test("Pair counts lose at most a twentieth")
  func scale() {
    for count in [1, 2, 3, 5, 9, 17, 100, 12_345, 7_000_000] {
      let read = Double(PairCount.decode(PairCount.encode(Double(count))))
      #expect(abs(read / Double(count) - 1) <= 0.06 || abs(read - Double(count)) < 0.6)
    }
    #expect(PairCount.encode(0) == 0)
  }

  @Test(
    "Possessive endings",
    arguments: [
      ("Starmer's", "Starmer"), ("BORIS'S", "BORIS"), ("players'", "players"), ("it", nil),
      ("'s", nil), ("o'clock", nil),
    ] as [(String, String?)])
  func possessive(word: String, stem: String?) {
    let result = utf8(word).withUnsafeBufferPointer { Possessive.stripped($0).map { Array($0) } }
    #expect(result == stem.map(utf8))
  }
}

import Testing

@testable import StetLexicon

/// A small table: *form* is a slip for *from* after *away*, and right after *the*.
private let confusions = """
  # columns: wrong right threshold alarms recall
  form\tfrom\t6.5\t0\t50
  """
private let contexts = """
  k\taway home the
  n\tfrom\thome:200 the:90000
  p\tform\tthe:4000
  p\tfrom\taway:9000 the:40
  pn\tfrom\taway\thome:150 the:7000
  w\tform\t10000
  w\tfrom\t450000
  """

private func withTable<R>(_ body: (Confusions) throws -> R) throws -> R {
  let bytes = ConfusionSection.bytes(
    confusions: [ListFile(Array(confusions.utf8))], contexts: [ListFile(Array(contexts.utf8))])
  return try bytes.withUnsafeBytes { try body(#require(Confusions($0))) }
}

private func listed(_ word: String, _ table: Confusions) -> Confusions.Listed {
  Array(word.utf8).withUnsafeBufferPointer { table.listed($0) }
}

@Suite struct ConfusionsTests {
  @Test func wordsAreTold() throws {
    try withTable { table in
      #expect(listed("form", table).isConfusable)
      #expect(listed("form", table).neighbour == nil)
      #expect(!listed("away", table).isConfusable)
      #expect(listed("away", table).neighbour != nil)
      #expect(listed("zebra", table).neighbour == nil)
    }
  }

  @Test func neighboursDecide() throws {
    try withTable { table in
      let away = try #require(listed("away", table).neighbour)
      let the = try #require(listed("the", table).neighbour)
      let form = listed("form", table)
      let slip = table.better(
        than: form, in: .init(before2: .word, before: away, after: the, after2: .word))
      #expect(slip?.word == "from")
      let good = table.better(
        than: form, in: .init(before2: .word, before: the, after: .mark, after2: .word))
      #expect(good == nil)
      #expect(
        table.better(
          than: form, in: .init(before2: .word, before: away, after: the, after2: .word),
          margin: 40) == nil)
    }
  }

  @Test func damagedSectionsAreRefused() {
    for length in [0, 10, 24, 60] {
      let bytes = [UInt8](repeating: 0xFF, count: length)
      bytes.withUnsafeBytes { #expect(Confusions($0) == nil) }
    }
    #expect(ConfusionSection.bytes(confusions: [], contexts: []).isEmpty)
  }
}

import StetAnalysis
import StetDocument
import StetText
import Testing

private func offset(of needle: String, in text: String) throws -> Int {
  let range = try #require(text.firstRange(of: needle))
  return text.utf8.distance(from: text.startIndex, to: range.lowerBound)
}

@Test func depthFollowsNestingAndParagraphs() throws {
  let text = """
    Before. “He told me: ‘Never go there.’ I went.

    “Then I left,” she said. After.
    """
  let model = quotations(text)
  for (word, depth) in [
    ("Before", 0), ("told", 1), ("Never", 2), ("went", 1), ("Then", 1), ("she", 0), ("After", 0),
  ] {
    #expect(model.depth(at: try offset(of: word, in: text)) == depth, "\(word)")
  }
  #expect(model.spans.count == 2)
  let outer = try #require(model.spans.first)
  #expect(outer.blocks == 0...1)
  #expect(outer.close != nil)
  #expect(model.spans.map(\.depth) == [1, 2])
  let never = try offset(of: "Never", in: text)
  #expect(model.span(at: never)?.depth == 2)
  #expect(model.isQuoted(TextRange(never, never + 5)))
  let straddling = try offset(of: "left", in: text)
  #expect(!model.isQuoted(TextRange(straddling, straddling + 20)))
}

@Test func whatStandsBetweenParagraphsIsNotQuoted() throws {
  let text = "“It began in May.\n\nPark life\n\n“It ended in June,” he said."
  let model = quotations(text)
  #expect(model.faults.isEmpty)
  #expect(model.depth(at: try offset(of: "Park", in: text)) == 0)
  #expect(model.depth(at: try offset(of: "ended", in: text)) == 1)
}

@Test func anUnclosedQuotationEndsWithItsParagraph() throws {
  let text = "He said: “It is over.\n\nNobody spoke."
  let model = quotations(text)
  #expect(model.depth(at: try offset(of: "over", in: text)) == 1)
  #expect(model.depth(at: try offset(of: "Nobody", in: text)) == 0)
  #expect(model.spans.first?.close == nil)
}

@Test func marksAreToldApart() throws {
  let model = quotations("‘Rock ’n’ roll’ at 6′ and the girls’ 12\" single in ’92.")
  let roles = model.marks.map(\.role)
  #expect(
    roles == [
      .opener, .apostrophe, .apostrophe, .closer, .prime, .apostrophe, .prime, .apostrophe,
    ])
}

@Test func furnitureIsBalancedAlone() {
  let model = quotations(
    "Minister ‘sorry for delay\n\n“We began,” he said.\n\n“We ended,” she said.", headline: .auto)
  #expect(model.faults.map(\.kind) == [.unclosed])
}

@Test func markupIsLookedThrough() {
  let text = "He said: **\"It is over.\"** She said \"[no](https://example.org)\" and *\"yes\"*.\n"
  let document = Document(SourceFile(path: "story.md", text: text))
  #expect(Quotations(document).faults.isEmpty)
}

@Test func guillemetsArePairedAndNeverFaulty() throws {
  let text = "He said « non » and “oui”. Read more » or « less"
  let model = quotations(text)
  #expect(model.faults.isEmpty)
  #expect(model.depth(at: try offset(of: "non", in: text)) == 1)
  #expect(model.depth(at: try offset(of: "and", in: text)) == 0)
  #expect(quotations("Read more » now").spans.isEmpty)
}

@Test func offsetsAreExactBehindWideCharacters() throws {
  let text = "Ünïcödé 👩‍👩‍👧 café: “Où est-il?” 日本"
  let span = try #require(quotations(text).spans.first)
  let bytes = Array(text.utf8)
  #expect(String(decoding: bytes[span.content.indices], as: UTF8.self) == "Où est-il?")
}

/// Patterns of nothing but marks, in ways that could make a scan look back. The first few repeat to
/// a megabyte; a scan that looked back would take hours over them.
private let patterns = [
  "\"", "a\" ", " 'a", "s' ", "“", "'", "”", "‘", "’", "\" ", "' ", "“ ", " \"a", "“‘", "\"'", "``",
  "''", "\"a\"\n\n", "“a\n\n", "« ", "'s 'tis ", "5'10\" ", "“a ‘b “c ",
]

@Test(.timeLimit(.minutes(2)), arguments: patterns.indices)
func aMegabyteOfMarksTakesLinearTime(_ index: Int) {
  let pattern = patterns[index]
  let size = index < 4 ? 1_000_000 : 100_000
  let text = String(repeating: pattern, count: size / pattern.utf8.count)
  let model = quotations(text)
  #expect(model.faults.count <= text.utf8.count)
  var last = 0
  for mark in model.marks.prefix(1000) {
    #expect(Int(mark.range.start) >= last)
    last = Int(mark.range.end)
  }
}

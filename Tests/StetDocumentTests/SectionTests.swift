import StetText
import Testing

@testable import StetDocument

/// Very large files are read section by section.
@Suite struct SectionTests {
  private static let story = """
    Council votes for a bridge

    The vote – 12 to 9 – came after “hours” of debate, Mr Okafor said.
    <!-- a comment --> It was *close*.

    ```
    not copy
    ```

    - one &amp; two
    - three
    """

  private func sections(_ format: CopyFormat, copies: Int, size: Int) -> DocumentSections {
    let text = Array(repeating: Self.story, count: copies).joined(separator: "\n\n")
    return DocumentSections(SourceFile(path: "x", text: text, format: format), size: size)
  }

  @Test(arguments: CopyFormat.allCases, [1, 90, 1_000, 100_000])
  func sectionsTileTheText(_ format: CopyFormat, _ size: Int) {
    let sections = sections(format, copies: 40, size: size)
    var end = 0
    var blocks: [Block] = []
    for index in 0..<sections.count {
      let section = sections.section(index)
      #expect(Int(section.range.start) == end)
      #expect(section.tokens.starts.first.map(Int.init) == end)
      end = Int(section.range.end)
      #expect(section.tokens.starts.last.map(Int.init) == end)
      for block in section.blocks where !block.tokens.isEmpty {
        #expect(section.tokens.range(block.tokens.lowerBound).start >= block.range.start)
        #expect(section.tokens.range(block.tokens.upperBound - 1).end <= block.range.end)
      }
      blocks += section.blocks
    }
    #expect(end == sections.whole.text.count)
    #expect(blocks.map(\.range) == sections.whole.blocks.map(\.range))
    #expect(size < 1_000 ? sections.count > 40 : sections.count < 40)
  }

  @Test(arguments: CopyFormat.allCases)
  func sectionsHoldTheTokensOfTheWhole(_ format: CopyFormat) {
    let sections = sections(format, copies: 12, size: 300)
    let whole = Document(sections.whole.file)
    var starts: [UInt32] = []
    var kinds: [TokenKind] = []
    for index in 0..<sections.count {
      let tokens = sections.section(index).tokens
      starts += tokens.starts.dropLast()
      kinds += tokens.kinds
    }
    #expect(starts == Array(whole.tokens.starts.dropLast()))
    #expect(kinds == Array(whole.tokens.kinds))
  }

  @Test func aHugeLineIsCutAtSpaces() {
    let line = String(repeating: "The river rose again. ", count: 500)
    let sections = DocumentSections(SourceFile(path: "x.txt", text: line), size: 1_000)
    #expect(sections.count > 8)
    for block in sections.whole.blocks {
      #expect(block.range.count < 1_050)
      #expect(sections.whole.text[Int(block.range.start)] != 0x20)
    }
  }

  @Test func whatHasNoSpaceIsLeftWhole() {
    let sections = DocumentSections(
      SourceFile(path: "x.txt", text: String(repeating: "a", count: 5_000)), size: 1_000)
    #expect(sections.count == 1)
    #expect(sections.section(0).tokens.count == 1)
  }

  @Test func anEmptyFileIsOneSection() {
    let sections = DocumentSections(SourceFile(path: "x.txt", text: ""))
    #expect(sections.count == 1)
    #expect(sections.section(0).tokens.count == 0)
  }
}

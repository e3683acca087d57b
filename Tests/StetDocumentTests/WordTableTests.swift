import StetText
import Testing

@testable import StetDocument

@Suite struct WordTableTests {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  /// A word of one to forty letters, with a mark, an accent or a digit in one of three.
  private static func word(_ generator: inout SeededGenerator) -> String {
    let style = Int.random(in: 0..<4, using: &generator)
    var word: [UInt8] = []
    for i in 0..<Int.random(in: 1...(style == 0 ? 40 : 17), using: &generator) {
      let letter = letters.randomElement(using: &generator) ?? 0x61
      word.append(style == 1 || (style == 2 && i > 0) ? letter | 0x20 : letter)
    }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: word += Array("'s".utf8)
    case 1: word.insert(contentsOf: Array("é".utf8), at: word.count / 2)
    case 2: word.insert(contentsOf: Array("7".utf8), at: word.count / 2)
    default: break
    }
    return String(decoding: word, as: UTF8.self)
  }

  /// More words than a table of this size begins with, of all lengths around those of the keys.
  @Test func wordsAreNumberedOnce() {
    var generator = SeededGenerator(seed: 11)
    var known: [String] = []
    var text = ""
    for _ in 0..<9000 {
      let again = Bool.random(using: &generator) ? known.randomElement(using: &generator) : nil
      let word = again ?? Self.word(&generator)
      known.append(word)
      text += word + " "
    }
    let document = Document(SourceFile(path: "a.txt", text: text), headline: .none)
    let (tokens, words) = (document.tokens, document.words)
    var last = [UInt32: Int](minimumCapacity: 9000)
    for token in 0..<tokens.count where tokens.kinds[token].hasWord {
      let id = tokens.words[token]
      #expect(words.string(id) == document.string(tokens.range(token)))
      if let before = last[id] {
        #expect(tokens.nextSame[before] == UInt32(token))
      } else {
        #expect(words.firstToken[Int(id)] == UInt32(token))
      }
      last[id] = token
    }
    for id in 0..<UInt32(words.count) {
      let bytes = words.bytes(id)
      #expect(words.find(bytes) == id)
      #expect(words.bytes(words.folded[Int(id)]) == CaseFolding.lowered(bytes))
      #expect(words.shapes[Int(id)] == bytes.withUnsafeBufferPointer(WordTable.shape))
      let isPossessive = bytes.count > 2 && bytes.suffix(2).elementsEqual([0x27, 0x73])
      #expect(words.bytes(words.stems[Int(id)]) == Array(bytes.dropLast(isPossessive ? 2 : 0)))
      let first = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      #expect(words.key(id) == first)
    }
    #expect(words.counts.reduce(0, +) == 9000)
    #expect(words.find(Array("neverthere".utf8)) == nil)
    #expect(words.find([UInt8](repeating: 0x61, count: 60)) == nil)
  }

  /// A short text is read byte by byte, a longer one eight bytes at a time: both must come to the same.
  @Test func shortAndLongTextsReadTheSame() {
    var generator = SeededGenerator(seed: 12)
    let pieces = [
      "a", "b", "A", "The", "the", "THE", "word", "SIXTEENLETTERSxx", "fifteenletterss", "eightltr",
      " ", " ", "  ",
      "'",
      "’", "-", ".", ",", "\n", "\t", "7", "é", "@", "#", "_", ":", "£", "\u{A0}", "\u{7F}", "”",
    ]
    for _ in 0..<4000 {
      var text = ""
      while text.utf8.count < 22 { text += pieces.randomElement(using: &generator) ?? "a" }
      if text.utf8.count > 24 { continue }
      let short = Array(text.utf8)
      let long = short + [UInt8](repeating: 0x0A, count: 40)
      let (a, aWords) = Tokenizer.tables(of: short)
      let (b, bWords) = Tokenizer.tables(of: long)
      #expect(a.starts.elementsEqual(b.starts.prefix(a.starts.count)), "\(text.debugDescription)")
      #expect(a.kinds.elementsEqual(b.kinds.prefix(a.count)), "\(text.debugDescription)")
      #expect(a.words.elementsEqual(b.words.prefix(a.count)), "\(text.debugDescription)")
      #expect(a.nextSame.elementsEqual(b.nextSame.prefix(a.count)), "\(text.debugDescription)")
      #expect(aWords.counts == bWords.counts && aWords.folded == bWords.folded)
      #expect(aWords.stems == bWords.stems && aWords.shapes == bWords.shapes)
      #expect(aWords.firstToken == bWords.firstToken, "\(text.debugDescription)")
    }
  }

  @Test func columnsOutliveTheirDocument() {
    func tables(_ text: String) -> (TokenTable, Column<UInt32>, WordTable) {
      let document = Document(SourceFile(path: "x.txt", text: text), headline: .none)
      return (document.tokens, document.words.counts, document.words)
    }
    let (tokens, counts, words) = tables("One two, one counterrevolutionaries' two.")
    for _ in 0..<20 { _ = tables(String(repeating: "Other words here. ", count: 40)) }
    #expect(Array(tokens.starts) == [0, 3, 4, 7, 8, 9, 12, 13, 35, 36, 37, 40, 41])
    #expect(tokens.opensSentence.filter { $0 }.count == 1 && tokens.opensSentence[0])
    #expect(counts.reduce(0, +) == 5)
    #expect(words.find(Array("counterrevolutionaries".utf8)).map { words.byteCount($0) } == 22)
    let (none, _, empty) = tables("")
    #expect(none.count == 0 && Array(none.starts) == [0] && empty.count == 0)
    #expect(empty.find([0x61]) == nil)
  }

  @Test func formatIsToldByTheEnding() {
    for path in ["a.md", "x/y.MD", "a.b.markdown", "./a.mdx", "a.md/", "é.mkd"] {
      #expect(CopyFormat.of(path: path) == .markdown, "\(path)")
    }
    for path in [
      "", "/", "md", ".md", "x/.md", "a.md/b", "a.", "a.mdd", "a.txt", "a.md.txt", "a.m",
    ] {
      #expect(CopyFormat.of(path: path) == .text, "\(path)")
    }
  }
}

import StetText
import Testing

@testable import StetDocument

@Suite struct TokenizerTests {
  private func plain(_ text: String) -> Document {
    Document(SourceFile(path: "a.txt", text: text), headline: .none)
  }

  /// Tokens of one kind.
  private func tokens(of kinds: TokenKind..., in text: String) -> [String] {
    let document = plain(text)
    return document.tokens.kinds.indices.filter { kinds.contains(document.tokens.kinds[$0]) }
      .map { document.string(document.tokens.range($0)) }
  }

  @Test func wordsKeepInnerApostrophes() {
    #expect(
      tokens(of: .word, in: "Don’t say 'tis O'Brien's, the workers’ café or rock ’n’ roll") == [
        "Don’t", "say", "tis", "O'Brien's", "the", "workers", "café", "or", "rock", "n", "roll",
      ])
    #expect(
      tokens(of: .word, in: "al-Assad, Hadžić, e\u{301}lan, co\u{AD}op") == [
        "al", "Assad", "Hadžić", "e\u{301}lan", "co\u{AD}op",
      ])
    let document = plain("Trump’s and Trump's co\u{AD}op coop")
    #expect(document.tokens.words[0] == document.tokens.words[4])
    #expect(document.tokens.words[6] == document.tokens.words[8])
    #expect(document.words.string(document.words.stems[Int(document.tokens.words[0])]) == "Trump")
  }

  @Test func initials() {
    #expect(
      tokens(of: .initials, in: "The U.S. and U.K., J.K. Rowling, 9 a.m. sharp, U.N.") == [
        "U.S.", "U.K.", "J.K.", "a.m.", "U.N.",
      ])
    #expect(tokens(of: .initials, in: "Plan B. It failed. A.B") == [])
  }

  @Test func numbers() {
    #expect(
      tokens(of: .number, .alphanumeric, in: "the 21st, £5m, 1,200.50 at 4.30pm, 5%. H1N1 1990s 3.")
        == [
          "21st", "5m", "1,200.50", "4.30pm", "5", "H1N1", "1990s", "3",
        ])
  }

  @Test func links() {
    #expect(
      tokens(
        of: .link,
        in: """
          See https://a.example/b_(c), www.b.co.uk. Mail jo.doe@c.org! @handle #tag (d.com/e?f=1) \
          g.example #1 no.10 e@f ftp://h.
          """) == [
          "https://a.example/b_(c)", "www.b.co.uk", "jo.doe@c.org", "@handle", "#tag",
          "d.com/e?f=1", "e@f", "ftp://h",
        ])
    #expect(tokens(of: .link, in: "He left.She stayed. It ended.Com") == [])
    #expect(tokens(of: .link, in: "a 24/7 and/or deal: yes") == [])
  }

  /// In copy of any kind, long enough for the fast path and for the other.
  @Test func marksAreNoted() {
    let copy =
      "“No,” he said (in the U.S. [or `UK`]): ‘Who?’ Well… it’s 5′ 10″, \"so\" 'so' {so}! «Ja» £5; 3–4 – a´ don‘t or don’t"
    for text in [copy, String(repeating: copy + " and then some ", count: 8)] {
      let document = Document(SourceFile(path: "a.txt", text: text))
      let tokens = document.tokens
      let expected = (0..<tokens.count).filter { token in
        if tokens.kinds[token] == .initials { return true }
        if tokens.kinds[token] == .word {
          return document.string(tokens.range(token)).contains("‘")
        }
        guard tokens.kinds[token] == .punctuation || tokens.kinds[token] == .symbol else {
          return false
        }
        return ".!?:…\"'`´“”‘’«»′″()[]{}".contains(document.string(tokens.range(token)))
      }
      let noted = tokens.marks.map { Int($0) }
      #expect(noted == noted.sorted())
      #expect(Set(noted).isSuperset(of: expected))
      // Of all others, marks and symbols that begin with the same bytes at most.
      #expect(Set(noted).subtracting(expected).allSatisfy { !tokens.kinds[$0].hasWord })
    }
  }

  @Test func punctuationStandsAlone() {
    #expect(
      StetDocumentTests.tokens(plain("“No—never!” £5 (he’d) 😀…")) == [
        "“", "No", "—", "never", "!", "”", "£", "5", "(", "he’d", ")", "😀", "…",
      ])
  }

  @Test func shapes() {
    func shape(_ text: String) -> WordShape {
      Array(text.utf8).withUnsafeBufferPointer(WordTable.shape)
    }
    #expect(shape("copy") == .lower)
    #expect(shape("Copy's") == .capitalised)
    #expect(shape("Éire") == .capitalised)
    #expect(shape("COPY") == .upper)
    #expect(shape("BBC's") == .upper)
    #expect(shape("McCopy") == .mixed)
    #expect(shape("MPs") == .mixed)
    #expect(shape("I") == .capitalised)
    #expect(shape("漢字") == .caseless)
  }

  @Test func occurrencesAreChained() {
    let document = plain("a b a c a b")
    let word = document.tokens.words[0]
    #expect(document.words.counts[Int(word)] == 3)
    #expect(document.tokens.nextSame[0] == 4)
    #expect(document.tokens.nextSame[4] == 8)
    #expect(document.tokens.nextSame[8] == UInt32.max)
    #expect(document.words.find(Array("c".utf8)) == document.tokens.words[6])
    #expect(document.words.find(Array("d".utf8)) == nil)
  }

  /// More distinct words than the table starts with: it grows and still finds each.
  @Test func manyDistinctWords() {
    var words: [String] = []
    for n in 0..<20_000 {
      var word = ""
      var rest = n
      repeat {
        word.unicodeScalars.append(Unicode.Scalar(UInt8(97 + rest % 26)))
        rest /= 26
      } while rest > 0
      words.append(word)
    }
    let document = plain(words.joined(separator: " "))
    for word in Set(words) {
      let id = document.words.find(Array(word.utf8))
      #expect(id.map { document.words.string($0) } == word)
    }
    #expect(document.words.count == Set(words).count)
  }
}

import StetDocument
import Testing

@testable import StetRules

@Suite struct TokenViewTests {
  @Test func tokensBetweenOthersAreFound() {
    var state: UInt64 = 7
    for length in 0..<200 {
      var text = ""
      for _ in 0..<length {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += ["a ", "b,", "c, ", "\n", ",", "7"][Int(state >> 33) % 6]
      }
      let document = Document(SourceFile(path: "copy.txt", text: text))
      let kinds = document.tokens.kinds
      let expected = kinds.indices.dropFirst().dropLast().filter {
        kinds[$0] == .punctuation && kinds[$0 - 1] == .word && kinds[$0 + 1] == .word
      }
      var found: [Int] = []
      TokenView.with(document) { tokens in
        tokens.forEach(.punctuation, between: .word, and: .word) { found.append($0) }
      }
      #expect(found == expected)
    }
  }
}

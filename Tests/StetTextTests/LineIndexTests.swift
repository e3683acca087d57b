import StetText
import Testing

@Suite struct LineIndexTests {
  /// `line:column` of the first `x` of a text, in all four units.
  private func place(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let index = LineIndex(bytes)
    let offset = bytes.firstIndex(of: UInt8(ascii: "x")) ?? bytes.count
    return [ColumnUnit.byte, .scalar, .utf16, .grapheme].map { unit in
      let place = index.position(of: offset, unit: unit)
      return "\(place.line):\(place.column)"
    }
  }

  @Test func columnsInEveryUnit() {
    #expect(place("x") == ["1:1", "1:1", "1:1", "1:1"])
    #expect(place("ab x") == ["1:4", "1:4", "1:4", "1:4"])
    #expect(place("é“x") == ["1:6", "1:3", "1:3", "1:3"])
    #expect(place("e\u{301}x") == ["1:4", "1:3", "1:3", "1:2"])
    #expect(place("😀x") == ["1:5", "1:2", "1:3", "1:2"])
    #expect(place("👩‍👩‍👧x") == ["1:19", "1:6", "1:9", "1:2"])
    #expect(place("🇬🇧x") == ["1:9", "1:3", "1:5", "1:2"])
    #expect(place("\t\tx") == ["1:3", "1:3", "1:3", "1:3"])
  }

  @Test func linesEndAtEveryKindOfBreak() {
    #expect(place("a\nb\n\nx")[1] == "4:1")
    #expect(place("a\r\nb\r\n\r\nx")[1] == "4:1")
    #expect(place("a\rb\r\rx")[1] == "4:1")
    #expect(place("a\n\rx")[1] == "3:1")
    #expect(place("é\r\n é x") == ["2:5", "2:4", "2:4", "2:4"])
  }

  @Test func byteOrderMarkTakesNoColumn() {
    #expect(place("\u{FEFF}x") == ["1:1", "1:1", "1:1", "1:1"])
    #expect(place("\u{FEFF}é x") == ["1:4", "1:3", "1:3", "1:3"])
    #expect(place("\u{FEFF}\nx")[1] == "2:1")
  }

  @Test func endOfText() {
    #expect(place("abc")[1] == "1:4")
    #expect(place("abc\n")[1] == "2:1")
    #expect(place("")[1] == "1:1")
    #expect(LineIndex(Array("a\nb".utf8)).position(of: 99) == LineColumn(line: 2, column: 2))
    #expect(LineIndex(Array("a\nb".utf8)).position(of: -1) == LineColumn(line: 1, column: 1))
  }

  @Test func contentLeavesOutTheBreakAndTheMark() {
    let index = LineIndex(Array("\u{FEFF}ab\r\ncd\re\n".utf8))
    #expect(
      (0..<index.lineCount).map { index.content(ofLine: $0) } == [3..<5, 7..<9, 10..<11, 12..<12])
    #expect(index.content(ofLine: 9) == 0..<0)
  }

  /// Against a slow count: for every offset of random texts, the position agrees.
  @Test func agreesWithASlowCount() {
    let alphabet: [Unicode.Scalar] = ["a", "é", "“", "😀", "\n", "\r", "\t", "\u{301}"]
    var state: UInt32 = 7
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<30 {
        state = state &* 1_664_525 &+ 1_013_904_223
        text.unicodeScalars.append(alphabet[Int(state >> 24) % alphabet.count])
      }
      let index = LineIndex(Array(text.utf8))
      var line = 1
      var column = 1
      var offset = 0
      var before: Unicode.Scalar = " "
      for scalar in text.unicodeScalars {
        if before == "\n" || (before == "\r" && scalar != "\n") {
          line += 1
          column = 1
        }
        #expect(index.position(of: offset) == LineColumn(line: line, column: column))
        column += 1
        offset += UTF8.width(scalar)
        before = scalar
      }
    }
  }
}

import StetText
import Testing

@testable import StetRules

@Suite struct RegexPatternTests {
  private func found(_ pattern: String, in text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    let regex = try RegexPattern(pattern, ignoresCase: false)
    return bytes.withUnsafeBufferPointer { buffer in
      regex.matches(in: buffer, range: TextRange(0, buffer.count))
    }.map { String(decoding: bytes[$0.indices], as: UTF8.self) }
  }

  @Test(arguments: [
    (#"\d+"#, "a1 22, ٣ 3", ["1", "22", "3"]), (#"[\d,]+"#, "1,200 or 5", ["1,200", "5"]),
    (#"[^\d ]+"#, "ab 12 c", ["ab", "c"]), (#"\\d"#, #"\d 5"#, [#"\d"#]),
    (#"\[\d\]"#, "[5] 5", ["[5]"]), (#"\Q\d\E\d"#, #"\d7 77"#, [#"\d7"#]),
    (#"\D+"#, "ab12", ["ab"]), (#"[[:upper:]\d]+"#, "A1b", ["A1"]), (#"[]\d]+"#, "5]b", ["5]"]),
    (#"é\d"#, "é5 e5", ["é5"]),
  ])
  func aDigitIsOneOfTen(_ pattern: String, _ text: String, _ expected: [String]) throws {
    #expect(try found(pattern, in: text) == expected)
  }

  @Test func aBadPatternSaysWhy() {
    #expect(throws: RegexPattern.CompileError.self) { try found(#"(\d"#, in: "") }
  }
}

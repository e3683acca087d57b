import Foundation
import StetDocument
import Testing

@testable import StetEngine

/// What is far too long for a word is not judged, and costs no time.
@Suite struct LongWordTests {
  @Test(arguments: [("a.txt", "ab"), ("a.txt", "Ab"), ("a.md", "a**b")])
  func aHugeWordIsPassedOver(_ path: String, _ piece: String) throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let linter = try Resources(data: root.path).linter(Settings())
    let text = String(repeating: piece, count: 20_000)
    let clock = ContinuousClock()
    var rules: [String] = []
    let time = clock.measure {
      rules = linter.lint(SourceFile(path: path, text: text)).diagnostics.map(\.rule)
    }
    #expect(rules == [])
    #expect(time < .seconds(10))
  }
}

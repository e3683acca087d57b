import Foundation
import Testing

@Suite struct GeneratedFilesTests {
  @Test func generatedFilesAreUpToDate() throws {
    let outcome = try Command.raw(
      Command.built("stet-dev"), ["generate", "--check"], in: Command.root, input: nil,
      environment: [:])
    #expect(
      outcome.status == 0, "\(outcome.output)\(outcome.errors)\nRun: swift run stet-dev generate")
  }
}

import Foundation
import Testing

/// Many files are linted side by side; each gives what it gives alone.
@Suite struct BundleTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    // Files of all fates side by side, in folders that other settings hold for.
    for index in 0..<120 {
      let path = "f/\(index % 3)/\(index)"
      switch index % 10 {
      case 4: try folder.write("\(path).txt", Data([0x41, 0xFF, 0x42]))
      case 5: try folder.write("\(path).txt", Data([0x41, 0x00, 0x42]))
      case 6: try folder.write("\(path).md", "# Flood\n\nIt was was \(index). <!-- stet -->\n")
      case 7: try folder.write("\(path).txt", "")
      default:
        let fault = index % 4 == 0 ? "The cat cat sat." : "The cat sat."
        try folder.write("\(path).txt", "Mr Orrin Bexhill said \(index) came. \(fault)\n")
      }
    }
    let long = String(repeating: "The river rose again in the night, she said.\n\n", count: 8_000)
    try folder.write("f/1/55.txt", long + "It was was so.\n")
    try folder.write("f/1/.stet.yml", "rules: {repeated-word: error}\n")
    try folder.write("f/2/.stet.yml", "rules: {repeated-word: off}\n")
  }

  private var names: [String] {
    (0..<120).map { "f/\($0 % 3)/\($0).\($0 % 10 == 6 ? "md" : "txt")" }
  }

  @Test func eachFileGivesWhatItGivesAlone() throws {
    var alone = ""
    var errors = ""
    for name in names {
      let outcome = try Command.stet(name, "--format", "gcc", in: folder)
      alone += outcome.output
      errors += outcome.errors
    }
    #expect(alone.contains(": error: ") && alone.contains(": warning: "))
    #expect(errors.contains("NUL byte") && errors.contains("UTF-8"))
    for jobs in ["1", "3"] {
      let outcome = try Command.raw(
        Command.stet, ["--format", "gcc", "--jobs", jobs] + names, in: folder.path, input: nil,
        environment: [:])
      #expect(outcome.output == alone)
      #expect(outcome.errors == errors)
      #expect(outcome.status == 2)
    }
  }

  @Test func whatIsKnownAlreadyStandsAmongWhatIsNot() throws {
    func lint(_ more: String...) throws -> String {
      try Command.raw(
        Command.stet, ["lint", "f", "--format", "gcc"] + more, in: folder.path, input: nil,
        environment: [:]
      ).output
    }
    _ = try lint("--cache")
    for index in stride(from: 0, to: 120, by: 20) {
      try folder.write("f/\(index % 3)/\(index).txt", "So \(index) came in in.\n")
    }
    let plain = try lint()
    #expect(plain.contains("f/1/40.txt:1:12: error: "))
    #expect(try lint("--cache") == plain)
    #expect(try lint("--cache") == plain)
  }
}

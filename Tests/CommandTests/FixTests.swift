import Foundation
import Testing

@Suite struct FixTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  @Test func safeFixesAreAppliedAndNothingElse() throws {
    try folder.write("a.txt", "It was was so.\r\nTeh end.\r\nno newline")
    let outcome = try Command.stet("fix", "a.txt", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output == "a.txt: 1 mended\n")
    #expect(try folder.read("a.txt") == "It was so.\r\nTeh end.\r\nno newline")
    // A second run has nothing to do.
    let again = try Command.stet("fix", "a.txt", in: folder)
    #expect(again.output == "")
    #expect(try folder.read("a.txt") == "It was so.\r\nTeh end.\r\nno newline")
  }

  @Test func modeMarkAndLinksAreKept() throws {
    try folder.write("a.txt", "\u{FEFF}It was was so.\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.path + "/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.txt", withDestinationPath: "a.txt")
    #expect(try Command.stet("fix", "link.txt", in: folder).status == 0)
    #expect(try folder.read("a.txt") == "\u{FEFF}It was so.\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/a.txt")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.path + "/link.txt")
    #expect(target == "a.txt")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func overlappingFixesSettleInPasses() throws {
    try folder.write("a.txt", "It was was was was so.\n")
    #expect(try Command.stet("fix", "a.txt", in: folder).status == 0)
    #expect(try folder.read("a.txt") == "It was so.\n")
  }

  @Test func aDiffIsWhatGitApplies() throws {
    try Command.git("init", "-q", in: folder)
    let names = ["a.txt", "with space.txt", "caf\u{e9}.txt", "tab\there.txt", "no-end.txt"]
    for name in names {
      var lines = (1...30).map { "Line \($0) is fine." }
      for at in [0, 4, 12, 29] { lines[at] = "It was was so." }
      try folder.write(name, lines.joined(separator: "\n") + (name == "no-end.txt" ? "" : "\n"))
    }
    let before = try names.map(folder.read)
    let outcome = try Command.stet("fix", "--diff", ".", in: folder)
    #expect(outcome.status == 1)
    #expect(try names.map(folder.read) == before)
    try folder.write("p.diff", outcome.output)
    try Command.git("apply", "p.diff", in: folder)
    let after = before.map { $0.replacingOccurrences(of: "was was", with: "was") }
    #expect(try names.map(folder.read) == after)
    #expect(try Command.stet("fix", "--diff", "a.txt", in: folder).status == 0)
  }

  @Test func standardInputIsAFilter() throws {
    let outcome = try Command.stet("fix", "-", in: folder, input: "It was was so.\n")
    #expect(outcome.output == "It was so.\n")
    #expect(outcome.status == 0)
  }

  @Test func questionsAreAnsweredOneByOne() throws {
    try folder.write("a.txt", "It was was so.\nNo no one.\nHe he said.\n")
    let outcome = try Command.stet(
      "fix", "--interactive", "a.txt", in: folder, input: "y\nwhat\nn\nq\n")
    #expect(outcome.status == 0)
    #expect(try folder.read("a.txt") == "It was so.\nNo no one.\nHe he said.\n")
    _ = try Command.stet("fix", "--interactive", "a.txt", in: folder, input: "a\n")
    #expect(try folder.read("a.txt").hasSuffix("He said.\n"))
  }

  @Test func quotationsAreMendedOnlyWhenAsked() throws {
    let text = "The minister said: \u{201C}It was was so.\u{201D}\n"
    try folder.write("a.txt", text)
    _ = try Command.stet("fix", "a.txt", in: folder)
    #expect(try folder.read("a.txt") == text)
    _ = try Command.stet("fix", "--quoted", "a.txt", in: folder)
    #expect(try folder.read("a.txt") == text.replacingOccurrences(of: "was was", with: "was"))
  }

  @Test func windows1252StaysWhatItIs() throws {
    try folder.write("a.txt", Data([0x93, 0x63, 0xE9, 0x94] + Array(" was was so.".utf8)))
    _ = try Command.stet("fix", "--encoding", "windows-1252", "a.txt", in: folder)
    #expect(
      try Data(contentsOf: folder.url("a.txt"))
        == Data([0x93, 0x63, 0xE9, 0x94] + Array(" was so.".utf8)))
  }

  @Test(.enabled(if: geteuid() != 0)) func aFileThatMayNotBeWrittenIsLeft() throws {
    try folder.write("a.txt", "It was was so.\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.path + "/a.txt")
    let outcome = try Command.stet("fix", "a.txt", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("a.txt: not written: permission denied"))
  }

  @Test func aFileIsWholeWheneverTheRunIsKilled() throws {
    let before = String(repeating: "It was was so, said the man on the quay.\n", count: 400)
    let after = before.replacingOccurrences(of: "was was", with: "was")
    _ = try Command.stet("--version", in: folder)
    var states: Set<Bool> = []
    // STET_KILLS=100 for the full measure.
    let kills = ProcessInfo.processInfo.environment["STET_KILLS"].flatMap(Int.init) ?? 30
    for attempt in 0..<kills {
      for name in ["a.txt", "b.txt", "c.txt"] { try folder.write(name, before) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Command.stet)
      process.arguments = ["fix", "--quiet", "a.txt", "b.txt", "c.txt"]
      process.currentDirectoryURL = folder.url("")
      try process.run()
      usleep(UInt32(attempt) * 400_000 / UInt32(kills))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      for name in ["a.txt", "b.txt", "c.txt"] {
        let text = try folder.read(name)
        #expect(text == before || text == after)
        states.insert(text == after)
      }
    }
    // What a killed run leaves behind is taken away by nobody but is never mistaken for copy.
    let outcome = try Command.stet("fix", "a.txt", "b.txt", "c.txt", in: folder)
    #expect(outcome.status == 0)
    #expect(try folder.read("a.txt") == after)
  }
}

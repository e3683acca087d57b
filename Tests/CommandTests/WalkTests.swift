import Foundation
import Testing

@Suite struct WalkTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func found(_ arguments: String...) throws -> [String] {
    let outcome = try Command.raw(
      Command.stet, arguments + ["--format", "gcc"], in: folder.path, input: nil, environment: [:])
    return outcome.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  private func write(_ names: String...) throws {
    for name in names { try folder.write(name, "It was was so.\n") }
  }

  @Test func gitignoreIsRespected() throws {
    try Command.git("init", "-q", in: folder)
    try write(
      "a.txt", "b.log", "keep.log", "out/c.txt", "sub/d.txt", "sub/e.tmp", "sub/out/f.txt",
      "sub/deep/g.txt", "secret.txt", "sub/anchored.txt", "anchored.txt", "x/y/z/h.txt", "q1.txt",
      "qa.txt")
    try folder.write(
      ".gitignore",
      "# comment\n*.log\n!keep.log\nout/\n/anchored.txt\nsub/deep/\nx/**/h.txt\nq[0-9].txt\n")
    try folder.write("sub/.gitignore", "*.tmp\n!d.txt\n")
    try folder.write(".git/info/exclude", "secret.txt\n")
    let paths = try found(".")
    #expect(paths == ["a.txt", "keep.log", "qa.txt", "sub/anchored.txt", "sub/d.txt"])
    // What Git says is the measure.
    let listed = try Command.git("ls-files", "--others", "--exclude-standard", in: folder)
    let expected = listed.split(separator: "\n").map(String.init).filter { !$0.contains(".git") }
    #expect(paths.sorted() == expected.sorted())
    // The rules above a folder hold in it, too.
    #expect(try found("sub") == ["sub/anchored.txt", "sub/d.txt"])
    // A file that is named is linted.
    #expect(try found("b.log") == ["b.log"])
  }

  @Test func namesAreSortedByTheirBytes() throws {
    let names = [
      "abcdefgh2", "é", "abcdefg", "abcdefgh", "a", "abcdefgh1", "Z", "abcdefgi", "abcdefgé",
      "abcdefgh10", "b",
    ]
    for name in names { try write(name, name + ".txt") }
    let sorted = (names + names.map { $0 + ".txt" }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    #expect(try found(".") == sorted)
  }

  @Test func hiddenAndBinaryFilesAreSkippedWithAWordInVerbose() throws {
    try write("a.txt", ".hidden.txt", ".dir/b.txt", "code.py")
    try folder.write("blob", Data([0x61, 0x00, 0x62]))
    try folder.write("wide.txt", Data([0xFF, 0xFE, 0x41, 0x00]))
    try folder.write("pic.png", Data([0x89, 0x50]))
    let quiet = try Command.stet(".", "--format", "gcc", in: folder)
    #expect(quiet.errors == "")
    let loud = try Command.stet(".", "--format", "gcc", "--verbose", in: folder)
    #expect(loud.output == quiet.output)
    #expect(loud.errors.contains("stet: blob: left out: binary\n"))
    #expect(loud.errors.contains("stet: wide.txt: left out: binary\n"))
    #expect(loud.errors.contains("stet: pic.png: left out: binary\n"))
    #expect(loud.errors.contains("stet: .hidden.txt: left out: hidden\n"))
    #expect(loud.errors.contains("stet: code.py: left out: not copy"))
    #expect(loud.status == 1)
  }

  @Test func linksDoNotLeadInCircles() throws {
    try write("d/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/d/loop", withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/self", withDestinationPath: "self")
    #expect(try found(".") == ["d/a.txt"])
    let broken = try Command.stet("self", in: folder)
    #expect(broken.status == 2)
    #expect(broken.errors.contains("too many symbolic links"))
  }

  @Test func aMissingFileFailsAndTheOthersAreLinted() throws {
    try write("a.txt", "b.txt")
    let outcome = try Command.stet("a.txt", "none.txt", "b.txt", "--format", "gcc", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "stet: none.txt: no such file or folder\n")
    #expect(outcome.output.contains("a.txt:1:4"))
    #expect(outcome.output.contains("b.txt:1:4"))
  }

  @Test(.enabled(if: geteuid() != 0)) func aFolderWithoutPermissionFails() throws {
    try write("a.txt", "shut/b.txt")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: folder.path + "/shut")
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/shut")
    }
    let outcome = try Command.stet(".", "--format", "gcc", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("shut: permission denied"))
    #expect(outcome.output.contains("a.txt"))
  }

  @Test func invalidTextIsRefusedWithItsPlace() throws {
    try folder.write(
      "latin.txt",
      Data("One line.\nThe caf\u{e9} was was shut.".unicodeScalars.map { UInt8($0.value) }))
    try write("a.txt")
    let outcome = try Command.stet("latin.txt", "a.txt", "--format", "gcc", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("stet: latin.txt:2:8: not valid UTF-8"))
    #expect(outcome.errors.contains("--encoding windows-1252"))
    #expect(outcome.output.contains("a.txt:1:4"))
    let told = try Command.stet(
      "latin.txt", "--encoding", "windows-1252", "--format", "gcc", in: folder)
    #expect(told.status == 1)
    #expect(told.output.contains("latin.txt:2:10: warning: \"was\""))
  }

  @Test func nulBytesInANamedFileAreRefused() throws {
    try folder.write("n.txt", Data("ab\ncd\0ef".utf8))
    let outcome = try Command.stet("n.txt", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("n.txt:2:3: a NUL byte"))
  }

  @Test func emptyFilesAreClean() throws {
    try folder.write("empty.txt", "")
    try folder.write("bom.md", "\u{FEFF}")
    #expect(try Command.stet("empty.txt", "bom.md", in: folder).status == 0)
  }

  @Test func aDeviceIsRefused() throws {
    let outcome = try Command.stet("/dev/zero", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("/dev/zero: not a regular file"))
  }

  @Test func aPipeIsRead() throws {
    let outcome = try Command.shell("mkfifo p; echo 'was was' > p & \"$stet\" p", in: folder)
    #expect(outcome.status == 1)
  }

  @Test func oneLongLineIsLinted() throws {
    // The full sizes of 50 and 200 MB are for a release build: STET_BIG=50.
    let size = ProcessInfo.processInfo.environment["STET_BIG"].flatMap(Int.init) ?? 1
    let piece = "the council met in private and said so again, "
    let text = String(repeating: piece, count: size * 1_000_000 / piece.utf8.count)
    try folder.write("long.txt", text + "was was")
    let outcome = try Command.stet(
      "long.txt", "--format", "gcc", "--fail-on", "never", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasSuffix(": warning: \"was\" stands twice [repeated-word]\n"))
  }
}

import Foundation
import Testing

@Suite struct LintTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  @Test func aFileIsLintedWithAndWithoutTheWordLint() throws {
    try folder.write("draft.txt", "The council met in in private.\n")
    let short = try Command.stet("draft.txt", "--format", "gcc", in: folder)
    let long = try Command.stet("lint", "draft.txt", "--format", "gcc", in: folder)
    #expect(
      short.output == "draft.txt:1:17: warning: \"in\" stands twice [repeated-word]\n")
    #expect(short.status == 1)
    #expect(short.errors == "")
    #expect(long.output == short.output)
  }

  @Test func aFileCalledLikeACommandIsLintedByItsFolder() throws {
    try folder.write("rules", "It was was so.\n")
    #expect(try Command.stet("./rules", "--format", "gcc", in: folder).status == 1)
    #expect(try Command.stet("lint", "rules", "--format", "gcc", in: folder).status == 1)
    #expect(try Command.stet("rules", in: folder).output.contains("repeated-word"))
  }

  @Test(arguments: [["--fail-on", "never"], ["lint", "--jobs", "1"], ["--no-baseline"], ["lint"]])
  func manyPathsAreLintedInTheirOrder(options: [String]) throws {
    let names = (10..<40).map { "draft-\($0).txt" }
    for name in names { try folder.write(name, "It was was so.\n") }
    let arguments = options + ["--format", "gcc"] + names.reversed()
    let outcome = try Command.stet(arguments, in: folder)
    let places = outcome.output.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    #expect(places.map { String($0) } == names.reversed())
    #expect(outcome.errors == "" && outcome.status == (options.contains("never") ? 0 : 1))
  }

  @Test func manyPathsChangeNoComplaint() throws {
    let names = (10..<40).map { "draft-\($0).txt" }
    let message = try Command.stet(["--commit-msg"] + names, in: folder)
    #expect(message.status == 2 && message.errors.contains("--commit-msg takes one file"))
    let unknown = try Command.stet(["--fromat", "gcc"] + names, in: folder)
    #expect(unknown.status == 2 && unknown.errors.contains("Unknown option '--fromat'"))
  }

  @Test func cleanCopyGivesStatusZero() throws {
    try folder.write("draft.txt", "The council met in private.\n")
    let outcome = try Command.stet("draft.txt", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output == "nothing found in 1 file\n")
  }

  @Test(arguments: [
    ("error", Int32(0)), ("warning", 1), ("advice", 1), ("never", 0),
  ])
  func theSeverityThatFailsARunIsASetting(severity: String, status: Int32) throws {
    try folder.write("draft.txt", "It was was so.\n")
    #expect(try Command.stet("draft.txt", "--fail-on", severity, in: folder).status == status)
  }

  @Test func adviceDoesNotFailARun() throws {
    try folder.write("draft.txt", "It was was so.\n")
    try folder.write(".stet.yml", "rules:\n  repeated-word: advice\n")
    let outcome = try Command.stet("draft.txt", "--format", "gcc", in: folder)
    #expect(outcome.output.contains("note: "))
    #expect(outcome.status == 0)
    #expect(try Command.stet("draft.txt", "--fail-on", "advice", in: folder).status == 1)
  }

  @Test func standardInputHasANameAndItsFormat() throws {
    let text = "# Head\n\n`the the` and was was.\n"
    let markdown = try Command.stet(
      "-", "--stdin-path", "a/b.md", "--format", "gcc", in: folder, input: text)
    #expect(markdown.output == "a/b.md:3:15: warning: \"was\" stands twice [repeated-word]\n")
    let plain = try Command.stet("-", "--format", "gcc", in: folder, input: text)
    #expect(plain.output.contains("<stdin>:3:2: "))
  }

  @Test func standardInputFollowsTheConfigurationOfItsName() throws {
    try folder.write("sub/.stet.yml", "rules: {repeated-word: off}\n")
    let text = "It was was so.\n"
    #expect(
      try Command.stet("-", "--stdin-path", "sub/x.txt", in: folder, input: text).status == 0)
    #expect(try Command.stet("-", "--stdin-path", "x.txt", in: folder, input: text).status == 1)
  }

  @Test func filesAreReportedInTheOrderGivenAndFoldersInTheirOwn() throws {
    for name in ["b.txt", "a.txt", "dir/z.txt", "dir/Y.txt", "dir/m/n.txt"] {
      try folder.write(name, "It was was so.\n")
    }
    let outcome = try Command.stet("b.txt", "dir", "a.txt", "--format", "gcc", in: folder)
    let paths = outcome.output.split(separator: "\n").map { $0.prefix { $0 != ":" } }
    #expect(paths == ["b.txt", "dir/Y.txt", "dir/m/n.txt", "dir/z.txt", "a.txt"])
  }

  @Test func aFileGivenTwiceIsReportedOnce() throws {
    try folder.write("d/a.txt", "It was was so.\n")
    let outcome = try Command.stet("d", "d/a.txt", "--format", "gcc", in: folder)
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ("byte", 11), ("scalar", 7), ("utf16", 8), ("grapheme", 6),
  ])
  func columnsAreCountedAsAsked(unit: String, column: Int) throws {
    // An emoji of four bytes, then a letter with a combining accent.
    try folder.write("draft.txt", "😀 re\u{301} was was\n")
    let outcome = try Command.stet(
      "draft.txt", "--format", "gcc", "--column-unit", unit, in: folder)
    #expect(outcome.output.contains("draft.txt:1:\(column): warning: \"was\""))
  }

  @Test func aByteOrderMarkAndOtherLineEndingsShiftNothing() throws {
    try folder.write("bom.txt", "\u{FEFF}It it was.\r\n\r\nHe he said.\rWas was\n")
    let outcome = try Command.stet("bom.txt", "--format", "gcc", in: folder)
    let places = outcome.output.split(separator: "\n").map {
      $0.split(separator: ":")[1...2].joined(separator: ":")
    }
    #expect(places.contains("1:1"))
    #expect(places.contains("4:1"))
  }

  @Test func outputGoesToAFile() throws {
    try folder.write("draft.txt", "It was was so.\n")
    let outcome = try Command.stet(
      "draft.txt", "--format", "json", "--output", "out.json", in: folder)
    #expect(outcome.output == "")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("out.json")))
    #expect((json as? [String: Any])?["version"] as? Int == 1)
  }

  @Test func severalFormatsAtOnce() throws {
    try folder.write("draft.txt", "It was was so.\n")
    let outcome = try Command.stet(
      "draft.txt", "--format", "gcc", "--format", "json=one.json", in: folder)
    #expect(outcome.output.hasPrefix("draft.txt:1:4: warning"))
    #expect(try folder.read("one.json").contains("\"repeated-word\""))
    #expect(
      try Command.stet("draft.txt", "--format", "gcc", "--format", "json", in: folder).status == 2)
  }

  @Test func statisticsStandBesideAReportForMachines() throws {
    try folder.write("draft.txt", "It was was so.\n")
    let people = try Command.stet("draft.txt", "--statistics", in: folder)
    #expect(people.output.contains("repeated-word"))
    let machines = try Command.stet("draft.txt", "--statistics", "--format", "json", in: folder)
    #expect(machines.errors.contains("repeated-word"))
    _ = try JSONSerialization.jsonObject(with: Data(machines.output.utf8))
  }

  @Test func aFullDiskIsSaidAndFails() throws {
    try folder.write("draft.txt", "It was was so.\n")
    let outcome = try Command.shell("\"$stet\" draft.txt > /dev/full", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no space left"))
    let file = try Command.stet("draft.txt", "--output", "/dev/full", in: folder)
    #expect(file.status == 2)
    #expect(file.errors.contains("/dev/full: no space left"))
    let none = try Command.stet("draft.txt", "--output", "no/such/folder.txt", in: folder)
    #expect(none.status == 2)
    #expect(none.errors.contains("no/such/folder.txt"))
  }

  @Test func aReaderThatGoesAwayEndsTheRunQuietly() throws {
    try folder.write(
      "long.txt", String(repeating: "It was was so.\n", count: 20_000))
    let outcome = try Command.shell(
      "\"$stet\" long.txt --format gcc | head -n 1; \"$stet\" long.txt --format gcc | true",
      in: folder)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.errors == "")
    // Some programs start others with the signal ignored.
    let ignored = try Command.shell(
      "trap '' PIPE; \"$stet\" long.txt --format gcc | head -n 1", in: folder)
    #expect(ignored.errors == "")
  }

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    try folder.write("draft.txt", "It was was so.\n")
    #expect(try !Command.stet("draft.txt", in: folder).output.contains("\u{1B}"))
    let asked = try Command.stet("draft.txt", "--color", "always", in: folder)
    #expect(asked.output.contains("\u{1B}["))
  }

  @Test func theNumberOfJobsChangesNothing() throws {
    for index in 0..<60 {
      let text = String(repeating: "It was was so, \(index). Teh end.\n\n", count: index % 7)
      try folder.write("f/\(index).txt", text)
    }
    for format in ["text", "gcc", "json", "sarif"] {
      let one = try Command.stet("f", "--jobs", "1", "--format", format, in: folder)
      let eight = try Command.stet("f", "--jobs", "8", "--format", format, in: folder)
      #expect(one.output == eight.output)
      #expect(one.status == eight.status)
      #expect(one.output.contains("repeated-word"))
    }
  }
}

@Suite struct HelpTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  @Test func wrongUsageIsStatusTwo() throws {
    for arguments in [["--bogus"], [], ["lint"], ["--format", "jsno", "x"], ["x", "--jobs", "0"]] {
      let outcome = try Command.raw(
        Command.stet, arguments, in: folder.path, input: nil, environment: [:])
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("Usage:"))
    }
  }

  @Test func helpAndVersionAreStatusZero() throws {
    let help = try Command.stet("--help", in: folder)
    #expect(help.status == 0)
    #expect(help.output.contains("EXAMPLES"))
    #expect(help.output.contains("EXIT STATUS"))
    #expect(try Command.stet("lint", "--help", in: folder).output.contains("--stdin-path"))
    let version = try Command.stet("--version", in: folder)
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test func rulesAreListedAndExplained() throws {
    let list = try Command.stet("rules", in: folder)
    #expect(list.output.contains("repeated-word"))
    #expect(list.output.contains("tautology"))
    let one = try Command.stet("explain", "repeated-word", in: folder)
    #expect(one.output.contains("Duran Duran"))
    let wrong = try Command.stet("explain", "repeted-word", in: folder)
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean \"repeated-word\""))
  }
}

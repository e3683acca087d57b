import Foundation
import Testing

@Suite struct ConfigurationTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func lint(_ arguments: String...) throws -> RunOutcome {
    try Command.raw(
      Command.stet, arguments + ["--format", "gcc"], in: folder.path, input: nil, environment: [:])
  }

  @Test func everyFaultIsReportedAtItsPlace() throws {
    try folder.write("a.txt", "It was was so.\n")
    try folder.write(
      ".stet.yml",
      """
      dialect: en-BG
      ruls: {}
      rules:
        repeeted-word: off
        repeated-word: of
        misspelling:
          sevrity: error
          severity: bad
          options: {nonsense: 1}
      overrides:
        - rules: {repeated-word: off}
      misspelling: off
      """)
    let outcome = try lint("a.txt")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(lines.count == 9)
    #expect(lines[0].hasPrefix(".stet.yml:1:10: error: unknown dialect \"en-BG\"; did you mean"))
    #expect(lines[1] == ".stet.yml:2:1: error: unknown key \"ruls\"; did you mean \"rules\"?")
    #expect(
      lines[2]
        == ".stet.yml:4:3: error: there is no rule \"repeeted-word\"; did you mean \"repeated-word\"?"
    )
    #expect(lines[3].hasPrefix(".stet.yml:5:18: error: unknown setting \"of\"; did you mean"))
    #expect(lines[4].contains(":7:5: error: unknown key \"sevrity\"; did you mean \"severity\"?"))
    #expect(lines[5].hasPrefix(".stet.yml:8:15: error: unknown setting \"bad\""))
    #expect(lines[6].hasPrefix(".stet.yml:9:15: error: "))
    #expect(lines[7].contains(":11:5: error: an override needs \"paths:\""))
    #expect(lines[8].contains("12:1: error: unknown key \"misspelling\"; rules stand under"))
  }

  @Test func aFolderIsNoConfiguration() throws {
    try folder.write("a.txt", "Fine.\n")
    let outcome = try Command.stet("lint", "a.txt", "--config", ".", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors == ".:1:1: error: is a folder\n")
  }

  @Test func profilesAreListedOnce() throws {
    let outcome = try Command.stet("lint", "a.txt", "--profile", "gazette", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("There is no profile \"gazette\"."))
    #expect(outcome.errors.ranges(of: "none").count == 1)
  }

  @Test(arguments: [("rules: [\n", 2), ("a: b: c\n", 1), ("- x\n", 1)])
  func brokenYAMLIsAnErrorWithItsLine(text: String, line: Int) throws {
    try folder.write("a.txt", "Fine.\n")
    try folder.write(".stet.yml", text)
    let outcome = try lint("a.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(".stet.yml:\(line):"))
  }

  @Test func aBrokenConfigurationStopsOnlyItsOwnFiles() throws {
    try folder.write("good/a.txt", "It was was so.\n")
    try folder.write("bad/.stet.yml", "nonsense: 1\n")
    try folder.write("bad/b.txt", "It was was so.\n")
    try folder.write("bad/c.txt", "It was was so.\n")
    let outcome = try lint("good", "bad")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("good/a.txt:1:4"))
    #expect(!outcome.output.contains("bad/"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func theNearestFileHoldsUpToTheRepositorysRoot() throws {
    try folder.write(".stet.yml", "rules: {repeated-word: off}\n")
    try folder.write("a/b/x.txt", "It was was so.\n")
    #expect(try lint("a/b/x.txt").status == 0)
    try folder.write("a/.stet.yml", "rules: {repeated-word: error}\n")
    #expect(try lint("a/b/x.txt").output.contains(": error: "))
    try FileManager.default.removeItem(at: folder.url("a/.stet.yml"))
    try FileManager.default.createDirectory(
      at: folder.url("a/.git"), withIntermediateDirectories: true)
    #expect(try lint("a/b/x.txt").status == 1)
  }

  @Test func layersLieOverEachOther() throws {
    try folder.write(
      ".stet.yml",
      """
      rules: {repeated-word: warning}
      exclude: [archive/, "*.bak.txt"]
      overrides:
        - paths: "wire/**"
          rules: {repeated-word: error}
        - paths: ["wire/quiet.txt"]
          rules: {repeated-word: off}
      """)
    for name in ["a.txt", "wire/b.txt", "wire/quiet.txt", "archive/c.txt", "d.bak.txt"] {
      try folder.write(name, "It was was so.\n")
    }
    let lines = try lint(".").output.split(separator: "\n").map { $0.split(separator: " ")[...1] }
    #expect(
      lines.map { $0.joined(separator: " ") } == ["a.txt:1:4: warning:", "wire/b.txt:1:4: error:"])
    // Also when it is named, as the pre-commit framework does.
    let named = try lint("archive/c.txt", "--verbose")
    #expect(named.status == 0)
    #expect(named.errors.contains("archive/c.txt: left out: left out by .stet.yml"))
    #expect(try lint("archive/c.txt", "--no-config").status == 1)
  }

  @Test func includeTakesFilesThatAWalkLeavesOut() throws {
    try folder.write(
      ".stet.yml", "include: ['*.html.in', '.draft']\nformats: {'*.story': markdown}\n")
    try folder.write("p.html.in", "It was was so.\n")
    try folder.write(".draft", "It was was so.\n")
    try folder.write("x.story", "`the the` and was was.\n")
    #expect(try lint(".").output.split(separator: "\n").count == 3)
    #expect(try lint("x.story").output.hasPrefix("x.story:1:15"))
  }

  @Test func configCanBeNamedOrLeftAlone() throws {
    try folder.write("a.txt", "It was was so.\n")
    try folder.write(".stet.yml", "rules: {repeated-word: off}\n")
    try folder.write("other.yml", "rules: {repeated-word: error}\n")
    #expect(try lint("a.txt", "--no-config").status == 1)
    #expect(try lint("a.txt", "--config", "other.yml").output.contains("error"))
    let missing = try lint("a.txt", "--config", "none.yml")
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("none.yml:1:1: error: no such file"))
  }

  @Test func encodingComesFromTheConfigurationToo() throws {
    try folder.write(".stet.yml", "overrides:\n  - paths: 'old/*'\n    encoding: windows-1252\n")
    try folder.write(
      "old/a.txt", Data([0x63, 0x61, 0x66, 0xE9, 0x20, 0x61, 0x74, 0x20, 0x61, 0x74]))
    #expect(try lint("old").output.hasPrefix("old/a.txt:1:6: warning: \"at\""))
  }

  @Test func initWritesAFileThatHoldsAndNoSecondOne() throws {
    try folder.write("a.txt", "It was was so.\n")
    #expect(try Command.stet("init", in: folder).output == "wrote .stet.yml\n")
    #expect(try lint("a.txt").status == 1)
    // Every line that is commented out is right once the sign is gone.
    let live = try folder.read(".stet.yml").split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        line.range(of: "^# ( |[a-z]+:)", options: .regularExpression) == nil
          ? String(line) : String(line.dropFirst(2))
      }
    try folder.write("live.yml", live.joined(separator: "\n"))
    let outcome = try lint("a.txt", "--config", "live.yml")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    let again = try Command.stet("init", in: folder)
    #expect(again.status == 2)
    #expect(again.errors.contains(".stet.yml: is there already"))
  }

  @Test func configTellsWhatAppliesAndFromWhere() throws {
    try folder.write(
      ".stet.yml",
      "dialect: en-GB\nwords: [zorbing]\noverrides:\n  - paths: '*.md'\n    rules: {repeated-word: off}\n"
    )
    let rows = try Command.stet("config", "x.md", "--headline", "none", in: folder).output
      .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(rows.contains("dialect en-GB .stet.yml:1"))
    #expect(rows.contains("word zorbing .stet.yml:2"))
    #expect(rows.contains("repeated-word off .stet.yml:5"))
    #expect(rows.contains("headline none --headline"))
    #expect(rows.contains("profile none default"))
    #expect(rows.contains("format markdown name"))
  }

  @Test func acceptedWordsAreSortedAndHold() throws {
    try folder.write("a.txt", "They were definately near the river.\n")
    #expect(try lint("a.txt").status == 1)
    let outcome = try Command.stet("accept", "definately", "Adaeze", "definately", in: folder)
    #expect(outcome.status == 0)
    #expect(
      try folder.read(".stet/words.txt").split(separator: "\n").dropFirst() == [
        "Adaeze", "definately",
      ])
    #expect(try lint("a.txt").status == 0)
    let before = try folder.read(".stet/words.txt")
    _ = try Command.stet("accept", "definately", in: folder)
    #expect(try folder.read(".stet/words.txt") == before)
    #expect(try Command.stet("accept", "two words", in: folder).status == 2)
    #expect(try folder.read(".stet/words.txt") == before)
  }

  @Test func wordsAndNamesOfTheConfigurationAreAccepted() throws {
    try folder.write("a.txt", "They were definately near the river.\n")
    try folder.write(".stet.yml", "words: [definately]\n")
    #expect(try lint("a.txt").status == 0)
  }
}

import Foundation
import Testing

@Suite struct GitTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try Command.git("init", "-q", "-b", "main", in: folder)
  }

  private func lint(_ arguments: String...) throws -> RunOutcome {
    try Command.raw(
      Command.stet, ["lint"] + arguments + ["--format", "gcc"], in: folder.path, input: nil,
      environment: [:])
  }

  private func commit() throws {
    try Command.git("add", "-A", in: folder)
    try Command.git("commit", "-qm", "A commit", in: folder)
  }

  @Test func theIndexIsLintedNotTheWorkingTree() throws {
    try folder.write("p.txt", "Fine.\n")
    try commit()
    try folder.write("p.txt", "Fine.\nThe cat cat sat.\n")
    try Command.git("add", "p.txt", in: folder)
    try folder.write("p.txt", "Fine.\nThe cat sat.\nNow then then.\n")
    let staged = try lint("--staged")
    #expect(staged.output == "p.txt:2:5: warning: \"cat\" stands twice [repeated-word]\n")
    #expect(staged.status == 1)
    #expect(
      try lint("--changed").output == "p.txt:3:5: warning: \"then\" stands twice [repeated-word]\n")
  }

  @Test func aFirstCommitIsLinted() throws {
    try folder.write("a b.txt", "It was was so.\n")
    try folder.write("new\nline.txt", "It was was so.\n")
    try folder.write("caf\u{e9}.txt", "It was was so.\n")
    try folder.write("blob.txt", Data([0x61, 0x00]))
    try folder.write(".stet/words.txt", "was was\n")
    try folder.write("code.py", "was was\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.txt", withDestinationPath: "a b.txt")
    try Command.git("add", "-A", in: folder)
    let outcome = try lint("--staged")
    #expect(outcome.status == 1)
    #expect(outcome.output.split(separator: "\n").count == 3)
    #expect(outcome.output.contains("a b.txt:1:4"))
    #expect(outcome.output.contains("caf\u{e9}.txt:1:4"))
    #expect(outcome.errors == "")
    try Command.git("commit", "-qm", "One", in: folder)
    #expect(try lint("--staged").status == 0)
    #expect(try lint("--changed").status == 0)
  }

  @Test func onlyWhatAChangeIsAnswerableForIsReported() throws {
    try folder.write("p.txt", "The cat cat sat.\n\nA line.\n\nThe end.\n")
    try commit()
    #expect(try lint("p.txt").status == 1)
    #expect(try lint("--changed-lines").status == 0)
    try folder.write("p.txt", "New.\n\nThe cat cat sat.\n\nA line line.\n\nThe end.\n")
    #expect(
      try lint("--changed-lines").output
        == "p.txt:5:3: warning: \"line\" stands twice [repeated-word]\n")
    // Staged, the same; and against an older revision.
    try Command.git("add", "-A", in: folder)
    #expect(try lint("--staged", "--changed-lines").output.contains("p.txt:5:3"))
    try Command.git("commit", "-qm", "Two", in: folder)
    #expect(try lint("--changed-lines").status == 0)
    #expect(try lint("--changed-lines", "HEAD~1").output.hasPrefix("p.txt:5:3"))
    #expect(try lint("--changed-lines=HEAD~1").output.hasPrefix("p.txt:5:3"))
    #expect(try lint("--changed", "HEAD~1").output.split(separator: "\n").count == 2)
    #expect(try lint("--changed", "no-such-revision").status == 2)
  }

  @Test func aFaultFarFromTheChangeThatCausesItIsReported() throws {
    let open = "\u{201C}We will go on,\u{201D} said the mayor of the town.\n"
    try folder.write("p.txt", "The first line.\n\n\(open)\nThe last line.\n")
    try commit()
    #expect(try lint("p.txt").status == 0)
    // The closing mark goes; the finding stands at the opening one, in the same line here, and the
    // one that was there before stays unreported.
    try folder.write(
      "p.txt",
      "The first line.\n\n" + open.replacingOccurrences(of: "\u{201D}", with: "")
        + "\nThe last line.\n")
    #expect(try lint("--changed-lines").output.contains("[unbalanced-quotation]"))
  }

  @Test func renamedAndDeletedFiles() throws {
    try folder.write("a.txt", "It was was so.\n\nMuch more stands here, to be known again.\n")
    try folder.write("b.txt", "It was was so.\n")
    try commit()
    try Command.git("mv", "a.txt", "c.txt", in: folder)
    try Command.git("rm", "-q", "b.txt", in: folder)
    #expect(try lint("--staged").output.hasPrefix("c.txt:1:4"))
    #expect(try lint("--staged", "--changed-lines").status == 0)
  }

  @Test func pathsAreShownFromTheFolderOfTheRun() throws {
    try folder.write("sub/x.txt", "It was was so.\n")
    try folder.write("y.txt", "It was was so.\n")
    try Command.git("add", "-A", in: folder)
    let outcome = try Command.raw(
      Command.stet, ["lint", "--staged", "--format", "gcc"], in: folder.path + "/sub", input: nil,
      environment: [:])
    #expect(outcome.output.contains("\n../y.txt:1:4") || outcome.output.hasPrefix("../y.txt:1:4"))
    #expect(outcome.output.contains("x.txt:1:4"))
    #expect(try lint("--staged", "sub").output.hasPrefix("sub/x.txt"))
    #expect(try lint("--staged", "sub").output.split(separator: "\n").count == 1)
  }

  @Test func submodulesAreLeftToThemselves() throws {
    let inner = try TestFolder()
    try Command.git("init", "-q", in: inner)
    try inner.write("i.txt", "It was was so.\n")
    try Command.git("add", "-A", in: inner)
    try Command.git("commit", "-qm", "Inner", in: inner)
    try Command.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "inner",
      in: folder)
    try folder.write("a.txt", "It was was so.\n")
    try Command.git("add", "-A", in: folder)
    let outcome = try lint("--staged")
    #expect(outcome.output == "a.txt:1:4: warning: \"was\" stands twice [repeated-word]\n")
  }

  @Test func outsideOfARepositoryAChangeIsAnError() throws {
    let bare = try TestFolder()
    let outcome = try Command.stet("lint", "--staged", in: bare)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("not in a Git repository"))
  }

  @Test func commitMessagesAreCopyWithoutCommentsAndTrailers() throws {
    let scissors = "# ------------------------ >8 ------------------------\n"
    try folder.write(
      "m", "Mend the the gate\n\n# was was\nSigned-off-by: So so <a@b>\n\(scissors)+no no\n")
    let outcome = try lint("--commit-msg", "m")
    #expect(outcome.output == "m:1:6: warning: \"the\" stands twice [repeated-word]\n")
  }

  @Test func theHookStopsAFaultAndKeepsTheHookThatWasThere() throws {
    let old = "#!/bin/sh\necho kept >> ran\n"
    try folder.write(".git/hooks/pre-commit", old)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/.git/hooks/pre-commit")
    #expect(try Command.stet("hook", "install", "--message", in: folder).status == 0)
    // Once more changes nothing.
    #expect(try Command.stet("hook", "install", "--message", in: folder).status == 0)
    try folder.write("a.txt", "It was was so.\n")
    try Command.git("add", "a.txt", in: folder)
    #expect(throws: CommandFailure.self) {
      try Command.git("commit", "-qm", "A fault", in: folder)
    }
    #expect(try folder.read("ran") == "kept\n")
    try folder.write("a.txt", "It was so.\n")
    try Command.git("add", "a.txt", in: folder)
    #expect(throws: CommandFailure.self) {
      try Command.git("commit", "-qm", "Mend the the fault", in: folder)
    }
    try Command.git("commit", "-qm", "Mend the fault", in: folder)
    #expect(try Command.stet("hook", "uninstall", in: folder).status == 0)
    #expect(try folder.read(".git/hooks/pre-commit") == old)
    #expect(!folder.exists(".git/hooks/commit-msg"))
  }

  @Test func hooksPathAndWorktreesAreRespected() throws {
    try folder.write("a.txt", "Fine.\n")
    try commit()
    let tree = try TestFolder()
    try Command.git("worktree", "add", "-q", tree.path + "/w", in: folder)
    let inTree = try Command.raw(
      Command.stet, ["hook", "install"], in: tree.path + "/w", input: nil, environment: [:])
    #expect(inTree.status == 0)
    #expect(folder.exists(".git/hooks/pre-commit"))
    try Command.git("config", "core.hooksPath", "my hooks", in: folder)
    #expect(try Command.stet("hook", "install", in: folder).status == 0)
    #expect(folder.exists("my hooks/pre-commit"))
    try folder.write("b.txt", "It was was so.\n")
    try Command.git("add", "b.txt", in: folder)
    #expect(throws: CommandFailure.self) { try Command.git("commit", "-qm", "Two", in: folder) }
  }

  @Test func theHookOnlyReads() throws {
    try folder.write("a.txt", "Fine.\n")
    try commit()
    _ = try Command.stet("hook", "install", in: folder)
    try folder.write("a.txt", "Fine.\nIt was was so.\n")
    try Command.git("add", "a.txt", in: folder)
    try folder.write("a.txt", "Fine.\nUnstaged work.\n")
    let index = try Data(contentsOf: folder.url(".git/index"))
    _ = try? Command.git("commit", "-qm", "Two", in: folder)
    #expect(try folder.read("a.txt") == "Fine.\nUnstaged work.\n")
    #expect(try Command.git("show", ":a.txt", in: folder) == "Fine.\nIt was was so.\n")
    _ = index
  }

  @Test func theBaselineHoldsBackWhatIsKnown() throws {
    try folder.write("d/a.txt", "The cat cat sat.\n\nThe cat cat sat.\n")
    #expect(try Command.stet("baseline", "d", in: folder).output.hasSuffix(": 2 findings\n"))
    let known = try lint("d")
    #expect(known.status == 0)
    #expect(known.output == "")
    // Lines move; one more of the same is new; one less is told.
    try folder.write("d/a.txt", "New.\n\nThe cat cat\nsat. The cat cat sat.\n\nThe cat cat sat.\n")
    #expect(try lint("d").output.split(separator: "\n").count == 1)
    try folder.write("d/a.txt", "The cat cat sat.\n")
    let less = try lint("d")
    #expect(less.status == 0)
    #expect(less.errors.contains("1 entry of the baseline is obsolete"))
    #expect(try lint("d", "--no-baseline").status == 1)
    try folder.write(".stet/baseline.txt", "nonsense\n")
    let broken = try lint("d")
    #expect(broken.status == 2)
    #expect(broken.errors.contains(".stet/baseline.txt:1:1: error: "))
  }
}

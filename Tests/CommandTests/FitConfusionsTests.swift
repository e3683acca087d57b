import Testing

/// `stet-dev confusions` on copy in which *form* stands after *the* and *from* after *came*.
@Suite struct FitConfusionsTests {
  @Test func listsAreFittedAndMeasured() throws {
    let folder = try TestFolder()
    let copy = String(
      repeating: "They came from home on a bus.\n\nShe filled in the form by hand.\n\n", count: 2000
    )
    for name in ["first-paper.txt", "second-paper.txt", "third-paper.txt"] {
      try folder.write("text/\(name)", copy)
    }
    // One word of the second pair never stands: nothing can be fitted.
    try folder.write("confusable.tsv", "form\tfrom\tform\nhome\tzebra\tslip\n")
    // Found by rule; the first is listed by hand as well.
    try folder.write("derived/confusable.tsv", "form\tfrom\tnear\nhand\thome\tsound\n")
    try fit(folder, "--fits", folder.path + "/fits")
    func lines(_ name: String) throws -> [String] {
      try folder.read(name).split(separator: "\n").map(String.init)
    }
    let confusions = try lines("confusions.tsv")
    #expect(confusions.first == "# columns: wrong right threshold alarms recall precision kind")
    let wrong = confusions.dropFirst().map { $0.split(separator: "\t")[0] }
    #expect(wrong == ["form", "from", "hand", "home"])
    for line in confusions.dropFirst() {
      let columns = line.split(separator: "\t")
      #expect(columns.count == 7)
      #expect(columns[3] == "0" && columns[4] == "100" && columns[5] == "1.000")
    }
    let contexts = try lines("contexts.tsv")
    #expect(contexts.contains { $0.hasPrefix("c\t") && $0.contains("came") })
    let before = try #require(contexts.first { $0.hasPrefix("form\tfrom\tp\t") })
    #expect(before.contains("came:") && before.contains("the:-"))

    // Without room for their weights, only pairs listed by hand are left. What was fitted is not fitted again.
    try folder.write("text/first-paper.txt", "")
    try fit(folder, "--fits", folder.path + "/fits", "--weights", "0")
    let fewer = try lines("confusions.tsv").dropFirst().map { $0.split(separator: "\t")[0] }
    #expect(fewer == ["form", "from"])
  }

  private func fit(_ folder: TestFolder, _ options: String...) throws {
    let outcome = try Command.raw(
      Command.built("stet-dev"),
      [
        "confusions", "--text", folder.path + "/text", "--out", folder.path, "--half", "first",
        "--mixed", "third",
      ] + options,
      in: Command.root, input: nil, environment: [:])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}

import ArgumentParser
import Foundation

/// Counts words and word pairs of a folder of plain text into the lists that ship.
struct Counts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count a folder of plain text into dictionaries/en.")

  @Option(help: "Folder of .txt files; form feeds part documents, blank lines paragraphs.")
  var text: String

  @Option(help: "Folder for the lists.")
  var out: String

  @Option(help: "Most forms in frequencies.tsv.")
  var forms = 200_000

  @Option(help: "Most pairs in pairs.tsv.")
  var pairs = 400_000

  func run() throws {
    let corpus = try Corpus(folder: text)
    let lists = CountLists(corpus)
    try write(lists.frequencies(limit: forms), "frequencies.tsv")
    try write(lists.pairs(limit: pairs), "pairs.tsv")
    let confusions = try confusions()
    if !confusions.isEmpty {
      try write(ContextLists(corpus, pairs: confusions).lines(), "contexts.tsv")
    }
  }

  /// The pairs (wrong, right) of the list that is kept by hand beside the counts.
  private func confusions() throws -> [(wrong: String, right: String)] {
    let path = out + "/confusions.tsv"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { line in
        let columns = line.split(separator: "\t")
        return columns.count >= 2 ? (String(columns[0]), String(columns[1])) : nil
      }
  }

  private func write(_ lines: [String], _ name: String) throws {
    let path = out + "/" + name
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(lines.count) lines")
  }
}

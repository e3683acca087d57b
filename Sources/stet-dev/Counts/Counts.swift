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
  }

  private func write(_ lines: [String], _ name: String) throws {
    let path = out + "/" + name
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(lines.count) lines")
  }
}

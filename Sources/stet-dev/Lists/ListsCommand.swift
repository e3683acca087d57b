import ArgumentParser
import Foundation

/// Derives the lists of `dictionaries/en/derived` from their sources.
struct Lists: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Derive the lists of dictionaries/en/derived from their public sources.",
    discussion: """
      dictionaries/README.md says what the folder of sources holds and where it comes from. Hand-made \
      lists, which stand beside the folder 'derived', are read and never written.
      """)

  @Option(help: "The folder of sources.")
  var sources: String

  @Option(help: "The folder of the language's lists.")
  var dir = "dictionaries/en"

  func run() throws {
    let curated = URL(fileURLWithPath: dir, isDirectory: true)
    let output = curated.appendingPathComponent("derived", isDirectory: true)
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let lists = try DeriveLists.all(from: ListSources(folder: sources), curated: curated)
    for (name, list) in lists.sorted(by: { $0.key < $1.key }) {
      let text = list.normalisedText()
      try Data(text.utf8).write(to: output.appendingPathComponent(name), options: .atomic)
      print("\(name): \(list.rows.count) entries, \(text.utf8.count) bytes")
    }
  }
}

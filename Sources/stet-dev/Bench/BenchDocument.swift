import ArgumentParser
import Foundation
import StetDocument

/// Measures how fast files are taken apart: format, tokens, words, sentences.
struct BenchDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Measure how fast documents are made from files.",
    discussion: "Each file is read as plain text and as Markdown. MB are 1,000,000 bytes.")

  @Argument(help: "The files to take apart.")
  var files: [String]

  @Option(help: "How often each file is taken apart; the fastest and the middle run are shown.")
  var rounds = 15

  func run() throws {
    for path in files {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      for format in CopyFormat.allCases {
        let file = try SourceFile(path: path, fileBytes: Array(data), format: format)
        var times: [Double] = []
        var tokens = 0
        var words = 0
        for _ in 0..<max(1, rounds) {
          // Processor time: other programs on the machine do not count.
          let start = clock()
          let document = Document(file)
          times.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
          tokens = document.tokens.count
          words = document.words.count
        }
        times.sort()
        let size = Double(data.count) / 1e6
        let best = String(format: "%.0f", size / times[0])
        let middle = String(format: "%.0f", size / times[times.count / 2])
        print(
          "\(path) as \(format.rawValue): best \(best) MB/s, median \(middle) MB/s"
            + " (\(tokens) tokens, \(words) distinct forms)")
      }
    }
  }
}

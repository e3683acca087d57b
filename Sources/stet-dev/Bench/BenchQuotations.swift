import ArgumentParser
import Foundation
import StetAnalysis
import StetDocument

/// Measures how fast the model of quotations is built over documents that are read already.
struct BenchQuotations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotations",
    abstract: "Measure the model of quotations alone, on one core, in bytes of text a second.")

  @Argument(help: "Files, or folders whose .txt and .md files are read.")
  var paths: [String]

  @Option(help: "How often every file is modelled; the fastest round counts.")
  var rounds = 20

  func run() throws {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw ValidationError("there is no file \(path)")
      }
      if isFolder.boolValue {
        files += try CorpusFiles.names(root: path, list: nil, dir: ".").map { path + "/" + $0 }
      } else {
        files.append(path)
      }
    }
    let documents = try files.map { Document(try CorpusFiles.source($0)) }
    let bytes = documents.reduce(0) { $0 + $1.text.count }
    var best = Double.infinity
    var marks = 0
    for _ in 0..<max(1, rounds) {
      marks = 0
      // Processor time: other programs on the machine do not count.
      let start = clock()
      for document in documents { marks += Quotations(document).marks.count }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    let rate = Double(bytes) / best / 1e6
    print(
      "\(documents.count) documents, \(bytes) bytes, \(marks) marks: "
        + String(format: "%.2f ms, %.0f MB/s", best * 1000, rate))
  }
}

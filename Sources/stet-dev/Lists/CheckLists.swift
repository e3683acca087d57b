import ArgumentParser
import Foundation

/// Checks every list of `dictionaries/`, or puts them in order.
struct CheckData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-data",
    abstract: "Check that the lists are sorted, unique, NFC and have their columns.",
    discussion: "Says file:line for each fault; exit status 1 when there is one.")

  @Option(help: "The folder that holds the lists.")
  var dir = "dictionaries"

  @Flag(help: "Sort the lists, drop repeats and put them in NFC, in place, before checking.")
  var fix = false

  func run() throws {
    var faults = 0
    let paths = try Self.listPaths(under: dir)
    if paths.isEmpty { throw ValidationError("no list under \(dir)") }
    for path in paths {
      let url = URL(fileURLWithPath: path)
      var data = try Data(contentsOf: url)
      if fix, let text = String(data: data, encoding: .utf8) {
        let ordered = Data(ListFile(text: text).normalisedText().utf8)
        if ordered != data {
          try ordered.write(to: url, options: .atomic)
          data = ordered
        }
      }
      for fault in ListFault.all(in: data) {
        print("\(path):\(fault.line): \(fault.message)")
        faults += 1
      }
    }
    print("\(paths.count) lists, \(faults) faults")
    if faults > 0 { throw ExitCode(1) }
  }

  /// Paths of all `.txt` and `.tsv` lists below a folder, sorted; counts of corpora are left out.
  static func listPaths(under dir: String) throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: dir) else {
      throw ValidationError("cannot read the folder \(dir)")
    }
    var paths: [String] = []
    for case let name as String in walk where name.hasSuffix(".txt") || name.hasSuffix(".tsv") {
      if ["/frequencies.tsv", "/pairs.tsv", "/contexts.tsv"].contains(where: name.hasSuffix) {
        continue
      }
      paths.append(dir + "/" + name)
    }
    return paths.sorted()
  }
}

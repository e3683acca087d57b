import ArgumentParser
import Foundation
import StetDocument

/// The options that name the stories of a corpus.
struct CorpusOptions: ParsableArguments {
  @Option(help: "The folder that document names are relative to.")
  var root = "."

  @Option(help: "A file with one document name a line, relative to --root.")
  var list: String?

  @Option(help: "A folder under --root; all its .txt and .md files are read.")
  var dir: String?

  /// The document names, in order.
  func names() throws -> [String] {
    try CorpusFiles.names(root: root, list: list, dir: dir)
  }

  /// Reads a document as copy.
  func source(_ name: String) throws -> SourceFile { try CorpusFiles.source(root + "/" + name) }
}

/// Names and contents of the files of a corpus.
enum CorpusFiles {
  /// The document names that a list or a folder gives, in order; a folder's names are sorted.
  static func names(root: String, list: String?, dir: String?) throws -> [String] {
    if let list {
      let text = try String(contentsOfFile: list, encoding: .utf8)
      return text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
    guard let dir else { throw ValidationError("give --list or --dir") }
    let base = URL(fileURLWithPath: root, isDirectory: true).appendingPathComponent(dir)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else {
      throw ValidationError("cannot read the folder \(base.path)")
    }
    var names: [String] = []
    for case let name as String in walk where name.hasSuffix(".txt") || name.hasSuffix(".md") {
      names.append(name)
    }
    names.sort()
    return names.map { dir == "." ? $0 : dir + "/" + $0 }
  }

  /// Reads one file as copy.
  static func source(_ path: String) throws -> SourceFile {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try SourceFile(path: path, fileBytes: Array(data))
  }
}

import Foundation

/// Where the material of the derived lists lies, and readers for it.
struct ListSources {
  /// The folder given on the command line; `dictionaries/README.md` says what it holds.
  let folder: URL
  /// The word lists of the Debian package `scowl`.
  let scowl: URL

  /// Sources below a folder; SCOWL is taken from the system unless the folder holds it.
  init(folder path: String) {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    let own = folder.appendingPathComponent("scowl")
    let system = URL(fileURLWithPath: "/usr/share/dict/scowl", isDirectory: true)
    scowl = FileManager.default.fileExists(atPath: own.path) ? own : system
  }

  /// The lines of a file in a source folder; nil when the file is missing.
  func lines(_ name: String) -> [String]? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return nil }
    return Self.text(data).split(whereSeparator: \.isNewline).map(String.init)
  }

  /// The words of one SCOWL spelling category and class with the lowest level of each.
  ///
  /// For example `category: "british_z"`, `kind: "words"`; levels run from 10 (commonest) to 95.
  func scowlWords(category: String, kind: String, upTo level: Int = 95) -> [String: Int] {
    var words: [String: Int] = [:]
    for step in [10, 20, 35, 40, 50, 55, 60, 70, 80, 95] where step <= level {
      let file = scowl.appendingPathComponent("\(category)-\(kind).\(step)")
      guard let data = try? Data(contentsOf: file) else { continue }
      for word in Self.text(data).split(separator: "\n") where words[String(word)] == nil {
        words[String(word)] = step
      }
    }
    return words
  }

  /// Which of the words none of the hunspell dictionaries knows; the command `hunspell` is asked.
  static func unknown(_ words: [String], dictionaries: [String]) throws -> Set<String> {
    var left = Set(words)
    for dictionary in dictionaries {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["hunspell", "-i", "UTF-8", "-d", dictionary, "-l"]
      let input = FileManager.default.temporaryDirectory
        .appendingPathComponent("stet-lists-\(ProcessInfo.processInfo.processIdentifier).txt")
      try Data(left.sorted().joined(separator: "\n").utf8).write(to: input)
      defer { try? FileManager.default.removeItem(at: input) }
      let output = Pipe()
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw CocoaError(
          .fileReadUnknown, userInfo: [NSFilePathErrorKey: "hunspell -d \(dictionary)"])
      }
      left.formIntersection(Self.text(data).split(separator: "\n").map(String.init))
    }
    return left
  }

  /// UTF-8 text, or Latin-1 where the bytes are not UTF-8 (as in SCOWL).
  static func text(_ data: Data) -> String {
    String(data: data, encoding: .utf8) ?? String(data: data, encoding: .isoLatin1) ?? ""
  }

  /// A name with its accents taken off, for comparison.
  static func folded(_ name: String) -> String {
    name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
      .filter { $0.isLetter }
  }
}

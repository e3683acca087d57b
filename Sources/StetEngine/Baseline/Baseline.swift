import StetRules
import StetText

/// Findings that a project has written down, so that later runs report only new ones:
/// `.stet/baseline.txt`, one finding a line (path, rule, hash of the sentence, words; tabs between),
/// sorted.
package struct Baseline: Sendable {
  /// The findings of each path, with how often each stands there.
  private var entries: [String: [FindingKey: Int]] = [:]
  /// Entries that no finding has met, of the paths that were linted.
  package private(set) var obsolete = 0

  /// An empty one.
  package init() {}

  /// The file's path in a project's folder.
  package static func path(in folder: String) -> String {
    FilePath.join(FilePath.join(folder, ProjectFolder.keptName), "baseline.txt")
  }

  private static let head = "# Findings that are known; \"stet baseline\" writes this file.\n"

  /// Reads a baseline.
  ///
  /// - Throws: `ConfigurationFailure` for a line that is none of its own.
  package init(_ bytes: [UInt8], path: String) throws(ConfigurationFailure) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty && line.first != 0x23 {
      let fields = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 4, let hash = UInt64(fields[2], radix: 16) else {
        throw ConfigurationFailure([
          ConfigurationProblem(
            path: path, line: index + 1, column: 1,
            message: "not a line of a baseline; \"stet baseline\" writes the file anew")
        ])
      }
      let key = FindingKey(rule: fields[1], sentence: hash, text: fields[3])
      entries[Self.unescaped(fields[0]), default: [:]][key, default: 0] += 1
    }
  }

  /// Takes out the findings of a file that are written down; how many those are.
  package mutating func filter(
    _ findings: inout [Diagnostic], of path: String, keys: [FindingKey]
  ) -> Int {
    guard var known = entries[path] else { return 0 }
    var new: [Diagnostic] = []
    for (finding, key) in zip(findings, keys) {
      if let count = known[key], count > 0 {
        known[key] = count - 1
      } else {
        new.append(finding)
      }
    }
    obsolete += known.values.reduce(0, +)
    entries[path] = nil
    defer { findings = new }
    return findings.count - new.count
  }

  /// Puts the findings of a file in the place of those written down before.
  package mutating func record(_ keys: [FindingKey], of path: String) {
    entries[path] = keys.isEmpty ? nil : Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// Drops the entries of paths that a test does not keep.
  package mutating func prune(_ keeps: (String) -> Bool) {
    for path in Array(entries.keys) where !keeps(path) { entries[path] = nil }
  }

  /// How many findings are written down.
  package var count: Int {
    entries.values.reduce(0) { $0 + $1.values.reduce(0, +) }
  }

  /// Whether nothing is written down.
  package var isEmpty: Bool { entries.isEmpty }

  /// The file's bytes.
  package var bytes: [UInt8] {
    var lines: [String] = []
    for (path, known) in entries {
      for (key, count) in known {
        let digits = String(key.sentence, radix: 16)
        let hash = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        let line = "\(Self.escaped(path))\t\(key.rule)\t\(hash)\t\(key.text)\n"
        lines += [String](repeating: line, count: count)
      }
    }
    lines.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Array((Self.head + lines.joined()).utf8)
  }

  /// Paths may hold tabs and line feeds.
  private static func escaped(_ path: String) -> String {
    var output = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\\": output += "\\\\"
      case "\t": output += "\\t"
      case "\n": output += "\\n"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  private static func unescaped(_ text: String) -> String {
    var output = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
        output.unicodeScalars.append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar)
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

import Foundation
import StetEngine
import StetLexicon
import StetRules

/// The lexicon of the checkout that this program is built from.
enum DevLexicon {
  /// The root of the checkout.
  static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Opens the lexicon of `STET_DATA`, or of the checkout, compiling it when needed.
  ///
  /// `STET_PAIRS=off` leaves recorded misspellings out, to measure what stands without them.
  static func open() throws -> Lexicon {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["STET_DATA"] ?? root.path
    let lexicon = try LexiconCache(dataFolder: folder).open { line in
      FileHandle.standardError.write(Data((line + "\n").utf8))
    }
    return environment["STET_PAIRS"] == "off" ? try lexicon.ignoringAttestedPairs() : lexicon
  }

  /// The rules of the checkout that are written in YAML.
  static func rules() throws -> DeclarativeSet {
    try DeclarativeSet(RuleFolder.read(root.appendingPathComponent("rules").path))
  }
}

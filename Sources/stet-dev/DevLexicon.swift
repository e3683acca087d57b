import ArgumentParser
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
    let lexicon = try LexiconCache(dataFolder: data).open { line in
      FileHandle.standardError.write(Data((line + "\n").utf8))
    }
    return ProcessInfo.processInfo.environment["STET_PAIRS"] == "off"
      ? try lexicon.ignoringAttestedPairs() : lexicon
  }

  /// The rules written in YAML, from the same place.
  ///
  /// - Throws: `ValidationError` where there are none, so that nothing is measured without them by mistake.
  static func rules() throws -> DeclarativeSet {
    let folder = URL(fileURLWithPath: data).appendingPathComponent("rules").path
    let rules = try RuleFolder.read(folder)
    if rules.isEmpty {
      throw ValidationError("no rules in \(folder); STET_DATA names the folder that holds rules/")
    }
    return try DeclarativeSet(rules)
  }

  /// The folder with the data.
  private static var data: String {
    ProcessInfo.processInfo.environment["STET_DATA"] ?? root.path
  }
}

import Foundation
import StetLexicon

/// The lexicon of the checkout that this program is built from.
enum DevLexicon {
  /// The root of the checkout.
  static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Opens the lexicon of `STET_DATA`, or of the checkout, compiling it when needed.
  static func open() throws -> Lexicon {
    let folder = ProcessInfo.processInfo.environment["STET_DATA"] ?? root.path
    return try LexiconCache(dataFolder: folder).open { line in
      FileHandle.standardError.write(Data((line + "\n").utf8))
    }
  }
}

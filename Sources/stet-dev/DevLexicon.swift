import Foundation
import StetLexicon

/// The lexicon of the checkout that this program is built from.
enum DevLexicon {
  /// The root of the checkout.
  static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Opens the lexicon, compiling it when needed.
  static func open() throws -> Lexicon {
    try LexiconCache(dataFolder: root.path).open { line in
      FileHandle.standardError.write(Data((line + "\n").utf8))
    }
  }
}

import StetLexicon
import Synchronization

/// The small words inside names: `al`, `dela`, `van`. Read when they are asked for first, once a run.
final class Particles: Sendable {
  private let lexicon: Lexicon?
  private let words = Mutex<Set<[UInt8]>?>(nil)

  /// Reads nothing yet.
  init(_ lexicon: Lexicon?) { self.lexicon = lexicon }

  /// Whether a word in lower case is one.
  func contains(_ word: [UInt8]) -> Bool {
    words.withLock { words in
      let known = words ?? Set(lexicon?.list("name-particles").compactMap { $0.first } ?? [])
      words = known
      return known.contains(word)
    }
  }
}

import StetDocument
import StetLexicon

/// Finds the words of a document that are worth a judge's time: one in eight.
enum WordSieve {
  /// Why a word is worth it.
  enum Reason {
    /// In small letters, and not known.
    case unknownLower
    /// With a capital, and not known.
    case unknownCapital
    /// Known, and written like a name.
    case knownName
    /// In small letters, known, in the text once, and hardly ever met in copy.
    case rare
  }

  /// Words in small letters met less often than this (per 100 million) are looked at twice.
  static let rareFrequency: UInt32 = 5

  /// Calls `body` with each such word, in order.
  @inline(__always)
  static func forEach(
    _ view: CopyView, _ vocabulary: Vocabulary, _ body: (Int, Reason) -> Void
  ) {
    vocabulary.known.withUnsafeBufferPointer { known in
      vocabulary.entries.withUnsafeBufferPointer { entries in
        let count = min(known.count, view.shapes.count)
        for id in 0..<count {
          let shape = view.shapes[id]
          if known[id] {
            // Nearly all words, and nearly all of these end here.
            if shape == .lower {
              if view.counts[id] == 1, isRare(entries[id]) { body(id, .rare) }
            } else if shape == .capitalised {
              body(id, .knownName)
            }
          } else if shape == .lower {
            body(id, .unknownLower)
          } else if shape != .caseless {
            body(id, .unknownCapital)
          }
        }
      }
    }
  }

  /// Whether copy hardly has a word in small letters.
  @inline(__always)
  static func isRare(_ entry: LexiconEntry?) -> Bool {
    guard let entry else { return false }
    return entry.smallFrequency < 100 * UInt64(rareFrequency)
  }
}

extension CopyView {
  /// The number of bytes of a word.
  @inline(__always)
  func byteCount(_ word: Int) -> Int { Int(lengths[word]) }

  /// The first token of kind `word` that carries a word.
  @inline(__always)
  func firstWordToken(of word: WordID) -> Int? {
    var token = firstToken[Int(word)]
    while token != UInt32.max {
      if kinds[Int(token)] == .word { return Int(token) }
      token = nextSame[Int(token)]
    }
    return nil
  }
}

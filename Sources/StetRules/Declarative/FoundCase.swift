import StetText

/// Gives a replacement the capitals of the words that it is for.
enum FoundCase {
  /// The replacement with a capital where the words found start with one: at the beginning (`Apart form`), and word for word
  /// when there are as many (`Foreign Minster`); in capitals when several words are (`PRIME MINSTER`).
  static func dressed(_ replacement: String, like found: String) -> String {
    let words = replacement.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    // A line may break between the words found.
    let originals = found.utf8.split { $0 <= 0x20 }
    guard words.count == originals.count else {
      return String(
        decoding: capitalised(Array(replacement.utf8), like: Array(found.utf8)), as: UTF8.self)
    }
    let isShouted = originals.count > 1 && isUpper(Array(found.utf8))
    let dressed = zip(words, originals).map { word, original in
      isShouted ? CaseFolding.uppered(Array(word)) : capitalised(Array(word), like: Array(original))
    }
    return String(decoding: Array(dressed.joined(separator: [0x20])), as: UTF8.self)
  }

  private static func capitalised(_ word: [UInt8], like original: [UInt8]) -> [UInt8] {
    guard let a = first(original), let b = first(word), CaseFolding.isUpper(a),
      CaseFolding.isLower(b)
    else { return word }
    return CaseFolding.capitalised(word)
  }

  private static func first(_ word: [UInt8]) -> UInt32? {
    word.isEmpty ? nil : word.withUnsafeBufferPointer { UTF8Scan.decode($0, 0).scalar }
  }

  /// Whether a word has capitals and no small letters.
  private static func isUpper(_ word: [UInt8]) -> Bool {
    CaseFolding.uppered(word) == word && CaseFolding.lowered(word) != word
  }
}

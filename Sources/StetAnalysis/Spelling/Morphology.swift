import StetLexicon
import StetText

/// Words made of known parts: the productive prefixes and suffixes of the news.
struct Morphology {
  let lexicon: Lexicon

  private static let prefixes: [[UInt8]] = [
    "anti", "auto", "bio", "co", "counter", "cyber", "de", "eco", "electro", "ex", "extra", "geo",
    "hydro",
    "hyper", "inter", "intra", "kilo", "macro", "mega", "meta", "micro", "mid", "milli", "mini",
    "mis", "mono",
    "multi", "nano", "neo", "neuro", "non", "off", "out", "over", "para", "photo", "poly", "post",
    "pre", "pro",
    "proto", "pseudo", "psycho", "quasi", "radio", "re", "self", "semi", "socio", "step", "sub",
    "super",
    "techno", "tele", "theo", "thermo", "trans", "tri", "turbo", "ultra", "un", "under", "uni",
    "up", "vice",
  ].map { Array($0.utf8) }

  private static let suffixes: [[UInt8]] = [
    "like", "less", "ness", "ship", "hood", "wide", "wise", "free", "fest", "gate", "ward", "wards",
    "able",
    "ish", "esque", "proof", "friendly", "goer", "goers", "maker", "makers", "mate", "mates",
    "wear", "ware",
  ].map { Array($0.utf8) }

  /// Parts that stand beside a hyphen without being words of their own.
  static let hyphenParts: Set<[UInt8]> = Set(
    [
      "anti", "ex", "pro", "non", "co", "pre", "post", "mid", "multi", "semi", "sub", "inter",
      "intra",
      "ultra", "neo", "pseudo", "quasi", "mini", "micro", "macro", "mega", "meta", "vice", "self",
      "un",
      "re", "de", "trans", "counter", "cyber", "eco", "bio", "geo", "socio", "psycho", "electro",
      "techno",
      "thermo", "hydro", "aero", "agro", "afro", "anglo", "franco", "indo", "sino", "russo", "euro",
      "austro", "italo", "graeco", "elect", "designate", "gate", "esque", "ish", "ing", "ed", "th",
      "st",
      "nd", "rd", "al", "el", "bin", "ibn", "ul", "ur", "ud", "uz", "ash", "ad", "an", "ar", "as",
      "at",
      "az", "e", "i", "o", "y", "la", "le", "les", "des", "du", "sur", "sous", "en", "op", "di",
      "da", "wi",
      "fi", "sci", "lo", "hi", "cum", "ho", "hum",
    ].map { Array($0.utf8) })

  /// Whether a lower-case word is a known word with a productive prefix or suffix, common enough not
  /// to be a slip itself.
  func isDerived(_ word: [UInt8]) -> Bool {
    guard word.count >= 7 else { return false }
    for prefix in Self.prefixes where word.starts(with: prefix) {
      let rest = Array(word.dropFirst(prefix.count))
      if rest.count >= 4, isCommon(rest, atLeast: prefix.count <= 2 ? 200 : 60) { return true }
    }
    for suffix in Self.suffixes where word.suffix(suffix.count).elementsEqual(suffix) {
      let rest = Array(word.dropLast(suffix.count))
      if rest.count >= 4, isCommon(rest, atLeast: 200) { return true }
    }
    return false
  }

  private func isCommon(_ word: [UInt8], atLeast frequency: UInt32) -> Bool {
    guard let entry = lexicon.entry(for: word) else { return false }
    return entry.isKnown && entry.frequency >= frequency
  }

  /// Whether a lower-case word is two known words written as one: `homestand`, `waterjet`. No part
  /// is shorter than three letters.
  func isCompound(_ word: [UInt8]) -> Bool {
    guard word.count >= 6 else { return false }
    for cut in 3...(word.count - 3) where word[cut] & 0xC0 != 0x80 {
      let head = Array(word[..<cut])
      let tail = Array(word[cut...])
      let least: UInt32 = min(head.count, tail.count) == 3 ? 1_000 : 100
      guard isCommon(head, atLeast: least) else { continue }
      if isCommon(tail, atLeast: least) || (tail.count >= 5 && isInflected(tail)) { return true }
    }
    return false
  }

  /// Whether an apostrophe joins a word and a clipped one: `see'em`, `d'honneur`, `y'know`.
  func isClitic(_ word: [UInt8]) -> Bool {
    guard let mark = word.firstIndex(of: 0x27) else { return false }
    let head = Array(word[..<mark])
    let tail = Array(word[(mark + 1)...])
    if head.count <= 2 { return true }
    let endings = ["em", "er", "im", "ll", "ve", "re", "d", "all", "n", "t"]
    return endings.contains { tail.elementsEqual($0.utf8) } && isCommon(head, atLeast: 50)
  }

  /// Whether a lower-case word is a regular inflection of a known word that dictionaries give no
  /// such form: `empanadas`, `unmined`, `permitters`. Irregular spellings (`partys`, `hoping` from `hop`) are none.
  func isInflected(_ word: [UInt8]) -> Bool {
    for stem in OwnWords.stems(of: word) where stem.count >= 3 && isCommon(stem, atLeast: 15) {
      return true
    }
    return false
  }

  /// Whether a word has no vowel: `pssht`, `hmph`.
  static func isVowelless(_ word: [UInt8]) -> Bool {
    !word.contains { [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains($0) || $0 >= 0x80 }
  }

  /// Sounds and laughs: `aaargh`, `hmmm`, `nooo`: a letter three times in a row and, with the runs
  /// cut short, no more than three different letters.
  static func isSound(_ word: [UInt8]) -> Bool {
    guard word.count >= 3 else { return false }
    var hasRun = false
    for i in 2..<word.count where word[i] == word[i - 1] && word[i] == word[i - 2] { hasRun = true }
    return hasRun && Set(word).count <= 3
  }
}

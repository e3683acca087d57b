/// Words that begin or end with an apostrophe: closed lists, in lower case without the apostrophe.
///
/// Sources: the list of elisions that LanguageTool ships (LGPL), dialect spellings of British
/// papers, and names that begin with an apostrophe.
enum ApostropheWords {
  /// Words that have lost their beginning: `'em`, `'til`, `'phone`.
  static let elisions: Set<String> = [
    "em", "im", "er", "e", "is", "til", "till", "tis", "twas", "twere", "twill", "twould", "twasn",
    "cause", "cos", "coz", "cuz", "bout", "round", "n", "nuff", "neath", "gainst", "gin", "pon",
    "fraid", "scuse", "spose", "sposed", "sup", "kay", "nother", "ave", "ad", "as", "alf", "ang",
    "appen", "ard", "arry", "ealth", "ear", "eard", "eart", "ell", "ello", "elp", "ere", "erself",
    "imself", "ow", "ome", "orse", "ospital", "otel", "ouse", "owever", "undred", "urry", "burbs",
    "hood", "lil", "ol", "ole", "tec", "tude", "za", "phone", "bus", "plane", "flu", "tain't",
    "taint", "cept", "fore", "mongst", "nam", "roo", "roos", "copter", "fro", "ock", "eck",
    "eavens", "bama", "zat", "wich", "tache", "cello", "ave-a-go", "shun", "yer", "tother", "t",
    "s", "d", "ll", "re", "ve", "m", "ndrangheta", "abd", "ali", "id", "oumuamua", "uzair", "aziz",
    "burb", "bye", "gator", "nads", "rents", "script", "stead", "ways", "dem", "dat",
  ]

  /// Whether a word before an apostrophe has lost its end: `goin'`, `o'`, `ol'`.
  ///
  /// - Parameter word: the word in lower case, without the apostrophe.
  static func isClipped(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let n = word.count
    // A present participle without its g, or a name made like one (Dunkin').
    if n > 3, word[n - 2] == 0x69, word[n - 1] == 0x6E { return true }
    guard n <= 5 else { return false }
    return clipped.contains(String(decoding: word, as: UTF8.self))
  }

  private static let clipped: Set<String> = [
    "o", "an", "th", "ol", "wi", "d", "t", "y", "mo", "po", "jus", "li'l", "lil", "n", "nothin",
    "mornin", "evenin", "ma", "yo", "fo", "sho", "bro", "ca", "ha", "i", "l", "m", "ev'ry", "ne",
    "e", "ya", "gov", "guv", "wit", "tha", "da", "de", "em", "comin", "goin",
  ]
}

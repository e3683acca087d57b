/// Words that begin or end with an apostrophe: closed lists, in lower case without the apostrophe.
///
/// Sources: the list of elisions that LanguageTool ships (LGPL), dialect spellings of British
/// papers, and names that begin with an apostrophe.
enum ApostropheWords {
  /// Words that have lost their beginning: `'em`, `'til`, `'phone`.
  static let elisions: Set<String> = [
    "em", "er", "cause", "til", "till", "tis", "twas", "twere", "twill", "twould", "twasn", "cos",
    "coz",
    "cuz", "bout", "n", "nuff", "neath", "gainst", "pon", "fraid", "scuse", "spose", "sposed",
    "nother", "alf", "appen", "ard", "arry", "ealth", "eard", "eart", "ello", "elp", "erself",
    "imself", "ome", "orse", "ospital", "otel", "ouse", "owever", "undred", "urry", "burbs", "lil",
    "ol", "tec", "tude", "tain't", "cept", "mongst", "copter", "ock", "eck", "eavens", "bama",
    "zat", "wich", "tache", "tother", "t", "s", "d", "ll", "re", "ve", "m", "ndrangheta", "abd",
    "oumuamua", "uzair", "aziz", "burb",
  ]

  /// Elisions that are words of their own without the apostrophe: `'round`, `'cause`, `'phone`.
  static let likeOtherWords: Set<String> = [
    "im", "e", "round", "gin", "sup", "kay", "ave", "ad", "ang", "ear", "ell",
    "ere", "ow", "hood", "ole", "za", "phone", "bus", "plane", "flu", "taint", "fore", "nam", "roo",
    "roos", "fro", "cello", "shun", "yer", "bye", "gator", "rents",
    "dem", "dat", "ali", "tween", "fess",
  ]

  /// Words that end in s and own nothing, so that an apostrophe after them closes a quotation.
  static let ownless: Set<String> = [
    "as", "is", "was", "has", "his", "this", "its", "us", "does", "yes", "thus", "plus", "less",
    "unless", "across", "always", "perhaps", "besides", "towards", "these", "hers", "ours",
    "theirs",
    "yours", "says", "goes", "versus",
  ]

  /// Things that are measured in inches, after the figure and its mark.
  static let measured: Set<String> = [
    "single", "singles", "vinyl", "record", "records", "screen", "screens", "tv", "tvs", "lp", "ep",
    "television", "televisions", "monitor", "display", "displays", "disc", "discs", "disk", "disks",
    "pipe", "pipes", "gun", "guns", "howitzer", "howitzers", "wheel", "wheels", "tablet", "laptop",
    "laptops", "ipad", "pizza", "pizzas", "of", "long", "wide", "tall", "high", "deep", "thick",
    "by", "x", "blade", "blades", "knife", "barrel", "tyre", "tyres", "tire", "tires", "mix",
    "remix", "version", "ruler", "lens", "pot", "pan", "cake", "sub", "hole", "holes", "diameter",
    "in", "across", "longer", "shorter", "taller", "wider", "n", "s", "e", "w",
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

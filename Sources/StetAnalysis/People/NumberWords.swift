import StetDocument
import StetText

/// The words that say what a number stands for, by the hash of their lower-case letters.
enum NumberWords {
  static let per = TitleTables.hash("per".utf8)
  static let cent = TitleTables.hash("cent".utf8)
  static let of = TitleTables.hash("of".utf8)
  static let at = TitleTables.hash("at".utf8)
  static let old = TitleTables.hash("old".utf8)
  static let ago = TitleTables.hash("ago".utf8)
  static let year = TitleTables.hash("year".utf8)
  static let years = TitleTables.hash("years".utf8)
  static let than = TitleTables.hash("than".utf8)
  static let more = TitleTables.hash("more".utf8)

  static let remainders = keys("other others more another")
  static let currencies = keys(
    "dollar dollars pound pounds euro euros yen yuan rupee rupees franc francs rouble roubles ruble "
      + "rubles cents pence")
  static let percents = keys("percent percentage pc")
  static let times = keys("am pm a.m p.m o'clock gmt bst est edt")
  static let aged = keys("age aged")
  static let states = keys("was is turned turns")
  static let deaths = keys("dies died dead dying")
  static let months = keys(
    "january february march april may june july august september october november december jan feb "
      + "mar apr jun jul aug sept sep oct nov dec")
  static let aboves = keys("over above exceeds exceed tops topped passes past")
  static let belows = keys("nearly almost under below")
  static let abouts = keys("about around some roughly estimated approximately")
  static let fewers = keys("less fewer")
  /// Units of time, without their plural endings: what takes them is often reckoned from dates.
  static let spans = keys("year month week day hour minute")
  /// What follows a span in `ten-year high`.
  static let extremes = keys("high low record")

  /// The key of a content word without plural ending, words for one thing under one key; nil for
  /// function words.
  static func content(_ word: WordID, _ document: Document) -> UInt64? {
    let stem = document.words.folded[Int(document.words.stems[Int(word)])]
    return document.words.withBytes(stem) { bytes in
      let key = TitleTables.hash(bytes)
      if let same = synonyms[key] { return same }
      if functions.contains(key) { return nil }
      let n = bytes.count
      guard n > 3, bytes[n - 1] == 0x73, bytes[n - 2] != 0x73 else { return key }
      if n > 4, bytes[n - 2] == 0x65 {
        if bytes[n - 3] == 0x69 { return TitleTables.hash(Array(bytes[..<(n - 3)]) + [0x79]) }
        if [0x73, 0x78, 0x7A, 0x68].contains(bytes[n - 3]) {
          return TitleTables.hash(bytes[..<(n - 2)])
        }
      }
      return TitleTables.hash(bytes[..<(n - 1)])
    }
  }

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { TitleTables.hash($0.utf8) })
  }

  static let functions = keys(
    "the a an and or of in on at to for from by with as is are was were be been being has have had "
      + "it its that this these those not no than more most least over under about nearly almost up "
      + "some only just other others another after before his her their our your who which when "
      + "while new first big top one also will would could may might can")

  /// Words that headline and story use for each other, a line each.
  private static let synonyms: [UInt64: UInt64] = {
    let rows = """
      dead died die dies dying killed kill kills killing killings death deaths toll fatal fatalities \
      fatality slain
      hurt hurts wounded wound wounds injured injures injuring injury injuries
      person people persons man men woman women
      dollar dollars
      democrat democrats dem dems democratic
      republican republicans gop
      child children kid kids
      detain detained detains arrest arrested arrests held
      strike strikes struck
      job jobs
      troop troops soldier soldiers
      house houses home homes
      lawmaker lawmakers mp mps
      high highest
      low lowest
      """
    var table: [UInt64: UInt64] = [:]
    for row in rows.split(separator: "\n") {
      let words = row.split(separator: " ").map { TitleTables.hash($0.utf8) }
      guard let first = words.first else { continue }
      for word in words { table[word] = first }
    }
    return table
  }()
}

import StetDocument
import StetText

/// What a word can say about a number beside it.
struct NumberClass: OptionSet, Sendable {
  let rawValue: UInt32

  /// other, more: what is left of something.
  static let remainder = NumberClass(rawValue: 1 << 0)
  static let currency = NumberClass(rawValue: 1 << 1)
  static let percent = NumberClass(rawValue: 1 << 2)
  /// am, GMT.
  static let time = NumberClass(rawValue: 1 << 3)
  /// age, aged.
  static let aged = NumberClass(rawValue: 1 << 4)
  /// was, turned: `Reed was 95.`
  static let state = NumberClass(rawValue: 1 << 5)
  static let death = NumberClass(rawValue: 1 << 6)
  static let month = NumberClass(rawValue: 1 << 7)
  /// over, above.
  static let above = NumberClass(rawValue: 1 << 8)
  /// nearly, under.
  static let below = NumberClass(rawValue: 1 << 9)
  /// about, some.
  static let about = NumberClass(rawValue: 1 << 10)
  /// less, fewer.
  static let fewer = NumberClass(rawValue: 1 << 11)
  /// Words without content of their own.
  static let function = NumberClass(rawValue: 1 << 12)
  /// Words that headline and story use for each other.
  static let synonym = NumberClass(rawValue: 1 << 13)
  static let per = NumberClass(rawValue: 1 << 14)
  static let cent = NumberClass(rawValue: 1 << 15)
  static let of = NumberClass(rawValue: 1 << 16)
  static let at = NumberClass(rawValue: 1 << 17)
  static let old = NumberClass(rawValue: 1 << 18)
  /// year, years.
  static let year = NumberClass(rawValue: 1 << 19)
  static let than = NumberClass(rawValue: 1 << 20)
  static let more = NumberClass(rawValue: 1 << 21)
}

/// The words that say what a number stands for, by the keys of their lower-case letters.
enum NumberWords {
  static let ago = TitleTables.hash("ago".utf8)
  /// Units of time, without their plural endings: what takes them is often reckoned from dates.
  static let spans = keys("year month week day hour minute")
  /// What follows a span in `ten-year high`.
  static let extremes = keys("high low record")

  /// What each word can say.
  static let classTable: KeyTable<NumberClass> = {
    var table = KeyTable<NumberClass>(capacity: 500)
    for (words, value) in lists {
      WordKey.forEach(in: words) { key, _ in table.add(key, value) }
    }
    for key in functions { table.add(key, .function) }
    for key in synonyms.keys { table.add(key, .synonym) }
    return table
  }()

  private static let lists: [(String, NumberClass)] = [
    ("other others more another", .remainder),
    (
      "dollar dollars pound pounds euro euros yen yuan rupee rupees franc francs rouble roubles ruble "
        + "rubles cents pence", .currency
    ),
    ("percent percentage pc", .percent),
    ("am pm a.m p.m o'clock gmt bst est edt", .time),
    ("age aged", .aged),
    ("was is turned turns", .state),
    ("dies died dead dying", .death),
    (
      "january february march april may june july august september october november december jan feb "
        + "mar apr jun jul aug sept sep oct nov dec", .month
    ),
    ("over above exceeds exceed tops topped passes past", .above),
    ("nearly almost under below", .below),
    ("about around some roughly estimated approximately", .about),
    ("less fewer", .fewer),
    ("per", .per), ("cent", .cent), ("of", .of), ("at", .at), ("old", .old), ("year years", .year),
    ("than", .than), ("more", .more),
  ]

  /// The key of a content word without plural ending, words for one thing under one key; nil for
  /// function words.
  static func content(_ word: WordID, _ document: Document) -> UInt64? {
    let stem = document.words.folded[Int(document.words.stems[Int(word)])]
    return document.words.withBytes(stem) { content($0, classTable) }
  }

  /// The same for a word in lower case without possessive ending.
  static func content(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: KeyTable<NumberClass>
  ) -> UInt64? {
    let key = TitleTables.hash(bytes)
    let value = table[key]
    if value.contains(.synonym), let same = synonyms[key] { return same }
    if value.contains(.function) { return nil }
    let n = bytes.count
    guard n > 3, bytes[n - 1] == 0x73, bytes[n - 2] != 0x73 else { return key }
    if n > 4, bytes[n - 2] == 0x65 {
      if bytes[n - 3] == 0x69 { return TitleTables.hash(Array(bytes[..<(n - 3)]) + [0x79]) }
      switch bytes[n - 3] {
      case 0x73, 0x78, 0x7A, 0x68:
        return TitleTables.hash(UnsafeBufferPointer(rebasing: bytes[..<(n - 2)]))
      default: break
      }
    }
    return TitleTables.hash(UnsafeBufferPointer(rebasing: bytes[..<(n - 1)]))
  }

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(WordKey.list(words))
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
    for row in WordKey.rows(rows) {
      for word in row { table[word] = row[0] }
    }
    return table
  }()
}

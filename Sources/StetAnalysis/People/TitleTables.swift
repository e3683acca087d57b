import StetDocument
/// What a word can be in and around a person's name, judged without its surroundings.
///
/// The words are compared in lower case; whether the word stood with a capital is the caller's
/// question.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt64

  /// Mr, Mrs, Ms, Miss, Mx.
  static let courtesy = WordTraits(rawValue: 1 << 0)
  /// Dr, Professor.
  static let academic = WordTraits(rawValue: 1 << 1)
  /// Sir, Dame: stand before a forename.
  static let knighthood = WordTraits(rawValue: 1 << 2)
  /// Lord, Lady, Baroness and the other ranks of the peerage.
  static let peerage = WordTraits(rawValue: 1 << 3)
  /// Bishop, Rev, Rabbi.
  static let clergy = WordTraits(rawValue: 1 << 4)
  /// Judge, Justice.
  static let judicial = WordTraits(rawValue: 1 << 5)
  /// King, Prince, Sheikh.
  static let royal = WordTraits(rawValue: 1 << 6)
  /// Ranks of the armed forces and the police.
  static let rank = WordTraits(rawValue: 1 << 7)
  /// Offices that stand before a name: President, Chancellor, Senator.
  static let office = WordTraits(rawValue: 1 << 8)
  /// Words that qualify an office: Prime, Deputy, Foreign.
  static let modifier = WordTraits(rawValue: 1 << 9)
  /// Titles in the plural, which a list of bare names follows: Messrs, Presidents.
  static let plural = WordTraits(rawValue: 1 << 10)
  /// Parts of names in small letters: van, de, al.
  static let particle = WordTraits(rawValue: 1 << 11)
  /// Jr, Sr, II.
  static let suffix = WordTraits(rawValue: 1 << 12)
  /// Words that make a run of capitals an organisation, a place or a work.
  static let thing = WordTraits(rawValue: 1 << 13)
  /// Function words: with a capital they open a sentence or belong to a heading.
  static let function = WordTraits(rawValue: 1 << 14)
  /// Days and months.
  static let calendar = WordTraits(rawValue: 1 << 15)
  /// Verbs of saying and doing that a person is the subject of.
  static let saying = WordTraits(rawValue: 1 << 16)
  /// Nouns that a bare surname before them merely describes: administration, family, era.
  static let attributed = WordTraits(rawValue: 1 << 17)
  /// a, the, his: before a bare surname they make it a description.
  static let determiner = WordTraits(rawValue: 1 << 18)
  /// Prepositions that stand before months and places.
  static let preposition = WordTraits(rawValue: 1 << 19)
  /// Family names that stand first in Chinese, Korean and Vietnamese names.
  static let surnameFirst = WordTraits(rawValue: 1 << 20)
  /// Sportspeople, artists, criminals: houses that use courtesy titles drop them here.
  static let untitledRole = WordTraits(rawValue: 1 << 21)
  /// Titles that other countries use: Herr, Signora, Datuk.
  static let foreign = WordTraits(rawValue: 1 << 22)
  /// he, him, his.
  static let masculine = WordTraits(rawValue: 1 << 23)
  /// she, her, hers.
  static let feminine = WordTraits(rawValue: 1 << 24)
  /// Words that say the person is dead: late, died.
  static let death = WordTraits(rawValue: 1 << 25)
  /// Nationalities and parties, which stand before an office or a name and belong to neither.
  static let affiliation = WordTraits(rawValue: 1 << 26)
  /// A title that is never a name: consumed even where nothing but a surname follows.
  static let abbreviated = WordTraits(rawValue: 1 << 27)

  /// Roles that stand right before a bare surname: candidate Trump.
  static let candidate = WordTraits(rawValue: 1 << 28)

  /// KC, OBE: letters behind a name that make it no other name.
  static let postnominal = WordTraits(rawValue: 1 << 29)
  /// elder, younger: two people share the name.
  static let generation = WordTraits(rawValue: 1 << 30)

  /// The last word of an office whose capital houses argue about.
  static let officeHead = WordTraits(rawValue: 1 << 31)
  /// An office only with a word before it: attorney general, chief executive.
  static let needsModifier = WordTraits(rawValue: 1 << 32)

  /// Heads of offices that a state or a town stands before: Vermont senator.
  static let jurisdiction = WordTraits(rawValue: 1 << 38)
  /// of, for, in: what follows them says which office is meant.
  static let possessor = WordTraits(rawValue: 1 << 39)

  /// Ships, pubs and racehorses, which have people's names: the ferry Princess Victoria.
  static let vessel = WordTraits(rawValue: 1 << 40)

  /// the, a, his, whose: what follows them is a description.
  static let article = WordTraits(rawValue: 1 << 41)
  /// then, now: stand between an article and an office.
  static let adverb = WordTraits(rawValue: 1 << 42)

  /// The last word of a role in small letters: director, spokesman.
  static let roleHead = WordTraits(rawValue: 1 << 43)

  /// Department, ministry: what the organisations are called whose names have two orders.
  static let ministry = WordTraits(rawValue: 1 << 44)

  /// A shortened verb at its end, by its letters: we're, it'll.
  static let contraction = WordTraits(rawValue: 1 << 45)

  /// Words of guilt: houses drop courtesy titles on conviction.
  static let crime = WordTraits(rawValue: 1 << 36)
  /// Offices of state.
  static let political = WordTraits(rawValue: 1 << 37)
  /// and, or.
  static let conjunction = WordTraits(rawValue: 1 << 33)
  /// the.
  static let definite = WordTraits(rawValue: 1 << 34)
  /// aged, old, year, late: words of age and death, each looked at by its letters.
  static let age = WordTraits(rawValue: 1 << 35)

  /// Those of which `WordReading` lists the words.
  static let listed: WordTraits = [.officeHead, .contraction]

  /// Anything that can stand before a name as a title.
  static let anyTitle: WordTraits = [
    .courtesy, .academic, .knighthood, .peerage, .clergy, .judicial, .royal, .rank, .office,
    .foreign,
  ]
}

/// Closed lists of titles and of the words around names, folded to lower case.
///
/// `dictionaries/en/name-context.tsv` and `surname-first.tsv` hold them; `NameTables` is written from
/// these files, so that the model needs no lexicon.
enum TitleTables {
  /// The traits of a word by the key of its lower-case bytes.
  static let traits: KeyTable<WordTraits> = {
    var table = KeyTable<WordTraits>(capacity: 2000)
    for (traits, words) in NameTables.rows {
      WordKey.forEach(in: words) { key, _ in table.add(key, traits) }
    }
    for key in RoleTable.heads.keys { table.add(key, .roleHead) }
    WordKey.forEach(in: "department ministry") { key, _ in table.add(key, .ministry) }
    return table
  }()

  /// The key of a word: see `WordKey`.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { WordTable.hash(of: $0) }
      ?? Array(bytes).withUnsafeBufferPointer { WordTable.hash(of: $0) }
  }

  /// The same without a look for the storage.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { WordTable.hash(of: bytes) }
}

/// What kinds of proper name a word is, by the project's lists. Several may hold at once.
public struct NameKinds: OptionSet, BitwiseCopyable, Hashable, Sendable {
  /// One bit a kind; the values are part of the pack's format.
  public let rawValue: UInt16

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A forename (*Keir*).
  public static let forename = NameKinds(rawValue: 1)
  /// A surname (*Starmer*).
  public static let surname = NameKinds(rawValue: 2)
  /// A place, or a word of a place's name (*Birmingham*, *Angeles*).
  public static let place = NameKinds(rawValue: 4)
  /// An organisation, or a word of its name (*Barclays*).
  public static let organisation = NameKinds(rawValue: 8)
  /// A word of a well-known person's name.
  public static let newsmaker = NameKinds(rawValue: 16)
  /// A people, a language or its adjective (*Welsh*).
  public static let demonym = NameKinds(rawValue: 32)
  /// A brand or product (*iPhone*).
  public static let brand = NameKinds(rawValue: 64)
  /// An acronym or initialism (*NATO*).
  public static let acronym = NameKinds(rawValue: 128)
  /// Any other proper name (month, festival, title of a work).
  public static let other = NameKinds(rawValue: 256)

  /// The kinds of people's names.
  public static let person: NameKinds = [.forename, .surname, .newsmaker]
}

/// Properties of a word that are neither dialect nor name.
public struct WordFlags: OptionSet, BitwiseCopyable, Hashable, Sendable {
  /// One bit a property; the values are part of the pack's format.
  public let rawValue: UInt16

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A dictionary marks it NOSUGGEST (obscene, or too rare to offer).
  public static let noSuggest = WordFlags(rawValue: 1)
  /// On the project's list of words never to be suggested.
  public static let taboo = WordFlags(rawValue: 2)
  /// On the project's list of rare words: in a dictionary, but far more often a slip.
  public static let rare = WordFlags(rawValue: 4)
  /// Has case patterns beyond lower, initial and upper (internal to the pack).
  static let hasMixed = WordFlags(rawValue: 8)
  /// A recorded misspelling; its corrections are in the pack.
  public static let attestedMisspelling = WordFlags(rawValue: 16)
  /// One of the recorded UK/US variants.
  public static let variant = WordFlags(rawValue: 32)
  /// A word by which a name with several forms is found (`NameForm`).
  public static let nameVariant = WordFlags(rawValue: 64)
  /// May be a slip of a name, by its letters and by how common both are (`NameSlips`).
  public static let mayBeSlipOfName = WordFlags(rawValue: 128)
  /// Never a suggestion.
  public static let unsuggestable: WordFlags = [.noSuggest, .taboo]
}

/// What the lexicon knows about one written word.
///
/// An entry exists for every word that any source accepts in any case, and for every word with
/// a frequency; `isKnown` tells whether this very case pattern is accepted.
public struct LexiconEntry: BitwiseCopyable, Sendable {
  // Ordered by size: sixteen bytes, two registers.

  /// The place of the folded word in the pack: stable for one pack only.
  public let index: UInt32
  /// Occurrences per 100 million words of news, all cases together; 0 when never seen.
  public let frequency: UInt32
  /// Kinds of names that it is, whatever the case asked for.
  public let names: NameKinds
  /// Other properties.
  public let flags: WordFlags
  /// The sources that accept the word in the case pattern asked for, as libhunspell judges.
  public let dialects: Dialects
  /// The sources that accept it in some case pattern.
  public let dialectsInAnyCase: Dialects
  /// How well known the name is: 0 for not listed, else 1 (listed) to 255 (everybody's).
  public let fame: UInt8
  /// How many of its occurrences inside a sentence are capitalised, in per cent.
  public let capitalisedShare: UInt8

  /// How often copy has the word in small letters, in hundredths of an occurrence per 100 million words.
  @inlinable
  package var smallFrequency: UInt64 {
    UInt64(frequency) &* UInt64(100 &- min(100, capitalisedShare))
  }

  /// Whether any source accepts the word as written.
  @inlinable
  public var isKnown: Bool { !dialects.isEmpty }
  /// Whether any source accepts the word in another case pattern.
  @inlinable
  public var isKnownInAnyCase: Bool { !dialectsInAnyCase.isEmpty }
  /// Whether one of the given dialects or the project's own lists accepts the word as written.
  @inlinable
  public func isKnown(in wanted: Dialects) -> Bool {
    !dialects.isDisjoint(with: wanted.union(.ownLists))
  }
}

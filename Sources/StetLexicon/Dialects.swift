/// The word sources that accept a word: dialects of English, and the project's own lists.
public struct Dialects: OptionSet, BitwiseCopyable, Hashable, Sendable {
  /// One bit a source; the values are part of the pack's format.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// British English (`en_GB`).
  public static let britain = Dialects(rawValue: 1)
  /// American English (`en_US`).
  public static let america = Dialects(rawValue: 2)
  /// Australian English (`en_AU`).
  public static let australia = Dialects(rawValue: 4)
  /// Canadian English (`en_CA`).
  public static let canada = Dialects(rawValue: 8)
  /// South African English (`en_ZA`).
  public static let southAfrica = Dialects(rawValue: 16)
  /// The project's own word lists: good in every dialect.
  public static let news = Dialects(rawValue: 32)
  /// The project's own name lists: good in every dialect, in their own case pattern.
  public static let names = Dialects(rawValue: 64)

  /// The dialects that come from affix dictionaries.
  public static let affixDictionaries: Dialects = [
    .britain, .america, .australia, .canada, .southAfrica,
  ]
  /// The project's own lists, which every dialect accepts.
  public static let ownLists: Dialects = [.news, .names]
  /// Every source.
  public static let all: Dialects = [.affixDictionaries, .ownLists]

  /// The affix dictionaries that Stet compiles: file name without extension, and its bit.
  public static let dictionaries: [(name: String, dialect: Dialects)] = [
    ("en_GB", .britain), ("en_US", .america), ("en_AU", .australia), ("en_CA", .canada),
    ("en_ZA", .southAfrica),
  ]

  /// The dialect of a tag such as `en-GB` or `en_US`, or nil when Stet has no such dialect.
  public init?(tag: String) {
    let name = String(tag.map { $0 == "-" ? "_" : $0 })
    guard let found = Self.dictionaries.first(where: { $0.name == name }) else { return nil }
    self = found.dialect
  }

  /// The dialects' tags (`en-GB`), in a fixed order; own lists have none.
  public var tags: [String] {
    Self.dictionaries.filter { contains($0.dialect) }
      .map { String($0.name.map { $0 == "_" ? "-" : $0 }) }
  }
}

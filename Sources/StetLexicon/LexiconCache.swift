/// Opens the compiled lexicon, compiling it first when there is none that fits.
public struct LexiconCache: Sendable {
  /// Where affix dictionaries are searched.
  public var search: DictionarySearch
  /// The folder that holds `dictionaries/` and `rules/`, or nil for affix dictionaries alone.
  public var dataFolder: String?

  /// Names the sources.
  public init(search: DictionarySearch = .system(), dataFolder: String? = nil) {
    self.search = search
    self.dataFolder = dataFolder
  }

  /// The lexicon, compiled when needed; `notice` receives a line for standard error when that
  /// happens. Throws when no English dictionary is installed.
  public func open(notice: (String) -> Void = { _ in }) throws(LexiconError) -> Lexicon {
    notice("stet: compiling the lexicon …")
    return try Lexicon(bytes: LexiconBuilder(search: search, dataFolder: dataFolder).build())
  }
}

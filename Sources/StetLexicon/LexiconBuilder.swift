/// Compiles affix dictionaries and the project's lists to a pack.
public struct LexiconBuilder: Sendable {
  /// The affix dictionaries to compile, with their bits.
  public var dictionaries: [(files: DictionaryFiles, dialect: Dialects)]
  /// The folder that holds the project's `dictionaries/`, or nil for affix dictionaries alone.
  public var dataFolder: String?

  /// Compiles the English dictionaries that are installed. Throws `missingDictionary` when
  /// neither British nor American English is.
  public init(
    search: DictionarySearch = .system(), dataFolder: String? = nil
  ) throws(LexiconError) {
    dictionaries = Dialects.dictionaries.compactMap { name, dialect in
      search.files(named: name).map { ($0, dialect) }
    }
    self.dataFolder = dataFolder
    if dictionaries.isEmpty { _ = try search.require("en_GB") }
  }

  /// Compiles exactly these dictionaries.
  public init(
    dictionaries: [(files: DictionaryFiles, dialect: Dialects)], dataFolder: String? = nil
  ) {
    self.dictionaries = dictionaries
    self.dataFolder = dataFolder
  }

  /// The bytes of the pack: about a second for two dictionaries on two cores.
  public func build() throws(LexiconError) -> [UInt8] {
    try build(contentHash: 0, installedStamps: [])
  }

  func build(contentHash: UInt64, installedStamps: [UInt64]) throws(LexiconError) -> [UInt8] {
    let folder = ListFolder(dataFolder: dataFolder)
    let confusionLists = try folder.lists("confusions")
    let contexts = try folder.lists("contexts")
    let pairs = try folder.lists("pairs")
    // The contexts are the largest list, and need no words to be read.
    let (confusions, made) = Parallel.both(
      { ConfusionSection(confusions: confusionLists, contexts: contexts) },
      { Result { () throws(LexiconError) in try self.words(folder) } })
    let words = try made.get()
    var writer = words.writer
    writer.contentHash = contentHash
    var stamps = ByteSink()
    for stamp in installedStamps { stamps.put(stamp) }
    writer.add(.stamps, stamps.bytes)
    for (section, bytes) in words.sections(confusions, pairs: pairs) {
      writer.add(section, bytes)
    }
    return writer.finish()
  }

  /// All words with what the dictionaries and lists say of them.
  private func words(_ folder: ListFolder) throws(LexiconError) -> Words {
    let loaded = try expandAll()
    var writer = PackWriter()
    var table = WordTable(capacity: 600_000)
    for (index, dictionary) in loaded.enumerated() {
      let dialect = dictionaries[index].dialect
      writer.dialects.formUnion(dialect)
      if dictionary.affixes.hasOrdinalRules { writer.ordinalDialects.formUnion(dialect) }
      let breaks = dictionary.affixes.breaks
      if breaks.contains([0x5E, 0x2D]) { writer.edgeHyphenDialects.formUnion(dialect) }
      if breaks.contains([0xE2, 0x80, 0x93]) { writer.dashDialects.formUnion(dialect) }
      dictionary.forms.forEach { word, flags in
        _ = table.add(
          word, dialects: dialect.rawValue,
          flags: flags & ExpandedForms.noSuggest != 0 ? .noSuggest : [],
          isHidden: flags & ExpandedForms.hidden != 0)
      }
    }
    var lists = WordLists(folder)
    try lists.add(to: &table)
    for list in try folder.lists("frequencies") { Counts.addFrequencies(list, to: &table) }
    FamousNames.raise(in: &table)
    NameSlips.mark(in: &table)
    for mark in ["<s>", "<n>"] { _ = table.row(ofWord: Array(mark.utf8)) }
    let entryOfRow = table.write(to: &writer)
    return Words(table: table, entryOfRow: entryOfRow, lists: lists, writer: writer)
  }

  private struct Words: Sendable {
    let table: WordTable
    let entryOfRow: [UInt32]
    let lists: WordLists
    /// Holds the sections of the words alone.
    let writer: PackWriter

    /// The other sections. None hangs on another: each group has a thread.
    func sections(
      _ confusions: ConfusionSection, pairs: [ListFile]
    ) -> [(PackSection, [UInt8])] {
      let groups: [@Sendable () -> [(PackSection, [UInt8])]] = [
        {
          let pairs = Counts.pairSections(pairs, table, entryOfRow)
          return [(.pairIndex, pairs.index), (.pairs, pairs.pairs)]
        },
        {
          let entry = { (word: [UInt8]) in table.existing(word).map { entryOfRow[$0] } }
          return [(.confusions, confusions.bytes(entry: entry))]
        },
        {
          let near = SuggestionTableWriter(table, entryOfRow: entryOfRow)
          return [(.accents, near.accents.finish()), (.near, near.finish())]
        },
        {
          [
            (.letters, LetterModel.section(of: table)),
            (.letterRuns, LetterRuns.section(of: table)),
            (.slips, SlipIndex.section(of: table, entryOfRow: entryOfRow)),
            (.phrases, lists.phrases.finish()), (.misspellings, lists.misspellings.finish()),
            (.variants, lists.variants.finish()), (.nameForms, lists.nameForms.finish()),
            (.lists, lists.lists.finish()),
          ]
        },
      ]
      return Parallel.map(groups.count) { groups[$0]() }.flatMap { $0 }
    }
  }

  private struct Loaded: Sendable {
    var affixes: AffixFile
    var forms: ExpandedForms
  }

  private func expandAll() throws(LexiconError) -> [Loaded] {
    let jobs = dictionaries.map(\.files)
    var loaded: [Loaded] = []
    for result in Parallel.map(jobs.count, { Self.load(jobs[$0]) }) {
      loaded.append(try result.get())
    }
    return loaded
  }

  private static func load(_ files: DictionaryFiles) -> Result<Loaded, LexiconError> {
    do {
      let affixes = AffixFile(try SystemFile.read(files.affixPath))
      if let directive = affixes.unsupported {
        throw LexiconError.badDictionary(
          path: files.affixPath, reason: "\(directive) can't be compiled; it is asked at run time")
      }
      let words = try SystemFile.read(files.wordPath)
      return .success(Loaded(affixes: affixes, forms: AffixExpander.expand(affixes, words: words)))
    } catch {
      return .failure(error as? LexiconError ?? .badPack(reason: "\(error)"))
    }
  }
}

import Synchronization

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

  /// The bytes of the pack: about a second for five dictionaries.
  public func build() throws(LexiconError) -> [UInt8] {
    try build(contentHash: 0, installedStamps: [])
  }

  func build(contentHash: UInt64, installedStamps: [UInt64]) throws(LexiconError) -> [UInt8] {
    let loaded = try expandAll()
    var writer = PackWriter()
    writer.contentHash = contentHash
    var stamps = ByteSink()
    for stamp in installedStamps { stamps.put(stamp) }
    writer.add(.stamps, stamps.bytes)
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
    let folder = ListFolder(dataFolder: dataFolder)
    var lists = WordLists(folder)
    try lists.add(to: &table)
    for list in try folder.lists("frequencies") { Counts.addFrequencies(list, to: &table) }
    FamousNames.raise(in: &table)
    NameSlips.mark(in: &table)
    for mark in ["<s>", "<n>"] { _ = table.row(ofWord: Array(mark.utf8)) }
    let entryOfRow = table.write(to: &writer)
    let pairs = Counts.pairSections(try folder.lists("pairs"), table, entryOfRow)
    writer.add(.pairIndex, pairs.index)
    writer.add(.pairs, pairs.pairs)
    writer.add(.letters, LetterModel.section(of: table))
    writer.add(.letterRuns, LetterRuns.section(of: table))
    let confusions = ConfusionSection.bytes(
      confusions: try folder.lists("confusions"), contexts: try folder.lists("contexts"),
      entry: { word in table.existing(word).map { entryOfRow[$0] } })
    writer.add(.confusions, confusions)
    writer.add(.slips, SlipIndex.section(of: table, entryOfRow: entryOfRow))
    let near = SuggestionTableWriter(table, entryOfRow: entryOfRow)
    writer.add(.accents, near.accents.finish())
    writer.add(.near, near.finish())
    writer.add(.phrases, lists.phrases.finish())
    writer.add(.misspellings, lists.misspellings.finish())
    writer.add(.variants, lists.variants.finish())
    writer.add(.nameForms, lists.nameForms.finish())
    writer.add(.lists, lists.lists.finish())
    return writer.finish()
  }

  private struct Loaded: Sendable {
    var affixes: AffixFile
    var forms: ExpandedForms
  }

  private func expandAll() throws(LexiconError) -> [Loaded] {
    let results = Mutex<[Int: Result<Loaded, LexiconError>]>([:])
    let jobs = dictionaries.map(\.files)
    let shared = Shared(results)
    Parallel.run(jobs.count) { index in
      let result = Self.load(jobs[index])
      shared.results.withLock { $0[index] = result }
    }
    var loaded: [Loaded] = []
    for index in jobs.indices {
      guard let result = shared.results.withLock({ $0[index] }) else { continue }
      loaded.append(try result.get())
    }
    return loaded
  }

  private final class Shared: Sendable {
    let results: Mutex<[Int: Result<Loaded, LexiconError>]>
    init(_ results: consuming Mutex<[Int: Result<Loaded, LexiconError>]>) { self.results = results }
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

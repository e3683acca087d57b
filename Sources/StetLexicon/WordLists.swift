import StetText

/// Puts the project's word and name lists into the table of words.
struct WordLists {
  private let folder: ListFolder
  /// Multi-word names with what is known of them.
  private(set) var phrases = PhraseWriter()
  /// Recorded misspellings and their corrections.
  private(set) var misspellings = StringMapWriter()
  /// Spelling variants by each of their forms.
  private(set) var variants = StringMapWriter()
  /// Forms of names by the words by which they are found.
  private(set) var nameForms = StringMapWriter()
  /// Lists kept as they are, for other modules.
  private(set) var lists = StringMapWriter()

  init(_ folder: ListFolder) { self.folder = folder }

  /// Word lists that make a word known in every dialect.
  static let wordLists = [
    "news-words", "scowl-words", "elisions", "interjections", "allowed", "foreign-words",
    "foreign-phrases", "prefixed-words",
  ]
  /// Name lists with the kind of what they hold.
  static let nameLists: [(name: String, kind: NameKinds)] = [
    ("forenames", .forename), ("surnames", .surname), ("world-forenames", .forename),
    ("world-surnames", .surname), ("places", .place),
    ("newsmakers", .newsmaker), ("people", .newsmaker), ("organisations", .organisation),
    ("demonyms", .demonym), ("brands", .brand), ("acronyms", .acronym), ("closed-names", .other),
    ("official-names", .organisation), ("proper-names", .other), ("other-names", .other),
    ("well-known-names", []),
  ]
  /// Lists that other modules read as they stand. All others are compiled to something smaller, or to code.
  static let kept = ["name-particles"]

  /// Reads all lists. Absent files are simply not there.
  mutating func add(to table: inout WordTable) throws(LexiconError) {
    for name in Self.wordLists {
      for list in try folder.lists(name) { Self.addWords(list, to: &table) }
    }
    for (name, kind) in Self.nameLists {
      for list in try folder.lists(name) { addNames(list, kind, to: &table) }
    }
    for list in try folder.lists("rare-words") { Self.flag(list, .rare, in: &table) }
    for list in try folder.lists("taboo") { Self.flag(list, .taboo, in: &table) }
    for list in try folder.lists("misspellings") { addMisspellings(list, to: &table) }
    for list in try folder.lists("variants") { addVariants(list, to: &table) }
    for list in try folder.lists("name-variants") { addNameVariants(list, to: &table) }
    for name in Self.kept {
      for list in try folder.lists(name) { lists.add(Array(name.utf8), list.dataBytes()) }
    }
  }

  private static func addWords(_ list: ListFile, to table: inout WordTable) {
    list.forEachLine { line in
      let end = line.firstIndex { $0 == 0x09 } ?? line.count
      let word = UnsafeBufferPointer(rebasing: line[0..<end])
      guard !word.contains(0x20) else { return }
      _ = table.add(word, dialects: Dialects.news.rawValue)
    }
  }

  private static func flag(_ list: ListFile, _ flag: WordFlags, in table: inout WordTable) {
    list.forEachLine { line in
      let end = line.firstIndex { $0 == 0x09 } ?? line.count
      _ = FoldedWord.with(UnsafeBufferPointer(rebasing: line[0..<end])) { folded, _ -> Int? in
        let row = table.row(folded)
        table.rows[row].flags |= flag.rawValue
        return row
      }
    }
  }

  private mutating func addNames(_ list: ListFile, _ kind: NameKinds, to table: inout WordTable) {
    let nameAt = list.column("name", or: 0)
    let kindAt = list.column("kind", or: -1)
    let fameAt = list.column("fame", or: -1)
    let linksAt = list.column("links", or: -1)
    var names = self
    list.forEachLine { line in
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard nameAt < columns.count else { return }
      let name = columns[nameAt]
      var kinds = kind
      if kindAt >= 0, kindAt < columns.count { kinds.formUnion(Self.kind(named: columns[kindAt])) }
      if kinds.isEmpty { kinds = .other }
      var fame: UInt8 = 1
      if fameAt >= 0, fameAt < columns.count, let rank = decimal(columns[fameAt]) {
        fame = UInt8(clamping: 255 - 25 * (Int(clamping: max(1, rank)) - 1))
      } else if linksAt >= 0, linksAt < columns.count, let links = decimal(columns[linksAt]) {
        fame = UInt8(clamping: 20 + 8 * min(20, Int(clamping: links)))
      }
      names.addName(name, kinds, fame: fame, to: &table)
    }
    self = names
  }

  /// Adds a name of one word or several.
  private mutating func addName(
    _ name: Slice<UnsafeBufferPointer<UInt8>>, _ kinds: NameKinds, fame: UInt8,
    to table: inout WordTable
  ) {
    let words = name.split(separator: 0x20)
    var rows: [Int] = []
    for word in words {
      // Lower-case words of a name (*of*, *van der*) are not names by themselves.
      let isNameWord = words.count == 1 || Self.hasCapital(word)
      guard let row = Self.addNameWord(word, isNameWord ? kinds : [], fame, to: &table) else {
        continue
      }
      rows.append(row)
    }
    if words.count > 1, rows.count == words.count {
      phrases.add(words.map(Array.init), kinds, fame)
    }
  }

  /// All forms are names, and so is each of their capitalised words (`el-Sissi`, `Sissi`). The words by which they are
  /// found are marked.
  private mutating func addNameVariants(_ list: ListFile, to table: inout WordTable) {
    var rows: [[[UInt8]]] = []
    list.forEachRow { rows.append($0) }
    for (name, row) in rows.enumerated() {
      for (key, form) in NameForm.all(in: row, name: name) {
        form.text.withUnsafeBufferPointer { text in
          addName(text[...], .other, fame: 1, to: &table)
          for word in NameForm.words(form.text) where Self.hasCapital(text[word]) {
            addName(text[word], .other, fame: 1, to: &table)
          }
        }
        // Names that many bear, and names of old and new, may be mixed.
        if row.last != Array("many".utf8) { nameForms.add(key, form.columns) }
        if let row = table.row(ofWord: key) {
          table.rows[row].flags |= WordFlags.nameVariant.rawValue
        }
      }
    }
  }

  private static func addNameWord(
    _ word: Slice<UnsafeBufferPointer<UInt8>>, _ kinds: NameKinds, _ fame: UInt8,
    to table: inout WordTable
  ) -> Int? {
    let buffer = UnsafeBufferPointer(rebasing: word)
    if kinds.isEmpty { return FoldedWord.with(buffer) { folded, _ in table.row(folded) } }
    guard let row = table.add(buffer, dialects: Dialects.names.rawValue) else { return nil }
    table.rows[row].kinds |= kinds.rawValue
    table.rows[row].fame = max(table.rows[row].fame, fame)
    return row
  }

  private static func hasCapital(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    EditDistance.scalars(Array(word)).contains { CaseFolding.isUpper($0) }
  }

  private static func kind(named name: Slice<UnsafeBufferPointer<UInt8>>) -> NameKinds {
    switch String(decoding: name, as: UTF8.self) {
    case "forename": return .forename
    case "surname": return .surname
    case "person", "newsmaker", "people": return .newsmaker
    case "city", "country", "capital", "place", "state", "region", "us-state", "county":
      return .place
    case "organisation", "company", "party", "team", "club": return .organisation
    case "demonym", "language": return .demonym
    case "brand", "product": return .brand
    case "acronym": return .acronym
    default: return .other
    }
  }

  private mutating func addMisspellings(_ list: ListFile, to table: inout WordTable) {
    var writer = misspellings
    list.forEachRow { columns in
      guard columns.count > 1 else { return }
      writer.add(CaseFolding.lowered(columns[0]), columns[1])
      guard !columns[0].contains(0x20), let row = table.row(ofWord: columns[0]) else { return }
      table.rows[row].flags |= WordFlags.attestedMisspelling.rawValue
    }
    misspellings = writer
  }

  private mutating func addVariants(_ list: ListFile, to table: inout WordTable) {
    var writer = variants
    list.forEachRow { columns in
      guard columns.count > 1 else { return }
      let value = Array(columns.joined(separator: [0x09]))
      for form in Set(columns.prefix(3)).sorted(by: { $0.lexicographicallyPrecedes($1) })
      where form.count > 1 {
        writer.add(CaseFolding.lowered(form), value)
        if let row = table.existing(form) {
          table.rows[row].flags |= WordFlags.variant.rawValue
        }
      }
    }
    variants = writer
  }
}

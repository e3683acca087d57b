/// The files that a pack is compiled from, and cheap and thorough ways to tell whether they
/// changed.
struct LexiconSources: Sendable {
  let dictionaries: [(files: DictionaryFiles, dialect: Dialects)]
  let lists: [(name: String, path: String)]

  init(search: DictionarySearch, dataFolder: String?) {
    dictionaries = Dialects.dictionaries.compactMap { name, dialect in
      search.files(named: name).map { ($0, dialect) }
    }
    lists = ListFolder(dataFolder: dataFolder).files
  }

  /// A hash of the names of all sources: one stamp file for each set of them.
  var key: UInt64 {
    var text = ""
    for (files, _) in dictionaries { text += files.wordPath + "\n" }
    for (_, path) in lists { text += path + "\n" }
    return WordHash.of(Array(text.utf8))
  }

  /// A hash of path, size and time of every source and of the format: no file is read.
  var stamp: UInt64 {
    var text = "\(PackFormat.version)\n"
    for (files, _) in dictionaries {
      for path in [files.affixPath, files.wordPath] { text += Self.describe(path, withTime: true) }
    }
    for (_, path) in lists { text += Self.describe(path, withTime: true) }
    return WordHash.of(Array(text.utf8))
  }

  /// The same for a pack that is installed with its lists: these are copied, so only their names
  /// and sizes count, and not at all where they were left out.
  func installedStamp(withLists: Bool) -> UInt64 {
    var text = "\(PackFormat.version)\n"
    for (files, _) in dictionaries {
      for path in [files.affixPath, files.wordPath] { text += Self.describe(path, withTime: true) }
    }
    if withLists {
      for (name, path) in lists { text += "\(name) \(SystemFile.status(path)?.size ?? 0)\n" }
    }
    return WordHash.of(Array(text.utf8))
  }

  private static func describe(_ path: String, withTime: Bool) -> String {
    guard let status = SystemFile.status(path) else { return "\(path) -\n" }
    return "\(path) \(status.size) \(withTime ? status.modified : 0)\n"
  }

  /// A hash of the bytes of every source and of the format.
  func contentHash() throws(LexiconError) -> UInt64 {
    var hash = UInt64(PackFormat.version)
    func mix(_ name: String, _ path: String) throws(LexiconError) {
      let bytes = try SystemFile.read(path)
      let sum = bytes.withUnsafeBytes { PackFormat.checksum($0) }
      let product = (hash ^ sum ^ WordHash.of(Array(name.utf8)))
        .multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
      hash = (product.high ^ product.low) &+ 0x9E37_79B9_7F4A_7C15
    }
    for (files, _) in dictionaries {
      try mix(files.name + ".aff", files.affixPath)
      try mix(files.name + ".dic", files.wordPath)
    }
    for (name, path) in lists { try mix(name, path) }
    return hash
  }
}

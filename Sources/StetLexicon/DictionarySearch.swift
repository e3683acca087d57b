/// Where affix dictionaries lie: a `.aff` and a `.dic` file of one name in one folder.
public struct DictionaryFiles: Hashable, Sendable {
  /// The name without extension, such as `en_GB`.
  public let name: String
  /// The path of the affix file.
  public let affixPath: String
  /// The path of the word file.
  public let wordPath: String

  /// Names a pair of files.
  public init(name: String, affixPath: String, wordPath: String) {
    self.name = name
    self.affixPath = affixPath
    self.wordPath = wordPath
  }
}

/// The folders that are searched for affix dictionaries, in order.
public struct DictionarySearch: Sendable {
  /// The folders, first match wins.
  public let folders: [String]

  /// Searches the given folders.
  public init(folders: [String]) { self.folders = folders }

  /// `DICPATH` (separated by colons), then the usual folders of Linux and macOS.
  public static func system() -> DictionarySearch {
    var folders =
      SystemFile.environment("DICPATH").map {
        $0.split(separator: ":").map(String.init)
      }
      ?? []
    folders += ["/usr/share/hunspell", "/usr/share/myspell/dicts"]
    if let home = SystemFile.environment("HOME") { folders.append(home + "/Library/Spelling") }
    folders += ["/Library/Spelling", "/opt/homebrew/share/hunspell", "/usr/local/share/hunspell"]
    return DictionarySearch(folders: folders)
  }

  /// The files of a dictionary, or nil when no folder has both.
  public func files(named name: String) -> DictionaryFiles? {
    for folder in folders {
      let affix = "\(folder)/\(name).aff"
      let words = "\(folder)/\(name).dic"
      if SystemFile.isFile(affix), SystemFile.isFile(words) {
        return DictionaryFiles(name: name, affixPath: affix, wordPath: words)
      }
    }
    return nil
  }

  /// The files of a dictionary. Throws `missingDictionary`, which names the folders searched.
  public func require(_ name: String) throws(LexiconError) -> DictionaryFiles {
    guard let found = files(named: name) else {
      throw .missingDictionary(name: name, searched: folders)
    }
    return found
  }
}

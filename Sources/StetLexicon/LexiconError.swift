/// Why a word source could not be used; `description` is fit for the user.
public enum LexiconError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No dictionary of that name in any of the folders.
  case missingDictionary(name: String, searched: [String])
  /// libhunspell could not be loaded.
  case missingHunspell(tried: [String])
  /// A file could not be read; the reason is the system's.
  case unreadable(path: String, reason: String)
  /// A dictionary that the system's library or the reader refuses.
  case badDictionary(path: String, reason: String)
  /// A pack that is damaged, truncated or of another version.
  case badPack(reason: String)

  /// What is wrong and which command mends it.
  public var description: String {
    switch self {
    case .missingDictionary(let name, let searched):
      let package = "hunspell-" + name.lowercased().map { $0 == "_" ? "-" : String($0) }.joined()
      return "no dictionary '\(name)' (\(name).aff and \(name).dic) in "
        + "\(searched.joined(separator: ", ")); install it with: sudo apt-get install \(package) "
        + "(or name its folder in DICPATH)"
    case .missingHunspell(let tried):
      return "libhunspell could not be loaded (tried \(tried.joined(separator: ", "))); "
        + "install it with: \(Self.hunspellInstall)"
    case .unreadable(let path, let reason): return "cannot read \(path): \(reason)"
    case .badDictionary(let path, let reason): return "bad dictionary \(path): \(reason)"
    case .badPack(let reason): return "bad lexicon pack: \(reason)"
    }
  }

  private static var hunspellInstall: String {
    #if os(macOS)
      "brew install hunspell"
    #else
      "sudo apt-get install libhunspell-dev"
    #endif
  }
}

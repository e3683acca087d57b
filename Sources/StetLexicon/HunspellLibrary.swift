import CHunspell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// libhunspell's functions, loaded on first use: linking it would cost every run the start of
/// libstdc++, and English copy is answered from the compiled lexicon.
struct HunspellLibrary: Sendable {
  let create: StetHunspellCreate
  let destroy: StetHunspellDestroy
  let spell: StetHunspellSpell
  let encoding: StetHunspellEncoding
  let suggest: StetHunspellSuggest
  let freeList: StetHunspellFreeList

  /// The library, or the error that says how to install it. Loaded once a process.
  static func load() throws(LexiconError) -> HunspellLibrary { try loaded.get() }

  /// File names by preference: the version that Debian, Ubuntu and Homebrew ship first.
  static let fileNames: [String] = {
    #if canImport(Darwin)
      let folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/"]
      return folders.flatMap { [$0 + "libhunspell-1.7.0.dylib", $0 + "libhunspell-1.7.dylib"] }
    #else
      return [
        "libhunspell-1.7.so.0", "libhunspell-1.7.so", "libhunspell-1.8.so.0",
        "libhunspell-1.6.so.0", "libhunspell.so",
      ]
    #endif
  }()

  private static let loaded: Result<HunspellLibrary, LexiconError> = {
    for name in fileNames {
      guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      if let library = HunspellLibrary(handle) { return .success(library) }
    }
    return .failure(.missingHunspell(tried: fileNames))
  }()

  private init?(_ handle: UnsafeMutableRawPointer) {
    guard let create = dlsym(handle, "Hunspell_create"),
      let destroy = dlsym(handle, "Hunspell_destroy"),
      let spell = dlsym(handle, "Hunspell_spell"),
      let encoding = dlsym(handle, "Hunspell_get_dic_encoding"),
      let suggest = dlsym(handle, "Hunspell_suggest"),
      let freeList = dlsym(handle, "Hunspell_free_list")
    else { return nil }
    self.create = unsafeBitCast(create, to: StetHunspellCreate.self)
    self.destroy = unsafeBitCast(destroy, to: StetHunspellDestroy.self)
    self.spell = unsafeBitCast(spell, to: StetHunspellSpell.self)
    self.encoding = unsafeBitCast(encoding, to: StetHunspellEncoding.self)
    self.suggest = unsafeBitCast(suggest, to: StetHunspellSuggest.self)
    self.freeList = unsafeBitCast(freeList, to: StetHunspellFreeList.self)
  }
}

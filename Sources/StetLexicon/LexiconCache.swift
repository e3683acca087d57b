/// Opens the compiled lexicon, compiling it first when there is none that fits.
///
/// A warm start reads no source: a stamp file in the cache folder holds a hash of the sources'
/// paths, sizes and times, and the size and time of the pack that was made and checked then. A
/// pack whose own size or time changed since is checked whole, and made again when damaged.
/// Packs and stamps are replaced atomically: two processes at once both end with a good one.
public struct LexiconCache: Sendable {
  /// Where affix dictionaries are searched.
  public var search: DictionarySearch
  /// The folder that holds `dictionaries/` and `rules/`, or nil for affix dictionaries alone.
  public var dataFolder: String?
  /// The cache folders, by preference.
  var folders: [String]

  /// Names the sources; the cache is the user's, else one under the temporary folder.
  public init(search: DictionarySearch = .system(), dataFolder: String? = nil) {
    self.init(
      search: search, dataFolder: dataFolder,
      folders: [CacheFolder.user(), CacheFolder.temporary()].compactMap(\.self))
  }

  init(search: DictionarySearch, dataFolder: String?, folders: [String]) {
    self.search = search
    self.dataFolder = dataFolder
    self.folders = folders
  }

  /// The lexicon; `notice` receives a line for standard error when it is compiled first.
  ///
  /// Throws when no English dictionary is installed and no ready pack is there, or when a list
  /// can't be read.
  public func open(notice: (String) -> Void = { _ in }) throws(LexiconError) -> Lexicon {
    let sources = LexiconSources(search: search, dataFolder: dataFolder)
    let stamp = sources.stamp
    let name = "lexicon-\(Self.hex(sources.key)).stamp"
    for folder in folders where CacheFolder.isOwn(folder) {
      if let lexicon = openStamped(folder + "/" + name, stamp) { return lexicon }
    }
    let writable = folders.first { CacheFolder.prepare($0) }
    if let lexicon = openInstalled(sources, isLastResort: writable != folders.first) {
      if let writable, let pack = installedPack {
        writeStamp(writable + "/" + name, stamp, pack)
      }
      return lexicon
    }
    if sources.dictionaries.isEmpty { _ = try search.require("en_GB") }
    let hash = try sources.contentHash()
    let packName = "lexicon-\(Self.hex(hash)).pack"
    if let writable,
      let lexicon = try? Lexicon(path: writable + "/" + packName, verifyingBody: true)
    {
      // Only times changed.
      writeStamp(writable + "/" + name, stamp, writable + "/" + packName)
      return lexicon
    }
    notice("stet: compiling the lexicon …")
    let bytes = try LexiconBuilder(dictionaries: sources.dictionaries, dataFolder: dataFolder)
      .build(contentHash: hash, installedStamps: stamps(sources))
    if let writable, CacheFolder.replace(writable + "/" + packName, with: bytes) {
      let old = Stamp(path: writable + "/" + name)?.pack
      writeStamp(writable + "/" + name, stamp, writable + "/" + packName)
      if let old, old != writable + "/" + packName, old.hasPrefix(writable + "/lexicon-") {
        CacheFolder.remove(old)
      }
      // Of programs and data folders that are gone: each pack has tens of megabytes.
      CacheFolder.removeUnused(in: writable, prefix: "lexicon-", days: 60)
      if let lexicon = try? Lexicon(path: writable + "/" + packName) { return lexicon }
    }
    return try Lexicon(bytes: bytes)
  }

  /// Compiles a pack for a data folder that is to be installed, and writes it to a path.
  public func writePack(to path: String) throws(LexiconError) {
    let sources = LexiconSources(search: search, dataFolder: dataFolder)
    if sources.dictionaries.isEmpty { _ = try search.require("en_GB") }
    let bytes = try LexiconBuilder(dictionaries: sources.dictionaries, dataFolder: dataFolder)
      .build(contentHash: sources.contentHash(), installedStamps: stamps(sources))
    guard CacheFolder.replace(path, with: bytes) else {
      throw .unreadable(path: path, reason: "it can't be written")
    }
  }

  private func stamps(_ sources: LexiconSources) -> [UInt64] {
    [sources.installedStamp(withLists: true), sources.installedStamp(withLists: false)]
  }

  /// The ready pack that an installed data folder may hold.
  private var installedPack: String? { dataFolder.map { $0 + "/lexicon.pack" } }

  /// The pack in the data folder, when it fits the sources; as a last resort also when it doesn't.
  private func openInstalled(_ sources: LexiconSources, isLastResort: Bool) -> Lexicon? {
    guard let path = installedPack, SystemFile.isFile(path),
      let lexicon = try? Lexicon(path: path, verifyingBody: true)
    else { return nil }
    if isLastResort { return lexicon }
    let expected = sources.installedStamp(withLists: !sources.lists.isEmpty)
    let stamps = lexicon.section(.stamps)
    let at = sources.lists.isEmpty ? 8 : 0
    guard stamps.count >= at + 8 else { return nil }
    return stamps.loadUnaligned(fromByteOffset: at, as: UInt64.self) == expected ? lexicon : nil
  }

  private func openStamped(_ path: String, _ stamp: UInt64) -> Lexicon? {
    guard let known = Stamp(path: path), known.stamp == stamp,
      let status = SystemFile.status(known.pack)
    else { return nil }
    let isUntouched = status.size == known.size && status.modified == known.modified
    guard let lexicon = try? Lexicon(path: known.pack, verifyingBody: !isUntouched) else {
      return nil
    }
    if !isUntouched { writeStamp(path, stamp, known.pack) }
    return lexicon
  }

  private func writeStamp(_ path: String, _ stamp: UInt64, _ pack: String) {
    guard let status = SystemFile.status(pack) else { return }
    let text = "\(Self.hex(stamp)) \(status.size) \(status.modified) \(pack)\n"
    _ = CacheFolder.replace(path, with: Array(text.utf8))
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private struct Stamp {
    var stamp: UInt64
    var size: UInt64
    var modified: Int64
    var pack: String

    init?(path: String) {
      guard let bytes = try? SystemFile.read(path), bytes.count < 8192, bytes.last == 0x0A else {
        return nil
      }
      let parts = String(decoding: bytes.dropLast(), as: UTF8.self).split(
        separator: " ", maxSplits: 3)
      guard parts.count == 4, let stamp = UInt64(parts[0], radix: 16), let size = UInt64(parts[1]),
        let modified = Int64(parts[2])
      else { return nil }
      self.stamp = stamp
      self.size = size
      self.modified = modified
      pack = String(parts[3])
    }
  }
}

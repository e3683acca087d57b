import Synchronization
import Testing

@testable import StetLexicon

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The cache over small dictionaries in a temporary folder.
@Suite("Lexicon cache")
struct CacheTests {
  /// A folder of its own with dictionaries, data and cache below it.
  struct Place {
    let root: String
    init() throws {
      var template = Array("/tmp/stet-test-XXXXXX".utf8CString)
      let made = template.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
      }
      root = try #require(made)
      for folder in ["dic", "data", "data/dictionaries", "data/dictionaries/en", "data/rules"] {
        mkdir(root + "/" + folder, 0o700)
      }
      try write("dic/en_GB.aff", sampleAffixes)
      try write("dic/en_GB.dic", sampleWords)
      try write("data/dictionaries/en/news-words.txt", "# words\nquarxing\n")
    }
    func write(_ name: String, _ text: String) throws {
      try #require(CacheFolder.replace(root + "/" + name, with: Array(text.utf8)))
    }
    func cache(_ folders: [String] = ["cache"]) -> LexiconCache {
      LexiconCache(
        search: DictionarySearch(folders: [root + "/dic"]), dataFolder: root + "/data",
        folders: folders.map { root + "/" + $0 })
    }
    func packs(_ folder: String = "cache") -> [String] {
      SystemFile.names(in: root + "/" + folder).filter { $0.hasSuffix(".pack") }
    }
    func remove() {
      func clear(_ folder: String) {
        chmod(folder, 0o700)
        for name in SystemFile.names(in: folder) {
          let path = folder + "/" + name
          if SystemFile.isFolder(path) { clear(path) } else { unlink(path) }
        }
        rmdir(folder)
      }
      clear(root)
    }
  }

  @Test("The first run compiles and says so; the second maps the pack in silence")
  func warm() throws {
    let place = try Place()
    defer { place.remove() }
    var notices: [String] = []
    let first = try place.cache().open { notices.append($0) }
    #expect(notices.count == 1 && first.known(utf8("quarxing")) && first.known(utf8("unlocked")))
    let second = try place.cache().open { notices.append($0) }
    #expect(notices.count == 1 && second.known(utf8("quarxing")))
    #expect(first.contentHash == second.contentHash && place.packs().count == 1)
  }

  @Test("A changed list is compiled again and the old pack goes away")
  func changed() throws {
    let place = try Place()
    defer { place.remove() }
    _ = try place.cache().open()
    try place.write("data/dictionaries/en/news-words.txt", "quarxed\n")
    var notices = 0
    let lexicon = try place.cache().open { _ in notices += 1 }
    #expect(notices == 1 && lexicon.known(utf8("quarxed")) && !lexicon.known(utf8("quarxing")))
    #expect(place.packs().count == 1)
  }

  @Test("Packs that nobody has used for months go when a new one is made")
  func unused() throws {
    let place = try Place()
    defer { place.remove() }
    mkdir(place.root + "/cache", 0o700)
    for (name, days) in [("lexicon-a.pack", 90), ("lexicon-b.pack", 10), ("results-a", 90)] {
      try place.write("cache/" + name, "old")
      let seconds = time(nil) - days * 86_400
      let times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
      try #require(utimes(place.root + "/cache/" + name, times) == 0)
    }
    _ = try place.cache().open()
    let left = SystemFile.names(in: place.root + "/cache")
    #expect(!left.contains("lexicon-a.pack"))
    #expect(left.contains("lexicon-b.pack") && left.contains("results-a"))
    #expect(place.packs().count == 2)
  }

  @Test("A truncated or overwritten pack is noticed and made again", arguments: [0, 100, 3000])
  func damaged(keep: Int) throws {
    let place = try Place()
    defer { place.remove() }
    _ = try place.cache().open()
    let name = try #require(place.packs().first)
    var bytes = try SystemFile.read(place.root + "/cache/" + name)
    if keep == 3000 {
      bytes[bytes.count - 20] ^= 0xFF
    } else {
      bytes = Array(bytes.prefix(keep))
    }
    try place.write("cache/" + name, String(repeating: " ", count: 1))
    try #require(CacheFolder.replace(place.root + "/cache/" + name, with: bytes))
    var notices = 0
    let lexicon = try place.cache().open { _ in notices += 1 }
    #expect(notices == 1 && lexicon.known(utf8("unlocked")))
    _ = try place.cache().open { _ in notices += 1 }
    #expect(notices == 1)
  }

  @Test("A damaged stamp file costs a check, not a crash")
  func damagedStamp() throws {
    let place = try Place()
    defer { place.remove() }
    _ = try place.cache().open()
    let names = SystemFile.names(in: place.root + "/cache").filter { $0.hasSuffix(".stamp") }
    for text in ["", "x", "0 0 0 /nowhere\n", "\u{0}\u{0}"] {
      try place.write("cache/" + (try #require(names.first)), text)
      var notices = 0
      let lexicon = try place.cache().open { _ in notices += 1 }
      #expect(notices == 0 && lexicon.known(utf8("unlocked")))
    }
  }

  @Test("Without a writable cache the second folder serves, and none at all still works")
  func unwritable() throws {
    let place = try Place()
    defer { place.remove() }
    // A file where the folder should be can't be written even by root.
    try place.write("blocked", "")
    let lexicon = try place.cache(["blocked/cache", "second"]).open()
    #expect(lexicon.known(utf8("quarxing")) && place.packs("second").count == 1)
    let memory = try place.cache(["blocked/cache"]).open()
    #expect(memory.known(utf8("quarxing")))
  }

  @Test("An installed pack that fits is used without compiling, a stale one is not")
  func installed() throws {
    let place = try Place()
    defer { place.remove() }
    try place.cache().writePack(to: place.root + "/data/lexicon.pack")
    var notices = 0
    _ = try place.cache().open { _ in notices += 1 }
    #expect(notices == 0 && place.packs().isEmpty)
    try place.write("data/dictionaries/en/news-words.txt", "quarxed\nquarxes\n")
    let lexicon = try place.cache().open { _ in notices += 1 }
    #expect(notices == 1 && lexicon.known(utf8("quarxed")))
    // With nowhere to write, the installed pack is better than compiling at every start.
    try place.write("blocked", "")
    let last = try place.cache(["blocked/cache"]).open { _ in notices += 1 }
    #expect(notices == 1 && last.known(utf8("quarxing")))
  }

  @Test("Many at once all end with a good lexicon and one pack")
  func concurrent() throws {
    let place = try Place()
    defer { place.remove() }
    let cache = place.cache()
    let good = Tally()
    Parallel.run(8) { _ in
      if let lexicon = try? cache.open(), lexicon.known(utf8("unlocked")) { good.add() }
    }
    #expect(good.value == 8 && place.packs().count == 1)
  }
}

/// A counter that threads share.
final class Tally: Sendable {
  private let count = Mutex(0)
  /// Adds one.
  func add() { count.withLock { $0 += 1 } }
  /// The count.
  var value: Int { count.withLock { $0 } }
}

import StetRules

/// What earlier runs found, so that unchanged files are not linted again.
///
/// An entry holds for the same bytes under the same settings, data and program, and for nothing
/// else. The file is replaced in one step; one that is damaged is taken for none.
package final class ResultCache: @unchecked Sendable {
  /// What a file gave.
  package struct Entry: Sendable {
    /// The hash of the bytes and of everything that decides what is found in them.
    var key: UInt64
    /// How many findings marks in the copy let stand.
    package var suppressed: Int
    /// The findings, written down; nothing when there are none.
    var findings: [UInt8]

    /// Whether nothing was found.
    package var isClean: Bool { findings.isEmpty }

    /// The findings; nil when they can't be read.
    package var diagnostics: [Diagnostic]? {
      if findings.isEmpty { return [] }
      var reader = CacheReader(findings)
      guard let list = reader.list({ $0.finding() }), reader.isAtEnd else { return nil }
      return list
    }
  }

  private static let magic = "stet results 1"

  private let path: String
  private let known: [String: Entry]
  private let lock = Lock()
  // Guarded by the lock.
  private var met: [String: Entry] = [:]
  private var hasNews = false

  /// Opens the cache of runs in a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder for caches.
  ///   - base: the absolute folder that the command runs in.
  package init(folder: String, base: String) {
    var hash = ContentHash()
    hash.add(base)
    path = FilePath.join(folder, "results-\(String(hash.value, radix: 16))")
    known = Self.read(path) ?? [:]
  }

  private static func read(_ path: String) -> [String: Entry]? {
    guard let bytes = try? FileSystem.read(path), bytes.count >= 8 else { return nil }
    let body = Array(bytes.dropLast(8))
    var end = CacheReader(Array(bytes.suffix(8)))
    var check = ContentHash()
    check.add(body)
    guard end.number64() == check.value else { return nil }
    var reader = CacheReader(body)
    guard reader.text() == magic, let count = reader.number32() else { return nil }
    var entries: [String: Entry] = [:]
    for _ in 0..<count {
      guard let path = reader.text(), let key = reader.number64(),
        let suppressed = reader.number32(), let size = reader.number32(),
        let findings = reader.take(Int(size)).map(Array.init)
      else { return nil }
      entries[path] = Entry(key: key, suppressed: Int(suppressed), findings: findings)
    }
    return entries
  }

  /// What is known of a file's bytes under a key.
  package func entry(_ path: String, key: UInt64) -> Entry? {
    guard let entry = known[path], entry.key == key else { return nil }
    lock.locked { met[path] = entry }
    return entry
  }

  /// Remembers what a file gave.
  package func store(_ path: String, key: UInt64, diagnostics: [Diagnostic], suppressed: Int) {
    var findings: [UInt8] = []
    if !diagnostics.isEmpty {
      var writer = CacheWriter()
      writer.write(diagnostics) { $0.write($1) }
      findings = writer.bytes
    }
    let entry = Entry(key: key, suppressed: suppressed, findings: findings)
    lock.locked {
      met[path] = entry
      hasNews = true
    }
  }

  /// Writes the cache when there is something new. A cache that can't be written is no fault.
  package func save() {
    let (entries, hasNews) = lock.locked { (met, self.hasNews) }
    if !hasNews { return }
    // Files of other runs stay as long as there are not far more of them than of this run's.
    var all = known.count > 4 * entries.count + 10_000 ? [:] : known
    all.merge(entries) { $1 }
    var writer = CacheWriter()
    writer.write(Self.magic)
    writer.write(UInt32(clamping: all.count))
    for (path, entry) in all.sorted(by: { $0.key < $1.key }) {
      writer.write(path)
      writer.write(entry.key)
      writer.write(UInt32(clamping: entry.suppressed))
      writer.write(UInt32(clamping: entry.findings.count))
      writer.write(bytes: entry.findings)
    }
    var check = ContentHash()
    check.add(writer.bytes)
    writer.write(check.value)
    try? AtomicFile.makeFolder(FilePath.parent(path))
    _ = try? AtomicFile.replace(path, with: writer.bytes)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The user's cache folder, and files written there whole or not at all.
package enum CacheFolder {
  /// `$XDG_CACHE_HOME/stet`, `~/Library/Caches/stet` on macOS, else `~/.cache/stet`; nil without a
  /// home.
  package static func user() -> String? {
    if let cache = SystemFile.environment("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      return cache + "/stet"
    }
    guard let home = SystemFile.environment("HOME"), home.hasPrefix("/") else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Caches/stet"
    #else
      return home + "/.cache/stet"
    #endif
  }

  /// A folder of the user's own under the temporary folder.
  static func temporary() -> String {
    (SystemFile.environment("TMPDIR") ?? "/tmp") + "/stet-\(geteuid())"
  }

  /// Whether the folder is there and the user's own: others may make folders under `/tmp`.
  static func isOwn(_ folder: String) -> Bool {
    var info = stat()
    return stat(folder, &info) == 0 && info.st_uid == geteuid()
  }

  /// Makes the folder, readable by its owner alone, with those above it. False when it can't be
  /// made, can't be written or belongs to somebody else.
  static func prepare(_ folder: String) -> Bool {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
    var info = stat()
    guard lstat(folder, &info) == 0 else { return false }
    if info.st_mode & S_IFMT == S_IFLNK { guard stat(folder, &info) == 0 else { return false } }
    return info.st_mode & S_IFMT == S_IFDIR && info.st_uid == geteuid()
      && access(folder, W_OK | X_OK) == 0
  }

  /// Writes a file by way of a temporary one in the same folder, so that readers see the old
  /// bytes or the new. False when it could not be written; nothing is left behind then.
  static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let temporary = path + ".\(getpid())-\(time.tv_sec)\(time.tv_nsec).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var written = 0
    let isWhole = bytes.withUnsafeBytes { buffer in
      while written < buffer.count, let base = buffer.baseAddress {
        let count = write(descriptor, base + written, min(pieceSize, buffer.count - written))
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        written += count
      }
      return fsync(descriptor) == 0
    }
    let isClosed = close(descriptor) == 0
    if isWhole, isClosed, rename(temporary, path) == 0 { return true }
    unlink(temporary)
    return false
  }

  /// Bytes written at a time. Linux keeps what is written at once in pieces of memory as large, and maps
  /// a whole piece where a byte of it is read: of a lexicon written in one go, a story would map nearly all.
  private static let pieceSize = 1 << 16

  /// Removes the files of a folder whose names start so and that nobody has read or written for some
  /// days. A file that is in use keeps its bytes until it is let go.
  static func removeUnused(in folder: String, prefix: String, days: Int) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    for name in SystemFile.names(in: folder) where name.hasPrefix(prefix) {
      var info = stat()
      guard lstat(folder + "/" + name, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      #if canImport(Darwin)
        let last = max(info.st_atimespec.tv_sec, info.st_mtimespec.tv_sec)
      #else
        let last = max(info.st_atim.tv_sec, info.st_mtim.tv_sec)
      #endif
      if now.tv_sec - last > days * 86_400 { unlink(folder + "/" + name) }
    }
  }

  /// Removes a file; it not being there is no matter.
  static func remove(_ path: String) { unlink(path) }
}

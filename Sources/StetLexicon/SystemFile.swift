#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The little of the file system that the lexicon needs, without Foundation.
package enum SystemFile {
  /// What `stat` tells of a file.
  package struct Status: Equatable, Sendable {
    /// The size in bytes.
    package var size: UInt64
    /// The time of the last change, in nanoseconds since 1970.
    package var modified: Int64
    /// Whether it is a folder.
    package var isFolder: Bool
  }

  /// Size, time and kind of a file, or nil when there is none (or none to see).
  package static func status(_ path: String) -> Status? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return Status(
      size: UInt64(clamping: info.st_size),
      modified: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec),
      isFolder: info.st_mode & S_IFMT == S_IFDIR)
  }

  /// Whether a regular file (or what a link to one leads to) is there.
  package static func isFile(_ path: String) -> Bool { status(path).map { !$0.isFolder } ?? false }

  /// Whether a folder is there.
  package static func isFolder(_ path: String) -> Bool { status(path)?.isFolder ?? false }

  /// All bytes of a file. Throws `LexiconError.unreadable` with the system's reason.
  package static func read(_ path: String) throws(LexiconError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw unreadable(path) }
    let size = max(0, Int(info.st_size))
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        #if canImport(Darwin)
          let got = Darwin.read(descriptor, base + count, size - count)
        #elseif canImport(Musl)
          let got = Musl.read(descriptor, base + count, size - count)
        #else
          let got = Glibc.read(descriptor, base + count, size - count)
        #endif
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        if got <= 0 { break }
        count += got
      }
    }
    if failed { throw unreadable(path) }
    return bytes
  }

  /// The value of an environment variable, or nil when it is unset or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The names in a folder, sorted by their bytes; empty when it can't be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The system's words for the last error.
  package static var lastError: String { String(cString: strerror(errno)) }

  private static func unreadable(_ path: String) -> LexiconError {
    .unreadable(path: path, reason: lastError)
  }
}

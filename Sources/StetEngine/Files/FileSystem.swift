import StetText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file or folder that could not be used, with the reason in words.
package struct FileError: Error, Equatable, Sendable {
  /// The path as it was given.
  package let path: String
  /// Why, in words: `no such file`.
  package let reason: String
  /// The system's error number; 0 when the refusal is Stet's own.
  package let code: Int32

  /// Makes an error of Stet's own.
  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
    self.code = 0
  }

  /// Makes an error from the system's error number.
  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
    switch code {
    case ENOENT: reason = "no such file or folder"
    case EACCES: reason = "permission denied"
    case EISDIR: reason = "is a folder"
    case ENOTDIR: reason = "a part of the path is not a folder"
    case ENOSPC: reason = "no space left on the device"
    case EROFS: reason = "the file system is read-only"
    case ELOOP: reason = "too many symbolic links"
    case ENAMETOOLONG: reason = "the name is too long"
    default: reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}

/// What kind of thing stands at a path.
package enum FileKind: Sendable {
  /// A regular file.
  case file
  /// A folder.
  case directory
  /// A symbolic link.
  case link
  /// A named pipe, or a pipe given as `/dev/fd/N`.
  case pipe
  /// Anything else: devices, sockets.
  case other
}

/// What the file system says of a path.
package struct FileStatus: Sendable {
  /// What stands there.
  package let kind: FileKind
  /// Its size in bytes.
  package let size: Int
  /// Permission bits.
  package let mode: UInt32
  /// Which file it is: device and inode.
  package let identity: (device: UInt64, inode: UInt64)
  /// Last change in nanoseconds since 1970.
  package let modified: Int64

  init(_ status: stat) {
    switch mode_t(status.st_mode) & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .link
    case S_IFIFO: kind = .pipe
    default: kind = .other
    }
    size = Int(status.st_size)
    mode = UInt32(status.st_mode) & 0o7777
    identity = (UInt64(status.st_dev), UInt64(status.st_ino))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The file system, through the system's own calls: start-up must not pay for a library.
package enum FileSystem {
  /// What stands at a path, or nil when nothing does or it can't be reached.
  package static func status(_ path: String, followingLinks: Bool = true) -> FileStatus? {
    try? requireStatus(path, followingLinks: followingLinks)
  }

  /// What stands at a path.
  package static func requireStatus(
    _ path: String, followingLinks: Bool = true
  ) throws(FileError) -> FileStatus {
    var buffer = stat()
    let result = followingLinks ? stat(path, &buffer) : lstat(path, &buffer)
    if result != 0 { throw FileError(path: path, code: errno) }
    return FileStatus(buffer)
  }

  /// The bytes of a file, pipes included.
  ///
  /// - Parameter limit: a larger file is refused unread.
  package static func read(
    _ path: String, limit: Int = Int(UInt32.max)
  ) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    var buffer = stat()
    if fstat(descriptor, &buffer) != 0 { throw FileError(path: path, code: errno) }
    let status = FileStatus(buffer)
    switch status.kind {
    case .file: return try read(descriptor, path: path, expecting: status.size, limit: limit)
    case .pipe: return try read(descriptor, path: path, expecting: 0, limit: limit)
    case .directory: throw FileError(path: path, code: EISDIR)
    default: throw FileError(path: path, reason: "not a regular file")
    }
  }

  /// The bytes that an open descriptor gives until its end.
  package static func read(
    _ descriptor: Int32, path: String, expecting size: Int = 0, limit: Int = Int(UInt32.max)
  ) throws(FileError) -> [UInt8] {
    func tooLarge() -> FileError {
      FileError(path: path, reason: "larger than \(limit / 1_000_000) MB, which is refused")
    }
    if size > limit { throw tooLarge() }
    var failure: Int32 = 0
    // One byte more than expected, so that the end is seen without growing.
    var capacity = size > 0 ? size + 1 : 65536
    var bytes: [UInt8] = []
    var atEnd = false
    while !atEnd {
      let before = bytes.count
      var count = 0
      var chunk = [UInt8](all: 0, count: capacity)
      chunk.withUnsafeMutableBufferPointer { buffer in
        while count < buffer.count {
          let got = sysRead(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
          if got < 0, errno == EINTR { continue }
          if got < 0 { failure = errno }
          if got <= 0 {
            atEnd = true
            break
          }
          count += got
          // A file that gives no more than the size it has is at its end.
          if before == 0, count == size {
            atEnd = true
            break
          }
        }
      }
      if failure != 0 { throw FileError(path: path, code: failure) }
      chunk.removeLast(chunk.count - count)
      if before == 0 { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      if bytes.count > limit { throw tooLarge() }
      capacity = min(max(bytes.count, 65536), 1 << 26)
    }
    return bytes
  }

  private static func sysRead(
    _ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer, count)
    #else
      Darwin.read(descriptor, buffer, count)
    #endif
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  package static func names(in path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError(path: path, code: errno) }
    defer { closedir(directory) }
    var names: [(start: UInt64, name: String)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append((start(of: name), name)) }
    }
    // The first eight bytes settle most.
    names.sort {
      $0.start != $1.start
        ? $0.start < $1.start : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    return names.map(\.name)
  }

  /// The first eight bytes of a name as a number, the first one highest; zeros behind a shorter one.
  private static func start(of name: String) -> UInt64 {
    var start: UInt64 = 0
    var shift: UInt64 = 64
    for byte in name.utf8.prefix(8) {
      shift -= 8
      start |= UInt64(byte) << shift
    }
    return start
  }

  /// The value of an environment variable; nil when unset or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The path without symbolic links, or nil when nothing stands there.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The folder that relative paths start from.
  package static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The running program's file, as it was started.
  package static func executableStatus() -> FileStatus? {
    #if os(Linux)
      return status("/proc/self/exe")
    #else
      return executablePath().flatMap { status($0) }
    #endif
  }

  /// The path of the running program, without symbolic links; nil when the system does not say.
  package static func executablePath() -> String? {
    #if os(Linux)
      return realPath("/proc/self/exe")
    #else
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return realPath(
        String(decoding: buffer.map(UInt8.init(bitPattern:)).prefix { $0 != 0 }, as: UTF8.self))
    #endif
  }
}

extension FileSystem {
  /// Writes all bytes to an open descriptor.
  ///
  /// - Parameter path: how the descriptor is called in an error.
  package static func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(FileError) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = sysWrite(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          failure = errno
          return
        }
        done += count
      }
    }
    if failure != 0 { throw FileError(path: path, code: failure) }
  }

  private static func sysWrite(
    _ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, buffer, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, buffer, count)
    #else
      Darwin.write(descriptor, buffer, count)
    #endif
  }

  /// Opens a file for writing; what it held is dropped.
  package static func create(_ path: String) throws(FileError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileError(path: path, code: errno) }
    return descriptor
  }

  /// Closes a descriptor; some file systems report a full disk only now.
  package static func finish(_ descriptor: Int32, path: String) throws(FileError) {
    #if canImport(Glibc)
      let result = Glibc.close(descriptor)
    #elseif canImport(Musl)
      let result = Musl.close(descriptor)
    #else
      let result = Darwin.close(descriptor)
    #endif
    if result != 0 { throw FileError(path: path, code: errno) }
  }
}

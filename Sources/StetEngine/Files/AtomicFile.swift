#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files replaced in one step: a reader, or a program that is killed at any moment, leaves or sees
/// the old bytes or the new ones, whole.
package enum AtomicFile {
  /// Replaces a file's bytes, keeping its mode and, where the system lets us, its owner. A symbolic
  /// link stays one; the file that it points to is replaced.
  ///
  /// - Parameter isCurrent: called just before the step; false leaves the file alone.
  /// - Returns: whether the file was replaced.
  /// - Throws: `FileError`; nothing has changed then.
  @discardableResult
  package static func replace(
    _ path: String, with bytes: [UInt8], isCurrent: () -> Bool = { true }
  ) throws(FileError) -> Bool {
    let target = FileSystem.realPath(path) ?? path
    // Hidden, so that what a killed run leaves behind is never taken for copy.
    let name = FilePath.name(target)
    let folder = String(decoding: target.utf8.dropLast(name.utf8.count), as: UTF8.self)
    let temporary = "\(folder).\(name).stet-\(getpid())"
    // A file that may not be written is not replaced behind its owner's back.
    if access(target, F_OK) == 0, access(target, W_OK) != 0 {
      throw FileError(path: path, code: errno)
    }
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileError(path: path, code: errno) }
    var isOpen = true
    defer {
      if isOpen { close(descriptor) }
      // Gone already when the step was made.
      unlink(temporary)
    }
    var old = stat()
    if stat(target, &old) == 0 {
      // The owner first: changing it takes special mode bits away. Only root may give files away.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      if fchmod(descriptor, old.st_mode & 0o7777) != 0 { throw FileError(path: path, code: errno) }
    }
    try FileSystem.write(bytes, to: descriptor, path: path)
    if fsync(descriptor) != 0 { throw FileError(path: path, code: errno) }
    isOpen = false
    try FileSystem.finish(descriptor, path: path)
    if !isCurrent() { return false }
    if rename(temporary, target) != 0 { throw FileError(path: path, code: errno) }
    return true
  }

  /// Makes a folder and those above it that are missing.
  package static func makeFolder(_ path: String) throws(FileError) {
    if FileSystem.status(path)?.kind == .directory { return }
    let parent = FilePath.parent(path)
    if parent != path { try makeFolder(parent) }
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw FileError(path: path, code: errno) }
  }
}

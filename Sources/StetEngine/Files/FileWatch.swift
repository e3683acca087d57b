#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits for files to change, by looking at their sizes and times: works on every file system.
package struct FileWatch {
  private let look: () -> UInt64
  private var last: UInt64

  /// Remembers how things stand.
  ///
  /// - Parameter walker: makes a walk over what is watched.
  package init(_ walker: @escaping () -> FileWalker) {
    look = {
      var walk = walker()
      var hash = ContentHash()
      while let step = walk.next() {
        switch step {
        case .file(let file):
          hash.add(file.path)
          if let status = FileSystem.status(file.path) {
            hash.add(UInt64(status.size))
            hash.add(UInt64(bitPattern: status.modified))
            hash.add(status.identity.device)
            hash.add(status.identity.inode)
          }
        case .skipped(let path, _): hash.add(path)
        case .failed(let error): hash.add(error.path)
        }
      }
      return hash.value
    }
    last = look()
  }

  /// Returns when something has changed since the last look.
  ///
  /// - Parameter pause: how long to wait between looks, in microseconds.
  package mutating func wait(pause: UInt32 = 300_000) {
    while true {
      usleep(pause)
      let now = look()
      if now != last {
        last = now
        return
      }
    }
  }
}

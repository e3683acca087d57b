#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a pack: a file mapped read-only, or memory of its own.
final class PackStorage: @unchecked Sendable {
  // Written once here and never again: safe to share.
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Takes a copy of the bytes.
  init(copying source: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, source.count), alignment: 16)
    memory.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[0..<source.count])
    isMapped = false
  }

  /// Maps a file; nothing of it is read yet. Throws `unreadable`.
  init(mapping path: String) throws(LexiconError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: SystemFile.lastError) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else {
      throw .unreadable(path: path, reason: SystemFile.lastError)
    }
    let size = Int(info.st_size)
    guard size >= PackFormat.headerSize else { throw .badPack(reason: "\(path) is too short") }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { throw .unreadable(path: path, reason: SystemFile.lastError) }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0).deallocate() }
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program run by this one, with pipes to its input and from its output. Its complaints go where
/// this program's go.
final class Subprocess {
  private let identifier: pid_t
  private var input: Int32
  private let output: Int32
  private var status: Int32?

  /// Starts a program, looked for in `PATH`.
  ///
  /// - Throws: `FileError` when it can't be started.
  init(_ arguments: [String], isQuiet: Bool = false) throws(FileError) {
    let name = arguments.first ?? ""
    var inward: [Int32] = [-1, -1]
    var outward: [Int32] = [-1, -1]
    if pipe(&inward) != 0 { throw FileError(path: name, code: errno) }
    if pipe(&outward) != 0 {
      let code = errno
      close(inward[0])
      close(inward[1])
      throw FileError(path: name, code: code)
    }
    // The far ends must not stay open in the program, or it would never see the end.
    _ = fcntl(inward[1], F_SETFD, FD_CLOEXEC)
    _ = fcntl(outward[0], F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inward[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, outward[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, inward[0])
    posix_spawn_file_actions_addclose(&actions, outward[1])
    if isQuiet {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    let result = posix_spawnp(&child, name, &actions, nil, pointers, environ)
    close(inward[0])
    close(outward[1])
    if result != 0 {
      close(inward[1])
      close(outward[0])
      throw FileError(path: name, code: result)
    }
    identifier = child
    input = inward[1]
    output = outward[0]
  }

  deinit {
    closeInput()
    close(output)
    _ = wait()
  }

  /// Writes to the program's input.
  func write(_ bytes: [UInt8]) throws(FileError) {
    try FileSystem.write(bytes, to: input, path: "git")
  }

  /// Ends the program's input.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// All that the program writes from now on.
  func readAll() throws(FileError) -> [UInt8] { try FileSystem.read(output, path: "git") }

  /// As many bytes as asked for; fewer when the program ends.
  func read(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        #if canImport(Glibc)
          let got = Glibc.read(output, buffer.baseAddress.map { $0 + done }, count - done)
        #elseif canImport(Musl)
          let got = Musl.read(output, buffer.baseAddress.map { $0 + done }, count - done)
        #else
          let got = Darwin.read(output, buffer.baseAddress.map { $0 + done }, count - done)
        #endif
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
    }
  }

  /// Waits for the end; the program's exit status, or 128 and more when a signal ended it.
  func wait() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    while waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
    let ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
    status = ended
    return ended
  }
}

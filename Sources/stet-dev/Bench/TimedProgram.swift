import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that is run as a whole and timed: this one or a peer.
struct TimedProgram {
  /// What the table calls it.
  let name: String
  /// The path of its file, then its arguments.
  let arguments: [String]
  /// The file that stands at its standard input.
  var input = "/dev/null"
  /// The exit statuses that say it did its work.
  var statuses: Set<Int32> = [0, 1]

  /// What one run took.
  struct Run {
    /// Seconds from start to end.
    let wall: Double
    /// Seconds of processor time, the system's for it included.
    let processor: Double
    /// The most memory it held, in bytes; never less than this program held when it was started, which Linux counts in.
    let memory: Int
  }

  /// The file that a command's name stands for in `PATH`, or nil.
  static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(name)" }.first {
      access($0, X_OK) == 0
    }
  }

  /// Whether a file names the program that reads it.
  static func isScript(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 2)) == Data("#!".utf8)
  }

  /// Runs it once; what it writes is thrown away.
  ///
  /// - Throws: `BenchError` when it can't be started, ends by a signal or with another status.
  func run() throws -> Run {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    let clock = ContinuousClock()
    let start = clock.now
    let result = posix_spawn(&child, arguments[0], &actions, nil, pointers, environ)
    guard result == 0 else {
      throw BenchError("\(arguments[0]): \(String(cString: strerror(result)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = start.duration(to: clock.now)
    let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    guard statuses.contains(exit) else {
      throw BenchError("\(arguments[0]) ended with status \(exit); run it by hand to see why")
    }
    return Run(
      wall: Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18,
      processor: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      memory: Self.memory(usage))
  }

  /// The most memory that this program has held, in bytes.
  static var ownMemory: Int {
    var usage = rusage()
    // RUSAGE_SELF, of which C libraries make different types.
    _ = getrusage(0, &usage)
    return memory(usage)
  }

  private static func memory(_ usage: rusage) -> Int {
    #if canImport(Darwin)
      Int(usage.ru_maxrss)
    #else
      Int(usage.ru_maxrss) * 1024
    #endif
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}

/// Why a measurement could not be made.
struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import StetEngine

/// Standard output and standard error, and what the terminal can do.
enum Terminal {
  /// Bytes for standard output that wait. Only the main thread writes.
  nonisolated(unsafe) private static var waiting: [UInt8] = []
  private static let roomy = 1 << 16

  /// Writes text to standard output, when enough has come together.
  static func write(_ text: String) { write(bytes: Array(text.utf8)) }

  /// Writes bytes to standard output, when enough has come together.
  static func write(bytes: [UInt8]) {
    waiting.append(contentsOf: bytes)
    if waiting.count >= roomy { flush() }
  }

  /// Writes what waits.
  static func flush() {
    if waiting.isEmpty { return }
    let bytes = waiting
    waiting = []
    do throws(FileError) {
      try FileSystem.write(bytes, to: STDOUT_FILENO, path: "standard output")
    } catch {
      if error.code == EPIPE { endQuietly() }
      complain("stet: \(error.path): \(error.reason)\n")
      exit(RunStatus.failed.rawValue)
    }
  }

  /// Writes text to standard error at once.
  static func complain(_ text: String) {
    try? FileSystem.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// Ends the program without any clean-up.
  static func exit(_ status: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }

  /// The reader went away: ends as a program does that its signal stops, although whoever started
  /// this one has the signal ignored.
  private static func endQuietly() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(0)
  }

  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  static var complaintsAreSeen: Bool { isatty(STDERR_FILENO) == 1 }

  /// The terminal's width in cells, nil when there is none.
  static var width: Int? {
    var size = winsize()
    guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the locale's encoding is UTF-8.
  static var speaksUTF8: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = FileSystem.environment(name)?.lowercased() else { continue }
      return value.contains("utf-8") || value.contains("utf8")
    }
    return false
  }

  /// Whether colour may be written when the user leaves it open.
  static var showsColor: Bool {
    isInteractive && FileSystem.environment("NO_COLOR") == nil
      && FileSystem.environment("TERM") != "dumb"
  }
}

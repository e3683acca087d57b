#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on the terminal that tells how far a long run has come.
///
/// Shown only where standard error is a terminal, and only once a run has taken a second.
struct Progress {
  private static let patience: Int64 = 1_000_000_000
  private static let pause: Int64 = 100_000_000

  private let isWanted: Bool
  private let start: Int64
  private var last: Int64 = 0
  private var count = 0
  private var isShown = false

  /// Starts the clock.
  init(isWanted: Bool) {
    self.isWanted = isWanted && Terminal.complaintsAreSeen
    start = self.isWanted ? Self.now() : 0
  }

  /// Counts one more file.
  mutating func step(_ path: String) {
    if !isWanted { return }
    count += 1
    let now = Self.now()
    if now - start < Self.patience || now - last < Self.pause { return }
    last = now
    isShown = true
    // Names from outside must not steer the terminal.
    let name = String(path.unicodeScalars.map { $0.value < 0x20 ? "?" : Character($0) }.suffix(50))
    Terminal.complain("\r\u{1B}[K\(count) files … \(name)")
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() {
    if isShown { Terminal.complain("\r\u{1B}[K") }
    isShown = false
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

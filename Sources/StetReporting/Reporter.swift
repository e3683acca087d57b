/// Bytes that wait to be written. The caller drains it between calls, so that a report of any
/// size needs the memory of one file's part only.
public struct ReportOutput: Sendable {
  /// What has been reported since the last `take`.
  public private(set) var bytes: [UInt8] = []

  /// Starts empty.
  public init() {}

  /// Adds text.
  public mutating func write(_ text: String) {
    if text.isEmpty { return }
    // Most strings lie in one piece of memory.
    if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil {
      bytes.append(contentsOf: text.utf8)
    }
  }

  /// Adds an ASCII character several times; never for a negative count.
  mutating func write(_ byte: UInt8, times count: Int) {
    bytes.append(contentsOf: repeatElement(byte, count: max(0, count)))
  }

  /// Adds a number that is not negative.
  mutating func write(number: Int) {
    if number >= 10 { write(number: number / 10) }
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }

  /// Adds bytes as they are.
  public mutating func write(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Takes out what waits.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}

/// Presents results in one format. It decides nothing: neither what is reported nor how the run
/// ends. Results come in input order, and the output depends on nothing else.
public protocol Reporter: Sendable {
  /// Called once, before the first file.
  mutating func begin(_ run: RunInfo, to output: inout ReportOutput)
  /// Called for each file, clean ones included.
  mutating func add(_ file: FileReport, to output: inout ReportOutput)
  /// Called once, after the last file.
  mutating func finish(_ summary: RunSummary, to output: inout ReportOutput)

  /// Whether what a file adds can be written apart from the files before it, as `part` does. False unless said.
  var writesApart: Bool { get }
  /// What a file without problems adds, but for what parts it from the files before it. Asked of a copy of the reporter
  /// that has begun and was given no file, from any thread.
  func part(of file: FileReport) -> [UInt8]
  /// Called instead of `add`, with what `part` wrote of the file.
  mutating func add(part: [UInt8], to output: inout ReportOutput)
}

extension Reporter {
  /// False: what a file adds may hang on the files before it.
  public var writesApart: Bool { false }

  /// What a copy writes of the file.
  public func part(of file: FileReport) -> [UInt8] {
    var reporter = self
    var output = ReportOutput()
    reporter.add(file, to: &output)
    return output.bytes
  }

  /// Takes the part up as it is.
  public mutating func add(part: [UInt8], to output: inout ReportOutput) {
    output.write(bytes: part)
  }
}

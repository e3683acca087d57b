/// One plain list of `dictionaries/`: lines of tab-separated columns, `#` lines aside.
///
/// A line `# columns: name kind fame` names the columns.
struct ListFile: Sendable {
  /// The column names, empty when the file names none.
  private(set) var columns: [String] = []
  private let bytes: [UInt8]

  /// Takes a file's bytes.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let marker = Array("# columns:".utf8)
    var lines = Lines(bytes)
    while let line = lines.next(), line.first == 0x23 {
      if line.starts(with: marker) {
        columns = String(decoding: line.dropFirst(marker.count), as: UTF8.self)
          .split(separator: " ").map(String.init)
      }
    }
  }

  /// The place of a column by name, or the fallback.
  func column(_ name: String, or fallback: Int) -> Int {
    columns.firstIndex(of: name) ?? fallback
  }

  /// Calls `body` with each data line.
  func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < buffer.count {
        var end = start
        while end < buffer.count, buffer[end] != 0x0A { end += 1 }
        var last = end
        if last > start, buffer[last - 1] == 0x0D { last -= 1 }
        if last > start, buffer[start] != 0x23 {
          body(UnsafeBufferPointer(rebasing: buffer[start..<last]))
        }
        start = end + 1
      }
    }
  }

  /// Calls `body` with the columns of each data line, as arrays: for small lists.
  func forEachRow(_ body: ([[UInt8]]) -> Void) {
    forEachLine { line in
      body(line.split(separator: 0x09, omittingEmptySubsequences: false).map(Array.init))
    }
  }

  /// The data lines without comments, as the pack keeps them.
  func dataBytes() -> [UInt8] {
    var output: [UInt8] = []
    forEachLine { line in
      output.append(contentsOf: line)
      output.append(0x0A)
    }
    return output
  }
}

/// The list files of a data folder.
struct ListFolder: Sendable {
  /// Name without extension, and path, sorted by name.
  let files: [(name: String, path: String)]

  /// Looks into `dictionaries/en` and its `derived` folder; absent folders are empty.
  init(dataFolder: String?) {
    var found: [(name: String, path: String)] = []
    if let dataFolder {
      for folder in ["\(dataFolder)/dictionaries/en", "\(dataFolder)/dictionaries/en/derived"] {
        for name in SystemFile.names(in: folder) {
          guard name.hasSuffix(".txt") || name.hasSuffix(".tsv") else { continue }
          found.append((String(name.dropLast(4)), folder + "/" + name))
        }
      }
    }
    files = found
  }

  /// The lists of that name (there may be one made by hand and one derived), in a fixed order.
  func lists(_ name: String) throws(LexiconError) -> [ListFile] {
    var lists: [ListFile] = []
    for file in files where file.name == name {
      lists.append(ListFile(try SystemFile.read(file.path)))
    }
    return lists
  }
}

/// Reads decimal digits; nil when there is none.
func decimal(_ bytes: some Sequence<UInt8>) -> UInt64? {
  var value: UInt64 = 0
  var any = false
  for byte in bytes {
    guard byte &- 0x30 < 10 else { break }
    value = value &* 10 &+ UInt64(byte &- 0x30)
    any = true
  }
  return any ? value : nil
}

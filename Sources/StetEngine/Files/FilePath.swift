/// Paths as text: joined, split and made absolute without asking the file system.
package enum FilePath {
  /// The path of a name inside a folder. `.` as the folder adds nothing.
  package static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || folder == "." { return name }
    return folder.utf8.last == 0x2F ? folder + name : folder + "/" + name
  }

  /// The absolute path, with `.`, `..` and doubled slashes resolved by text alone.
  package static func absolute(_ path: String, from base: String) -> String {
    let whole = path.utf8.first == 0x2F ? path : base + "/" + path
    // By bytes: this is asked for every file, and nearly all are resolved as they stand.
    if isResolved(whole) { return whole }
    var output: [UInt8] = []
    output.reserveCapacity(whole.utf8.count)
    for part in whole.utf8.split(separator: 0x2F) {
      if part.elementsEqual([0x2E]) { continue }
      if part.elementsEqual([0x2E, 0x2E]) {
        output.removeSubrange((output.lastIndex(of: 0x2F) ?? 0)...)
      } else {
        output.append(0x2F)
        output.append(contentsOf: part)
      }
    }
    return output.isEmpty ? "/" : String(decoding: output, as: UTF8.self)
  }

  /// Whether an absolute path has no doubled slash, none at its end, and no part that begins with a dot.
  private static func isResolved(_ path: String) -> Bool {
    let found = path.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.last != 0x2F else { return false }
      for at in bytes.indices.dropLast() where bytes[at] == 0x2F {
        if bytes[at + 1] == 0x2F || bytes[at + 1] == 0x2E { return false }
      }
      return true
    }
    return found ?? false
  }

  /// The folder of an absolute path; the root is its own folder.
  package static func parent(_ path: String) -> String {
    guard let slash = last(0x2F, in: path), slash > 0 else { return "/" }
    return String(path[..<path.utf8.index(path.startIndex, offsetBy: slash)])
  }

  /// The last part of a path.
  package static func name(_ path: String) -> String {
    guard let slash = last(0x2F, in: path) else { return path }
    return String(path[path.utf8.index(path.startIndex, offsetBy: slash + 1)...])
  }

  /// What follows the last dot of the name, in lower case; nil when there is none, or only a
  /// leading one.
  package static func ending(_ path: String) -> String? {
    let name = Self.name(path)
    guard let dot = last(0x2E, in: name), dot > 0 else { return nil }
    return name[name.utf8.index(name.startIndex, offsetBy: dot + 1)...].lowercased()
  }

  /// How many bytes stand before the last such byte of a path; nil where there is none.
  private static func last(_ byte: UInt8, in path: String) -> Int? {
    // Bytes in memory: this is asked several times for every file, and a string's own index is ten times as slow.
    var path = path
    return path.withUTF8 { $0.lastIndex(of: byte) }
  }

  /// The path of an absolute path inside a folder, or nil when it does not lie there.
  package static func relative(_ path: String, to folder: String) -> String? {
    if folder == "/" { return String(path.dropFirst()) }
    guard path.utf8.starts(with: folder.utf8) else { return nil }
    let rest = path.utf8.dropFirst(folder.utf8.count)
    if rest.isEmpty { return "" }
    guard rest.first == 0x2F else { return nil }
    return String(path[rest.index(after: rest.startIndex)...])
  }

  /// An absolute path as it is shown in a folder: relative where it lies inside, with `..` where it
  /// lies beside.
  package static func shown(_ path: String, from folder: String) -> String {
    if let inside = relative(path, to: folder) { return inside.isEmpty ? "." : inside }
    var up = ""
    var current = folder
    while current != "/" {
      current = parent(current)
      up += "../"
      if let inside = relative(path, to: current) { return up + inside }
    }
    return path
  }
}

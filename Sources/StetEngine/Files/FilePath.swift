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
    var parts: [Substring] = []
    for part in whole.split(separator: "/", omittingEmptySubsequences: true) {
      if part == "." { continue }
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The folder of an absolute path; the root is its own folder.
  package static func parent(_ path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: 0x2F), slash != bytes.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// The last part of a path.
  package static func name(_ path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: 0x2F) else { return path }
    return String(path[bytes.index(after: slash)...])
  }

  /// What follows the last dot of the name, in lower case; nil when there is none, or only a
  /// leading one.
  package static func ending(_ path: String) -> String? {
    let name = Self.name(path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex else { return nil }
    return name[name.utf8.index(after: dot)...].lowercased()
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

/// The `.gitignore` rules in force in a folder: its own before those of the folders above.
package final class IgnoreRules: Sendable {
  private let folder: String
  private let list: GlobList
  private let parent: IgnoreRules?

  private init(folder: String, list: GlobList, parent: IgnoreRules?) {
    self.folder = folder
    self.list = list
    self.parent = parent
  }

  /// The rules in force in a folder, given by its absolute path: those of `.git/info/exclude` and
  /// of every `.gitignore` from the repository's root down to the folder.
  ///
  /// Personal excludes (`core.excludesFile`) are left alone: a result must not depend on who runs it.
  package static func inForce(in folder: String) -> IgnoreRules? {
    var folders = [folder]
    let root = Repository.root(above: folder)
    while let root, let first = folders.last, first != root {
      folders.append(FilePath.parent(first))
    }
    var rules: IgnoreRules?
    for folder in folders.reversed() {
      rules = entering(folder, names: nil, under: rules)
    }
    return rules
  }

  /// The rules in force in a folder below, which may bring its own.
  ///
  /// - Parameter names: what stands in the folder, when that is known, so that a missing file
  ///   costs nothing.
  package static func entering(
    _ folder: String, names: [String]?, under parent: IgnoreRules?
  ) -> IgnoreRules? {
    var rules = parent
    // A repository inside another one starts afresh.
    if names?.contains(".git") ?? (FileSystem.status(folder + "/.git") != nil) {
      rules = nil
      if let directory = Repository.commonDirectory(of: folder),
        let list = read(directory + "/info/exclude")
      {
        rules = IgnoreRules(folder: folder, list: list, parent: nil)
      }
    }
    if names?.contains(".gitignore") ?? true, let list = read(folder + "/.gitignore") {
      rules = IgnoreRules(folder: folder, list: list, parent: rules)
    }
    return rules
  }

  private static func read(_ path: String) -> GlobList? {
    guard let bytes = try? FileSystem.read(path, limit: 1 << 24) else { return nil }
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    let list = GlobList(lines)
    return list.patterns.isEmpty ? nil : list
  }

  /// Whether the rules leave out a file or folder, given by its absolute path.
  package func leaveOut(_ path: String, isDirectory: Bool) -> Bool {
    var rules: IgnoreRules? = self
    while let current = rules {
      if let inside = FilePath.relative(path, to: current.folder),
        let verdict = current.list.verdict(inside, isDirectory: isDirectory)
      {
        return verdict
      }
      rules = current.parent
    }
    return false
  }
}

/// Where a Git repository begins and keeps its things, read from the files themselves.
package enum Repository {
  /// The root of the repository that holds a folder (absolute path), or nil.
  package static func root(above folder: String) -> String? {
    var current = folder
    while true {
      if FileSystem.status(FilePath.join(current, ".git")) != nil { return current }
      if current == "/" { return nil }
      current = FilePath.parent(current)
    }
  }

  /// The folder that holds what all worktrees of a repository share; nil when there is none.
  package static func commonDirectory(of root: String) -> String? {
    let path = FilePath.join(root, ".git")
    guard let status = FileSystem.status(path) else { return nil }
    if status.kind == .directory { return path }
    // In a worktree or submodule `.git` is a file that says where the folder is.
    guard let text = firstLine(path), text.utf8.starts(with: "gitdir: ".utf8) else { return nil }
    let directory = FilePath.absolute(String(text.dropFirst(8)), from: root)
    guard let common = firstLine(directory + "/commondir") else { return directory }
    return FilePath.absolute(common, from: directory)
  }

  private static func firstLine(_ path: String) -> String? {
    guard let bytes = try? FileSystem.read(path, limit: 65536) else { return nil }
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A hook of plain Git that runs Stet. A hook that was there before is kept and runs first.
package struct Hook: Sendable {
  /// The hooks that there are.
  package enum Kind: String, CaseIterable, Sendable {
    /// Lints what is about to be committed.
    case preCommit = "pre-commit"
    /// Lints the commit message.
    case commitMessage = "commit-msg"
  }

  private static let mark =
    "# Installed by \"stet hook install\"; \"stet hook uninstall\" removes it."

  private let kind: Kind
  private let folder: String

  /// The hook's path.
  package var path: String { FilePath.join(folder, kind.rawValue) }
  /// Where a hook is kept that was there before.
  package var keptPath: String { path + ".kept-by-stet" }

  /// Finds the folder of hooks, as `core.hooksPath` and worktrees say.
  package init(_ kind: Kind) throws(GitError) {
    self.kind = kind
    let line = try Git.run(["rev-parse", "--git-path", "hooks"]).prefix { $0 != 0x0A }
    folder = FilePath.absolute(
      String(decoding: line, as: UTF8.self), from: FileSystem.currentDirectory())
  }

  private var isInstalled: Bool {
    guard let bytes = try? FileSystem.read(path, limit: 1 << 20) else { return false }
    return String(decoding: bytes, as: UTF8.self).contains(Self.mark)
  }

  /// Writes the hook; one of Stet's own that is there already is replaced.
  ///
  /// - Parameter options: what is added to the command.
  /// - Returns: whether a hook was there before and is kept.
  package func install(options: [String]) throws(FileError) -> Bool {
    try AtomicFile.makeFolder(folder)
    var isKept = FileSystem.status(keptPath, followingLinks: false) != nil
    if !isInstalled, FileSystem.status(path, followingLinks: false) != nil {
      if isKept {
        throw FileError(path: keptPath, reason: "is in the way of keeping the hook that is there")
      }
      if rename(path, keptPath) != 0 { throw FileError(path: path, code: errno) }
      isKept = true
    }
    try AtomicFile.replace(path, with: Array(script(options).utf8))
    if chmod(path, 0o755) != 0 { throw FileError(path: path, code: errno) }
    return isKept
  }

  /// Takes the hook away and puts the one that was there before back.
  ///
  /// - Returns: false when there is no hook of Stet's.
  package func uninstall() throws(FileError) -> Bool {
    guard isInstalled else { return false }
    if FileSystem.status(keptPath, followingLinks: false) != nil {
      if rename(keptPath, path) != 0 { throw FileError(path: keptPath, code: errno) }
    } else if unlink(path) != 0 {
      throw FileError(path: path, code: errno)
    }
    return true
  }

  private func script(_ options: [String]) -> String {
    let program = FileSystem.executablePath() ?? "stet"
    let command: String
    switch kind {
    case .preCommit: command = "lint --staged"
    case .commitMessage: command = "lint --commit-msg \"$1\""
    }
    let added = options.map { " " + Self.quoted($0) }.joined()
    return """
      #!/bin/sh
      \(Self.mark)
      kept="$(dirname "$0")/\(kind.rawValue).kept-by-stet"
      if [ -x "$kept" ]; then "$kept" "$@" || exit $?; fi
      stet=\(Self.quoted(program))
      [ -x "$stet" ] || stet=stet
      exec "$stet" \(command)\(added)

      """
  }

  /// A text as one word of the shell.
  private static func quoted(_ text: String) -> String {
    var output = "'"
    for letter in text { output += letter == "'" ? "'\\''" : String(letter) }
    return output + "'"
  }
}

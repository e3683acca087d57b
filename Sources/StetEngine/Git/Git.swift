/// Something that Git refused; it has said why on standard error itself.
package struct GitError: Error, Equatable, Sendable {
  /// What was wanted, in words.
  package let message: String

  /// Makes an error.
  package init(_ message: String) { self.message = message }
}

/// What a file in a change is.
package struct ChangedFile: Hashable, Sendable {
  /// The path inside the repository.
  package let path: String
  /// The path that it had before, when it was renamed; its own otherwise; nil for a new file.
  package let oldPath: String?
  /// The blob that the index holds; nil when the working tree is meant.
  package let blob: String?
  /// The blob before the change; nil for a new file.
  package let oldBlob: String?
}

/// Asks the `git` command about a repository. Nothing is ever changed in it.
package final class Git {
  /// The repository's root.
  package let root: String
  private var batch: Subprocess?

  /// Finds the repository of the folder that the command runs in.
  package init() throws(GitError) {
    guard let line = try? Self.run(["rev-parse", "--show-toplevel"]), !line.isEmpty else {
      throw GitError("not in a Git repository, or git is not installed")
    }
    root = String(decoding: line.dropLast(line.last == 0x0A ? 1 : 0), as: UTF8.self)
  }

  /// What a git command writes.
  static func run(_ arguments: [String], isQuiet: Bool = false) throws(GitError) -> [UInt8] {
    do throws(FileError) {
      // Optional locks would make a hook that only reads write to the index.
      let process = try Subprocess(["git", "--no-optional-locks"] + arguments, isQuiet: isQuiet)
      process.closeInput()
      let output = try process.readAll()
      if process.wait() == 0 { return output }
    } catch {
      throw GitError("git could not be run: \(error.reason)")
    }
    throw GitError("git \(arguments.first ?? "") failed")
  }

  /// The tree that a change is measured from: what `HEAD` and the revision have in common, or the
  /// empty tree before the first commit.
  package func base(_ revision: String) throws(GitError) -> String {
    if let common = try? Self.run(["merge-base", "HEAD", revision], isQuiet: true) {
      return Self.line(common)
    }
    if revision == "HEAD", (try? Self.run(["rev-parse", "--verify", "HEAD"], isQuiet: true)) == nil
    {
      return Self.line(try Self.run(["hash-object", "-t", "tree", "/dev/null"]))
    }
    return Self.line(
      try Self.run(["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"]))
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// The regular files that the index has otherwise than a tree (`staged`), or that the working
  /// tree has. Deleted files, symbolic links and submodules are left out; untracked files are new.
  package func changes(from base: String, staged: Bool) throws(GitError) -> [ChangedFile] {
    var arguments = ["-C", root, "diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff"]
    arguments += ["--ignore-submodules", "--diff-filter=ACMRT"]
    if staged { arguments.append("--cached") }
    var fields = try Self.run(arguments + [base, "--"]).split(separator: 0)[...]
    var files: [ChangedFile] = []
    while let head = fields.popFirst(), let first = fields.popFirst() {
      let parts = head.split(separator: 0x20)
      guard parts.count == 5, let letter = parts[4].first else { break }
      var path = String(decoding: first, as: UTF8.self)
      var oldPath: String? = path
      if letter == 0x52 || letter == 0x43, let second = fields.popFirst() {
        path = String(decoding: second, as: UTF8.self)
      }
      // 100644 and 100755 are regular files.
      guard parts[1].starts(with: Array("100".utf8)) else { continue }
      var oldBlob: String? = String(decoding: parts[2], as: UTF8.self)
      if oldBlob?.utf8.allSatisfy({ $0 == 0x30 }) ?? true || letter == 0x54 {
        oldBlob = nil
        oldPath = nil
      }
      let blob = staged ? String(decoding: parts[3], as: UTF8.self) : nil
      files.append(ChangedFile(path: path, oldPath: oldPath, blob: blob, oldBlob: oldBlob))
    }
    if !staged {
      let others = try Self.run(["-C", root, "ls-files", "--others", "--exclude-standard", "-z"])
      for name in others.split(separator: 0) {
        let path = String(decoding: name, as: UTF8.self)
        guard FileSystem.status(FilePath.join(root, path), followingLinks: false)?.kind == .file
        else { continue }
        files.append(ChangedFile(path: path, oldPath: nil, blob: nil, oldBlob: nil))
      }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The content of a blob.
  package func content(_ blob: String) throws(GitError) -> [UInt8] {
    let failure = GitError("git could not read the object \(blob)")
    do throws(FileError) {
      let process: Subprocess
      if let batch {
        process = batch
      } else {
        process = try Subprocess(["git", "-C", root, "cat-file", "--batch"])
        batch = process
      }
      try process.write(Array("\(blob)\n".utf8))
      var head: [UInt8] = []
      while true {
        guard let byte = process.read(1).first else {
          throw FileError(path: "git", reason: "ended")
        }
        if byte == 0x0A { break }
        head.append(byte)
      }
      let parts = head.split(separator: 0x20)
      guard parts.count == 3, let size = Int(String(decoding: parts[2], as: UTF8.self)) else {
        throw FileError(path: "git", reason: "no such object")
      }
      let bytes = process.read(size)
      _ = process.read(1)
      guard bytes.count == size else { throw FileError(path: "git", reason: "ended") }
      return bytes
    } catch {
      throw failure
    }
  }

  /// The lines of a file's new side that a change touches.
  package func changedLines(
    _ file: ChangedFile, from base: String, staged: Bool
  ) throws(GitError) -> ChangedLines {
    guard file.oldPath != nil else { return .all }
    var arguments = ["-C", root, "--literal-pathspecs", "diff", "-U0", "-M", "--no-color"]
    arguments += ["--no-ext-diff", "--no-textconv", "--ignore-submodules"]
    if staged { arguments.append("--cached") }
    arguments += [base, "--", file.path]
    if let old = file.oldPath, old != file.path { arguments.append(old) }
    return ChangedLines(diff: try Self.run(arguments))
  }
}

/// Lines of a file, counted from 1.
package enum ChangedLines: Equatable, Sendable {
  /// Every line: the file is new.
  case all
  /// These.
  case some([ClosedRange<Int>])

  /// Reads the hunk heads of a unified diff of one file. Where lines were only taken away, the
  /// lines on both sides of the gap count as touched.
  init(diff: [UInt8]) {
    var ranges: [ClosedRange<Int>] = []
    for line in diff.split(separator: 0x0A) where line.starts(with: Array("@@ -".utf8)) {
      let parts = line.split(separator: 0x20)
      guard parts.count > 2, parts[2].first == 0x2B else { continue }
      let numbers = parts[2].dropFirst().split(separator: 0x2C)
        .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      guard let start = numbers.first else { continue }
      let count = numbers.count > 1 ? numbers[1] : 1
      ranges.append(count == 0 ? max(1, start)...start + 1 : start...start + count - 1)
    }
    self = .some(ranges)
  }

  /// Whether a range of lines is touched.
  package func touches(_ lines: ClosedRange<Int>) -> Bool {
    switch self {
    case .all: return true
    case .some(let ranges): return ranges.contains { $0.overlaps(lines) }
    }
  }
}

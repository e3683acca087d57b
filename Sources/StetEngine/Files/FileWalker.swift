/// What a walk comes to.
package enum WalkStep: Sendable {
  /// A file to lint.
  case file(WalkedFile)
  /// Something left out, and why; worth a word in a verbose run only.
  case skipped(path: String, reason: String)
  /// Something that could not be looked at.
  case failed(FileError)
}

/// A file that a walk came to.
package struct WalkedFile: Hashable, Sendable {
  /// The path as it is shown: made of what the user gave.
  package let path: String
  /// The absolute path.
  package let absolute: String
  /// Whether the user gave the file itself, rather than a folder that holds it.
  package let isNamed: Bool

  /// Its bytes when it was met; 0 when nobody looked.
  package let size: Int

  /// Makes a file of a walk.
  package init(path: String, absolute: String, isNamed: Bool, size: Int = 0) {
    self.path = path
    self.absolute = absolute
    self.isNamed = isNamed
    self.size = size
  }
}

/// What a project's own configuration says of a path.
package enum WalkVerdict: Sendable {
  /// Nothing: the walk's own rules decide.
  case undecided
  /// The file is to be linted, whatever its name says.
  case take
  /// The path is left out, for this reason.
  case leaveOut(String)
}

/// Walks files and folders lazily, in the order given, each folder's names sorted by their bytes.
///
/// Hidden names, symbolic links inside folders (so that loops can't occur), what `.gitignore`
/// leaves out and files that are not copy by their ending are skipped; a file that is named itself
/// is always taken, unless the configuration leaves it out.
package struct FileWalker: IteratorProtocol {
  private struct Frame {
    let path: String
    let absolute: String
    let names: [String]
    let rules: IgnoreRules?
    var next = 0
  }

  private let base: String
  private let filter: (_ absolute: String, _ isDirectory: Bool) -> WalkVerdict
  private var waiting: [String]
  private var stack: [Frame] = []
  private var seen: Set<String> = []
  private let seesDoubles: Bool

  /// Starts a walk.
  ///
  /// - Parameters:
  ///   - paths: files and folders as the user gave them.
  ///   - base: the absolute folder that they are relative to.
  ///   - filter: what the configuration says of a path.
  package init(
    paths: [String], base: String,
    filter: @escaping (_ absolute: String, _ isDirectory: Bool) -> WalkVerdict = { _, _ in
      .undecided
    }
  ) {
    self.base = base
    self.filter = filter
    waiting = paths.reversed()
    seesDoubles = paths.count > 1
  }

  /// The next step, nil at the end.
  package mutating func next() -> WalkStep? {
    while true {
      if !stack.isEmpty {
        if let step = nextInFolder() { return step }
      } else if let path = waiting.popLast() {
        if let step = begin(path) { return step }
      } else {
        return nil
      }
    }
  }

  private mutating func begin(_ path: String) -> WalkStep? {
    let absolute = FilePath.absolute(path, from: base)
    do throws(FileError) {
      let status = try FileSystem.requireStatus(path)
      switch status.kind {
      case .directory: return open(path, absolute)
      default:
        if case .leaveOut(let reason) = filter(absolute, false) {
          return .skipped(path: path, reason: reason)
        }
        // The pre-commit framework names every text file of a commit.
        if FilePath.name(FilePath.parent(absolute)) == ProjectFolder.keptName {
          return .skipped(path: path, reason: "kept by Stet itself")
        }
        return take(WalkedFile(path: path, absolute: absolute, isNamed: true, size: status.size))
      }
    } catch {
      return .failed(error)
    }
  }

  private mutating func open(
    _ path: String, _ absolute: String, under rules: IgnoreRules? = nil
  ) -> WalkStep? {
    do throws(FileError) {
      let names = try FileSystem.names(in: path)
      let inside =
        stack.isEmpty
        ? IgnoreRules.inForce(in: absolute)
        : IgnoreRules.entering(absolute, names: names, under: rules)
      stack.append(Frame(path: path, absolute: absolute, names: names, rules: inside))
      return nil
    } catch {
      return .failed(error)
    }
  }

  private mutating func nextInFolder() -> WalkStep? {
    let top = stack.count - 1
    let frame = stack[top]
    guard frame.next < frame.names.count else {
      stack.removeLast()
      return nil
    }
    stack[top].next += 1
    let name = frame.names[frame.next]
    let path = FilePath.join(frame.path, name)
    let absolute = FilePath.join(frame.absolute, name)
    if name == ".git" { return nil }
    guard let status = FileSystem.status(path, followingLinks: false) else {
      return .failed(FileError(path: path, reason: "no such file or folder"))
    }
    let isDirectory = status.kind == .directory
    switch status.kind {
    case .link: return .skipped(path: path, reason: "a symbolic link")
    case .pipe, .other: return .skipped(path: path, reason: "not a regular file")
    case .file, .directory: break
    }
    switch filter(absolute, isDirectory) {
    case .leaveOut(let reason): return .skipped(path: path, reason: reason)
    case .take where !isDirectory:
      return take(WalkedFile(path: path, absolute: absolute, isNamed: false, size: status.size))
    default: break
    }
    if name.utf8.first == 0x2E { return .skipped(path: path, reason: "hidden") }
    if let rules = frame.rules, rules.leaveOut(absolute, isDirectory: isDirectory) {
      return .skipped(path: path, reason: "ignored by .gitignore")
    }
    if isDirectory { return open(path, absolute, under: frame.rules) }
    if let ending = FilePath.ending(name), let kind = FileEndings.isNotCopy(ending) {
      return .skipped(path: path, reason: kind)
    }
    return take(WalkedFile(path: path, absolute: absolute, isNamed: false, size: status.size))
  }

  private mutating func take(_ file: WalkedFile) -> WalkStep? {
    if seesDoubles, !seen.insert(file.absolute).inserted {
      return .skipped(path: file.path, reason: "given twice")
    }
    return .file(file)
  }
}

/// Endings of files that a walk does not take for copy.
package enum FileEndings {
  private static let binary: Set<String> = [
    "7z", "a", "avi", "avif", "bin", "bmp", "bz2", "class", "dll", "doc", "docx", "dylib", "eot",
    "epub", "exe", "flac", "gif", "gz", "heic", "ico", "idx", "indd", "jar", "jpeg", "jpg", "m4a",
    "mkv", "mov", "mp3", "mp4", "mpeg", "o", "odp", "ods", "odt", "ogg", "otf", "pdf", "png",
    "ppt", "pptx", "psd", "pyc", "so", "sqlite", "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav",
    "webm", "webp", "woff", "woff2", "xls", "xlsx", "xz", "zip", "zst",
  ]
  private static let code: Set<String> = [
    "bash", "bat", "c", "cc", "cfg", "conf", "cpp", "cs", "css", "csv", "cxx", "diff", "el", "fish",
    "go", "gradle", "h", "hpp", "htm", "html", "ini", "ipynb", "java", "js", "json", "jsonl",
    "jsx", "kt", "less", "lock", "lua", "mjs", "patch", "php", "pl", "plist", "po", "properties",
    "ps1", "py", "r", "rb", "rs", "sass", "scala", "scss", "sh", "sql", "svg", "swift", "toml",
    "ts", "tsv", "tsx", "vim", "vue", "xhtml", "xml", "xsd", "xsl", "yaml", "yml", "zsh",
  ]

  /// Why files of an ending are not linted when a folder is walked; nil when they are.
  package static func isNotCopy(_ ending: String) -> String? {
    if binary.contains(ending) { return "binary" }
    if code.contains(ending) { return "not copy by its ending .\(ending)" }
    return nil
  }
}

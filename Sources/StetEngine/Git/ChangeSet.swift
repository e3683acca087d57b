/// The files of a change in a Git repository, as jobs.
package struct ChangeSet {
  /// What is linted of a change.
  package struct Scope: Sendable {
    /// Whether the index is read instead of the working tree.
    package var isStaged: Bool
    /// The revision that the change is measured from.
    package var revision: String
    /// Whether only findings that the change is answerable for are reported.
    package var isByLines: Bool

    /// Makes a scope.
    package init(isStaged: Bool, revision: String, isByLines: Bool) {
      self.isStaged = isStaged
      self.revision = revision
      self.isByLines = isByLines
    }
  }

  private let git: Git
  private let scope: Scope
  private let base: String
  private let files: [ChangedFile]
  private let folder: String

  /// Asks Git for the changed files.
  ///
  /// - Parameter folder: the absolute folder that shown paths are relative to.
  package init(_ scope: Scope, shownFrom folder: String) throws(GitError) {
    self.scope = scope
    self.folder = FileSystem.realPath(folder) ?? folder
    git = try Git()
    base = try git.base(scope.revision)
    files = try git.changes(from: base, staged: scope.isStaged)
  }

  /// The jobs of the change, one a file, in the order of the paths.
  ///
  /// - Parameters:
  ///   - paths: files and folders that the change is narrowed to; none for all of it.
  ///   - verdict: what the configuration says of a path.
  package func jobs(
    paths: [String], run: LintRun, verdict: @escaping (String, Bool) -> WalkVerdict
  ) -> () -> LintJob? {
    let wanted = paths.map { FilePath.absolute($0, from: folder) }
    var rest = files[...]
    return {
      while let file = rest.popFirst() {
        let absolute = FilePath.join(git.root, file.path)
        if !wanted.isEmpty,
          !wanted.contains(where: { FilePath.relative(absolute, to: $0) != nil })
        {
          continue
        }
        return job(file, absolute, run, verdict(absolute, false))
      }
      return nil
    }
  }

  private func job(
    _ file: ChangedFile, _ absolute: String, _ run: LintRun, _ verdict: WalkVerdict
  ) -> LintJob {
    let shown = FilePath.shown(absolute, from: folder)
    switch verdict {
    case .leaveOut(let reason): return .done(.skipped(path: shown, reason: reason))
    case .undecided:
      if let ending = FilePath.ending(file.path), let kind = FileEndings.isNotCopy(ending) {
        return .done(.skipped(path: shown, reason: kind))
      }
      if file.path.split(separator: "/").contains(where: { $0.utf8.first == 0x2E }) {
        return .done(.skipped(path: shown, reason: "hidden"))
      }
    case .take: break
    }
    do throws(GitError) {
      let bytes = try file.blob.map { blob throws(GitError) in try git.content(blob) }
      var change: FileChange?
      if scope.isByLines {
        change = FileChange(
          lines: try git.changedLines(file, from: base, staged: scope.isStaged),
          before: try file.oldBlob.map { blob throws(GitError) in try git.content(blob) })
      }
      return run.job(
        WalkedFile(path: shown, absolute: absolute, isNamed: false), bytes: bytes, change: change)
    } catch {
      return .done(.failed(path: shown, FileFailure(error.message)))
    }
  }
}

/// Where a folder's project keeps its things: found upward to the repository's root.
package struct ProjectFolder: Equatable, Sendable {
  /// The name of the configuration file.
  package static let configurationName = ".stet.yml"
  /// The folder for what Stet keeps for a project.
  package static let keptName = ".stet"

  /// The folder that holds `.stet.yml`, nil when there is none.
  package let configured: String?
  /// The folder that holds `.stet/`, nil when there is none.
  package let keeping: String?
  /// The repository's root, nil outside of one.
  package let repository: String?

  /// Tells one from another among keys of a dictionary; no path has a zero.
  var key: String {
    [configured, keeping, repository].map { $0 ?? "" }.joined(separator: "\0")
  }

  /// The folder that project files belong to: where they are, else the repository's root.
  package var root: String? { keeping ?? configured ?? repository }

  /// Looks upward from a folder, given by its absolute path. The nearest of each kind holds; outside
  /// of a repository the search goes on to the root of the file system.
  package static func find(from folder: String) -> ProjectFolder {
    var configured: String?
    var keeping: String?
    var repository: String?
    var current = folder
    while true {
      if configured == nil,
        FileSystem.status(FilePath.join(current, configurationName)) != nil
      {
        configured = current
      }
      if keeping == nil,
        FileSystem.status(FilePath.join(current, keptName))?.kind == .directory
      {
        keeping = current
      }
      if FileSystem.status(FilePath.join(current, ".git")) != nil {
        repository = current
        break
      }
      if current == "/" { break }
      current = FilePath.parent(current)
    }
    return ProjectFolder(configured: configured, keeping: keeping, repository: repository)
  }
}

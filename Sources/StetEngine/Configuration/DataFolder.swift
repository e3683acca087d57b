/// The folder that holds `dictionaries/` and `rules/`.
package struct DataFolder: Hashable, Sendable {
  /// The folder's path.
  package let folder: String
  /// Which rule of search found it: `--data`, `STET_DATA`, `beside the program` …
  package let foundBy: String

  /// The word lists.
  package var dictionaries: String { FilePath.join(folder, "dictionaries") }
  /// The declarative rules and the profiles.
  package var rules: String { FilePath.join(folder, "rules") }
  /// The house profiles.
  package var houses: String { FilePath.join(rules, "houses") }

  /// How many folders above the program a checkout is looked for in: `.build/release/stet` lies
  /// three below it, and pre-commit builds one deeper.
  private static let deepestBuild = 6

  /// Finds the data: in the folder given, in `STET_DATA`, beside the program, in `../share/stet`
  /// from it, in the checkout that the program was built in.
  ///
  /// - Parameter given: the value of `--data`.
  /// - Throws: `FileError` when the folder given, or the one that `STET_DATA` names, holds no data,
  ///   or when there is none anywhere; the message says where it was looked for.
  package static func find(given: String?) throws(FileError) -> DataFolder {
    if let given { return try required(given, by: "--data") }
    if let named = FileSystem.environment("STET_DATA") {
      return try required(named, by: "STET_DATA")
    }
    var looked: [String] = []
    if let program = FileSystem.executablePath() {
      let bin = FilePath.parent(program)
      let shared = FilePath.join(FilePath.parent(bin), "share/stet")
      for (folder, by) in [(bin, "beside the program"), (shared, "../share/stet")] {
        if holdsData(folder) { return DataFolder(folder: folder, foundBy: by) }
        looked.append(folder)
      }
      var folder = FilePath.parent(bin)
      for _ in 0..<deepestBuild where folder != "/" {
        if FileSystem.status(folder + "/Package.swift") != nil, holdsData(folder) {
          return DataFolder(folder: folder, foundBy: "the checkout")
        }
        folder = FilePath.parent(folder)
      }
    }
    throw FileError(
      path: "dictionaries/ and rules/",
      reason: "not found; looked in \(looked.joined(separator: ", ")) and the checkout above; "
        + "--data or STET_DATA names their folder")
  }

  private static func required(_ folder: String, by: String) throws(FileError) -> DataFolder {
    if holdsData(folder) { return DataFolder(folder: folder, foundBy: by) }
    throw FileError(
      path: folder, reason: "\(by) names it, but it holds no dictionaries/ and rules/")
  }

  private static func holdsData(_ folder: String) -> Bool {
    FileSystem.status(FilePath.join(folder, "dictionaries"))?.kind == .directory
      && FileSystem.status(FilePath.join(folder, "rules"))?.kind == .directory
  }

  /// The names of the house profiles, sorted.
  package var profiles: [String] {
    let names = (try? FileSystem.names(in: houses)) ?? []
    let found = names.compactMap { $0.hasSuffix(".yml") ? String($0.dropLast(4)) : nil }
    return found.contains("none") ? found : found + ["none"]
  }
}

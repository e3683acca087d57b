import StetRules

/// Reads the declarative rules of a data folder: `rules/<category>/<id>.yml`.
package enum RuleFolder {
  private struct RuleFile {
    var path: String
    var id: String
    var category: RuleCategory
  }

  /// The rules, by category and id.
  ///
  /// - Parameter caches: the folder for caches, to read what has not changed from there; nil to take
  ///   every file apart.
  /// - Throws: `ConfigurationFailure` with every file that can't be read as a rule, and where.
  package static func read(
    _ folder: String, caches: String? = nil
  ) throws(ConfigurationFailure) -> [DeclarativeRule] {
    let files = files(folder)
    guard let caches else { return try parse(files) }
    let cache = RuleCache(folder: caches, rules: folder)
    let key = key(files)
    if let rules = cache.rules(key: key) { return rules }
    let rules = try parse(files)
    cache.store(rules, key: key)
    return rules
  }

  private static func files(_ folder: String) -> [RuleFile] {
    RuleCategory.allCases.flatMap { category in
      let inside = FilePath.join(folder, category.rawValue)
      let names = (try? FileSystem.names(in: inside)) ?? []
      return names.filter { $0.hasSuffix(".yml") }.map {
        RuleFile(path: FilePath.join(inside, $0), id: String($0.dropLast(4)), category: category)
      }
    }
  }

  /// A hash of the program and of the files' names, sizes and times.
  private static func key(_ files: [RuleFile]) -> UInt64 {
    var hash = ContentHash()
    hash.add(StetVersion.current)
    add(FileSystem.executableStatus(), to: &hash)
    for file in files {
      hash.add(file.path)
      add(FileSystem.status(file.path), to: &hash)
    }
    return hash.value
  }

  private static func add(_ status: FileStatus?, to hash: inout ContentHash) {
    guard let status else { return }
    hash.add(UInt64(status.size))
    hash.add(UInt64(bitPattern: status.modified))
  }

  private static func parse(
    _ files: [RuleFile]
  ) throws(ConfigurationFailure) -> [DeclarativeRule] {
    var rules: [DeclarativeRule] = []
    var problems: [ConfigurationProblem] = []
    for file in files {
      do {
        let bytes = try FileSystem.read(file.path, limit: 1 << 24)
        rules.append(try DeclarativeLoader.load(bytes, id: file.id, category: file.category))
      } catch let error as YAMLError {
        problems.append(
          ConfigurationProblem(
            path: file.path, line: error.mark.line, column: error.mark.column,
            message: error.message))
      } catch {
        let reason = (error as? FileError)?.reason ?? "could not be read"
        problems.append(ConfigurationProblem(path: file.path, line: 1, column: 1, message: reason))
      }
    }
    if !problems.isEmpty { throw ConfigurationFailure(problems) }
    return rules
  }
}

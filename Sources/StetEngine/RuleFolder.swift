import StetRules

/// Reads the declarative rules of a data folder: `rules/<category>/<id>.yml`.
package enum RuleFolder {
  /// The rules, by category and id.
  ///
  /// - Throws: `ConfigurationFailure` with every file that can't be read as a rule, and where.
  package static func read(_ folder: String) throws(ConfigurationFailure) -> [DeclarativeRule] {
    var rules: [DeclarativeRule] = []
    var problems: [ConfigurationProblem] = []
    for category in RuleCategory.allCases {
      let inside = FilePath.join(folder, category.rawValue)
      guard let names = try? FileSystem.names(in: inside) else { continue }
      for name in names where name.hasSuffix(".yml") {
        let path = FilePath.join(inside, name)
        do {
          let bytes = try FileSystem.read(path, limit: 1 << 24)
          rules.append(
            try DeclarativeLoader.load(bytes, id: String(name.dropLast(4)), category: category))
        } catch let error as YAMLError {
          problems.append(
            ConfigurationProblem(
              path: path, line: error.mark.line, column: error.mark.column, message: error.message))
        } catch {
          let reason = (error as? FileError)?.reason ?? "could not be read"
          problems.append(ConfigurationProblem(path: path, line: 1, column: 1, message: reason))
        }
      }
    }
    if !problems.isEmpty { throw ConfigurationFailure(problems) }
    return rules
  }
}

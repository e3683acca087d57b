import StetDocument
import StetRules

/// What holds for one file, all layers laid together. Files with the same settings share one.
package final class ResolvedSettings: Sendable {
  /// The settings.
  package let settings: Settings
  /// How the file is encoded.
  package let encoding: TextEncoding
  /// The layers together, each value with its origin.
  package let layer: SettingsLayer
  /// Prepared rules.
  package let linter: Linter
  /// A hash of the settings and of what comes with every run.
  package let identity: UInt64
  /// Whether findings may be among those that the project has written down.
  package let hasBaseline: Bool

  init(
    layer: SettingsLayer, identity: UInt64, hasBaseline: Bool, linter: (Settings) -> Linter
  ) {
    self.layer = layer
    self.hasBaseline = hasBaseline
    settings = layer.settings
    encoding = layer.encoding?.value ?? .utf8
    self.linter = linter(settings)
    var hash = ContentHash()
    hash.add(identity)
    hash.add(encoding.rawValue)
    settings.add(to: &hash)
    self.identity = hash.value
  }
}

/// What the configuration says of one folder's files.
package final class FolderScope {
  /// Where the project keeps its things.
  package let place: ProjectFolder
  /// The folder that the configuration's patterns are relative to.
  package let folder: String
  /// The configuration file, nil without one.
  package let configuration: Configuration?
  /// The project's accepted words.
  let words: [Located<String>]
  /// What was laid together for each choice of overrides; there are few.
  fileprivate var resolved: [(chosen: [Int], settings: ResolvedSettings)] = []

  init(
    place: ProjectFolder, folder: String, configuration: Configuration?, words: [Located<String>]
  ) {
    self.place = place
    self.folder = folder
    self.configuration = configuration
    self.words = words
  }
}

/// Finds and lays together what is set for each file: defaults, profile, configuration file, its
/// overrides, command line.
///
/// Belongs to one thread. What it hands out may be shared.
package final class Project {
  /// The rules that there are.
  package let catalogue: RuleCatalogue
  private let data: DataFolder?
  private let commandLine: SettingsLayer
  private let given: String?
  private let isConfigured: Bool
  private let identity: UInt64
  private let base: String
  private let makeLinter: (Settings) -> Linter
  /// By folder.
  private var folders: [String: FolderScope] = [:]
  /// The folder asked for last: nearly all files stand in the one of the file before.
  private var last: (folder: String, scope: FolderScope)?
  /// By the key of where the project is.
  private var scopes: [String: FolderScope] = [:]
  /// What can't be read, by folder and by key.
  private var failures: [String: ConfigurationFailure] = [:]
  private var profiles: [String: SettingsLayer] = [:]

  /// Makes a project.
  ///
  /// - Parameters:
  ///   - base: the absolute folder that the command runs in.
  ///   - commandLine: the highest layer.
  ///   - given: the value of `--config`.
  ///   - isConfigured: false for `--no-config`: no file is looked for.
  ///   - identity: a hash of what comes with every run: program, lexicon, rules.
  ///   - linter: prepares the rules for settings.
  package init(
    base: String, catalogue: RuleCatalogue, data: DataFolder?,
    commandLine: SettingsLayer = SettingsLayer(), given: String? = nil, isConfigured: Bool = true,
    identity: UInt64 = 0,
    linter: @escaping (Settings) -> Linter = { Linter(settings: $0) }
  ) {
    self.base = base
    self.catalogue = catalogue
    self.data = data
    self.commandLine = commandLine
    self.given = given
    self.isConfigured = isConfigured
    self.identity = identity
    makeLinter = linter
  }

  /// What the configuration says of the files in a folder, given by its absolute path.
  package func scope(of folder: String) throws(ConfigurationFailure) -> FolderScope {
    if let last, last.folder == folder { return last.scope }
    let scope: FolderScope
    if let known = folders[folder] {
      scope = known
    } else {
      scope = try onceFailing(folder) { () throws(ConfigurationFailure) in try read(folder) }
      folders[folder] = scope
    }
    last = (folder, scope)
    return scope
  }

  /// What `read` gives; where it fails, it is not asked again for the same key.
  private func onceFailing(
    _ key: String, _ read: () throws(ConfigurationFailure) -> FolderScope
  ) throws(ConfigurationFailure) -> FolderScope {
    if let failure = failures[key] { throw failure }
    do throws(ConfigurationFailure) {
      return try read()
    } catch {
      failures[key] = error
      throw error
    }
  }

  /// What holds for a file, given by its absolute path.
  package func resolve(_ file: String) throws(ConfigurationFailure) -> ResolvedSettings {
    let scope = try scope(of: FilePath.parent(file))
    var chosen: [Int] = []
    if let overrides = scope.configuration?.overrides, !overrides.isEmpty,
      let inside = FilePath.relative(file, to: scope.folder)
    {
      chosen = overrides.indices.filter { overrides[$0].paths.covers(inside) }
    }
    if let known = scope.resolved.first(where: { $0.chosen == chosen }) { return known.settings }
    let made = ResolvedSettings(
      layer: try layer(scope, chosen), identity: identity,
      hasBaseline: scope.place.keeping.map { FileSystem.status(Baseline.path(in: $0)) != nil }
        ?? false,
      linter: makeLinter)
    scope.resolved.append((chosen, made))
    return made
  }

  /// The format declared for a file, nil when its name decides.
  package func format(of file: String) -> CopyFormat? {
    guard let scope = try? scope(of: FilePath.parent(file)),
      let formats = scope.configuration?.formats, !formats.isEmpty,
      let inside = FilePath.relative(file, to: scope.folder)
    else { return nil }
    return formats.last { $0.pattern.covers(inside) }?.format
  }

  /// What the configuration says of a path that a walk comes to. A configuration that can't be
  /// read says nothing here: the file itself reports it.
  package func verdict(_ path: String, isDirectory: Bool) -> WalkVerdict {
    guard let scope = try? scope(of: FilePath.parent(path)),
      let configuration = scope.configuration,
      let inside = FilePath.relative(path, to: scope.folder), !inside.isEmpty
    else { return .undecided }
    let isLeftOut =
      isDirectory
      ? configuration.exclude.verdict(inside, isDirectory: true) ?? false
      : configuration.exclude.covers(inside)
    if isLeftOut { return .leaveOut("left out by \(configuration.path)") }
    if !isDirectory, configuration.include.covers(inside) { return .take }
    return .undecided
  }

  // MARK: Reading

  private func read(_ folder: String) throws(ConfigurationFailure) -> FolderScope {
    var place = ProjectFolder.find(from: folder)
    if let given {
      let path = FilePath.absolute(given, from: base)
      place = ProjectFolder(
        configured: FilePath.parent(path), keeping: place.keeping, repository: place.repository)
    } else if !isConfigured {
      place = ProjectFolder(configured: nil, keeping: nil, repository: place.repository)
    }
    let key = place.key
    if let known = scopes[key] { return known }
    let scope = try onceFailing(key) { () throws(ConfigurationFailure) in try read(place) }
    scopes[key] = scope
    return scope
  }

  private func read(_ place: ProjectFolder) throws(ConfigurationFailure) -> FolderScope {
    var configuration: Configuration?
    if let folder = place.configured {
      let path =
        given.map { FilePath.absolute($0, from: base) }
        ?? FilePath.join(folder, ProjectFolder.configurationName)
      let bytes = try file(path)
      configuration = try ConfigurationReader.read(
        bytes, path: shown(path), catalogue: catalogue, profiles: data?.profiles ?? [])
    }
    var words: [Located<String>] = []
    if let folder = place.keeping {
      let path = AcceptedWords.path(in: folder)
      if FileSystem.status(path) != nil {
        words = AcceptedWords.parse(try file(path)).map { word in
          Located(word.text, .file(path: shown(path), line: word.line))
        }
      }
    }
    return FolderScope(
      place: place, folder: place.configured ?? base, configuration: configuration, words: words)
  }

  private func file(_ path: String) throws(ConfigurationFailure) -> [UInt8] {
    do throws(FileError) {
      return try FileSystem.read(path, limit: 1 << 24)
    } catch {
      throw ConfigurationFailure([
        ConfigurationProblem(path: shown(path), line: 1, column: 1, message: error.reason)
      ])
    }
  }

  private func shown(_ path: String) -> String {
    guard let inside = FilePath.relative(path, to: base) else { return path }
    return inside.isEmpty ? "." : inside
  }

  private func layer(
    _ scope: FolderScope, _ chosen: [Int]
  ) throws(ConfigurationFailure) -> SettingsLayer {
    var above = SettingsLayer()
    above.words = scope.words
    if let configuration = scope.configuration {
      above.apply(configuration.layer)
      for index in chosen { above.apply(configuration.overrides[index].layer) }
    }
    above.apply(commandLine)
    guard let profile = above.profile, profile.value != "none" else { return above }
    var all = try self.profile(profile.value)
    all.apply(above)
    return all
  }

  private func profile(_ name: String) throws(ConfigurationFailure) -> SettingsLayer {
    if let known = profiles[name] { return known }
    let path = FilePath.join(data?.houses ?? "rules/houses", name + ".yml")
    let layer = try ConfigurationReader.readProfile(
      try file(path), path: shown(path), name: name, catalogue: catalogue)
    profiles[name] = layer
    return layer
  }
}

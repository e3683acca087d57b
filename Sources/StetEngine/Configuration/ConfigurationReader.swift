import StetDocument
import StetRules
import StetText

/// Reads `.stet.yml` and house profiles, and says of every fault where it stands.
package struct ConfigurationReader {
  private let path: String
  private let catalogue: RuleCatalogue
  private let profiles: [String]
  private let scope: ConfigurationKey.Scope
  private var problems: [ConfigurationProblem] = []

  /// Reads a configuration file.
  ///
  /// - Parameters:
  ///   - path: the file as it is shown.
  ///   - profiles: the names of the profiles that there are.
  package static func read(
    _ bytes: [UInt8], path: String, catalogue: RuleCatalogue, profiles: [String]
  ) throws(ConfigurationFailure) -> Configuration {
    try read(bytes, path: path, catalogue: catalogue, profiles: profiles, scope: .file)
  }

  /// Reads a house profile.
  package static func readProfile(
    _ bytes: [UInt8], path: String, name: String, catalogue: RuleCatalogue
  ) throws(ConfigurationFailure) -> SettingsLayer {
    try read(bytes, path: path, catalogue: catalogue, profiles: [], scope: .profile).layer
  }

  private static func read(
    _ bytes: [UInt8], path: String, catalogue: RuleCatalogue, profiles: [String],
    scope: ConfigurationKey.Scope
  ) throws(ConfigurationFailure) -> Configuration {
    var reader = Self(path: path, catalogue: catalogue, profiles: profiles, scope: scope)
    if let bad = bytes.withUnsafeBufferPointer({ UTF8Scan.firstInvalidByte($0) }) {
      let place = LineIndex(bytes).position(of: bad)
      throw ConfigurationFailure([
        ConfigurationProblem(
          path: path, line: place.line, column: place.column, message: "not valid UTF-8")
      ])
    }
    var configuration = Configuration(path: path)
    do throws(YAMLError) {
      if let root = try YAMLNode.parse(bytes), !root.isNull {
        reader.readFile(root, into: &configuration)
      }
    } catch {
      reader.report(error.mark, error.message)
    }
    if !reader.problems.isEmpty { throw ConfigurationFailure(reader.problems) }
    return configuration
  }

  private init(
    path: String, catalogue: RuleCatalogue, profiles: [String], scope: ConfigurationKey.Scope
  ) {
    self.path = path
    self.catalogue = catalogue
    self.profiles = profiles
    self.scope = scope
  }

  private mutating func report(_ mark: YAMLMark, _ message: String) {
    problems.append(
      ConfigurationProblem(path: path, line: mark.line, column: mark.column, message: message))
  }

  private func origin(_ mark: YAMLMark) -> SettingOrigin { .file(path: path, line: mark.line) }

  // MARK: Keys

  private mutating func readFile(_ root: YAMLNode, into configuration: inout Configuration) {
    guard let entries = root.mapping else {
      report(root.mark, "expected keys such as \"dialect:\" or \"rules:\"")
      return
    }
    for entry in entries {
      guard let key = key(entry, in: scope), !entry.value.isNull else { continue }
      switch key {
      case .include: configuration.include = GlobList(texts(entry.value, of: key))
      case .exclude: configuration.exclude = GlobList(texts(entry.value, of: key))
      case .formats: configuration.formats = formats(entry.value)
      case .overrides: configuration.overrides = overrides(entry.value)
      default: readSetting(key, entry.value, into: &configuration.layer)
      }
    }
  }

  private mutating func key(
    _ entry: YAMLNode.Entry, in scope: ConfigurationKey.Scope
  ) -> ConfigurationKey? {
    let allowed = ConfigurationKey.allowed(in: scope)
    if let key = allowed.first(where: { $0.rawValue == entry.key }) { return key }
    let names = allowed.map(\.rawValue)
    if catalogue.info(entry.key) != nil {
      report(entry.keyMark, "unknown key \"\(entry.key)\"; rules stand under \"rules:\"")
    } else {
      report(entry.keyMark, unknown("key", entry.key, among: names))
    }
    return nil
  }

  private mutating func readSetting(
    _ key: ConfigurationKey, _ value: YAMLNode, into layer: inout SettingsLayer
  ) {
    switch key {
    case .dialect:
      layer.dialect = choice(value, of: key, among: Self.dialects).map {
        Located($0, origin(value.mark))
      }
    case .profile:
      layer.profile = choice(value, of: key, among: profiles).map {
        Located($0, origin(value.mark))
      }
    case .headline:
      layer.headline = choice(value, of: key, among: HeadlineSetting.allCases.map(\.rawValue))
        .flatMap(HeadlineSetting.init).map { Located($0, origin(value.mark)) }
    case .encoding:
      layer.encoding = choice(value, of: key, among: TextEncoding.allCases.map(\.rawValue))
        .flatMap(TextEncoding.init).map { Located($0, origin(value.mark)) }
    case .rules: readRules(value, into: &layer)
    case .words: layer.words = located(value, of: key)
    case .names: layer.names = located(value, of: key)
    case .description, .sources, .include, .exclude, .formats, .overrides, .paths: break
    }
  }

  /// The dialects that the configuration and the command line know.
  package static let dialects = ["any", "en-GB", "en-US", "en-AU", "en-CA", "en-ZA"]

  private mutating func choice(
    _ value: YAMLNode, of key: ConfigurationKey, among choices: [String]
  ) -> String? {
    guard let text = value.string else {
      report(value.mark, "\"\(key.rawValue)\" takes one of \(list(choices))")
      return nil
    }
    if choices.contains(text) { return text }
    report(
      value.mark,
      unknown(key.rawValue, text, among: choices) + "; it takes one of \(list(choices))")
    return nil
  }

  private func list(_ choices: [String]) -> String { choices.joined(separator: ", ") }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> String {
    "unknown \(what) \"\(name)\""
      + (Nearest.name(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? "")
  }

  private mutating func texts(_ value: YAMLNode, of key: ConfigurationKey) -> [String] {
    located(value, of: key).map(\.value)
  }

  /// A list of texts; a single text stands for a list of one.
  private mutating func located(
    _ value: YAMLNode, of key: ConfigurationKey
  ) -> [Located<String>] {
    if let text = value.string { return [Located(text, origin(value.mark))] }
    guard let items = value.sequence else {
      report(value.mark, "\"\(key.rawValue)\" takes a list")
      return []
    }
    var output: [Located<String>] = []
    for item in items {
      if let text = item.string, !text.isEmpty {
        output.append(Located(text, origin(item.mark)))
      } else {
        report(item.mark, "\"\(key.rawValue)\" takes a list of texts")
      }
    }
    return output
  }

  private mutating func formats(_ value: YAMLNode) -> [Configuration.Format] {
    guard let entries = value.mapping else {
      report(value.mark, "\"formats\" takes patterns with a format each: \"*.story: markdown\"")
      return []
    }
    let names = CopyFormat.allCases.map(\.rawValue)
    return entries.compactMap { entry in
      guard let pattern = GlobPattern(entry.key) else {
        report(entry.keyMark, "\"\(entry.key)\" is no pattern")
        return nil
      }
      guard let text = entry.value.string, let format = CopyFormat(rawValue: text) else {
        report(
          entry.value.mark,
          unknown("format", entry.value.string ?? "", among: names)
            + "; there are \(list(names))")
        return nil
      }
      return Configuration.Format(pattern: pattern, format: format)
    }
  }

  private mutating func overrides(_ value: YAMLNode) -> [Configuration.Override] {
    guard let items = value.sequence else {
      report(value.mark, "\"overrides\" takes a list of entries with \"paths:\"")
      return []
    }
    return items.compactMap { item in
      guard let entries = item.mapping else {
        report(item.mark, "an override is a mapping with \"paths:\"")
        return nil
      }
      var override = Configuration.Override(paths: GlobList([]), layer: SettingsLayer())
      for entry in entries {
        guard let key = key(entry, in: .override), !entry.value.isNull else { continue }
        if key == .paths {
          override.paths = GlobList(texts(entry.value, of: key))
        } else {
          readSetting(key, entry.value, into: &override.layer)
        }
      }
      if override.paths.patterns.isEmpty {
        report(item.mark, "an override needs \"paths:\", the patterns that it holds for")
      }
      return override
    }
  }

  // MARK: Rules

  private mutating func readRules(_ value: YAMLNode, into layer: inout SettingsLayer) {
    guard let entries = value.mapping else {
      report(value.mark, "\"rules\" takes rule ids with on, off or a severity each")
      return
    }
    for entry in entries {
      guard let info = catalogue.info(entry.key) else {
        report(entry.keyMark, catalogue.unknown(entry.key))
        continue
      }
      layer.rules[info.id] = rule(entry.value, info)
    }
  }

  private mutating func rule(_ value: YAMLNode, _ info: RuleInfo) -> RuleLayer {
    var rule = RuleLayer()
    if let isOn = value.bool {
      rule.isOn = Located(isOn, origin(value.mark))
    } else if let text = value.string {
      rule.severity = severity(value, text)
      if rule.severity != nil { rule.isOn = Located(true, origin(value.mark)) }
    } else if let entries = value.mapping {
      for entry in entries { readRuleKey(entry, info, into: &rule) }
    } else {
      report(value.mark, "\"\(info.id)\" takes on, off, a severity or a mapping")
    }
    return rule
  }

  private mutating func severity(_ value: YAMLNode, _ text: String) -> Located<Severity>? {
    if let severity = Severity(rawValue: text) { return Located(severity, origin(value.mark)) }
    let names = ["on", "off"] + Severity.allCases.map(\.rawValue)
    report(value.mark, unknown("setting", text, among: names) + "; there are \(list(names))")
    return nil
  }

  private mutating func readRuleKey(
    _ entry: YAMLNode.Entry, _ info: RuleInfo, into rule: inout RuleLayer
  ) {
    guard let key = RuleKey(rawValue: entry.key) else {
      if info.options.contains(where: { $0.name == entry.key }) {
        report(entry.keyMark, "\"\(entry.key)\" is an option; it stands under \"options:\"")
      } else {
        report(entry.keyMark, unknown("key", entry.key, among: RuleKey.allCases.map(\.rawValue)))
      }
      return
    }
    let mark = entry.value.mark
    switch key {
    case .on:
      guard let isOn = entry.value.bool else { return report(mark, "\"on\" takes true or false") }
      rule.isOn = Located(isOn, origin(mark))
    case .severity: rule.severity = severity(entry.value, entry.value.string ?? "")
    case .quoted:
      let names = QuotedPolicy.allCases.map(\.rawValue)
      guard let policy = entry.value.string.flatMap(QuotedPolicy.init) else {
        return report(
          mark,
          unknown("setting", entry.value.string ?? "", among: names) + "; there are \(list(names))")
      }
      rule.quoted = Located(policy, origin(mark))
    case .options: readOptions(entry.value, info, into: &rule)
    }
  }

  private mutating func readOptions(
    _ value: YAMLNode, _ info: RuleInfo, into rule: inout RuleLayer
  ) {
    guard let entries = value.mapping else {
      return report(value.mark, "\"options\" takes the rule's options by name")
    }
    for entry in entries {
      guard let option = info.options.first(where: { $0.name == entry.key }) else {
        let problem = unknown("option", entry.key, among: info.options.map(\.name))
        report(entry.keyMark, info.options.isEmpty ? "\"\(info.id)\" has no options" : problem)
        continue
      }
      switch OptionReader.read(entry.value, as: option) {
      case .success(let read): rule.options[option.name] = Located(read, origin(entry.value.mark))
      case .failure(let error): report(error.mark, error.message)
      }
    }
  }
}

/// Reads the value of a rule's option by the kind of its default.
private enum OptionReader {
  static func read(_ value: YAMLNode, as option: RuleOption) -> Result<OptionValue, YAMLError> {
    switch option.defaultValue {
    case .bool:
      if let bool = value.bool { return .success(.bool(bool)) }
      return wrong(value, option, "true or false")
    case .int:
      if let int = value.int { return .success(.int(int)) }
      return wrong(value, option, "a whole number")
    case .string:
      guard let text = value.string else { return wrong(value, option, "a text") }
      return checked([value], option).map { .string($0.first ?? text) }
    case .list:
      let items = value.sequence ?? [value]
      guard items.allSatisfy({ $0.string != nil }) else {
        return wrong(value, option, "a list of texts")
      }
      return checked(items, option).map { .list($0) }
    }
  }

  private static func checked(
    _ items: [YAMLNode], _ option: RuleOption
  ) -> Result<[String], YAMLError> {
    for item in items where !option.choices.isEmpty {
      if let text = item.string, !option.choices.contains(text) {
        return .failure(
          YAMLError(
            item.mark,
            "\"\(option.name)\" takes one of \(option.choices.joined(separator: ", ")), "
              + "not \"\(text)\""))
      }
    }
    return .success(items.compactMap(\.string))
  }

  private static func wrong(
    _ value: YAMLNode, _ option: RuleOption, _ wanted: String
  ) -> Result<OptionValue, YAMLError> {
    .failure(YAMLError(value.mark, "\"\(option.name)\" takes \(wanted)"))
  }
}

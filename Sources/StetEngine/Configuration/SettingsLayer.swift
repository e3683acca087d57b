import StetDocument
import StetRules

/// Where a setting comes from.
package enum SettingOrigin: Hashable, Sendable {
  /// A house profile.
  case profile(String)
  /// A line of a configuration file, from 1.
  case file(path: String, line: Int)
  /// An option of the command.
  case commandLine(String)

  /// The origin in words: `.stet.yml:3`.
  package var description: String {
    switch self {
    case .profile(let name): return "profile \(name)"
    case .file(let path, let line): return "\(path):\(line)"
    case .commandLine(let option): return option
    }
  }
}

/// A value with where it comes from.
package struct Located<Value: Sendable>: Sendable {
  /// The value.
  package var value: Value
  /// Where it comes from.
  package var origin: SettingOrigin

  /// Makes a value with its origin.
  package init(_ value: Value, _ origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// What one layer sets for one rule.
package struct RuleLayer: Sendable {
  /// On or off.
  package var isOn: Located<Bool>?
  /// How grave its findings are.
  package var severity: Located<Severity>?
  /// What it does inside quotations.
  package var quoted: Located<QuotedPolicy>?
  /// Options that are set.
  package var options: [String: Located<OptionValue>] = [:]

  /// Sets nothing.
  package init() {}

  /// Adds what a higher layer sets.
  mutating func apply(_ higher: RuleLayer) {
    isOn = higher.isOn ?? isOn
    severity = higher.severity ?? severity
    quoted = higher.quoted ?? quoted
    options.merge(higher.options) { $1 }
  }
}

/// What one source sets: a profile, a configuration file, one of its overrides, the command line.
/// Layers are laid one over the other, and each value keeps its origin.
package struct SettingsLayer: Sendable {
  /// `en-GB`, or `any` for all dialects.
  package var dialect: Located<String>?
  /// The house profile.
  package var profile: Located<String>?
  /// Whether plain text has a headline.
  package var headline: Located<HeadlineSetting>?
  /// How files are encoded.
  package var encoding: Located<TextEncoding>?
  /// What is set for each rule.
  package var rules: [String: RuleLayer] = [:]
  /// The project's own words.
  package var words: [Located<String>] = []
  /// The project's own names.
  package var names: [Located<String>] = []

  /// Sets nothing.
  package init() {}

  /// Lays a higher layer over this one: its values win, its word lists are added.
  package mutating func apply(_ higher: SettingsLayer) {
    dialect = higher.dialect ?? dialect
    profile = higher.profile ?? profile
    headline = higher.headline ?? headline
    encoding = higher.encoding ?? encoding
    for (id, rule) in higher.rules { rules[id, default: RuleLayer()].apply(rule) }
    words += higher.words
    names += higher.names
  }

  /// The settings that the layers come to.
  package var settings: Settings {
    var settings = Settings()
    if let dialect, dialect.value != Self.anyDialect { settings.dialect = dialect.value }
    if let profile { settings.profile = profile.value }
    if let headline { settings.headline = headline.value }
    settings.words = words.map(\.value)
    settings.names = names.map(\.value)
    settings.rules = rules.mapValues { rule in
      RuleSetting(
        isOn: rule.isOn?.value, severity: rule.severity?.value, quoted: rule.quoted?.value,
        options: rule.options.mapValues(\.value))
    }
    return settings
  }

  /// The dialect's value that accepts all.
  package static let anyDialect = "any"
}

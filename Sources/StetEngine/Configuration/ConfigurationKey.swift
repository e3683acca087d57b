/// The keys of `.stet.yml`: what the reader accepts, the schema describes and the errors suggest.
package enum ConfigurationKey: String, CaseIterable, Sendable {
  case dialect
  case profile
  case headline
  case encoding
  case rules
  case words
  case names
  case include
  case exclude
  case formats
  case overrides
  case paths
  case description
  case sources

  /// The kinds of place where keys stand.
  package enum Scope: Sendable {
    /// The top of `.stet.yml`.
    case file
    /// One entry of `overrides`.
    case override
    /// The top of a house profile.
    case profile
  }

  /// The keys that may stand in a place.
  package static func allowed(in scope: Scope) -> [ConfigurationKey] {
    switch scope {
    case .file:
      return [.dialect, .profile, .headline, .encoding, .rules, .words, .names, .include]
        + [.exclude, .formats, .overrides]
    case .override:
      return [.paths, .dialect, .profile, .headline, .encoding, .rules]
        + [.words, .names]
    case .profile: return [.description, .sources, .dialect, .headline, .rules, .words, .names]
    }
  }

  /// What the key sets, one sentence, for the schema and the documentation.
  package var summary: String {
    switch self {
    case .dialect: return "The dialect of English; \"any\" accepts all of them."
    case .profile: return "The house profile; \"none\" reports inconsistency only."
    case .headline: return "Whether the first line of a plain text file may be its headline."
    case .encoding: return "How files are encoded."
    case .rules: return "Rules by id: on, off, a severity, or a mapping."
    case .words:
      return "The project's own words; a lower-case one is accepted with its inflections."
    case .names: return "Names that the project knows to be right."
    case .include:
      return "Patterns of files that are linted although their ending or a leading dot says no."
    case .exclude: return "Patterns of paths that are left out, as in .gitignore."
    case .formats: return "Formats by pattern of path."
    case .overrides: return "Settings for some paths only; later entries win."
    case .paths: return "The patterns of the paths that an override holds for."
    case .description: return "What the profile is."
    case .sources: return "Where the profile's facts come from."
    }
  }
}

/// The keys of a rule's mapping in `.stet.yml`.
package enum RuleKey: String, CaseIterable, Sendable {
  case on
  case severity
  case quoted
  case options

  /// What the key sets, one sentence.
  package var summary: String {
    switch self {
    case .on: return "Whether the rule runs."
    case .severity: return "How grave its findings are."
    case .quoted: return "What the rule does inside direct quotations."
    case .options: return "The rule's own options."
    }
  }
}

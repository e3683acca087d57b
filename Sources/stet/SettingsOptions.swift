import ArgumentParser
import StetDocument
import StetEngine
import StetRules

/// Options that decide how copy is judged, for every command that lints.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The dialect of English: \(ConfigurationReader.dialects.joined(separator: ", ")).",
      valueName: "tag"))
  var dialect: String?

  @Option(
    help: ArgumentHelp("The house profile, such as guardian; none by default.", valueName: "name"))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "Whether the first line of plain text may be its headline: auto or none.",
      valueName: "setting"))
  var headline: HeadlineSetting?

  @Option(
    help: ArgumentHelp("How files are encoded: utf-8 or windows-1252.", valueName: "encoding"))
  var encoding: TextEncoding?

  @Option(
    help: ArgumentHelp(
      "Use this configuration instead of the nearest .stet.yml.", valueName: "file"))
  var config: String?

  @Flag(help: "Use no .stet.yml.")
  var noConfig = false

  @Option(
    help: ArgumentHelp("The folder with dictionaries/ and rules/.", valueName: "folder"))
  var data: String?

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other.")
    }
    if let dialect, !ConfigurationReader.dialects.contains(dialect) {
      throw ValidationError(
        Choice.unknown("dialect", dialect, among: ConfigurationReader.dialects))
    }
  }

  /// What was chosen.
  var choice: SettingsChoice {
    SettingsChoice(
      dialect: dialect, profile: profile, headline: headline, encoding: encoding, config: config,
      isConfigured: !noConfig, data: data)
  }
}

/// What the user says of how copy is judged, apart from how the command line is read.
struct SettingsChoice {
  /// The dialect's tag.
  var dialect: String?
  /// The profile's name.
  var profile: String?
  /// Whether plain text has a headline.
  var headline: HeadlineSetting?
  /// How files are encoded.
  var encoding: TextEncoding?
  /// The configuration file to use.
  var config: String?
  /// Whether a configuration file is looked for.
  var isConfigured = true
  /// The folder of data.
  var data: String?
  /// Whether fixes inside quotations may be applied.
  var mendsQuotations = false

  /// The highest layer of settings.
  func layer(_ data: DataFolder) throws -> SettingsLayer {
    var layer = SettingsLayer()
    layer.dialect = dialect.map { Located($0, .commandLine("--dialect")) }
    layer.headline = headline.map { Located($0, .commandLine("--headline")) }
    layer.encoding = encoding.map { Located($0, .commandLine("--encoding")) }
    if let profile {
      let names = data.profiles
      if !names.contains(profile) {
        throw Complaint(Choice.unknown("profile", profile, among: names))
      }
      layer.profile = Located(profile, .commandLine("--profile"))
    }
    return layer
  }
}

/// Texts for values that are one of a few.
enum Choice {
  /// What to say of a value that is none of the choices.
  static func unknown(_ what: String, _ name: String, among names: [String]) -> String {
    let near = Nearest.name(to: name, among: names).map { " Did you mean \"\($0)\"?" } ?? ""
    return "There is no \(what) \"\(name)\".\(near) There are \(names.joined(separator: ", "))."
  }
}

extension HeadlineSetting: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

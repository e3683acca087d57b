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

  /// Whether fixes inside quotations may be applied; set by the commands that ask.
  var mendsQuotations = false

  /// What is read from the command line.
  private enum CodingKeys: String, CodingKey {
    case dialect, profile, headline, encoding, config, noConfig, data
  }

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other.")
    }
    if let dialect, !ConfigurationReader.dialects.contains(dialect) {
      throw ValidationError(
        Choice.unknown("dialect", dialect, among: ConfigurationReader.dialects))
    }
  }

  /// The highest layer of settings.
  func layer(_ data: DataFolder) throws -> SettingsLayer {
    var layer = SettingsLayer()
    layer.dialect = dialect.map { Located($0, .commandLine("--dialect")) }
    layer.headline = headline.map { Located($0, .commandLine("--headline")) }
    layer.encoding = encoding.map { Located($0, .commandLine("--encoding")) }
    if let profile {
      let names = data.profiles + ["none"]
      if !names.contains(profile) {
        throw ValidationError(Choice.unknown("profile", profile, among: names))
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

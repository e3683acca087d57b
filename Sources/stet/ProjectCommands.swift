import ArgumentParser
import StetDocument
import StetEngine
import StetRules

/// Writes a first configuration.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented .stet.yml into this folder.")

  func run() throws {
    let name = ProjectFolder.configurationName
    do throws(FileError) {
      if FileSystem.status(name, followingLinks: false) != nil {
        throw FileError(path: name, reason: "is there already and is left as it is")
      }
      try AtomicFile.replace(name, with: Array(Self.text.utf8))
    } catch {
      throw Complaint(error)
    }
    Terminal.write("wrote \(name)\n")
  }

  private static let text = """
    # How Stet lints the copy below this folder. "stet config FILE" shows what applies to a file.

    # The dialect: any, en-GB, en-US, en-AU, en-CA, en-ZA.
    # dialect: en-GB

    # The house profile; none reports inconsistency only.
    # profile: none

    # Rules by id: on, off, a severity (error, warning, advice), or a mapping.
    # "stet rules" lists them, "stet explain RULE" tells more.
    # rules:
    #   repeated-word: off
    #   misspelling: warning
    #   misspelt-name:
    #     severity: error
    #     quoted: advise

    # Words and names that are right here. A lower-case word is accepted with its inflections.
    # words: [rewilding]
    # names: [Anaïs Nwosu]

    # Paths that are left out, as in .gitignore.
    # exclude:
    #   - archive/

    # Settings for some paths only.
    # overrides:
    #   - paths: ["wire/us/**"]
    #     dialect: en-US

    """
}

/// Adds words to the project's list.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Accept words in this project from now on.",
    discussion: """
      The words are added to .stet/words.txt, beside .stet.yml or at the root of the repository. A \
      lower-case word is accepted with its inflections, capitals and possessives, a capitalised one \
      with its possessive and plural.

      EXAMPLE
        stet accept rewilding Nwosu
      """)

  @Argument(help: "The words.")
  var words: [String]

  func validate() throws {
    for word in words {
      if let objection = AcceptedWords.objection(to: word) { throw ValidationError(objection) }
    }
  }

  func run() throws {
    let base = FileSystem.currentDirectory()
    let root = ProjectFolder.find(from: base).root ?? base
    let path = AcceptedWords.path(in: root)
    do throws(FileError) {
      let isThere = FileSystem.status(path) != nil
      let old = isThere ? try FileSystem.read(path, limit: 1 << 24) : []
      let new = AcceptedWords.adding(words, to: old)
      let known = Set(AcceptedWords.parse(old).map(\.text))
      let added = words.filter { !known.contains($0) }
      if !added.isEmpty {
        try AtomicFile.makeFolder(FilePath.parent(path))
        try AtomicFile.replace(path, with: new)
      }
      let shown = FilePath.relative(path, to: base) ?? path
      for word in words {
        Terminal.write(
          added.contains(word) ? "\(word): added to \(shown)\n" : "\(word): is in \(shown)\n")
      }
    } catch {
      throw Complaint(error)
    }
  }
}

/// Shows what applies to a file, and from where.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what settings apply to a file, and where each comes from.",
    discussion: "EXAMPLE\n  stet config stories/draft.txt")

  @Argument(help: "The file; it need not exist.")
  var file: String

  @OptionGroup(title: "Judging") var settings: SettingsOptions

  func run() throws {
    let resources = try Resources.open(data: settings.data, isLinting: false)
    let base = FileSystem.currentDirectory()
    let project = Project(
      base: base, catalogue: resources.catalogue, data: resources.data,
      commandLine: try settings.choice.layer(resources.data), given: settings.config,
      isConfigured: !settings.noConfig)
    let path = FilePath.absolute(file, from: base)
    do throws(ConfigurationFailure) {
      let scope = try project.scope(of: FilePath.parent(path))
      let resolved = try project.resolve(path)
      Terminal.write(
        ConfigText.text(
          file: file, scope: scope, resolved: resolved, catalogue: resources.catalogue,
          data: resources.data, declared: project.format(of: path),
          verdict: project.verdict(path, isDirectory: false)))
    } catch {
      throw Complaint(listing: error)
    }
  }
}

/// The settings of a file as people read them.
enum ConfigText {
  static func text(
    file: String, scope: FolderScope, resolved: ResolvedSettings, catalogue: RuleCatalogue,
    data: DataFolder, declared: CopyFormat?, verdict: WalkVerdict
  ) -> String {
    let layer = resolved.layer
    var rows: [(String, String, String)] = []
    func add<Value>(
      _ key: String, _ value: Located<Value>?, _ text: (Value) -> String, _ or: String
    ) {
      rows.append((key, value.map { text($0.value) } ?? or, value?.origin.description ?? "default"))
    }
    rows.append(
      ("format", (declared ?? .of(path: file)).rawValue, declared == nil ? "name" : "formats"))
    add("dialect", layer.dialect, { $0 }, SettingsLayer.anyDialect)
    add("profile", layer.profile, { $0 }, "none")
    add("headline", layer.headline, { $0.rawValue }, resolved.settings.headline.rawValue)
    add("encoding", layer.encoding, { $0.rawValue }, resolved.encoding.rawValue)
    for word in layer.words { rows.append(("word", word.value, word.origin.description)) }
    for name in layer.names { rows.append(("name", name.value, name.origin.description)) }
    for info in catalogue.infos { rows += Self.rows(info, layer.rules[info.id]) }
    let widths = [rows.map { $0.0.count }.max() ?? 0, rows.map { $0.1.count }.max() ?? 0]
    var output = "\(file)\n"
    output += "  configuration: \(scope.configuration?.path ?? "none")\n"
    output += "  data: \(data.folder) (\(data.foundBy))\n"
    if case .leaveOut(let reason) = verdict { output += "  not linted: \(reason)\n" }
    for row in rows {
      output += "  \(pad(row.0, widths[0]))  \(pad(row.1, widths[1]))  \(row.2)\n"
    }
    return output
  }

  private static func rows(_ info: RuleInfo, _ rule: RuleLayer?) -> [(String, String, String)] {
    let isOn = rule?.isOn?.value ?? info.isOnByDefault
    let severity = (rule?.severity?.value ?? info.severity).rawValue
    let origins = [rule?.isOn?.origin, rule?.severity?.origin].compactMap { $0?.description }
    var rows = [(info.id, isOn ? severity : "off", origins.last ?? "default")]
    if let quoted = rule?.quoted {
      rows.append(("\(info.id) quoted", quoted.value.rawValue, quoted.origin.description))
    }
    for option in info.options {
      if let set = rule?.options[option.name] {
        rows.append(
          ("\(info.id) \(option.name)", RuleExplanation.value(set.value), set.origin.description))
      }
    }
    return rows
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

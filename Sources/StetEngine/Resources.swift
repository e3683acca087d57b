import StetLexicon
import StetRules

/// What every run brings along: the data folder, the compiled lexicon, the declarative rules.
package struct Resources: Sendable {
  /// Where the data lies.
  package let data: DataFolder
  /// All rules, those written in Swift and those in YAML.
  package let catalogue: RuleCatalogue
  /// The compiled lexicon; nil when nothing is linted.
  package let lexicon: Lexicon?
  private let declarative: DeclarativeSet?

  /// Why a run cannot begin.
  package enum Failure: Error {
    /// The data folder.
    case data(FileError)
    /// A dictionary or the lexicon.
    case lexicon(LexiconError)
    /// Rules in the data folder.
    case rules(ConfigurationFailure)
  }

  /// Finds the data and opens what lies there.
  ///
  /// - Parameters:
  ///   - data: the value of `--data`.
  ///   - isLinting: false when only descriptions of rules are wanted: no dictionary is opened.
  ///   - notice: receives a line for standard error when something takes time.
  package init(
    data given: String?, isLinting: Bool = true, notice: (String) -> Void = { _ in }
  ) throws(Failure) {
    do throws(FileError) {
      data = try DataFolder.find(given: given)
    } catch {
      throw .data(error)
    }
    let rules: [DeclarativeRule]
    do throws(ConfigurationFailure) {
      rules = try RuleFolder.read(data.rules, caches: isLinting ? CacheFolder.user() : nil)
    } catch {
      throw .rules(error)
    }
    catalogue = RuleCatalogue(declarative: rules.map(\.info))
    if !isLinting {
      lexicon = nil
      declarative = nil
      return
    }
    do throws(DeclarativeError) {
      declarative = try DeclarativeSet(rules)
    } catch {
      throw .rules(
        ConfigurationFailure([
          ConfigurationProblem(
            path: "\(error.rule).yml", line: 1, column: 1, message: error.message)
        ]))
    }
    do throws(LexiconError) {
      lexicon = try LexiconCache(dataFolder: data.folder).open(notice: notice)
    } catch {
      throw .lexicon(error)
    }
  }

  /// A hash of what decides findings besides settings and copy: the program, the lexicon and the
  /// declarative rules.
  package var identity: UInt64 {
    var hash = ContentHash()
    hash.add(StetVersion.current)
    if let path = FileSystem.executablePath(), let status = FileSystem.status(path) {
      hash.add(UInt64(status.size))
      hash.add(UInt64(bitPattern: status.modified))
    }
    hash.add(lexicon?.contentHash ?? 0)
    for category in RuleCategory.allCases {
      let folder = FilePath.join(data.rules, category.rawValue)
      for name in (try? FileSystem.names(in: folder)) ?? [] {
        hash.add(name)
        hash.add((try? FileSystem.read(FilePath.join(folder, name))) ?? [])
      }
    }
    return hash.value
  }

  /// Prepares the rules for settings.
  package func linter(_ settings: Settings) -> Linter {
    Linter(settings: settings, lexicon: lexicon, declarative: declarative)
  }
}

import ArgumentParser
import Foundation
import StetEngine
import StetRules

/// Writes what the linter finds in many files as tab-separated rows, for scorers.
struct Findings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write findings as rows of doc, start_byte, end_byte, rule, suggestions.",
    discussion: "Errors and warnings only, unless --all is given. Rows come in the files' order.")

  @OptionGroup var corpus: CorpusOptions

  @Option(help: "Only these rules, separated by commas; rules that are off are turned on.")
  var rules: String?

  @Option(help: "Turn these rules off, separated by commas.")
  var without: String?

  @Option(help: "The dialect, such as en-GB.")
  var dialect: String?

  @Option(help: "The file to write; standard output when not given.")
  var out: String?

  @Option(help: "The number of files linted at a time.")
  var workers = 2

  @Flag(help: "Write advice, too.")
  var all = false

  func run() async throws {
    let corpus = corpus
    let names = try corpus.names()
    let declarative = try DevLexicon.rules()
    let linter = Linter(
      settings: try settings(declarative), lexicon: try DevLexicon.open(),
      declarative: declarative)
    let width = max(1, workers)
    let everything = all
    let rows = try await withThrowingTaskGroup(of: [(Int, String)].self) { group in
      for worker in 0..<width {
        group.addTask {
          try stride(from: worker, to: names.count, by: width).map { index in
            let found = linter.lint(try corpus.source(names[index]))
            return (index, Self.rows(names[index], found, all: everything))
          }
        }
      }
      var all = [String](repeating: "", count: names.count)
      for try await part in group {
        for (index, text) in part { all[index] = text }
      }
      return all
    }
    let text = rows.joined()
    if let out {
      try text.write(toFile: out, atomically: true, encoding: .utf8)
    } else {
      print(text, terminator: "")
    }
  }

  private func settings(_ declarative: DeclarativeSet) throws -> Settings {
    var settings = Settings(dialect: dialect)
    let known = Set(
      RuleRegistry.all.map { $0.info.id } + declarative.rules.map { $0.info.id })
    func ids(_ text: String) throws -> [String] {
      let ids = text.split(separator: ",").map(String.init)
      if let wrong = ids.first(where: { !known.contains($0) }) {
        throw ValidationError("there is no rule \"\(wrong)\"")
      }
      return ids
    }
    if let rules {
      let wanted = Set(try ids(rules))
      for id in known { settings.rules[id] = RuleSetting(isOn: wanted.contains(id)) }
    }
    if let without {
      for id in try ids(without) { settings.rules[id, default: RuleSetting()].isOn = false }
    }
    return settings
  }

  private static func rows(_ name: String, _ result: LintResult, all: Bool) -> String {
    var text = ""
    for finding in result.diagnostics where all || finding.severity > .advice {
      let range = result.document.map.fileRange(finding.range)
      let suggestions = finding.suggestions.map {
        $0.replacingOccurrences(of: "\t", with: " ").replacingOccurrences(of: "\n", with: " ")
      }
      text += "\(name)\t\(range.start)\t\(range.end)\t\(finding.rule)\t"
      text += suggestions.joined(separator: "|") + "\n"
    }
    return text
  }
}

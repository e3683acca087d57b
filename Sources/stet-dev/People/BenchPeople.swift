import ArgumentParser
import Foundation
import StetAnalysis
import StetDocument
import StetEngine
import StetRules

/// Measures the model of people and the rules that read it over many stories.
struct BenchPeople: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-people",
    abstract: "Measure megabytes a second of the model of people and its rules, on one core.")

  @OptionGroup var corpus: CorpusOptions

  @Option(help: "How often the stories are gone through; the fastest counts.")
  var rounds = 5

  @Flag(help: "Say for each rule how long it takes.")
  var each = false

  func run() throws {
    let names = try corpus.names()
    let documents = try names.map { Document(try corpus.source($0)) }
    let bytes = documents.reduce(0) { $0 + $1.text.count }
    let resources = AnalysisResources(lexicon: try DevLexicon.open())
    let rules = RuleRegistry.all.filter {
      $0.info.isOnByDefault && ($0.info.category == .people || $0.info.category == .headlines)
    }
    var model = Double.infinity
    var all = model
    var references = 0
    var findings = 0
    var single: [String: Double] = [:]
    for _ in 0..<max(1, rounds) {
      // What other models give is built before the clock starts.
      let analyses = documents.map { document in
        let analysis = Analysis(document: document, resources: resources)
        _ = analysis.quotations
        _ = analysis.vocabulary
        return analysis
      }
      references = 0
      findings = 0
      let modelTime = Self.measure {
        for analysis in analyses { references += analysis.people.references.count }
      }
      let ruleTime = Self.measure {
        for (document, analysis) in zip(documents, analyses) {
          guard let first = rules.first else { continue }
          var context = RuleContext(document: document, analysis: analysis, info: first.info)
          for rule in rules {
            context.turn(to: rule.info, options: [:])
            rule.init().check(&context)
          }
          findings += context.takeDiagnostics().count
        }
      }
      if each {
        for rule in rules {
          let time = Self.measure {
            for (document, analysis) in zip(documents, analyses) {
              var context = RuleContext(document: document, analysis: analysis, info: rule.info)
              context.turn(to: rule.info, options: [:])
              rule.init().check(&context)
            }
          }
          single[rule.info.id] = min(single[rule.info.id] ?? .infinity, time)
        }
      }
      model = min(model, modelTime)
      all = min(all, modelTime + ruleTime)
    }
    if each { Self.report(single, bytes) }
    print(
      "\(documents.count) stories, \(bytes) bytes, \(references) references, \(findings) findings")
    print(
      "model: \(Self.rate(bytes, model)) MB/s; model and \(rules.count) rules: \(Self.rate(bytes, all)) MB/s"
    )
  }

  /// Microseconds a megabyte, the slowest first.
  private static func report(_ times: [String: Double], _ bytes: Int) {
    for (id, time) in times.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("\(id)\t\(Int(time * 1e6 / (Double(bytes) / 1e6))) µs/MB")
    }
  }

  /// Processor time in seconds: other programs on the machine do not count.
  private static func measure(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }

  private static func rate(_ bytes: Int, _ seconds: Double) -> Int {
    Int(Double(bytes) / 1e6 / max(seconds, 1e-9))
  }
}

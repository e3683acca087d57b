import ArgumentParser
import Foundation
import StetLexicon

/// Measures what the ranked suggestions for a misspelt word cost.
struct BenchSuggestions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggestions",
    abstract: "Time the suggestions for misspelt words.",
    discussion: """
      Reads one word a line, or the wrong forms of the recorded misspellings, whose corrections are \
      then not made use of. Each word is asked for without context, several times; the fastest counts.
      """)

  @Option(help: "A file with one word a line.")
  var words: String?

  @Option(help: "How often each word is asked for.")
  var rounds = 5

  @Option(help: "How many of the dearest words to name.")
  var dearest = 5

  func run() throws {
    let path =
      words
      ?? DevLexicon.root.appendingPathComponent(
        "dictionaries/en/misspellings.tsv"
      ).path
    let asked = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").first.map { Array($0.utf8) } }
    guard !asked.isEmpty else { throw ValidationError("there are no words in \(path)") }
    let suggester = Suggester(try DevLexicon.open())
    suggester.usesAttestedPairs = words != nil
    let clock = ContinuousClock()
    var costs: [(time: Duration, word: [UInt8])] = []
    var count = 0
    for word in asked {
      var best = Duration.seconds(60)
      for _ in 0..<max(1, rounds) {
        best = min(best, clock.measure { count += suggester.suggestions(for: word).count })
      }
      costs.append((best, word))
    }
    costs.sort { $0.time > $1.time }
    let sum = costs.reduce(Duration.zero) { $0 + $1.time }
    print("\(costs.count) words, \(count / max(1, rounds)) suggestions; microseconds a word:")
    print(
      "mean \(Self.microseconds(sum / costs.count)), median",
      "\(Self.microseconds(costs[costs.count / 2].time)), 99 %",
      "\(Self.microseconds(costs[costs.count / 100].time)), most",
      Self.microseconds(costs[0].time))
    for cost in costs.prefix(dearest) {
      print("  \(Self.microseconds(cost.time))  \(String(decoding: cost.word, as: UTF8.self))")
    }
  }

  private static func microseconds(_ time: Duration) -> String {
    String(format: "%.0f", Double(time.components.attoseconds) / 1e12)
  }
}

import ArgumentParser

/// Benchmarks of single parts.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the speed of one part.",
    subcommands: [
      BenchDocument.self, BenchQuotations.self, BenchSuggestions.self,
    ])
}

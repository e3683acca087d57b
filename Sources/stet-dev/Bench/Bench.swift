import ArgumentParser

/// Benchmarks of single parts.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the speed of the command or of one part.",
    subcommands: [
      BenchCommand.self, BenchDocument.self, BenchMadeCopy.self, BenchQuotations.self,
      BenchSuggestions.self,
    ])
}

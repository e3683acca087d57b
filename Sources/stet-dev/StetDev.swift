import ArgumentParser

/// The developers' command: generators, data checks, benchmarks, accuracy runs.
@main
struct StetDev: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet-dev",
    abstract: "Generators, data checks, benchmarks and accuracy runs for developers of Stet.",
    subcommands: [
      Generate.self,
      Bench.self, Counts.self, Candidates.self, FitConfusions.self, Findings.self, Lists.self,
      CheckData.self,
      QuotationCommands.self,
      BenchPeople.self, PlantTitles.self,
    ])
}

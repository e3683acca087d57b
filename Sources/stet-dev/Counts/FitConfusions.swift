import ArgumentParser
import Foundation
import StetLexicon

/// Fits the evidence of `confused-word` to a folder of plain text, measures it, and writes the lists that ship.
struct FitConfusions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confusions",
    abstract: "Fit and measure the confusions of words: confusions.tsv and contexts.tsv.")

  @Option(help: "Folder of .txt files; form feeds part documents, blank lines paragraphs.")
  var text: String

  @Option(help: "Folder with confusable.tsv, and for the lists.")
  var out: String

  @Option(
    name: .customLong("half"),
    help: "Sources (by the beginning of their names) that are edited best; a part of the copy.")
  var edited: [String]

  @Option(help: "Sources of many subjects; another part of the copy.")
  var mixed: [String] = []

  @Option(
    help: "File that keeps what was fitted and measured; when it is there, only thresholds are set."
  )
  var fits: String?

  @Option(help: "The most weights of the pairs of derived/confusable.tsv, the most valuable first.")
  var weights = 400_000

  func run() async throws {
    let listed = try candidates("/confusable.tsv")
    let derived = try candidates("/derived/confusable.tsv")
    let fits = try await keptFits(listed, derived)
    // Kinds are read anew: thresholds can be set again for others than those that were fitted.
    var kinds: [[String]: ConfusionCorpus.Pair.Kind] = [:]
    for pair in derived + listed { kinds[[pair.first, pair.second]] = pair.kind }
    let pairs = fits.pairs.compactMap { fit in
      kinds[[fit.pair.first, fit.pair.second]].flatMap { FittedPair(fit, $0, fits.vocabulary) }
    }
    let kept =
      pairs.filter { $0.fit.isListed } + mostValuable(pairs.filter { !$0.fit.isListed })
    let lists = ConfusionLists(fits.vocabulary, kept)
    try write(lists.confusions(), "confusions.tsv")
    try write(lists.contexts(), "contexts.tsv")
  }

  /// What was fitted, from the file or anew.
  private func keptFits(
    _ listed: [ConfusionCorpus.Pair], _ derived: [ConfusionCorpus.Pair]
  ) async throws -> ConfusionFits {
    if let path = fits, let data = FileManager.default.contents(atPath: path) {
      return try PropertyListDecoder().decode(ConfusionFits.self, from: data)
    }
    let found = try await fitted(listed, derived)
    if let path = fits {
      let encoder = PropertyListEncoder()
      encoder.outputFormat = .binary
      try encoder.encode(found).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    return found
  }

  private func fitted(
    _ listed: [ConfusionCorpus.Pair], _ all: [ConfusionCorpus.Pair]
  ) async throws -> ConfusionFits {
    let known = Set(listed.map { [$0.first, $0.second] })
    var derived = all.filter { !known.contains([$0.first, $0.second]) }
    let read = try Corpus(folder: text)
    let corpus = ConfusionCorpus(read, pairs: listed + derived, edited: edited, mixed: mixed)
    let millions = corpus.vocabulary.millions
    derived = await Self.each(derived) { pair in
      ConfusionMeasure(corpus, pair, .screening).value(pair.kind, millions: millions)
        >= Self.leastValue ? pair : nil
    }
    .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    print("\(derived.count) pairs of derived/confusable.tsv may be worth their weights")
    let first = await Self.each(listed) { ConfusionFit(corpus, $0, isListed: true) }
    let second = await Self.each(derived) { ConfusionFit(corpus, $0, isListed: false) }
    return ConfusionFits(vocabulary: corpus.vocabulary, pairs: first + second)
  }

  /// A pair of `derived/confusable.tsv` that is worth less is left out.
  private static let leastValue = 0.05
  /// What a pair costs in weights, besides those it has.
  private static let pairCost = 50

  /// The pairs whose weights are worth most, as many as there is room for.
  private func mostValuable(_ pairs: [FittedPair]) -> [FittedPair] {
    let ranked = pairs.filter { $0.value >= Self.leastValue }.sorted {
      let a = $0.value / Double($0.fit.weights.count + Self.pairCost)
      let b = $1.value / Double($1.fit.weights.count + Self.pairCost)
      let (x, y) = ($0.fit.pair, $1.fit.pair)
      return a != b ? a > b : (x.first, x.second) < (y.first, y.second)
    }
    var room = weights
    return ranked.filter { pair in
      let cost = pair.fit.weights.count + Self.pairCost
      guard cost <= room else { return false }
      room -= cost
      return true
    }
  }

  /// What `work` makes of each pair, in no meaningful order, on all cores.
  private static func each<R: Sendable>(
    _ pairs: [ConfusionCorpus.Pair], _ work: @escaping @Sendable (ConfusionCorpus.Pair) -> R?
  ) async -> [R] {
    var results: [R] = []
    await withTaskGroup(of: R?.self) { group in
      for pair in pairs { group.addTask { work(pair) } }
      var done = 0
      for await result in group {
        if let result { results.append(result) }
        done += 1
        if done % 500 == 0 { print("\(done) of \(pairs.count) pairs") }
      }
    }
    return results
  }

  /// The pairs of a list: first word, second word, kind.
  private func candidates(_ name: String) throws -> [ConfusionCorpus.Pair] {
    guard FileManager.default.fileExists(atPath: out + name) else { return [] }
    return try String(contentsOfFile: out + name, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let columns = line.split(separator: "\t").map(String.init)
        guard columns.count == 3, columns[0] < columns[1],
          let kind = ConfusionCorpus.Pair.Kind(rawValue: columns[2])
        else { throw ValidationError("\(name): \(line)") }
        return ConfusionCorpus.Pair(first: columns[0], second: columns[1], kind: kind)
      }
  }

  private func write(_ lines: [String], _ name: String) throws {
    let path = out + "/" + name
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(lines.count) lines")
  }
}

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
    help:
      "Sources (by the beginning of their names) that are the first half of the copy, the better edited."
  )
  var half: [String]

  func run() async throws {
    let pairs = try candidates()
    let read = try Corpus(folder: text)
    let corpus = ConfusionCorpus(read, pairs: pairs, half: half)
    var fitted: [FittedPair] = []
    await withTaskGroup(of: FittedPair?.self) { group in
      for pair in pairs { group.addTask { FittedPair(corpus, pair) } }
      for await pair in group {
        if let pair { fitted.append(pair) }
        if fitted.count % 100 == 0 { print("\(fitted.count) pairs") }
      }
    }
    let lists = ConfusionLists(corpus, fitted)
    try write(lists.confusions(), "confusions.tsv")
    try write(lists.contexts(), "contexts.tsv")
  }

  /// The pairs of `confusable.tsv`: first word, second word, kind.
  private func candidates() throws -> [ConfusionCorpus.Pair] {
    try String(contentsOfFile: out + "/confusable.tsv", encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let columns = line.split(separator: "\t").map(String.init)
        guard columns.count == 3, columns[0] < columns[1],
          let kind = ConfusionCorpus.Pair.Kind(rawValue: columns[2])
        else { throw ValidationError("confusable.tsv: \(line)") }
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

/// A pair that is kept in one direction or both, and its weights.
struct FittedPair: Sendable {
  let pair: ConfusionCorpus.Pair
  /// By wrong word: the first, the second.
  let choices: [ConfusionMeasure.Choice?]
  /// In units.
  let bias: Int
  let weights: [(key: UInt64, weight: Int)]

  /// Measures a pair; nil when it can't be kept.
  init?(_ corpus: ConfusionCorpus, _ pair: ConfusionCorpus.Pair) {
    let measure = ConfusionMeasure(corpus, pair)
    choices = [0, 1].map { measure.choice($0, pair.kind, millions: corpus.millions) }
    guard choices.contains(where: { $0 != nil }) else { return nil }
    self.pair = pair
    let model = ConfusionModel(
      corpus, first: corpus.places(of: pair.first, in: [0, 1]),
      second: corpus.places(of: pair.second, in: [0, 1]))
    bias = Int((model.bias * Confusions.unit).rounded())
    weights = model.weights.compactMap { key, weight in
      let units = Int((Double(weight) * Confusions.unit).rounded())
      return units == 0 ? nil : (key, max(-127, min(127, units)))
    }
  }
}

/// The lines of the lists.
struct ConfusionLists {
  private let corpus: ConfusionCorpus
  private let pairs: [FittedPair]

  init(_ corpus: ConfusionCorpus, _ pairs: [FittedPair]) {
    self.corpus = corpus
    self.pairs = pairs
  }

  /// `wrong TAB right TAB threshold TAB alarms TAB recall TAB precision`, in code point order.
  func confusions() -> [String] {
    let rows = pairs.flatMap { pair in
      pair.choices.enumerated().compactMap { side, choice -> String? in
        guard let choice else { return nil }
        let words =
          side == 0 ? (pair.pair.first, pair.pair.second) : (pair.pair.second, pair.pair.first)
        let columns = [
          words.0, words.1, String(choice.threshold), String(Int(choice.alarms.rounded())),
          String(Int((choice.recall * 100).rounded())),
          // Rounded down, so that the column never says more than was measured.
          String(format: "%.3f", (choice.precision * 1000).rounded(.down) / 1000),
        ]
        return columns.joined(separator: "\t")
      }
    }
    return ["# columns: wrong right threshold alarms recall precision"] + rows.sortedByCodePoint()
  }

  /// The neighbours of their own, twenty a line, and the weights of every pair.
  func contexts() -> [String] {
    var lines: [String] = []
    for (letter, words) in [("c", corpus.own), ("k", corpus.endings), ("m", corpus.capitalised)] {
      for start in stride(from: 0, to: words.count, by: 20) {
        let part = words[start..<min(start + 20, words.count)]
        lines.append("\(letter)\t\(part.joined(separator: " "))")
      }
    }
    var weights: [String] = []
    for pair in pairs { append(pair, to: &weights) }
    return lines + weights.sortedByCodePoint()
  }

  /// `first TAB second TAB b TAB bias`, and for each kind of evidence and its nearer neighbours
  /// `first TAB second TAB evidence TAB neighbours TAB neighbour:weight …`.
  private func append(_ pair: FittedPair, to lines: inout [String]) {
    let head = "\(pair.pair.first)\t\(pair.pair.second)"
    lines.append("\(head)\tb\t\(pair.bias)")
    var rows: [String: [String]] = [:]
    for (key, weight) in pair.weights {
      guard let slot = Evidence(rawValue: key >> 48) else { continue }
      let names = (0..<slot.arity).map { i in
        corpus.names[Int(truncatingIfNeeded: (key >> (32 - 16 * UInt64(i))) & 0xFFFF)]
      }
      let near = names.dropLast().joined(separator: " ")
      let row = "\(head)\t\(slot.name)" + (near.isEmpty ? "" : "\t\(near)")
      rows[row, default: []].append("\(names[slot.arity - 1]):\(weight)")
    }
    for (row, entries) in rows {
      lines.append("\(row)\t\(entries.sortedByCodePoint().joined(separator: " "))")
    }
  }
}

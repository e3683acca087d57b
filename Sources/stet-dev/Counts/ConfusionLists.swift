import Foundation
import StetLexicon

/// What was fitted to a folder of text, and measured.
struct ConfusionFits: Codable, Sendable {
  /// The neighbours that the weights speak of.
  let vocabulary: ConfusionCorpus.Vocabulary
  /// The pairs that were fitted.
  let pairs: [ConfusionFit]
}

/// The weights of a pair and what was measured of it.
struct ConfusionFit: Codable, Sendable {
  let pair: ConfusionCorpus.Pair
  /// Whether it was listed by hand.
  let isListed: Bool
  let measure: ConfusionMeasure
  /// In units.
  let bias: Int
  /// Evidence that has a weight, and the weights in units.
  let keys: [UInt64]
  let weights: [Int8]

  /// Measures a pair, and fits it to all copy.
  init(_ corpus: ConfusionCorpus, _ pair: ConfusionCorpus.Pair, isListed: Bool) {
    let effort: ConfusionEffort = isListed ? .listed : .derived
    self.pair = pair
    self.isListed = isListed
    measure = ConfusionMeasure(corpus, pair, effort)
    let all = ConfusionCorpus.Part.allCases
    let model = ConfusionModel(
      corpus, first: corpus.places(of: pair.first, in: all),
      second: corpus.places(of: pair.second, in: all), effort)
    bias = Int((model.bias * Confusions.unit).rounded())
    let rounded = model.weights.map { key, weight in
      (key: key, weight: Int8(max(-127, min(127, (Double(weight) * Confusions.unit).rounded()))))
    }.filter { $0.weight != 0 }
    keys = rounded.map(\.key)
    weights = rounded.map(\.weight)
  }
}

/// A pair that is kept in one direction or both.
struct FittedPair: Sendable {
  let fit: ConfusionFit
  /// Why the words are confused.
  let kind: ConfusionCorpus.Pair.Kind
  /// By wrong word: the first, the second.
  let choices: [ConfusionMeasure.Choice?]
  /// What the pair is worth, both directions together.
  var value: Double { choices.reduce(0) { $0 + ($1?.value ?? 0) } }

  /// Sets the thresholds; nil when the pair can't be kept.
  init?(
    _ fit: ConfusionFit, _ kind: ConfusionCorpus.Pair.Kind,
    _ vocabulary: ConfusionCorpus.Vocabulary
  ) {
    self.fit = fit
    self.kind = kind
    choices = [0, 1].map {
      fit.measure.choice($0, kind, millions: vocabulary.millions)
    }
    guard choices.contains(where: { $0 != nil }) else { return nil }
  }
}

/// The lines of the lists.
struct ConfusionLists {
  private let vocabulary: ConfusionCorpus.Vocabulary
  private let pairs: [FittedPair]

  init(_ vocabulary: ConfusionCorpus.Vocabulary, _ pairs: [FittedPair]) {
    self.vocabulary = vocabulary
    self.pairs = pairs
  }

  /// `wrong TAB right TAB threshold TAB alarms TAB recall TAB precision TAB kind`, in code point order.
  func confusions() -> [String] {
    let rows = pairs.flatMap { pair in
      pair.choices.enumerated().compactMap { side, choice -> String? in
        guard let choice else { return nil }
        let words =
          side == 0
          ? (pair.fit.pair.first, pair.fit.pair.second)
          : (pair.fit.pair.second, pair.fit.pair.first)
        let columns = [
          words.0, words.1, String(choice.threshold), String(Int(choice.alarms.rounded())),
          String(Int((choice.recall * 100).rounded())),
          // Rounded down, so that the column never says more than was measured.
          String(format: "%.3f", (choice.precision * 1000).rounded(.down) / 1000),
          pair.kind.rawValue,
        ]
        return columns.joined(separator: "\t")
      }
    }
    return ["# columns: wrong right threshold alarms recall precision kind"]
      + rows.sortedByCodePoint()
  }

  /// The neighbours of their own, twenty a line, and the weights of every pair.
  func contexts() -> [String] {
    var lines: [String] = []
    func list(_ head: String, _ words: [String]) {
      for start in stride(from: 0, to: words.count, by: 20) {
        let part = words[start..<min(start + 20, words.count)]
        lines.append("\(head)\t\(part.joined(separator: " "))")
      }
    }
    list("c", vocabulary.own)
    for (i, words) in vocabulary.groups.enumerated() {
      list("g\t\(Neighbour.specialNames[Int(Neighbour.firstGroup) + i])", words)
    }
    var weights: [String] = []
    for pair in pairs { append(pair, to: &weights) }
    return lines + weights.sortedByCodePoint()
  }

  /// `first TAB second TAB b TAB bias`, and for each kind of evidence and its nearer neighbours
  /// `first TAB second TAB evidence TAB neighbours TAB neighbour:weight …`.
  private func append(_ pair: FittedPair, to lines: inout [String]) {
    let head = "\(pair.fit.pair.first)\t\(pair.fit.pair.second)"
    lines.append("\(head)\tb\t\(pair.fit.bias)")
    var rows: [String: [String]] = [:]
    for (key, weight) in zip(pair.fit.keys, pair.fit.weights) {
      guard let slot = Evidence(rawValue: key >> 48) else { continue }
      let names = (0..<slot.arity).map { i in
        vocabulary.names[Int(truncatingIfNeeded: (key >> (32 - 16 * UInt64(i))) & 0xFFFF)]
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

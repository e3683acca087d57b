import Foundation
import StetLexicon

/// What a pair's models found and reported wrongly in copy that they were not fitted to.
///
/// A model of each half of the copy judges the other half: every use of *r* shows whether it would be found if *w* stood
/// there, every use of *w* whether it would be reported.
struct ConfusionMeasure: Sendable {
  /// Scores are counted in steps of a half, from 0 to 40.
  static let steps = 80
  /// The most uses of a word that are judged; of more, an even sample, which counts for all.
  static let mostJudged = 150_000

  /// For either wrong word (0 the first, 1 the second) and half: how many right uses reach each step.
  private(set) var alarms: [[[Double]]]
  /// The same for uses of the other word, were they swapped.
  private(set) var found: [[[Double]]]
  /// How often either word stands.
  private(set) var uses = [0.0, 0.0]

  /// Fits a model of each half and measures it on the other.
  init(_ corpus: ConfusionCorpus, _ pair: ConfusionCorpus.Pair) {
    let none = [[Double]](repeating: [Double](repeating: 0, count: Self.steps + 1), count: 2)
    alarms = [none, none]
    found = [none, none]
    let words = [pair.first, pair.second]
    for half in 0...1 {
      let model = ConfusionModel(
        corpus, first: corpus.places(of: words[0], in: [1 - half]),
        second: corpus.places(of: words[1], in: [1 - half]))
      for (side, word) in words.enumerated() {
        let places = corpus.places(of: word, in: [half])
        let judged = ConfusionModel.sample(places, Self.mostJudged)
        uses[side] += Double(places.count)
        let share = judged.isEmpty ? 0 : Double(places.count) / Double(judged.count)
        for place in judged where corpus.stream[Int(place)] & Corpus.capitalBit == 0 {
          let score = model.score(corpus.surroundings(Int(place)))
          let other = side == 0 ? score : -score
          if other >= 0 {
            alarms[side][half][min(Self.steps, Int(other * 2))] += share
          } else {
            found[1 - side][half][min(Self.steps, Int(-other * 2))] += share
          }
        }
      }
    }
    for side in 0...1 {
      for half in 0...1 {
        for step in (0..<Self.steps).reversed() {
          alarms[side][half][step] += alarms[side][half][step + 1]
          found[side][half][step] += found[side][half][step + 1]
        }
      }
    }
  }

  /// A pair as `confusions.tsv` lists it.
  struct Choice {
    let threshold: Double
    /// Right uses that are reported, in a hundred million words.
    let alarms: Double
    /// The share of swapped uses that are found.
    let recall: Double
    /// The share of swapped uses among what is reported, when every use of the right word is swapped.
    let precision: Double
  }

  /// A pair is kept when it finds this share of the swapped uses, and is right in that share of reports.
  static let leastRecall = 0.05
  static let leastPrecision = 0.98
  /// What finding all is worth, in alarms in a million words, for a right word of `commonUses` uses.
  private static let alarmsForAll = 1.0
  private static let commonUses = 20_000.0
  private static let mostWorth = 10.0
  /// Alarms outside the first half count for less, and true errors are more frequent there: its copy was edited
  /// with less care.
  private static let secondHalfShare = 0.25
  private static let secondHalfErrors = 3.0

  /// The threshold that is worth most for a wrong word (0 the first, 1 the second); nil when the pair can't be kept.
  func choice(_ side: Int, _ kind: ConfusionCorpus.Pair.Kind, millions: [Double]) -> Choice? {
    // Of a word that never stands nothing is known.
    guard uses[0] > 0, uses[1] > 0 else { return nil }
    let worth = min(Self.mostWorth, uses[1 - side] / Self.commonUses).squareRoot()
    let total = max(1e-6, millions[0] + millions[1])
    var best: (value: Double, step: Int)?
    for step in Int(kind.leastThreshold * 2)..<Self.steps {
      let recall = recall(side, step)
      guard recall >= Self.leastRecall, precision(side, step) >= Self.leastPrecision else {
        continue
      }
      // Some alarms are true errors: those that such copy is bound to hold don't count.
      let errors = kind.errorRate * uses[1 - side] * recall / total
      let first = max(0, alarms[side][0][step] - errors * millions[0])
      let second = max(
        0, alarms[side][1][step] - Self.secondHalfErrors * errors * millions[1])
      let harm = max(
        first / max(1e-6, millions[0]),
        second / max(1e-6, millions[1]) * Self.secondHalfShare)
      let value = worth * recall - harm / Self.alarmsForAll
      if value > (best?.value ?? 0) + 1e-9 { best = (value, step) }
    }
    guard let best else { return nil }
    return Choice(
      threshold: Double(best.step) / 2,
      alarms: (alarms[side][0][best.step] + alarms[side][1][best.step]) * 100 / total,
      recall: recall(side, best.step), precision: precision(side, best.step))
  }

  private func precision(_ side: Int, _ step: Int) -> Double {
    let swapped = found[side][0][step] + found[side][1][step]
    let wrong = alarms[side][0][step] + alarms[side][1][step]
    return swapped / max(1e-9, swapped + wrong)
  }

  private func recall(_ side: Int, _ step: Int) -> Double {
    min(1, (found[side][0][step] + found[side][1][step]) / max(1, uses[1 - side]))
  }
}

extension ConfusionCorpus.Pair.Kind {
  /// The least threshold of such pairs: the likelier the confusion, the less evidence it needs.
  var leastThreshold: Double {
    switch self {
    case .sound: 5
    case .form: 6
    case .slip: 8
    }
  }

  /// How many uses of a word edited copy has wrong.
  var errorRate: Double {
    switch self {
    case .sound: 1e-4
    case .form: 2e-5
    case .slip: 2e-6
    }
  }
}

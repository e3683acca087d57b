import Foundation
import StetLexicon

/// What a pair's models found and reported wrongly in copy that they were not fitted to.
///
/// A model of the other parts of the copy judges each part: every use of *r* shows whether it would be found if *w*
/// stood there, every use of *w* whether it would be reported.
struct ConfusionMeasure: Codable, Sendable {
  /// Scores are counted in steps of a half, from 0 to 40.
  static let steps = 80

  /// For either wrong word (0 the first, 1 the second) and part: how many right uses reach each step.
  private(set) var alarms: [[[Double]]]
  /// The same for uses of the other word, were they swapped.
  private(set) var found: [[[Double]]]
  /// How often either word stands.
  private(set) var uses = [0.0, 0.0]

  /// Fits a model without each part and measures it there.
  init(_ corpus: ConfusionCorpus, _ pair: ConfusionCorpus.Pair, _ effort: ConfusionEffort) {
    let parts = ConfusionCorpus.Part.allCases
    let none = parts.map { _ in [Double](repeating: 0, count: Self.steps + 1) }
    alarms = [none, none]
    found = [none, none]
    let words = [pair.first, pair.second]
    for part in parts {
      let all = words.map { corpus.places(of: $0, in: [part]) }
      guard all.contains(where: { !$0.isEmpty }) else { continue }
      let others = parts.filter { $0 != part }
      let model = ConfusionModel(
        corpus, first: corpus.places(of: words[0], in: others),
        second: corpus.places(of: words[1], in: others), effort)
      for (side, places) in all.enumerated() {
        let judged = ConfusionModel.sample(places, effort.mostJudged)
        uses[side] += Double(places.count)
        let share = judged.isEmpty ? 0 : Double(places.count) / Double(judged.count)
        for place in judged where corpus.stream[Int(place)] & Corpus.capitalBit == 0 {
          let score = model.score(corpus.surroundings(Int(place)))
          let other = side == 0 ? score : -score
          if other >= 0 {
            alarms[side][part.rawValue][min(Self.steps, Int(other * 2))] += share
          } else {
            found[1 - side][part.rawValue][min(Self.steps, Int(-other * 2))] += share
          }
        }
      }
    }
    for side in 0...1 {
      for part in parts.indices {
        for step in (0..<Self.steps).reversed() {
          alarms[side][part][step] += alarms[side][part][step + 1]
          found[side][part][step] += found[side][part][step + 1]
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
    /// The share of swapped uses among what is reported, when every use of the right word is swapped; true errors that the
    /// copy is bound to hold are left out.
    let precision: Double
    /// What it is worth: the share that is found, the more so the commoner the right word and the likelier the confusion.
    let value: Double
  }

  /// A pair is kept when it finds this share of the swapped uses, and is right in that share of reports.
  static let leastRecall = 0.05
  static let leastPrecision = 0.98
  /// What an alarm in a million words costs, beside what finding all is worth for a right word of `commonUses` uses.
  private static let alarmCost = 3.0
  private static let commonUses = 20_000.0
  private static let mostWorth = 10.0
  /// What an alarm in a part counts for beside one in edited copy, and how much more frequent true errors are there.
  private static let shares = [1, 0.25, 0.25]
  private static let errorShares = [1, 3.0, 1]

  /// The threshold that is worth most for a wrong word (0 the first, 1 the second); nil when the pair can't be kept.
  func choice(_ side: Int, _ kind: ConfusionCorpus.Pair.Kind, millions: [Double]) -> Choice? {
    // Of a word that never stands nothing is known.
    guard uses[0] > 0, uses[1] > 0 else { return nil }
    let worth =
      min(Self.mostWorth, uses[1 - side] / Self.commonUses).squareRoot() * kind.likelihood
    let total = max(1e-6, millions.reduce(0, +))
    // A rare wrong word may be commoner in copy of other subjects: its odds are those of a word that is not so rare.
    let rarity = max(0, log(kind.leastUses * total / uses[side]))
    var best: (value: Double, step: Int)?
    for step in Int(((kind.leastThreshold + rarity) * 2).rounded(.up))..<Self.steps {
      let recall = recall(side, step)
      let beyond = alarmsBeyondErrors(side, step, kind, millions)
      guard recall >= Self.leastRecall,
        precision(side, step, beyond) >= Self.leastPrecision
      else { continue }
      let harm = millions.indices.map { part in
        beyond[part] / max(1, millions[part]) * Self.shares[part]
      }
      let value = worth * recall - (harm.max() ?? 0) * Self.alarmCost
      if value > (best?.value ?? 0) + 1e-9 { best = (value, step) }
    }
    guard let best else { return nil }
    let beyond = alarmsBeyondErrors(side, best.step, kind, millions)
    return Choice(
      threshold: Double(best.step) / 2,
      alarms: alarms[side].reduce(0) { $0 + $1[best.step] } * 100 / total,
      recall: recall(side, best.step), precision: precision(side, best.step, beyond),
      value: best.value)
  }

  /// The alarms of each part that are more than the true errors that such copy is bound to hold.
  private func alarmsBeyondErrors(
    _ side: Int, _ step: Int, _ kind: ConfusionCorpus.Pair.Kind, _ millions: [Double]
  ) -> [Double] {
    let errors =
      kind.errorRate * uses[1 - side] * recall(side, step) / max(1e-6, millions.reduce(0, +))
    return millions.indices.map { part in
      max(0, alarms[side][part][step] - errors * millions[part] * Self.errorShares[part])
    }
  }

  /// What a pair is worth, both directions together; 0 when it can't be kept.
  func value(_ kind: ConfusionCorpus.Pair.Kind, millions: [Double]) -> Double {
    [0, 1].reduce(0) { $0 + (choice($1, kind, millions: millions)?.value ?? 0) }
  }

  private func precision(_ side: Int, _ step: Int, _ wrong: [Double]) -> Double {
    let swapped = found[side].reduce(0) { $0 + $1[step] }
    return swapped / max(1e-9, swapped + wrong.reduce(0, +))
  }

  private func recall(_ side: Int, _ step: Int) -> Double {
    min(1, found[side].reduce(0) { $0 + $1[step] } / max(1, uses[1 - side]))
  }
}

/// What is known of each kind before anything is measured.
extension ConfusionCorpus.Pair.Kind {
  /// The least threshold of such pairs: the likelier the confusion, the less evidence it needs.
  var leastThreshold: Double {
    switch self {
    case .usage: 4
    case .sound: 5
    case .common: 5
    case .form: 6
    case .near: 8
    case .slip: 8
    case .far: 9
    }
  }

  /// How likely the confusion is beside the likeliest: letters inside a word are dropped, doubled, swapped and taken for
  /// another vowel some ten to a hundred times as often as one letter is taken for a certain other one; pairs
  /// that were listed by hand are known to be confused.
  var likelihood: Double {
    switch self {
    case .usage, .common, .sound, .form, .slip: 1
    case .near: 0.3
    case .far: 0.15
    }
  }

  /// How often in a million words the wrong word is taken to stand at least.
  var leastUses: Double {
    switch self {
    case .usage, .common, .sound, .form, .slip: 0
    case .near, .far: 20
    }
  }

  /// How many uses of a word edited copy has wrong. Where the models reported the pairs of `usage` in it, some nine in ten
  /// reports were true errors.
  var errorRate: Double {
    switch self {
    case .usage: 3e-2
    case .common: 3e-3
    case .sound: 1e-4
    case .form: 2e-5
    case .near: 5e-6
    case .slip: 2e-6
    case .far: 1e-6
    }
  }
}

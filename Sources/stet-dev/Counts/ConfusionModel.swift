import Foundation
import StetLexicon

/// How much is read for a pair of words, and how much its weights must say.
struct ConfusionEffort: Sendable {
  /// The most uses of a word that a model is fitted to; of more, an even sample.
  let mostUses: Int
  /// The most uses of a word that are judged; of more, an even sample, which counts for all.
  let mostJudged: Int
  /// The penalty on the size of weights, up to so many examples; beyond, it grows with the root of their number.
  let penalty: Float
  /// Weights nearer to 0 are left out.
  let leastWeight: Float

  /// To see whether a pair may be worth its weights.
  static let screening = ConfusionEffort(
    mostUses: 15_000, mostJudged: 60_000, penalty: 1, leastWeight: 0.2)
  /// For pairs that were listed by hand.
  static let listed = ConfusionEffort(
    mostUses: 100_000, mostJudged: 150_000, penalty: 1, leastWeight: 0.2)
  /// For the many pairs that were found by rule.
  static let derived = ConfusionEffort(
    mostUses: 100_000, mostJudged: 150_000, penalty: 1.5, leastWeight: 0.25)
}

/// The weights that tell which of two words stands in a place: sparse logistic regression.
///
/// Fitted by the follow-the-regularised-leader method (McMahan and others, 2013) with a rate of its own for every
/// weight. The sum of bias and weights is the log odds of the second word.
struct ConfusionModel {
  /// Evidence that stands less often in the sample is left out.
  static let leastUses: UInt32 = 3
  private static let rounds = 3
  private static let rate: Float = 0.6
  private static let penaltyExamples: Float = 5000
  private static let squarePenalty: Float = 1
  /// An example that is told with less error than this teaches nothing.
  private static let leastError = 5e-4

  private(set) var bias = 0.0
  private let numbers = EvidenceNumbers()
  private var values: [Float] = []

  /// Fits the weights to the uses of two words. Where a sample is read, the bias makes good for it.
  init(
    _ corpus: ConfusionCorpus, first: [UInt32], second: [UInt32], _ effort: ConfusionEffort
  ) {
    let uses = [first, second].map { Self.sample($0, effort.mostUses) }
    guard !uses[0].isEmpty || !uses[1].isEmpty else { return }
    let odds = { (counts: [Int]) in log((Double(counts[1]) + 0.5) / (Double(counts[0]) + 0.5)) }
    var examples: [(place: UInt32, isSecond: Bool)] = []
    for (side, places) in uses.enumerated() { examples += places.map { ($0, side == 1) } }
    var random = NumberMixer(seed: UInt64(examples.count))
    examples.shuffle(using: &random)
    let prior = odds(uses.map(\.count))
    bias = prior
    fit(corpus, examples, effort.penalty)
    bias += odds([first.count, second.count]) - prior
    for i in values.indices where abs(values[i]) < effort.leastWeight { values[i] = 0 }
  }

  /// The weights that are not 0, by key.
  var weights: [(key: UInt64, weight: Float)] {
    var list: [(key: UInt64, weight: Float)] = []
    numbers.forEach { key, number in
      if values[number] != 0 { list.append((key, values[number])) }
    }
    return list.sorted { $0.key < $1.key }
  }

  /// The log odds of the second word.
  func score(_ place: Surroundings) -> Double {
    var sum: Float = 0
    values.withUnsafeBufferPointer { values in
      place.forEachKey { key in
        if let number = numbers.known(key) { sum += values[number] }
      }
    }
    return bias + Double(sum)
  }

  /// At most about `most` of the places, the same whenever it is asked.
  static func sample(_ places: [UInt32], _ most: Int) -> [UInt32] {
    guard places.count > most else { return places }
    let limit = UInt64(Double(most) / Double(places.count) * 0x1p32)
    return places.filter { NumberMixer.mixed(UInt64($0)) >> 32 < limit }
  }

  private mutating func fit(
    _ corpus: ConfusionCorpus, _ examples: [(place: UInt32, isSecond: Bool)],
    _ absolutePenalty: Float
  ) {
    var features: [UInt32] = []
    features.reserveCapacity(examples.count * Evidence.allCases.count)
    var ends: [Int] = [0]
    ends.reserveCapacity(examples.count + 1)
    for example in examples {
      corpus.surroundings(Int(example.place)).forEachKey { key in
        features.append(numbers.number(key))
      }
      ends.append(features.count)
    }
    var counts = [UInt32](repeating: 0, count: numbers.count)
    for feature in features { counts[Int(feature)] += 1 }
    // Rare evidence has no weight, and takes no time.
    var kept = 0
    var start = 0
    for e in examples.indices {
      for k in start..<ends[e + 1] where counts[Int(features[k])] >= Self.leastUses {
        features[kept] = features[k]
        kept += 1
      }
      start = ends[e + 1]
      ends[e + 1] = kept
    }
    let penalty =
      absolutePenalty * max(1, Float(examples.count) / Self.penaltyExamples).squareRoot()
    values = [Float](repeating: 0, count: numbers.count)
    var states = [State](repeating: State(), count: numbers.count)
    var biasSquares = 0.0
    values.withUnsafeMutableBufferPointer { values in
      states.withUnsafeMutableBufferPointer { states in
        features.withUnsafeBufferPointer { features in
          for _ in 0..<Self.rounds {
            for (e, example) in examples.enumerated() {
              var sum: Float = 0
              for k in ends[e]..<ends[e + 1] { sum += values[Int(features[k])] }
              let odds = max(-30, min(30, bias + Double(sum)))
              let error = 1 / (1 + exp(-odds)) - (example.isSecond ? 1 : 0)
              if abs(error) < Self.leastError { continue }
              for k in ends[e]..<ends[e + 1] {
                let j = Int(features[k])
                values[j] = states[j].learn(Float(error), values[j], penalty)
              }
              biasSquares += error * error
              bias -= 0.05 / (1 + biasSquares.squareRoot()) * error
            }
          }
        }
      }
    }
  }

  /// What the errors made so far say of a weight.
  private struct State {
    private var gradient: Float = 0
    private var square: Float = 0
    private var root: Float = 0

    /// The new weight after an error.
    @inline(__always)
    mutating func learn(_ error: Float, _ weight: Float, _ penalty: Float) -> Float {
      square += error * error
      let old = root
      root = square.squareRoot()
      gradient += error - (root - old) / ConfusionModel.rate * weight
      guard abs(gradient) > penalty else { return 0 }
      let beyond = gradient - (gradient < 0 ? -penalty : penalty)
      return -beyond / ((1 + root) / ConfusionModel.rate + ConfusionModel.squarePenalty)
    }
  }
}

/// A small generator of numbers that are always the same (Steele, Lea and Flood, 2014).
struct NumberMixer: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number with its bits well mixed.
  static func mixed(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

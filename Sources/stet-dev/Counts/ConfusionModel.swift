import Foundation
import StetLexicon

/// The weights that tell which of two words stands in a place: sparse logistic regression.
///
/// Fitted by the follow-the-regularised-leader method (McMahan and others, 2013) with a rate of its own for every
/// weight. The sum of bias and weights is the log odds of the second word.
struct ConfusionModel {
  /// The most uses of either word that are read; of more, an even sample. The bias makes good for it.
  static let mostUses = 100_000
  /// Evidence that stands less often in the sample is left out.
  static let leastUses: UInt32 = 3
  private static let rounds = 3
  private static let rate: Float = 0.6
  /// The penalty on the size of weights, up to so many examples; beyond, it grows with the root of their number.
  private static let absolutePenalty: Float = 1
  private static let penaltyExamples: Float = 5000
  private static let squarePenalty: Float = 1
  /// Weights nearer to 0 are left out.
  private static let leastWeight: Float = 0.15

  private(set) var bias = 0.0
  /// Evidence and weight, by key.
  private(set) var weights: [(key: UInt64, weight: Float)] = []
  private var index = CountTable(capacity: 16)

  /// Fits the weights to the uses of two words.
  init(_ corpus: ConfusionCorpus, first: [UInt32], second: [UInt32]) {
    let uses = [Self.sample(first, Self.mostUses), Self.sample(second, Self.mostUses)]
    guard !uses[0].isEmpty || !uses[1].isEmpty else { return }
    let odds = { (counts: [Int]) in log((Double(counts[1]) + 0.5) / (Double(counts[0]) + 0.5)) }
    var examples: [(place: UInt32, isSecond: Bool)] = []
    for (side, places) in uses.enumerated() { examples += places.map { ($0, side == 1) } }
    var random = NumberMixer(seed: UInt64(examples.count))
    examples.shuffle(using: &random)
    var fitting = Fitting(corpus, examples)
    let prior = odds(uses.map(\.count))
    bias = prior
    for _ in 0..<Self.rounds { fitting.round(&bias) }
    bias += odds([first.count, second.count]) - prior
    fitting.forEachWeight { key, weight in
      guard abs(weight) >= Self.leastWeight else { return }
      weights.append((key, weight))
    }
    weights.sort { $0.key < $1.key }
    for (i, entry) in weights.enumerated() { index.add(entry.key, UInt32(i) + 1) }
  }

  /// The log odds of the second word.
  func score(_ place: Surroundings) -> Double {
    var sum = bias
    place.forEachKey { key in
      let found = index.count(key)
      if found > 0 { sum += Double(weights[Int(found) - 1].weight) }
    }
    return sum
  }

  /// At most about `most` of the places, the same whenever it is asked.
  static func sample(_ places: [UInt32], _ most: Int) -> [UInt32] {
    guard places.count > most else { return places }
    let limit = UInt64(Double(most) / Double(places.count) * 0x1p32)
    return places.filter { NumberMixer.mixed(UInt64($0)) >> 32 < limit }
  }

  /// The examples of a pair, and the state of every weight.
  private struct Fitting {
    private var keys: [UInt64] = []
    private var features: [UInt32] = []
    private var ends: [Int] = [0]
    private var labels: [Bool]
    private var gradients: [Float] = []
    private var squares: [Float] = []
    private var biasSquares = 0.0
    private let penalty: Float

    init(_ corpus: ConfusionCorpus, _ examples: [(place: UInt32, isSecond: Bool)]) {
      labels = examples.map(\.isSecond)
      penalty =
        absolutePenalty * max(1, Float(examples.count) / penaltyExamples).squareRoot()
      var counts = CountTable(capacity: 1 << 16)
      for example in examples {
        corpus.surroundings(Int(example.place)).forEachKey { key in counts.add(key) }
      }
      var numbers = CountTable(capacity: 1 << 12)
      counts.forEach { key, count in
        guard count >= ConfusionModel.leastUses else { return }
        keys.append(key)
        numbers.add(key, UInt32(keys.count))
      }
      features.reserveCapacity(examples.count * 12)
      ends.reserveCapacity(examples.count + 1)
      for example in examples {
        corpus.surroundings(Int(example.place)).forEachKey { key in
          let number = numbers.count(key)
          if number > 0 { features.append(number - 1) }
        }
        ends.append(features.count)
      }
      gradients = [Float](repeating: 0, count: keys.count)
      squares = [Float](repeating: 0, count: keys.count)
    }

    @inline(__always)
    private static func weight(_ gradient: Float, _ square: Float, _ penalty: Float) -> Float {
      guard abs(gradient) > penalty else { return 0 }
      let beyond = gradient - (gradient < 0 ? -penalty : penalty)
      return -beyond / ((1 + square.squareRoot()) / rate + squarePenalty)
    }

    /// Reads every example once.
    mutating func round(_ bias: inout Double) {
      gradients.withUnsafeMutableBufferPointer { gradients in
        squares.withUnsafeMutableBufferPointer { squares in
          features.withUnsafeBufferPointer { features in
            for e in labels.indices {
              var sum = bias
              for k in ends[e]..<ends[e + 1] {
                let j = Int(features[k])
                sum += Double(Self.weight(gradients[j], squares[j], penalty))
              }
              let gradient = 1 / (1 + exp(-max(-30, min(30, sum)))) - (labels[e] ? 1 : 0)
              if abs(gradient) < 1e-4 { continue }
              let g = Float(gradient)
              for k in ends[e]..<ends[e + 1] {
                let j = Int(features[k])
                let old = squares[j]
                let step = ((old + g * g).squareRoot() - old.squareRoot()) / rate
                gradients[j] += g - step * Self.weight(gradients[j], old, penalty)
                squares[j] = old + g * g
              }
              biasSquares += gradient * gradient
              bias -= 0.05 / (1 + biasSquares.squareRoot()) * gradient
            }
          }
        }
      }
    }

    func forEachWeight(_ body: (UInt64, Float) -> Void) {
      for j in keys.indices { body(keys[j], Self.weight(gradients[j], squares[j], penalty)) }
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

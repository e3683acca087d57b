import Foundation

/// Words grouped by the company they keep: those that stand between the same words are of a class.
///
/// Exchange clustering (Kneser and Ney, 1993): each word in turn moves to the class in which the classes of neighbours
/// foretell each other best, until few words move. Classes outside the grouping (marks, the commonest words) take part
/// as company and never change.
struct WordClasses {
  /// How many classes the words are grouped in.
  static let count = 128
  private static let rounds = 8

  /// The class of each grouped word, 0 ..< `count`, in the order given.
  private(set) var classes: [Int]

  private let fixed: Int
  private var joint: [Int]
  private var totals: [Int]
  private let total: Int
  private var after: [[(item: Int, count: Int)]]
  private var before: [[(item: Int, count: Int)]]

  /// Groups words. `item` says of every symbol below `Corpus.capitalBit` what it is: a number below `fixed` is a class
  /// of its own, `fixed` + n the word n of those to be grouped, commonest first.
  init(_ stream: [UInt32], item: [Int], fixed: Int, words: Int) {
    self.fixed = fixed
    total = fixed + Self.count
    classes = (0..<words).map { $0 % Self.count }
    joint = [Int](repeating: 0, count: total * total)
    totals = [Int](repeating: 0, count: total)
    after = [[(item: Int, count: Int)]](repeating: [], count: words)
    before = after
    guard stream.count > 1 else { return }
    var pairs = CountTable(capacity: 1 << 24)
    var last = item[Int(stream[0] & ~Corpus.capitalBit)]
    for symbol in stream.dropFirst() {
      let next = item[Int(symbol & ~Corpus.capitalBit)]
      pairs.add(UInt64(last) << 32 | UInt64(next))
      last = next
    }
    pairs.forEach { key, count in
      let (x, y) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      // A word beside itself says nothing of its class.
      guard x != y else { return }
      let a = classOf(x)
      let b = classOf(y)
      joint[a * total + b] += Int(count)
      totals[a] += Int(count)
      totals[b] += Int(count)
      if x >= fixed { after[x - fixed].append((y, Int(count))) }
      if y >= fixed { before[y - fixed].append((x, Int(count))) }
    }
    for round in 0..<Self.rounds {
      let moved = exchange()
      print("classes: round \(round + 1), \(moved) of \(words) words moved")
    }
  }

  private func classOf(_ item: Int) -> Int {
    item < fixed ? item : fixed + classes[item - fixed]
  }

  /// Lets every word move once; returns how many did.
  private mutating func exchange() -> Int {
    let logs = (0..<1 << 16).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
    func entropy(_ x: Int) -> Double {
      x < logs.count ? logs[max(0, x)] : Double(x) * log(Double(x))
    }
    var moved = 0
    var transposed = [Int](repeating: 0, count: joint.count)
    for a in 0..<total {
      for b in 0..<total { transposed[b * total + a] = joint[a * total + b] }
    }
    var right = [Int](repeating: 0, count: total)
    var left = right
    var rightClasses: [Int] = []
    var leftClasses: [Int] = []
    for word in classes.indices {
      rightClasses.removeAll(keepingCapacity: true)
      leftClasses.removeAll(keepingCapacity: true)
      var uses = 0
      for (item, count) in after[word] {
        let c = classOf(item)
        if right[c] == 0 { rightClasses.append(c) }
        right[c] += count
        uses += count
      }
      for (item, count) in before[word] {
        let c = classOf(item)
        if left[c] == 0 { leftClasses.append(c) }
        left[c] += count
        uses += count
      }
      func shift(_ c: Int, _ sign: Int) {
        for d in rightClasses {
          joint[c * total + d] += sign * right[d]
          transposed[d * total + c] += sign * right[d]
        }
        for d in leftClasses {
          joint[d * total + c] += sign * left[d]
          transposed[c * total + d] += sign * left[d]
        }
        totals[c] += sign * uses
      }
      let old = fixed + classes[word]
      shift(old, -1)
      var best = (gain: -Double.infinity, at: old)
      for c in fixed..<total {
        var gain = entropy(totals[c]) - entropy(totals[c] + uses)
        let row = c * total
        for d in rightClasses {
          gain += entropy(joint[row + d] + right[d]) - entropy(joint[row + d])
        }
        for d in leftClasses {
          gain += entropy(transposed[row + d] + left[d]) - entropy(transposed[row + d])
        }
        if gain > best.gain + 1e-9 { best = (gain, c) }
      }
      shift(best.at, 1)
      if best.at != old { moved += 1 }
      classes[word] = best.at - fixed
      for d in rightClasses { right[d] = 0 }
      for d in leftClasses { left[d] = 0 }
    }
    return moved
  }
}

import StetLexicon

/// A corpus as the evidence for confusions sees it: every symbol a neighbour, and the places of the words in question.
struct ConfusionCorpus: Sendable {
  /// How often a word must stand to be a neighbour of its own, and how often when it is mostly capitalised.
  static let leastNeighbour: UInt32 = 300
  static let leastName: UInt32 = 3000
  /// The share of capitals from which a word counts as a name.
  static let nameShare = 0.7
  /// How many of the commonest words are a class of their own, and the share of capitals that they may have.
  static let ownClasses = 250
  static let ownClassShare = 0.5

  /// A pair of words that are written for one another.
  struct Pair: Sendable {
    /// In code point order.
    let first, second: String
    let kind: Kind

    /// Why the words are written for one another.
    enum Kind: String, Sendable {
      /// They sound alike, or their meanings are mixed up.
      case sound
      /// They look alike.
      case form
      /// One is the other with a slip of the finger.
      case slip
    }
  }

  /// The symbols; see `Corpus.stream`.
  let stream: [UInt32]
  /// Names of the numbers of neighbours.
  private(set) var names = Neighbour.specialNames
  /// The words that are neighbours of their own, by what their class is: themselves, their ending, a name.
  private(set) var own: [String] = []
  private(set) var endings: [String] = []
  private(set) var capitalised: [String] = []
  /// How many million words of each half.
  private(set) var millions: [Double] = [0, 0]

  private var lower: [Neighbour] = []
  private var capital: [Neighbour] = []
  private var places: [String: [[UInt32]]] = [:]

  /// Reads the places of the pairs' words. Sources whose names begin with one of `half` are the first half of the
  /// copy, the others the second.
  init(_ corpus: Corpus, pairs: [Pair], half: [String]) {
    stream = corpus.stream
    listNeighbours(corpus)
    let wanted = Set(pairs.flatMap { [$0.first, $0.second] })
    var wordOf: [Int: String] = [:]
    for id in corpus.counts.indices {
      let word = corpus.pool.string(UInt32(id))
      if wanted.contains(word) { wordOf[id] = word }
    }
    var found = [[[UInt32]]](repeating: [], count: corpus.counts.count)
    for id in wordOf.keys { found[id] = [[], []] }
    var start = 0
    for source in corpus.sources {
      let side = half.contains { source.name.hasPrefix($0) } ? 0 : 1
      for i in max(1, start)..<max(1, min(source.end, stream.count - 1)) {
        let symbol = stream[i] & ~Corpus.capitalBit
        guard symbol >= Corpus.Symbol.firstWord else { continue }
        millions[side] += 1e-6
        let id = Int(symbol - Corpus.Symbol.firstWord)
        guard !found[id].isEmpty,
          stream[i] & Corpus.capitalBit == 0 || stream[i - 1] == Corpus.Symbol.boundary
        else { continue }
        found[id][side].append(UInt32(i))
      }
      start = source.end
    }
    for (id, word) in wordOf { places[word] = found[id] }
  }

  /// Where a word stands in the chosen halves, in small letters or first in a sentence.
  func places(of word: String, in halves: [Int]) -> [UInt32] {
    guard let all = places[word] else { return [] }
    return halves.flatMap { all[$0] }
  }

  /// What stands around a place.
  func surroundings(_ i: Int) -> Surroundings {
    Surroundings(
      before2: neighbour(i - 2), before: neighbour(i - 1), after: neighbour(i + 1),
      after2: neighbour(i + 2))
  }

  private func neighbour(_ i: Int) -> Neighbour {
    guard i >= 0, i < stream.count else { return .edge }
    let symbol = stream[i] & ~Corpus.capitalBit
    switch symbol {
    case Corpus.Symbol.boundary: return .edge
    case Corpus.Symbol.number: return .figure
    case Corpus.Symbol.mark: return .mark
    case Corpus.Symbol.unknown: return .other
    default:
      let id = Int(symbol - Corpus.Symbol.firstWord)
      return stream[i] & Corpus.capitalBit != 0 ? capital[id] : lower[id]
    }
  }

  private mutating func listNeighbours(_ corpus: Corpus) {
    let shares = corpus.counts.indices.map { id in
      corpus.inside[id] == 0
        ? 1 : Double(corpus.insideCapitals[id]) / Double(corpus.inside[id])
    }
    let ranked = corpus.counts.indices
      .filter { corpus.counts[$0] >= Self.leastNeighbour && shares[$0] < Self.ownClassShare }
      .sorted { (corpus.counts[$0], $1) > (corpus.counts[$1], $0) }
    let classes = Set(ranked.prefix(Self.ownClasses))
    lower.reserveCapacity(corpus.counts.count)
    capital.reserveCapacity(corpus.counts.count)
    for id in corpus.counts.indices {
      let word = corpus.pool.string(UInt32(id))
      let isName = shares[id] >= Self.nameShare
      guard corpus.counts[id] >= (isName ? Self.leastName : Self.leastNeighbour) else {
        var utf8 = word
        utf8.withUTF8 {
          lower.append(.unlisted($0, isCapitalised: false))
          capital.append(.unlisted($0, isCapitalised: true))
        }
        continue
      }
      let number = UInt16(truncatingIfNeeded: names.count)
      names.append(word)
      var utf8 = word
      let kind = utf8.withUTF8 {
        classes.contains(id)
          ? number : isName ? Neighbour.nameKind($0) : Neighbour.endingKind($0)
      }
      let neighbour = Neighbour(number: number, kind: kind)
      lower.append(neighbour)
      capital.append(neighbour)
      if classes.contains(id) {
        own.append(word)
      } else if isName {
        capitalised.append(word)
      } else {
        endings.append(word)
      }
    }
  }
}

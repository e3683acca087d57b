import StetLexicon

/// A corpus as the evidence for confusions sees it: every symbol a neighbour, and the places of the words in question.
struct ConfusionCorpus: Sendable {
  /// How often a word must stand to be a neighbour of its own.
  static let leastNeighbour: UInt32 = 300
  /// The share of capitals from which a word counts as a name.
  static let nameShare = 0.7
  /// How many of the commonest words are a class of their own, and the share of capitals that they may have.
  static let ownClasses = 250
  static let ownClassShare = 0.5

  /// A pair of words that are written for one another.
  struct Pair: Codable, Sendable {
    /// In code point order.
    let first, second: String
    let kind: Kind

    /// Why the words are written for one another.
    enum Kind: String, Codable, Sendable {
      /// Writers themselves mix them up: what is found in edited copy is nearly always an error.
      case usage
      /// Small words that sound alike and are mixed up in all copy.
      case common
      /// They sound alike, or their meanings are mixed up.
      case sound
      /// They look alike.
      case form
      /// One is the other with a slip of the finger.
      case slip
      /// Found by rule: a letter dropped inside, doubled, swapped with its neighbour, or a vowel taken for another.
      case near
      /// Found by rule: a letter dropped at an end or taken for another, or all letters in another order.
      case far
    }
  }

  /// What the lists say of neighbours, and how much was read.
  struct Vocabulary: Codable, Sendable {
    /// Names of the numbers of neighbours.
    fileprivate(set) var names = Neighbour.specialNames
    /// The words that are neighbours and classes of their own.
    fileprivate(set) var own: [String] = []
    /// The other words that are neighbours of their own, by the class they are in.
    fileprivate(set) var groups = [[String]](repeating: [], count: WordClasses.count)
    /// How many million words of each part.
    fileprivate(set) var millions = [Double](repeating: 0, count: Part.allCases.count)
  }

  /// The copy is parted by source: what is learned from two parts is measured on the third.
  enum Part: Int, CaseIterable, Sendable {
    /// Well edited news of one agency.
    case edited
    /// All that is neither of the others.
    case plain
    /// Little copy of many subjects and kinds.
    case mixed
  }

  /// The symbols; see `Corpus.stream`.
  let stream: [UInt32]
  /// What is known of neighbours.
  private(set) var vocabulary = Vocabulary()

  private var lower: [Neighbour] = []
  private var capital: [Neighbour] = []
  private var places: [String: [[UInt32]]] = [:]

  /// Reads the places of the pairs' words. Sources whose names begin with one of `edited` or `mixed` are those parts
  /// of the copy.
  init(_ corpus: Corpus, pairs: [Pair], edited: [String], mixed: [String]) {
    stream = corpus.stream
    listNeighbours(corpus)
    let wanted = Set(pairs.flatMap { [$0.first, $0.second] })
    var wordOf: [Int: String] = [:]
    for id in corpus.counts.indices {
      let word = corpus.pool.string(UInt32(id))
      if wanted.contains(word) { wordOf[id] = word }
    }
    var found = [[[UInt32]]](repeating: [], count: corpus.counts.count)
    for id in wordOf.keys { found[id] = Part.allCases.map { _ in [] } }
    var start = 0
    for source in corpus.sources {
      let part: Part =
        edited.contains { source.name.hasPrefix($0) }
        ? .edited : mixed.contains { source.name.hasPrefix($0) } ? .mixed : .plain
      for i in max(1, start)..<max(1, min(source.end, stream.count - 1)) {
        let symbol = stream[i] & ~Corpus.capitalBit
        guard symbol >= Corpus.Symbol.firstWord else { continue }
        vocabulary.millions[part.rawValue] += 1e-6
        let id = Int(symbol - Corpus.Symbol.firstWord)
        guard !found[id].isEmpty,
          stream[i] & Corpus.capitalBit == 0 || stream[i - 1] == Corpus.Symbol.boundary
        else { continue }
        found[id][part.rawValue].append(UInt32(i))
      }
      start = source.end
    }
    for (id, word) in wordOf { places[word] = found[id] }
  }

  /// Where a word stands in some parts, in small letters or first in a sentence.
  func places(of word: String, in parts: [Part]) -> [UInt32] {
    guard let all = places[word] else { return [] }
    return parts.flatMap { all[$0.rawValue] }
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
    let ranked = corpus.counts.indices.filter { corpus.counts[$0] >= Self.leastNeighbour }
      .sorted { (corpus.counts[$0], $1) > (corpus.counts[$1], $0) }
    let classes = ranked.filter { shares[$0] < Self.ownClassShare }.prefix(Self.ownClasses)
    let isOwn = Set(classes)
    let grouped = ranked.filter { !isOwn.contains($0) }

    for id in corpus.counts.indices {
      var word = corpus.pool.string(UInt32(id))
      word.withUTF8 {
        lower.append(.unlisted($0, isCapitalised: false))
        capital.append(.unlisted($0, isCapitalised: true))
      }
    }
    // Marks and unlisted words keep their classes; so do the commonest words, each its own.
    let first = Int(Neighbour.firstGroup)
    let fixed = first + classes.count
    var item = [0, 1, 2, 3].map { Int($0) }
    for id in corpus.counts.indices {
      item.append(Int((shares[id] >= Self.nameShare ? capital : lower)[id].kind))
    }
    for (i, id) in classes.enumerated() { item[id + Int(Corpus.Symbol.firstWord)] = first + i }
    for (i, id) in grouped.enumerated() { item[id + Int(Corpus.Symbol.firstWord)] = fixed + i }
    let found = WordClasses(corpus.stream, item: item, fixed: fixed, words: grouped.count)

    func list(_ id: Int, _ kind: UInt16?) {
      let number = UInt16(truncatingIfNeeded: vocabulary.names.count)
      let word = corpus.pool.string(UInt32(id))
      vocabulary.names.append(word)
      lower[id] = Neighbour(number: number, kind: kind ?? number)
      capital[id] = lower[id]
      if let kind {
        vocabulary.groups[Int(kind - Neighbour.firstGroup)].append(word)
      } else {
        vocabulary.own.append(word)
      }
    }
    for id in classes { list(id, nil) }
    for (id, group) in zip(grouped, found.classes) {
      list(id, Neighbour.firstGroup + UInt16(truncatingIfNeeded: group))
    }
  }
}

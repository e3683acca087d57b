/// The commonest words of English copy, for finding phrases by their rarest word.
enum CommonWords {
  /// From the commonest on, by how often they stand in news copy, about; none has more than eight letters.
  private static let ranks: [UInt64: Int] = {
    let words =
      "the to of and a in for that on is was it with as he by at be said from have has his are an "
      + "will not but who they had this were their been which or more its would one about you we "
      + "there also all after over out what up than when she two her him into people some could if "
      + "no other last time so can only my our just now because where like made should very going"
    var ranks: [UInt64: Int] = [:]
    ranks.reserveCapacity(128)
    for (rank, word) in words.utf8.split(separator: 0x20).enumerated() {
      ranks[number(word)] = rank
    }
    return ranks
  }()

  private static func number(_ word: some Collection<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// How rare a word in lower case is, among others: longer words are rarer, common ones aside.
  static func rarity(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let rank = word.count <= 8 ? ranks[number(word)] : nil
    return rank ?? ranks.count + word.count
  }

  /// The place of the rarest of a phrase's first three words; the first of equal ones. Only words up to the first hyphen
  /// are looked at: behind it they may stand anywhere.
  static func rarest(of words: [PhraseWord]) -> Int {
    var best = 0
    for place in words.indices.prefix(3) {
      if words[place].isHyphen { break }
      if words[place].rarity > words[best].rarity { best = place }
    }
    return best
  }
}

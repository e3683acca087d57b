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

  /// The place of the rarest of some words in lower case; the first of equal ones. Longer words are rarer, common ones
  /// aside. Only words up to the first hyphen are looked at: behind it they may stand anywhere.
  static func rarest(of words: ArraySlice<[UInt8]>) -> Int {
    var best = (place: words.startIndex, rarity: -1)
    for (place, word) in zip(words.indices, words) {
      if word == [0x2D] { break }
      let rank = word.count <= 8 ? ranks[number(word)] : nil
      let rarity = rank ?? ranks.count + word.count
      if rarity > best.rarity { best = (place, rarity) }
    }
    return best.place
  }
}

/// The commonest words of English copy, for finding phrases by their rarest word.
enum CommonWords {
  /// From the commonest on, by how often they stand in news copy, about; none has more than eight letters.
  private static let ranks: (slots: HashSlots, count: Int) = {
    let words =
      "the to of and a in for that on is was it with as he by at be said from have has his are an "
      + "will not but who they had this were their been which or more its would one about you we "
      + "there also all after over out what up than when she two her him into people some could if "
      + "no other last time so can only my our just now because where like made should very going"
    let ranks = words.utf8.split(separator: 0x20).enumerated().map { rank, word in
      (hash: hash(word), value: UInt32(rank))
    }
    return (HashSlots(ranks), ranks.count)
  }()

  /// Another number for each word of up to eight letters, spread over the upper bits.
  private static func hash(_ word: some Collection<UInt8>) -> UInt64 {
    word.reduce(0) { $0 &<< 8 | UInt64($1) } &* 0x9E37_79B9_7F4A_7C15
  }

  /// How rare a word in lower case is, among others: longer words are rarer, common ones aside.
  static func rarity(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let rank = word.count <= 8 ? ranks.slots.value(hash(word)) : nil
    return rank.map(Int.init) ?? ranks.count + word.count
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

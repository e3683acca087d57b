import StetDocument

/// Finds the places where a word may stand twice in a row, without a look at each pair of neighbours: by the lists of
/// each word's occurrences.
public enum DoubledWords {
  /// How many tokens on a word that stands right behind may be: fewer than this power of two. Spaces, line breaks and
  /// emphasis may part the two.
  static let longestGap: UInt32 = 16

  /// The tokens whose next word may be the same, ascending: in the same letters, in small letters behind a capital, or
  /// with a shortened verb. One that is found in two ways stands twice.
  ///
  /// - Parameter contractions: the words with a shortened verb at their end.
  public static func starts(_ view: CopyView, contractions: [WordID]) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(28)
    forEachRepeated(view) { found.append($0) }
    CapitalScan.forEach(view.shapes) { word in
      // Only a document that has the word in small letters, too, can have it so behind itself.
      let small = view.folded[word]
      guard view.counts[Int(small)] > 0, view.shapes[Int(small)] == .lower else { return }
      var token = view.firstToken[word]
      while token != UInt32.max {
        let place = Int(token)
        if place &+ 2 < view.count,
          view.tokenWords[place &+ 2] == small || mayBeParted(place, view)
        {
          found.append(place)
        }
        token = view.nextSame[place]
      }
    }
    for word in contractions {
      var token = view.firstToken[Int(word)]
      while token != UInt32.max {
        var before = Int(token) &- 1
        while before >= 0, isGap(view.kinds[before]) { before &-= 1 }
        if before >= 0, view.kinds[before] == .word { found.append(before) }
        token = view.nextSame[Int(token)]
      }
    }
    if found.count > 1 { found.sort() }
    return found
  }

  private static func isGap(_ kind: TokenKind) -> Bool {
    kind == .space || kind == .newline || kind == .markup
  }

  /// Whether something else than one space stands between a token and the next word.
  @inline(__always)
  private static func mayBeParted(_ token: Int, _ view: CopyView) -> Bool {
    view.kinds[token &+ 1] != .space || !view.kinds[token &+ 2].hasWord
  }

  /// Calls `body` with each token whose word stands again behind it, with a few tokens between that may part
  /// neighbours; whether they do is left to the rule. Eight tokens are looked at a time.
  @inline(__always)
  private static func forEachRepeated(_ view: CopyView, _ body: (Int) -> Void) {
    guard let base = view.nextSame.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    let far = SIMD4<UInt32>(repeating: ~(longestGap &- 1))
    func judge(_ token: Int) {
      // A token without another of its word has the highest number of all.
      let next = view.nextSame[token]
      let gap = next &- UInt32(truncatingIfNeeded: token)
      if gap < longestGap, gap == 2 || mayBeParted(token, view) { body(token) }
    }
    var token = 0
    var places = SIMD4<UInt32>(0, 1, 2, 3)
    while token &+ 8 <= view.count {
      let first = raw.loadUnaligned(fromByteOffset: token &* 4, as: SIMD4<UInt32>.self) &- places
      places &+= 4
      let second =
        raw.loadUnaligned(fromByteOffset: token &* 4 &+ 16, as: SIMD4<UInt32>.self) &- places
      places &+= 4
      if any((first & far .== 0) .| (second & far .== 0)) {
        for k in 0..<8 { judge(token &+ k) }
      }
      token &+= 8
    }
    while token < view.count {
      judge(token)
      token &+= 1
    }
  }
}

import StetText

extension Suggester {
  /// Collects entries near the word: the same letters in other case or accents, recorded pairs; one edit by
  /// trying all, two by the table, three for long words with nothing nearer. Beside a cheap slip of a common word, only
  /// what copy uses and is one edit away.
  func gather(_ typed: TypedWord, into found: inout Candidates) {
    add(typed.folded, 0, to: &found)
    add(typed.plain, 0, to: &found)
    addAccented(WordHash.of(typed.plain), to: &found)
    if usesAttestedPairs {
      for correction in lexicon.attestedCorrections(of: typed.folded) {
        add(CaseFolding.lowered(correction), 0, to: &found)
      }
    }
    let letters = typed.plain
    guard letters.allSatisfy({ $0 < 0x80 }) else { return }
    // Beside a cheap slip of a common word, neither rare words nor two slips at once are worth the search.
    if letters.count > 4, addLikelySlips(typed, to: &found) { return }
    addSingleEdits(letters, to: &found)
    let near = letters.count <= 3 ? 1 : 2
    search(letters, near, &found)
    for opening in Self.openings where letters.starts(with: opening.typed) {
      search(opening.meant + letters.dropFirst(opening.typed.count), 1, &found, least: 2)
    }
    if found.isEmpty, letters.count >= 8 { search(letters, 3, &found) }
  }

  /// Adds the words of copy one edit away when one of them, or of what was found before, is common and costs little to
  /// mistype so; whether it did.
  private func addLikelySlips(_ typed: TypedWord, to found: inout Candidates) -> Bool {
    var isLikely = found.entries.contains { isLikelySlip(typed, of: $0.index) }
    let words = lexicon.words
    var near: [UInt32] = []
    typed.plain.withUnsafeBufferPointer { plain in
      slipIndex.withCandidates(plain) { candidates in
        for index in candidates where words.mayBeOneEdit(index, plain) {
          guard let entry = words.entry(index: index), Self.maySuggest(entry) else { continue }
          near.append(index)
          isLikely = isLikely || isLikelySlip(typed, of: index)
        }
      }
    }
    guard isLikely else { return false }
    for index in near { found.insert(index, 1) }
    return true
  }

  private func isLikelySlip(_ typed: TypedWord, of index: UInt32) -> Bool {
    guard lexicon.frequency(index) >= 1_000 else { return false }
    let word = lexicon.words.key(index)
    return !word.elementsEqual(typed.folded)
      && typed.scalars.withUnsafeBufferPointer {
        Self.cost(costs, typed: $0, meant: word, upTo: 4.8) <= 5.6
      }
  }

  /// First letters that sound alike and are two edits apart, which the search does not look for at a word's start:
  /// `fotograph`, `kemistry`, `kwick`.
  private static let openings: [(typed: [UInt8], meant: [UInt8])] = [
    ("f", "ph"), ("ph", "f"), ("k", "ch"), ("ch", "k"), ("kw", "qu"), ("qu", "kw"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// - Parameter least: the least distance that is noted.
  private func search(
    _ letters: [UInt8], _ limit: Int, _ found: inout Candidates, least: Int = 0
  ) {
    table.neighbours(of: letters, limit: limit) { word in
      if let entry = word.entry { found.insert(entry, max(word.distance, least)) }
      if word.hasAccents {
        addAccented(WordHash.of(word.codes.map(LetterRuns.letter)), to: &found)
      }
    }
  }

  private func add(_ folded: [UInt8], _ distance: Int, to found: inout Candidates) {
    guard let entry = lexicon.entry(for: folded) else { return }
    insert(entry, distance, &found)
  }

  @inline(__always)
  private func insert(_ entry: LexiconEntry, _ distance: Int, _ found: inout Candidates) {
    if Self.maySuggest(entry) { found.insert(entry.index, distance) }
  }

  @inline(__always)
  private static func maySuggest(_ entry: LexiconEntry) -> Bool {
    (entry.isKnownInAnyCase || isCommonName(entry)) && entry.flags.isDisjoint(with: .unsuggestable)
  }

  /// Whether a word that no source lists is a name that news knows: common, and nearly always
  /// with a capital.
  @inline(__always)
  static func isCommonName(_ entry: LexiconEntry) -> Bool {
    isCommonName(frequency: entry.frequency, share: entry.capitalisedShare)
  }

  @inline(__always)
  static func isCommonName(frequency: UInt32, share: UInt8) -> Bool {
    frequency >= 100 && share >= 90
  }

  /// - Parameter plain: the hash of a word without accents.
  private func addAccented(_ plain: UInt64, to found: inout Candidates) {
    guard let accented = accentMap.value(hash: plain) else { return }
    for word in accented.split(separator: 0x0A) { add(Array(word), 0, to: &found) }
  }

  /// Every word one edit away, rare ones too: the table holds only what copy is known to use.
  func addSingleEdits(_ word: [UInt8], to found: inout Candidates) {
    let count = word.count
    guard count > 0, count < FoldedWord.limit - 1 else { return }
    let entries = StringSearches.entries(lexicon.words) { searches in
      SingleEdits.forEach(of: word, letterRuns) { searches.add($0, tag: 1) }
    }
    for (entry, distance) in entries { insert(entry, distance, &found) }
  }
}

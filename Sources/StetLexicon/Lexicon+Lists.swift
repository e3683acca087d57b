import StetText

/// One word that British and American English spell differently.
public struct SpellingVariant: Sendable, Equatable {
  /// The American form.
  public let american: [UInt8]
  /// The British form that news uses (*organise*).
  public let british: [UInt8]
  /// The British form with -ize (*organize*); the same as `british` for other words.
  public let oxford: [UInt8]
  /// How common the pair is: 10 (common) to 95 (rare); 0 when the list does not say.
  public let level: Int
  /// The list's note (`gb-variant` …), empty when there is none.
  public let note: [UInt8]
}

extension Lexicon {
  /// The recorded UK/US pairs that a word (in any case) belongs to; usually one.
  public func variants(of word: [UInt8]) -> [SpellingVariant] {
    rows(variantMap.value(CaseFolding.lowered(word))).compactMap { columns in
      guard columns.count > 1 else { return nil }
      let note = columns.count > 4 && columns[4] != [0x2D] ? columns[4] : []
      return SpellingVariant(
        american: columns[0], british: columns[1],
        oxford: columns.count > 2 ? columns[2] : columns[1],
        level: columns.count > 3 ? Int(clamping: decimal(columns[3]) ?? 0) : 0, note: note)
    }
  }

  /// The recorded corrections of a misspelling (in any case), best first; empty when it is not on
  /// record. A pair list is an aid to ranking: nothing may hang on it alone.
  public func attestedCorrections(of word: [UInt8]) -> [[UInt8]] {
    var corrections: [[UInt8]] = []
    for columns in rows(misspellingMap.value(CaseFolding.lowered(word))) {
      guard let field = columns.first else { continue }
      for correction in field.split(separator: 0x2C) {
        let trimmed = Array(correction.drop { $0 == 0x20 })
        if !trimmed.isEmpty, !corrections.contains(trimmed) { corrections.append(trimmed) }
      }
    }
    return corrections
  }

  /// The data rows of a list of `dictionaries/en` that is kept as it stands (`WordLists.kept`), by the file's name
  /// without extension; columns as bytes. Empty when there is no such list.
  public func list(_ name: String) -> [[[UInt8]]] { rows(listMap.value(Array(name.utf8))) }

  func rows(_ bytes: UnsafeRawBufferPointer?) -> [[[UInt8]]] {
    guard let bytes else { return [] }
    return bytes.split(separator: 0x0A).map { line in
      line.split(separator: 0x09, omittingEmptySubsequences: false).map { Array($0) }
    }
  }

  /// The word in the case that the lexicon knows it in: lower-case where that is accepted, else a
  /// recorded mixed case (*iPhone*), a capital (*London*) or capitals (*NATO*). Folded when no
  /// source accepts it.
  public func surface(_ index: UInt32) -> [UInt8] {
    let word = folded(index)
    guard Int(index) < count else { return word }
    let record = Int(index) * PackFormat.entrySize
    if words.entries[record + PackFormat.entryLowerAt] != 0 { return word }
    if words.entries[record + PackFormat.entryInitialAt] != 0 {
      return CaseFolding.capitalised(word)
    }
    let patterns = words.entries.loadUnaligned(
      fromByteOffset: record + PackFormat.entryMixedCountAt, as: UInt16.self)
    let first = Int(
      words.entries.loadUnaligned(fromByteOffset: record + PackFormat.entryMixedAt, as: UInt32.self)
    )
    if patterns > 0, (first + 1) * PackFormat.mixedSize <= words.mixed.count {
      let capitals = words.mixed.loadUnaligned(
        fromByteOffset: first * PackFormat.mixedSize, as: UInt64.self)
      return Self.recased(word, capitals)
    }
    return words.entries[record + PackFormat.entryUpperAt] != 0 ? CaseFolding.uppered(word) : word
  }

  /// How often an entry's word is met per 100 million words, all cases together.
  func frequency(_ index: UInt32) -> UInt32 {
    guard Int(index) < count else { return 0 }
    return words.entries.loadUnaligned(
      fromByteOffset: Int(index) * PackFormat.entrySize + PackFormat.entryFrequencyAt,
      as: UInt32.self)
  }

  /// Whether an entry's word has only the letters a to z.
  func isPlain(_ index: UInt32) -> Bool {
    guard Int(index) < count else { return false }
    let record = Int(index) * PackFormat.entrySize
    let start = Int(
      words.entries.loadUnaligned(fromByteOffset: record + PackFormat.entryKeyAt, as: UInt32.self))
    let end = start + Int(words.entries[record + PackFormat.entryKeyLengthAt])
    guard end <= words.keys.count else { return false }
    return words.keys[start..<end].allSatisfy { $0 &- 0x61 < 26 }
  }

  /// The folded word with capitals at the given bytes.
  static func recased(_ folded: [UInt8], _ capitals: UInt64) -> [UInt8] {
    var output: [UInt8] = []
    folded.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let (scalar, length) = UTF8Scan.decode(buffer, index)
        let isCapital = index < 64 && capitals >> UInt64(index) & 1 != 0
        UTF8Scan.append(isCapital ? CaseFolding.upper(scalar) : scalar, to: &output)
        index += length
      }
    }
    return output
  }
}

/// Possessive endings.
public enum Possessive {
  /// The word without a possessive ending (`'s`, or `'` after s), or nil when it has none.
  @inlinable
  public static func stripped(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let count = word.count
    if count > 2, word[count - 2] == 0x27, word[count - 1] | 0x20 == 0x73 {
      return UnsafeBufferPointer(rebasing: word[0..<count - 2])
    }
    if count > 2, word[count - 1] == 0x27, word[count - 2] | 0x20 == 0x73 {
      return UnsafeBufferPointer(rebasing: word[0..<count - 1])
    }
    return nil
  }
}

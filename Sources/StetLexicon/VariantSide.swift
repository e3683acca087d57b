/// Which side of the Atlantic a spelling belongs to.
public enum VariantSide: Sendable {
  case american, british
}

extension Lexicon {
  /// The side that a form belongs to in all recorded pairs that have it; nil when it is on both or on none, or when a
  /// pair of it holds in some senses only. `-ize` is British too (Oxford spelling) and says nothing.
  ///
  /// - Parameter word: the form in lower case, with straight apostrophes.
  public func variantSide(of word: UnsafeBufferPointer<UInt8>) -> VariantSide? {
    let hash = FoldedWord.with(word) { folded, _ -> UInt64? in WordHash.padded(folded) }
    guard let hash, let rows = variantMap.value(hash: hash) else { return nil }
    var american = false
    var british = false
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, rows[end] != 0x0A { end += 1 }
      let columns = VariantColumns(UnsafeRawBufferPointer(rebasing: rows[start..<end]))
      start = end + 1
      if columns.isPair {
        if columns.hasNote { return nil }
        if columns.american.elementsEqual(word) {
          if columns.isOxford { return nil }
          american = true
        } else if columns.british.elementsEqual(word) || columns.oxford.elementsEqual(word) {
          british = true
        }
      }
    }
    return american == british ? nil : american ? .american : .british
  }
}

/// The columns of a row of variants, as `SpellingVariant` has them, without a copy.
private struct VariantColumns {
  private(set) var american: Slice<UnsafeRawBufferPointer>
  private(set) var british: Slice<UnsafeRawBufferPointer>
  private(set) var oxford: Slice<UnsafeRawBufferPointer>
  /// Whether the list says something of the pair.
  private(set) var hasNote = false

  init(_ row: UnsafeRawBufferPointer) {
    american = row[0..<0]
    british = american
    oxford = american
    var start = 0
    var column = 0
    for end in 0...row.count where end == row.count || row[end] == 0x09 {
      let text = row[start..<end]
      switch column {
      case 0: american = text
      case 1:
        british = text
        oxford = text
      case 2: oxford = text
      case 4: hasNote = !text.isEmpty && !(text.count == 1 && text.first == 0x2D)
      default: break
      }
      column += 1
      start = end + 1
    }
    if column < 2 { british = american }
  }

  /// Whether the row holds two spellings.
  var isPair: Bool { !american.elementsEqual(british) }
  /// Whether the American spelling is Oxford's.
  var isOxford: Bool { oxford.elementsEqual(american) }
}

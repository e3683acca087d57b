import StetText

/// One of the forms that a name has in news: *Zelensky*, *Zelenskyy*. Each is right; a story keeps to one.
///
/// From the rows of `dictionaries/en/name-variants.tsv`.
public struct NameForm: Sendable, Equatable {
  /// What is written, in UTF-8, with straight apostrophes.
  public let text: [UInt8]
  /// Where the word by which the form is found begins, in bytes from its start.
  public let keyAt: Int
  /// The number of the name, the same for all its forms.
  public let name: Int

  /// The forms of a row of the list (joined by `|`), each with the folded word by which it is found: one that not all of
  /// them have, if there is one.
  static func all(in row: [[UInt8]], name: Int) -> [(key: [UInt8], form: NameForm)] {
    guard let joined = row.first else { return [] }
    let forms = joined.split(separator: 0x7C).map { Array($0) }
    let folded: [[[UInt8]]] = forms.map { form in
      words(form).map { CaseFolding.lowered(Array(form[$0])) }
    }
    var found: [(key: [UInt8], form: NameForm)] = []
    for (index, form) in forms.enumerated() {
      let mine = words(form)
      let own = mine.indices.filter { word in
        !folded.allSatisfy { $0.contains(folded[index][word]) }
      }
      // Forenames are borne by many, surnames by fewer. Of words that all forms have, the longest says most, but the first
      // (`Park Geun-hye`, `Moon Jae-in`) may be any word.
      let others = mine.count > 1 ? mine.indices.dropFirst() : mine.indices[...]
      let place = own.last ?? others.max { mine[$0].count < mine[$1].count }
      guard let place else { continue }
      let form = NameForm(text: form, keyAt: mine[place].lowerBound, name: name)
      found.append((folded[index][place], form))
    }
    return found
  }

  /// The words of a form, between spaces and hyphens, in bytes.
  static func words(_ form: [UInt8]) -> [Range<Int>] {
    form.indices.split { form[$0] == 0x20 || form[$0] == 0x2D }.map {
      $0.startIndex..<$0.endIndex
    }
  }

  /// The columns that the pack has of it, the name first.
  var columns: [UInt8] { Array("\(name)\t\(keyAt)\t".utf8) + text }

  /// Reads what `columns` wrote.
  init?(_ columns: [[UInt8]]) {
    guard columns.count == 3, let name = decimal(columns[0]), let keyAt = decimal(columns[1]) else {
      return nil
    }
    text = columns[2]
    self.keyAt = Int(clamping: keyAt)
    self.name = Int(clamping: name)
  }

  private init(text: [UInt8], keyAt: Int, name: Int) {
    self.text = text
    self.keyAt = keyAt
    self.name = name
  }
}

extension Lexicon {
  /// The forms of names that are found by a folded word; none for a word without `WordFlags.nameVariant`, nor for names
  /// that a story may mix.
  public func nameForms(ofKey word: [UInt8]) -> [NameForm] {
    rows(nameFormMap.value(word)).compactMap { NameForm($0) }
  }

  /// Calls `body` with the number of the name of each form that is found by a folded word, and takes nothing apart.
  public func forEachNameForm(ofKey word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    let hash = FoldedWord.with(word) { folded, _ -> UInt64? in WordHash.padded(folded) }
    guard let hash, let rows = nameFormMap.value(hash: hash) else { return }
    var start = 0
    while start < rows.count {
      if let name = decimal(rows[start...]) { body(Int(clamping: name)) }
      while start < rows.count, rows[start] != 0x0A { start += 1 }
      start += 1
    }
  }
}

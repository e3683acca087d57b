import StetDocument
import StetLexicon
import StetText

/// A name that a story writes in more than one of the forms that news knows: *Kyiv* and *Kiev*.
public struct MixedName: Sendable {
  /// One place where the name stands.
  public struct Use: Sendable {
    /// Where, a possessive ending left out.
    public let range: TextRange
    /// The token of the word by which it was found.
    public let token: Int
    /// Which form it is, in lower case: `Al Qaeda` at the beginning of a sentence is `al Qaeda`.
    public let form: [UInt8]
  }

  /// All uses in the story's text, in its order; headlines, quotations and what is part of a longer name are left out.
  public let uses: [Use]

  static func all(
    in document: Document, _ vocabulary: Vocabulary, _ lexicon: Lexicon, isQuoted: (Int) -> Bool
  ) -> [MixedName] {
    // Most stories have no such name, or one form of it, and are done here.
    guard mayMix(document, vocabulary, lexicon) else { return [] }
    var usesByName: [Int: [Use]] = [:]
    for (word, form) in candidates(in: document, vocabulary, lexicon) {
      var token = document.words.firstToken[Int(word)]
      while token != UInt32.max {
        if let range = range(of: form, at: Int(token), document),
          !isInLongerName(range, Int(token), document, vocabulary), !isQuoted(Int(token))
        {
          usesByName[form.name, default: []].append(
            Use(range: range, token: Int(token), form: CaseFolding.lowered(form.text)))
        }
        token = document.tokens.nextSame[Int(token)]
      }
    }
    return usesByName.filter { _, uses in uses.contains { $0.form != uses[0].form } }
      .sorted { $0.key < $1.key }
      .map { MixedName(uses: $0.value.sorted { $0.range < $1.range }) }
  }

  /// Whether words stand in a document by which two forms of one name are found.
  private static func mayMix(
    _ document: Document, _ vocabulary: Vocabulary, _ lexicon: Lexicon
  ) -> Bool {
    var names: [Int] = []
    // Possessives and capitals make other words, but not another form.
    var seen: [WordID] = []
    for word in vocabulary.nameVariants {
      let key = keyWord(of: word, document)
      if seen.contains(key) { continue }
      seen.append(key)
      document.words.withBytes(key) { key in
        lexicon.forEachNameForm(ofKey: key) { names.append($0) }
      }
    }
    return names.count > 1 && Set(names).count < names.count
  }

  /// The forms that may stand in a document, with the words by which they would be found.
  private static func candidates(
    in document: Document, _ vocabulary: Vocabulary, _ lexicon: Lexicon
  ) -> [(word: WordID, form: NameForm)] {
    vocabulary.nameVariants.flatMap { word in
      lexicon.nameForms(ofKey: document.words.bytes(keyWord(of: word, document))).map { (word, $0) }
    }
  }

  /// The word by which forms are found, in small letters and without a possessive ending.
  private static func keyWord(of word: WordID, _ document: Document) -> WordID {
    document.words.folded[Int(document.words.stems[Int(word)])]
  }

  /// Where a form stands that is found by the word at a token; nil where it does not.
  private static func range(
    of form: NameForm, at token: Int, _ document: Document
  ) -> TextRange? {
    guard let block = document.blockIndex(ofToken: token),
      document.blocks[block].kind != .headline
    else { return nil }
    let start = Int(document.tokens.starts[token]) - form.keyAt
    guard start >= 0, let end = end(of: form.text, from: start, document) else { return nil }
    let range = TextRange(UInt32(start), UInt32(end))
    return isLetter(start - 1, document) || isLetter(end, document) ? nil : range
  }

  /// Where the text ends that is a form, apostrophes of either kind; nil for other text.
  private static func end(of form: [UInt8], from start: Int, _ document: Document) -> Int? {
    var place = start
    for byte in form {
      guard place < document.text.count else { return nil }
      if document.text[place] == byte {
        place += 1
      } else if byte == 0x27, place + 2 < document.text.count, document.text[place] == 0xE2,
        document.text[place + 1] == 0x80, document.text[place + 2] == 0x99
      {
        place += 3
      } else {
        return nil
      }
    }
    return place
  }

  private static func isLetter(_ place: Int, _ document: Document) -> Bool {
    guard document.text.indices.contains(place) else { return false }
    let byte = document.text[place]
    // Letters with accents begin with C3 and above, curly quotation marks with E2.
    return (byte | 0x20) &- 0x61 < 26 || (byte >= 0xC3 && byte < 0xE0)
  }

  /// Whether a form is part of a longer name: a capitalised word follows at once (`the Kiev Independent`), or stands before
  /// a place (`Dynamo Kiev`).
  private static func isInLongerName(
    _ range: TextRange, _ token: Int, _ document: Document, _ vocabulary: Vocabulary
  ) -> Bool {
    let tokens = document.tokens
    var next = token + 1
    while next < tokens.count, tokens.starts[next] < range.end { next += 1 }
    if next + 1 < tokens.count, tokens.starts[next] == range.end, tokens.kinds[next] == .space,
      isCapitalised(next + 1, document)
    {
      return true
    }
    var first = token
    while first > 0, tokens.starts[first] > range.start { first -= 1 }
    let stem = Int(document.words.stems[Int(tokens.words[token])])
    guard first >= 2, tokens.kinds[first - 1] == .space, isCapitalised(first - 2, document),
      vocabulary.entries[stem]?.names.contains(.place) ?? false
    else { return false }
    // `In Kyiv` opens a sentence with a common word, `Chicken Kiev` does not.
    let before = Int(document.words.stems[Int(tokens.words[first - 2])])
    return !tokens.opensSentence[first - 2]
      || vocabulary.entries[before]?.frequency ?? 0 < commonWord
  }

  /// A word met more often (per 100 million) may open any sentence.
  private static let commonWord: UInt32 = 10_000

  private static func isCapitalised(_ token: Int, _ document: Document) -> Bool {
    document.tokens.kinds[token].hasWord
      && document.words.shapes[Int(document.tokens.words[token])] != .lower
  }
}

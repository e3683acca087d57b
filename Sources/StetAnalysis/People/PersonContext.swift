import StetDocument
import StetText

/// What the words around a person's references say. Looked at only when a rule asks.
extension People {
  /// How many tokens before and behind a full name are looked at for what the person is.
  private static let window = 24

  /// What the words near a person's names say about sex, death, age and calling.
  public func context(of person: Int, in document: Document) -> PersonEvidence {
    var found: PersonEvidence = []
    var feminine = 0
    var masculine = 0
    for reference in references(of: person) {
      let block = document.blocks[reference.block].tokens
      do {
        let near =
          max(
            block.lowerBound, reference.nameTokens.lowerBound - Self.window)..<min(
            block.upperBound, reference.nameTokens.upperBound + Self.window)
        for token in near {
          let word = document.tokens.words[token]
          guard word != WordTable.none else { continue }
          if traits[Int(word)].contains(.crime) { found.insert(.untitledRole) }
          guard reference.form == .full else { continue }
          if traits[Int(word)].contains(.untitledRole) { found.insert(.untitledRole) }
          if traits[Int(word)].contains(.death) { found.insert(.death) }
          if traits[Int(word)].contains(.age), isLate(token, document) { found.insert(.death) }
        }
        if let age = statedAge(at: reference, in: document) {
          found.insert(.age)
          if age.years < 18 { found.insert(.minor) }
        }
      }
      let next = reference.order + 1
      let last =
        next < references.count
        ? min(references[next].nameTokens.lowerBound, block.upperBound) : block.upperBound
      var token = reference.nameTokens.upperBound
      while token < min(last, reference.nameTokens.upperBound + 2 * Self.window) {
        let word = document.tokens.words[token]
        if word != WordTable.none {
          if traits[Int(word)].contains(.feminine) { feminine += 1 }
          if traits[Int(word)].contains(.masculine) { masculine += 1 }
        }
        token += 1
      }
    }
    if feminine > masculine { found.insert(.feminine) }
    return found
  }

  /// `the late`: dead, not behind time.
  private func isLate(_ token: Int, _ document: Document) -> Bool {
    let word = document.tokens.words[token]
    guard document.words.bytes(word) == Array("late".utf8), token >= 2 else { return false }
    let before = document.tokens.words[token - 2]
    return before != WordTable.none
      && document.words.bytes(document.words.folded[Int(before)]) == Array("the".utf8)
  }

  /// A person's age as the copy states it at one reference.
  public struct StatedAge: Sendable {
    /// In years.
    public let years: Int
    /// The number.
    public let range: TextRange
  }

  /// The age that stands with a reference: `Name, 34,`, `Name, aged 34,`, `Name (34)` behind a full
  /// name, `34-year-old Name` before any.
  ///
  /// - Parameter looksBefore: false where the document has no `old`, to save the look.
  public func statedAge(
    at reference: PersonReference, in document: Document, looksBefore: Bool = true
  ) -> StatedAge? {
    if let behind = ageBehind(reference, in: document) { return behind }
    guard looksBefore else { return nil }
    let tokens = document.tokens
    let block = document.blocks[reference.block].tokens
    // The name's own title stands between: look from the whole reference.
    var i = reference.firstToken - 1
    var steps = 0
    while i - 5 >= block.lowerBound, tokens.kinds[i] == .space, steps < 4 {
      let word = tokens.words[i - 1]
      guard word != WordTable.none else { return nil }
      if traits[Int(word)].contains(.age), document.words.bytes(word) == Array("old".utf8) {
        guard tokens.kinds[i - 2] == .punctuation || tokens.kinds[i - 2] == .space,
          tokens.words[i - 3] != WordTable.none,
          document.words.bytes(tokens.words[i - 3]) == Array("year".utf8),
          tokens.kinds[i - 5] == .number
        else { return nil }
        return stated(i - 5, in: document)
      }
      guard document.words.shapes[Int(word)] == .lower,
        traits[Int(word)].isDisjoint(with: [.function, .determiner, .saying])
      else { return nil }
      i -= 2
      steps += 1
    }
    return nil
  }

  private func ageBehind(_ reference: PersonReference, in document: Document) -> StatedAge? {
    var i = reference.nameTokens.upperBound
    let tokens = document.tokens
    let block = document.blocks[reference.block].tokens
    guard i + 2 < block.upperBound else { return nil }
    let isBracket: Bool
    if tokens.kinds[i] == .punctuation, document.text[Int(tokens.starts[i])] == 0x2C,
      tokens.kinds[i + 1] == .space
    {
      isBracket = false
      i += 2
    } else if reference.form == .full, tokens.kinds[i] == .space,
      document.text[Int(tokens.starts[i + 1])] == 0x28
    {
      isBracket = true
      i += 2
    } else {
      return nil
    }
    if !isBracket, i + 4 < block.upperBound, isWord("who", i, document),
      isWord("is", i + 2, document)
    {
      i += 4
    }
    if i + 2 < block.upperBound, tokens.words[i] != WordTable.none,
      traits[Int(tokens.words[i])].contains(.age),
      document.words.bytes(tokens.words[i]) == Array("aged".utf8)
    {
      i += 2
    }
    guard i + 1 < block.upperBound, tokens.kinds[i] == .number,
      isCommaOrBracket(document, i + 1)
        || document.text[Int(tokens.starts[i + 1])] == 0x2E
    else { return nil }
    if isBracket, document.text[Int(tokens.starts[i + 1])] != 0x29 { return nil }
    return stated(i, in: document)
  }

  /// Whether a word stands at a token, in small letters.
  private func isWord(_ word: String, _ token: Int, _ document: Document) -> Bool {
    let found = document.tokens.words[token]
    return found != WordTable.none && document.words.byteCount(found) == word.utf8.count
      && document.words.withBytes(found) { $0.elementsEqual(word.utf8) }
  }

  /// Whether an age may stand behind a reference, as the next mark tells: behind most names there is neither a comma nor a
  /// bracket.
  @inline(__always)
  public func mayStateAge(behind reference: PersonReference, _ view: CopyView) -> Bool {
    let token = reference.nameTokens.upperBound
    guard token &+ 1 < view.count else { return false }
    switch view.kinds[token] {
    case .punctuation: return view.byte(token) == 0x2C
    case .space: return view.byte(token &+ 1) == 0x28
    default: return false
    }
  }

  private func stated(_ token: Int, in document: Document) -> StatedAge? {
    let range = document.tokens.range(token)
    guard range.count <= 3, let years = Int(document.string(range)), years > 0, years < 120 else {
      return nil
    }
    return StatedAge(years: years, range: range)
  }

  private func isCommaOrBracket(_ document: Document, _ token: Int) -> Bool {
    switch document.text[Int(document.tokens.starts[token])] {
    case 0x2C, 0x28, 0x29: return true
    default: return false
    }
  }
}

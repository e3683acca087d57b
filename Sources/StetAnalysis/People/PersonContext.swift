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
    for index in persons[person].references {
      let reference = references[index]
      let block = document.blocks[reference.block].tokens
      if reference.form == .full {
        let near =
          max(
            block.lowerBound, reference.nameTokens.lowerBound - Self.window)..<min(
            block.upperBound, reference.nameTokens.upperBound + Self.window)
        for token in near {
          let word = document.tokens.words[token]
          guard word != WordTable.none else { continue }
          if traits[Int(word)].contains(.untitledRole) { found.insert(.untitledRole) }
          if traits[Int(word)].contains(.death) { found.insert(.death) }
          if isLate(token, document) { found.insert(.death) }
        }
        if let age = age(behind: reference, in: document) {
          found.insert(.age)
          if age < 18 { found.insert(.minor) }
        }
      }
      let last =
        index + 1 < references.count
        ? min(references[index + 1].nameTokens.lowerBound, block.upperBound) : block.upperBound
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

  /// The age in `Name, 34,` or `Name (34)`, nil when none stands there.
  public func age(behind reference: PersonReference, in document: Document) -> Int? {
    let block = document.blocks[reference.block].tokens
    let tokens = document.tokens
    var i = reference.nameTokens.upperBound
    guard i + 1 < block.upperBound, tokens.kinds[i] == .punctuation || tokens.kinds[i] == .space
    else { return nil }
    while i < block.upperBound, tokens.kinds[i] == .space || isCommaOrBracket(document, i) {
      i += 1
    }
    if i < block.upperBound, tokens.words[i] != WordTable.none,
      document.words.bytes(tokens.words[i]) == Array("aged".utf8)
    {
      i += 2
    }
    guard i + 1 < block.upperBound, tokens.kinds[i] == .number, isCommaOrBracket(document, i + 1)
    else { return nil }
    return Int(document.string(tokens.range(i)))
  }

  private func isCommaOrBracket(_ document: Document, _ token: Int) -> Bool {
    switch document.text[Int(document.tokens.starts[token])] {
    case 0x2C, 0x28, 0x29: return true
    default: return false
    }
  }
}

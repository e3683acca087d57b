import StetDocument
import StetLexicon
import StetText

/// What the words around a name make of it: a description, a member of a list, one of two people.
extension PeopleBuilder {
  /// `the Trump administration`, `a possible Pollard ally`, `Trump supporters`, `the elder Bush`,
  /// `candidate Trump`, `Hill & Partners`, `the foundation's Cheng`.
  func isAttributive(_ start: Int, _ last: NameElement) -> Bool {
    guard let block = document.blockIndex(ofToken: start) else { return false }
    let tokens = document.blocks[block].tokens
    if followsNoun(start, in: tokens) { return true }
    guard last.possessive == 0, last.end + 1 < tokens.upperBound else { return false }
    if document.tokens.kinds[last.end] != .space {
      return document.tokens.kinds[last.end] == .symbol
    }
    let after = last.end + 1
    switch document.tokens.kinds[after] {
    case .symbol: return document.tokens.kinds[after - 1] == .space
    case .punctuation: return isMark(after, 0x26)
    case .word: break
    default: return false
    }
    let word = document.tokens.words[after]
    guard document.words.shapes[Int(word)] == .lower else { return false }
    if traits(word).contains(.attributed) { return true }
    // `the Obama and Bush administrations`
    if traits(word).contains(.conjunction), after + 4 < tokens.upperBound,
      let other = self.word(after + 2, in: tokens), document.words.shapes[Int(other)] != .lower
    {
      let noun = document.tokens.words[after + 4]
      return noun != WordTable.none && traits(noun).contains(.attributed)
    }
    return false
  }

  func isMark(_ token: Int, _ byte: UInt8) -> Bool {
    document.text[Int(document.tokens.starts[token])] == byte
  }

  /// Whether words before the name make it part of a noun phrase, where no title could stand: a
  /// determiner with up to two small words that are no verbs or function words, a role, a possessor.
  func followsNoun(_ start: Int, in tokens: Range<Int>) -> Bool {
    guard start - 2 >= tokens.lowerBound else { return false }
    switch document.tokens.kinds[start - 1] {
    case .space, .newline:
      // `Fear: Trump in the White House`: a title or a label.
      if isMark(start - 2, 0x3A) { return true }
    case .punctuation, .symbol:
      return isMark(start - 1, 0x2D) || isMark(start - 1, 0x2F) || isMark(start - 1, 0x26)
    default: return false
    }
    var token = start - 2
    var steps = 0
    while let word = word(token, in: tokens) {
      let traits = traits(word)
      if traits.contains(.determiner) { return true }
      if document.words.shapes[Int(word)] != .lower {
        return document.words.stems[Int(word)] != word || (steps == 0 && traits.contains(.modifier))
      }
      if steps == 0, traits.contains(.candidate) { return true }
      if !traits.isDisjoint(with: [.function, .saying, .preposition]) || steps == 2 {
        return false
      }
      steps += 1
      guard token > tokens.lowerBound,
        document.tokens.kinds[token - 1] == .space || isMark(token - 1, 0x2D)
      else { return false }
      token -= 2
    }
    return false
  }

  /// `Bush the younger`, `the elder Bush`: two people share the surname.
  mutating func markGenerations() {
    for name in names where name.count == 1 {
      guard let person = name.person else { continue }
      let block = document.blocks[scanner.runs[name.run].block].tokens
      let start = scanner.elements[name.elements.lowerBound].start
      let end = scanner.elements[name.elements.upperBound - 1].end
      for token in [start - 2, end + 3] {
        if let word = word(token, in: block), traits(word).contains(.generation) {
          drafts[person].sharesSurname = true
        }
      }
    }
  }

  /// Whether a title in the plural stands before the name in the same list.
  func followsPluralTitle(_ name: ParsedName) -> Bool {
    guard name.kind == nil, name.count == 1 else { return false }
    let run = scanner.runs[name.run]
    for k in run.elements where scanner.elements[k].traits.contains(.plural) { return true }
    let block = document.blocks[run.block].tokens
    var i = scanner.elements[name.elements.lowerBound].start - 1
    var steps = 0
    while i >= block.lowerBound, steps < 12 {
      let word = document.tokens.words[i]
      if word != WordTable.none {
        if traits(word).contains(.plural) { return true }
        let shape = document.words.shapes[Int(word)]
        if shape == .lower, !traits(word).contains(.conjunction) { return false }
      }
      i -= 1
      steps += 1
    }
    return false
  }
}

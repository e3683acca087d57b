import StetDocument
import StetLexicon
import StetText

/// What the words around a name make of it: a description, a member of a list, one of two people.
extension NameParser {
  /// `the Trump administration`, `a possible Pollard ally`, `Trump supporters`, `the elder Bush`,
  /// `candidate Trump`, `Hill & Partners`, `the foundation's Cheng`.
  func isAttributive(_ start: Int, _ last: NameElement, in tokens: Range<Int>) -> Bool {
    if followsNoun(start, in: tokens) { return true }
    guard last.possessive == 0, last.end + 1 < tokens.upperBound else { return false }
    if view.kinds[last.end] != .space {
      return view.kinds[last.end] == .symbol
    }
    let after = last.end + 1
    switch view.kinds[after] {
    case .symbol: return view.kinds[after - 1] == .space
    case .punctuation: return isMark(after, 0x26)
    case .word: break
    default: return false
    }
    let word = view.tokenWords[after]
    guard view.shapes[Int(word)] == .lower else { return false }
    if traits(word).contains(.attributed) { return true }
    // `the Obama and Bush administrations`
    if traits(word).contains(.conjunction), after + 4 < tokens.upperBound,
      let other = self.word(after + 2, in: tokens), view.shapes[Int(other)] != .lower
    {
      let noun = view.tokenWords[after + 4]
      return noun != WordTable.none && traits(noun).contains(.attributed)
    }
    return false
  }

  func isMark(_ token: Int, _ byte: UInt8) -> Bool {
    view.byte(token) == byte
  }

  /// Whether words before the name make it part of a noun phrase, where no title could stand: a
  /// determiner with up to two small words that are no verbs or function words, a role, a possessor.
  func followsNoun(_ start: Int, in tokens: Range<Int>) -> Bool {
    guard start - 2 >= tokens.lowerBound else { return false }
    switch view.kinds[start - 1] {
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
      if view.shapes[Int(word)] != .lower {
        return view.stems[Int(word)] != word || (steps == 0 && traits.contains(.modifier))
      }
      if steps == 0, traits.contains(.candidate) { return true }
      if !traits.isDisjoint(with: [.function, .saying, .preposition]) || steps == 2 {
        return false
      }
      steps += 1
      guard token > tokens.lowerBound,
        view.kinds[token - 1] == .space || isMark(token - 1, 0x2D)
      else { return false }
      token -= 2
    }
    return false
  }

  /// Whether a title in the plural stands before the name in the same list.
  func followsPluralTitle(_ name: ParsedName, _ start: Int, in block: Range<Int>) -> Bool {
    for k in runs[name.run].elements where elements[k].traits.contains(.plural) { return true }
    var i = start - 1
    var steps = 0
    while i >= block.lowerBound, steps < 12 {
      let word = view.tokenWords[i]
      if word != WordTable.none {
        if traits(word).contains(.plural) { return true }
        let shape = view.shapes[Int(word)]
        if shape == .lower, !traits(word).contains(.conjunction) { return false }
      }
      i -= 1
      steps += 1
    }
    return false
  }

  /// `Bush the younger`, `the elder Bush`: whether the words beside a name part two people of one surname.
  func isGeneration(_ name: ParsedName) -> Bool {
    let block = blocks[runs[name.run].block].tokens
    let start = elements[name.elements.lowerBound].start
    let end = elements[name.elements.upperBound - 1].end
    return isGeneration(start - 2, in: block) || isGeneration(end + 3, in: block)
  }

  private func isGeneration(_ token: Int, in block: Range<Int>) -> Bool {
    word(token, in: block).map { traits($0).contains(.generation) } ?? false
  }

  /// The first word of a sentence whose small form stands in the document is no sure name.
  func looksLikeOpener(_ name: ParsedName) -> Bool {
    let run = runs[name.run]
    guard run.opensSentence, name.elements.lowerBound == run.elements.lowerBound else {
      return false
    }
    let word = view.tokenWords[elements[name.elements.lowerBound].start]
    guard word != WordTable.none else { return false }
    let folded = view.folded[Int(view.stems[Int(word)])]
    return view.counts[Int(folded)] > 0
  }

  /// Whether a verb of saying stands right behind the name or right before it.
  func sayingBeside(_ name: ParsedName) -> Bool {
    let run = runs[name.run]
    let block = blocks[run.block].tokens
    let after = elements[name.elements.upperBound - 1].end
    if let word = word(after + 1, in: block), traits(word).contains(.saying) { return true }
    let before = elements[run.elements.lowerBound].start
    if let word = word(before - 2, in: block), traits(word).contains(.saying) { return true }
    return false
  }

  /// Where some elements stand, without a possessive ending.
  func range(_ range: Range<Int>) -> TextRange {
    let last = elements[range.upperBound - 1]
    return TextRange(
      view.starts[elements[range.lowerBound].start],
      view.starts[last.end] - UInt32(last.possessive))
  }
}

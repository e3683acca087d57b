import StetText

@testable import StetLexicon

/// Bytes of a literal.
func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A small affix file in the manner of the English ones, written for the tests.
let sampleAffixes = """
  SET UTF-8
  NOSUGGEST !
  COMPOUNDMIN 1
  ONLYINCOMPOUND c
  COMPOUNDRULE 1
  COMPOUNDRULE n*mp
  PFX U Y 1
  PFX U 0 un .
  PFX F Y 2
  PFX F 0 com [bmp]
  PFX F 0 con [^bmp].
  SFX S Y 4
  SFX S y ies [^aeiou]y
  SFX S 0 s [aeiou]y
  SFX S 0 es [sxzh]
  SFX S 0 s [^sxzhy]
  SFX D Y 2
  SFX D 0 d e
  SFX D 0 ed [^ey]
  SFX M N 1
  SFX M 0 's .
  """

/// Words for `sampleAffixes`.
let sampleWords = """
  12
  lock/UDS
  party/SM
  Tuvalu/M
  BBC/M
  McKay/M
  damn/!
  bine/F
  etc.
  naïve
  St
  oddth/c
  d'Elva
  """

/// A lexicon of the sample words, all British.
func sampleLexicon(
  _ words: String = sampleWords, affixes: String = sampleAffixes
) throws -> Lexicon {
  let file = AffixFile(utf8(affixes))
  var table = WordTable(capacity: 16)
  AffixExpander.expand(file, words: utf8(words)).forEach { word, flags in
    _ = table.add(
      word, dialects: Dialects.britain.rawValue,
      flags: flags & ExpandedForms.noSuggest != 0 ? .noSuggest : [],
      isHidden: flags & ExpandedForms.hidden != 0)
  }
  var writer = PackWriter()
  writer.dialects = .britain
  writer.ordinalDialects = .britain
  writer.edgeHyphenDialects = .britain
  _ = table.write(to: &writer)
  return try Lexicon(bytes: writer.finish())
}

/// xorshift64: the same numbers on every run.
struct SeededNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}

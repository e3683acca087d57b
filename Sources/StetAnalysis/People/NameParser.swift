import StetDocument
import StetLexicon
import StetText

/// A run taken apart into a title and a name. Kept small: most runs of a story are taken for one.
struct ParsedName {
  let first: UInt64
  let last: UInt64
  private let runNumber: UInt32
  private let lower: UInt32
  private let upper: UInt32
  /// -1 for none.
  private let titleNumber: Int32
  private var personNumber: Int32 = -1
  private let words: UInt8
  let kind: TitleKind?
  var form = ReferenceForm.full

  init(
    run: Int, title: Int?, kind: TitleKind?, elements: Range<Int>, count: Int, first: UInt64,
    last: UInt64
  ) {
    runNumber = UInt32(truncatingIfNeeded: run)
    titleNumber = title.map { Int32(truncatingIfNeeded: $0) } ?? -1
    self.kind = kind
    lower = UInt32(truncatingIfNeeded: elements.lowerBound)
    upper = UInt32(truncatingIfNeeded: elements.upperBound)
    words = UInt8(truncatingIfNeeded: count)
    self.first = first
    self.last = last
  }

  /// The run.
  var run: Int { Int(runNumber) }

  /// The element of the title, nil where there is none.
  var title: Int? { titleNumber < 0 ? nil : Int(titleNumber) }

  /// The elements of the name, particles included.
  var elements: Range<Int> { Range(uncheckedBounds: (Int(lower), Int(upper))) }

  /// How many of them are no particles: four at most.
  var count: Int { Int(words) }

  /// The person who is named, nil where it is nobody.
  var person: Int? {
    get { personNumber < 0 ? nil : Int(personNumber) }
    set { personNumber = newValue.map { Int32(truncatingIfNeeded: $0) } ?? -1 }
  }
}

/// Takes runs of capitalised words apart into a title and a name, and reads what stands around them.
///
/// A class of constants: the builder asks it for every run, and a structure of this size would be copied each
/// time.
final class NameParser {
  /// The tables of the document, for as long as the parser is used.
  let view: CopyView
  let blocks: [Block]
  let elements: UnsafeBufferPointer<NameElement>
  let runs: UnsafeBufferPointer<NameRun>
  /// What any word of the document can be.
  let present: WordTraits
  /// What each distinct word can be.
  private let traitsOfWords: UnsafeBufferPointer<WordTraits>
  private let vocabulary: Vocabulary?

  init(
    _ blocks: [Block], _ view: CopyView, _ scanner: NameScanner, _ present: WordTraits,
    _ vocabulary: Vocabulary?
  ) {
    self.view = view
    self.vocabulary = vocabulary
    self.blocks = blocks
    elements = scanner.elements
    runs = scanner.runs
    self.present = present
    traitsOfWords = scanner.reader.traits
  }

  /// What a word can be around a name.
  @inline(__always)
  func traits(_ word: WordID) -> WordTraits { traitsOfWords[Int(word)] }

  /// The key of an element: of the word in lower case, accents and possessive ending left out.
  @inline(__always)
  func key(_ element: Int) -> UInt64 { key(elements[element]) }

  /// The same.
  @inline(__always)
  func key(_ element: NameElement) -> UInt64 {
    // Nearly always one short word of ASCII letters: all else is left to a function that is handed the tables whole.
    let form = Int(view.folded[Int(view.stems[Int(view.tokenWords[element.start])])])
    if element.end == element.start &+ 1, let key = WordKey.ofShort(view, form) { return key }
    return anyKey(element)
  }

  @inline(never)
  private func anyKey(_ element: NameElement) -> UInt64 { NameReader.key(element, view) }

  /// The word of a token of a block.
  @inline(__always)
  func word(_ token: Int, in block: Range<Int>) -> WordID? { view.word(token, in: block) }

  /// A run as a name, nil where it is none.
  @inline(__always)
  func parse(_ index: Int) -> ParsedName? {
    let run = runs[index]
    if present.contains(.vessel), isVessel(run) { return nil }
    // Most runs: a bare name, or no name at all.
    if run.elements.count == 1 {
      let place = run.elements.lowerBound
      let element = elements[place]
      if !element.traits.isDisjoint(with: [.acronym, .endsLower, .particle]) {
        return nil
      }
      let key = key(element)
      return ParsedName(
        run: index, title: nil, kind: nil, elements: place..<place + 1, count: 1, first: key,
        last: key)
    }
    return parsePhrase(index, run)
  }

  /// A run of several words as a name.
  private func parsePhrase(_ index: Int, _ run: NameRun) -> ParsedName? {
    let (title, kind) = title(of: run)
    var range = run.elements
    if let title { range = (title + 1)..<range.upperBound }
    // The younger of two with one name is another person.
    var generation: UInt64 = 0
    while range.count > 1, elements[range.upperBound - 1].traits.contains(.suffix) {
      let last = elements[range.upperBound - 1]
      if !last.traits.contains(.postnominal) { generation = key(last) }
      range = range.lowerBound..<range.upperBound - 1
    }
    if title == nil {
      while range.count > 2, elements[range.lowerBound].traits.contains(.affiliation) {
        range = range.lowerBound + 1..<range.upperBound
      }
    }
    let words = Words(range, elements, view)
    guard words.count > 0, words.count <= 4 else { return nil }
    let isName =
      words.count > 1
      ? isFullName(words, kind) : isSingleName(words, kind, hasGeneration: generation != 0)
    guard isName else { return nil }
    return ParsedName(
      run: index, title: title, kind: kind, elements: range, count: words.count,
      first: key(words.first) ^ generation, last: key(words.last))
  }

  /// The last title of a run, with something behind it, and its kind.
  @inline(__always)
  private func title(of run: NameRun) -> (Int?, TitleKind?) {
    guard run.elements.count > 1 else { return (nil, nil) }
    var title: Int?
    var kind: TitleKind?
    var onlyTitles = true
    for k in run.elements.lowerBound..<run.elements.upperBound - 1 {
      let traits = elements[k].traits
      if let found = Self.kind(of: traits), takesTitle(k, onlyTitles: onlyTitles) {
        title = k
        kind = found
        // The First Lady is no peeress.
        if found == .peerage, k > run.elements.lowerBound,
          elements[k - 1].traits.contains(.modifier)
        {
          kind = .office
        }
      } else if traits.isDisjoint(with: [.modifier, .affiliation, .plural]),
        !elements[k].isAcronym
      {
        onlyTitles = false
      }
    }
    return (title, kind)
  }

  /// The words of a name, particles left out.
  private struct Words {
    var count = 0
    var first = 0
    var last = 0
    /// Whether one of them makes a thing of the name.
    var isThing = false
    /// Whether all of them are titles.
    var allTitles = true
    /// Whether one behind the first is in capitals and longer than initials are.
    var hasLongAcronym = false

    init(
      _ range: Range<Int>, _ elements: UnsafeBufferPointer<NameElement>, _ view: CopyView
    ) {
      for k in range where !elements[k].traits.contains(.particle) {
        let traits = elements[k].traits
        if count == 0 { first = k }
        if traits.contains(.thing) { isThing = true }
        if traits.isDisjoint(with: Self.titles) { allTitles = false }
        if count > 0, elements[k].isAcronym, view.length(elements[k].start) > 4 {
          hasLongAcronym = true
        }
        last = k
        count += 1
      }
    }

    private static let titles = WordTraits.anyTitle.union([.modifier, .plural])
  }

  @inline(__always)
  private func isFullName(_ words: Words, _ kind: TitleKind?) -> Bool {
    if words.allTitles { return false }
    if words.isThing, kind != .courtesy, kind != .knighthood, kind != .academic,
      !isNamedHall(words)
    {
      return false
    }
    // Initials in the middle are names (George HW Bush), longer capitals are not.
    if elements[words.last].isAcronym || words.hasLongAcronym || isPluralAcronym(words.last) {
      return false
    }
    let first = elements[words.first]
    let last = elements[words.last]
    if first.traits.contains(.calendar), last.traits.contains(.calendar) { return false }
    return
      !(last.endsLower && words.count == 2 && kind == nil
      && !first.traits.contains(.surnameFirst))
  }

  @inline(__always)
  private func isSingleName(_ words: Words, _ kind: TitleKind?, hasGeneration: Bool) -> Bool {
    let element = elements[words.first]
    if element.endsLower { return false }
    guard let kind else { return !element.isAcronym && !hasGeneration }
    if kind == .courtesy { return true }
    if words.allTitles { return false }
    return !words.isThing || kind == .academic || kind == .knighthood || kind == .peerage
  }

  /// `the ship Sir Galahad`, `RFA Sir Galahad`, `the pub Lord Nelson`.
  @inline(__always)
  private func isVessel(_ run: NameRun) -> Bool {
    let first = elements[run.elements.lowerBound]
    if first.isAcronym, first.traits.contains(.vessel) { return true }
    guard let before = word(first.start - 2, in: blocks[run.block].tokens),
      traits(before).contains(.vessel)
    else { return false }
    return view.kinds[first.start - 1] == .space
  }

  /// `Rebecca Hall`, `Damon Hill`: a known forename, of no place, before the commonest surnames that
  /// name things as well.
  private func isNamedHall(_ words: Words) -> Bool {
    guard words.count == 2, Self.halls.contains(key(words.last)) else { return false }
    let known = names(words.first)
    return known.contains(.forename) && known.isDisjoint(with: [.place, .organisation])
  }

  private static let halls = ["hall", "hill", "west"].map { TitleTables.hash($0.utf8) }

  /// `MPs`, `CEOs`: capitals with a plural ending.
  @inline(__always)
  private func isPluralAcronym(_ element: Int) -> Bool {
    let start = Int(view.starts[elements[element].start])
    let end = Int(view.starts[elements[element].start + 1])
    guard end - start > 2, view.text[end - 1] == 0x73 else { return false }
    for index in start..<end - 1 where view.text[index] &- 0x41 >= 26 { return false }
    return true
  }

  /// What the lexicon knows of a name's word.
  func names(_ element: Int) -> NameKinds {
    guard let vocabulary else { return [] }
    let word = view.tokenWords[elements[element].start]
    guard word != WordTable.none else { return [] }
    return vocabulary.entries[Int(view.stems[Int(word)])]?.names ?? []
  }

  /// Whether a word that can be a title is one here, rather than a name (Dean Smith, Earl Jones).
  func takesTitle(_ element: Int, onlyTitles: Bool) -> Bool {
    let traits = elements[element].traits
    return onlyTitles || traits.contains(.abbreviated) || traits.contains(.office)
  }

  static func kind(of traits: WordTraits) -> TitleKind? {
    if traits.isDisjoint(with: .anyTitle) { return nil }
    if traits.contains(.courtesy) { return .courtesy }
    if traits.contains(.academic) { return .academic }
    if traits.contains(.knighthood) { return .knighthood }
    if traits.contains(.office) { return .office }
    if traits.contains(.rank) { return .rank }
    if traits.contains(.judicial) { return .judicial }
    if traits.contains(.clergy) { return .clergy }
    if traits.contains(.peerage) { return .peerage }
    if traits.contains(.royal) { return .royal }
    return .foreign
  }
}

import StetDocument
import StetText

/// The capitalised words of a story, each form with how often and where it stands: the evidence
/// that names give about each other.
///
/// A form is a word without its possessive ending, case kept. Built in one pass over the distinct
/// words and their occurrences. A class, since every judge of words holds it.
public final class NameForms: Sendable {
  /// One form.
  public struct Form: Sendable {
    /// The word, without a possessive ending.
    public let word: WordID
    /// Occurrences, possessives included.
    public let count: Int
    /// Occurrences that do not open a sentence and do not stand in a headline: there the capital is
    /// the writer's choice.
    public let inside: Int
    /// The first token.
    public let firstToken: Int
    /// The number of letters.
    public let letterCount: Int
    let index: Int
    let words: WordTable

    /// The letters as scalars, case kept. Made when asked for.
    public var letters: [UInt32] { EditDistance.scalars(words.bytes(word)) }

    /// The letters in lower case. Made when asked for.
    public var folded: [UInt32] { EditDistance.scalars(words.bytes(words.folded[Int(word)])) }
  }

  /// What is counted of a form.
  struct Record {
    let word: WordID
    var count: UInt32
    var inside: UInt32
    var firstToken: UInt32
    /// The number of letters.
    let letters: UInt32
    /// Which letters occur (`FormLetters.mask`).
    let mask: UInt32
  }

  /// The tokens of words with a capital at their start.
  let tokens: TokenSet

  let words: WordTable
  /// The forms, by the number of their first word.
  let records: [Record]
  /// Which forms begin and end alike.
  let edges: FormEdges
  /// The form of each word, `UInt32.max` where it has none.
  private let indexOfWord: [UInt32]

  /// Collects the forms of a document.
  public init(_ document: Document) {
    words = document.words
    var tokens = TokenSet(tokenCount: document.tokens.count)
    let headline = document.headline?.tokens ?? 0..<0
    (records, indexOfWord, edges) = CopyView.with(document) { view in
      let (records, index) = Self.records(view, headline: headline, tokens: &tokens)
      return (records, index, FormEdges(records, view))
    }
    self.tokens = tokens
  }

  /// The form of a word (with or without possessive ending), or nil.
  public func form(of word: WordID) -> Form? {
    let index = Int(indexOfWord[Int(words.stems[Int(word)])])
    return index < records.count ? form(index) : nil
  }

  /// The number of a word's form where it has four letters or more and stands once in the story, inside a sentence.
  @inline(__always)
  func loneForm(_ word: Int, _ view: CopyView) -> Int? {
    let index = Int(indexOfWord[Int(view.stems[word])])
    guard index < records.count else { return nil }
    let record = records[index]
    return record.count == 1 && record.inside == 1 && record.letters >= 4 ? index : nil
  }

  /// A form by its number.
  func form(_ index: Int) -> Form {
    let record = records[index]
    return Form(
      word: record.word, count: Int(record.count), inside: Int(record.inside),
      firstToken: Int(record.firstToken), letterCount: Int(record.letters), index: index,
      words: words)
  }

  // MARK: Collecting

  /// The forms without their letters, and the form of each word.
  private static func records(
    _ view: CopyView, headline: Range<Int>, tokens: inout TokenSet
  ) -> ([Record], [UInt32]) {
    var capitals = 0
    CapitalScan.forEach(view.shapes) { _ in capitals &+= 1 }
    var indexOfWord = [UInt32](all: .max, count: view.shapes.count)
    let none = Record(word: 0, count: 0, inside: 0, firstToken: 0, letters: 0, mask: 0)
    var records = [Record](all: none, count: capitals)
    let count = records.withUnsafeMutableBufferPointer { records in
      indexOfWord.withUnsafeMutableBufferPointer { index in
        fill(records, index, view, headline: headline, tokens: &tokens)
      }
    }
    records.removeLast(capitals - count)
    return (records, indexOfWord)
  }

  /// - Parameters:
  ///   - records: has room for a form for each word with a capital.
  ///   - indexOfWord: the form of each word, as yet none.
  /// - Returns: the number of forms.
  private static func fill(
    _ records: UnsafeMutableBufferPointer<Record>,
    _ indexOfWord: UnsafeMutableBufferPointer<UInt32>, _ view: CopyView, headline: Range<Int>,
    tokens: inout TokenSet
  ) -> Int {
    var forms = 0
    CapitalScan.forEach(view.shapes) { id in
      let first = view.firstToken[id]
      guard first != UInt32.max else { return }
      let count = view.counts[id]
      let isMixed = view.shapes[id] == .mixed
      var inside: UInt32 = 0
      var token = first
      while token != UInt32.max {
        let place = Int(token)
        // Without a branch: which words open a sentence is anybody's guess.
        let opens: UInt32 = view.opensSentence[place] ? 1 : 0
        inside &+= (opens ^ 1) & (headline.contains(place) ? 0 : 1)
        if view.kinds[place] != .alphanumeric, !isMixed || startsUpper(view.byte(place)) {
          tokens.insert(place)
        }
        token = view.nextSame[place]
      }
      let stem = view.stems[id]
      let index = Int(indexOfWord[Int(stem)])
      if index < forms {
        records[index].count &+= count
        records[index].inside &+= inside
        // The tokens of one word come in order, those of a name and its possessive may not.
        records[index].firstToken = min(records[index].firstToken, first)
      } else {
        indexOfWord[Int(stem)] = UInt32(truncatingIfNeeded: forms)
        let (letters, mask) = FormLetters.sketch(of: view.bytes(view.folded[Int(stem)]))
        records.initializeElement(
          at: forms,
          to: Record(
            word: stem, count: count, inside: inside, firstToken: first, letters: letters,
            mask: mask))
        forms &+= 1
      }
    }
    return forms
  }

  /// Whether a mixed word that starts with a byte starts with a capital.
  private static func startsUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 || byte >= 0xC3 }
}

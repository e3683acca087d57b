import StetDocument
import StetText

/// The capitalised words of a story, each form with how often and where it stands: the evidence
/// that names give about each other.
///
/// A form is a word without its possessive ending, case kept. Built in one pass over the distinct
/// words and their occurrences.
public struct NameForms: Sendable {
  /// One form.
  public struct Form: Sendable {
    /// The word, without a possessive ending.
    public var word: WordID
    /// Occurrences, possessives included.
    public var count: Int
    /// Occurrences that do not open a sentence and do not stand in a headline: there the capital is
    /// the writer's choice.
    public var inside: Int
    /// The first token.
    public var firstToken: Int
    /// The letters as scalars, case kept.
    public var letters: [UInt32]
    /// The letters in lower case.
    public var folded: [UInt32]
  }

  /// What bounds the distance to a form cheaply.
  private struct Sketch {
    /// Number of letters.
    let length: Int32
    /// Which letters occur, one bit each (a to z, others hashed).
    let mask: UInt32
    /// The first and the last letter in lower case, nil when there is none.
    let first, last: UInt32?
  }

  /// The forms, by first occurrence.
  public private(set) var forms: [Form] = []
  /// The sketches of the forms, side by side.
  private var sketches: [Sketch] = []
  /// The form of each word, `UInt32.max` where it has none.
  private var indexOfWord: [UInt32]

  /// Collects the forms of a document.
  public init(_ document: Document) {
    let words = document.words
    let tokens = document.tokens
    indexOfWord = [UInt32](repeating: .max, count: words.count)
    var headline = 0..<0
    if let block = document.headline { headline = block.tokens }
    for id in 0..<UInt32(words.count) {
      let first = words.firstToken[Int(id)]
      guard first != UInt32.max else { continue }
      switch words.shapes[Int(id)] {
      case .capitalised, .mixed, .upper: break
      case .lower, .caseless: continue
      }
      let stem = words.stems[Int(id)]
      var index = Int(indexOfWord[Int(stem)])
      if index == UInt32.max {
        let letters = EditDistance.scalars(words.bytes(stem))
        index = forms.count
        indexOfWord[Int(stem)] = UInt32(index)
        let folded = letters.map(CaseFolding.lower)
        forms.append(
          Form(
            word: stem, count: 0, inside: 0, firstToken: Int(first), letters: letters,
            folded: folded))
        sketches.append(
          Sketch(
            length: Int32(clamping: letters.count), mask: Self.mask(letters), first: folded.first,
            last: folded.last))
      }
      var token = first
      while token != UInt32.max {
        forms[index].count += 1
        let place = Int(token)
        if !tokens.opensSentence[place], !headline.contains(place) { forms[index].inside += 1 }
        forms[index].firstToken = min(forms[index].firstToken, place)
        token = tokens.nextSame[place]
      }
    }
  }

  /// The form of a word (with or without possessive ending), or nil.
  public func form(_ word: WordID, _ words: WordTable) -> Form? {
    let index = Int(indexOfWord[Int(words.stems[Int(word)])])
    return forms.indices.contains(index) ? forms[index] : nil
  }

  /// The letters of a word as bits.
  static func mask(_ letters: [UInt32]) -> UInt32 {
    var mask: UInt32 = 0
    for letter in letters {
      let lower = CaseFolding.lower(letter)
      let bit = lower &- 0x61 < 26 ? lower - 0x61 : 26 + lower % 6
      mask |= 1 << bit
    }
    return mask
  }

  /// The forms within `limit` edits of letters in lower case, whatever their own case; the same word excluded.
  func near(folded letters: [UInt32], limit: Int) -> [(form: Form, distance: Int)] {
    let mask = Self.mask(letters)
    var found: [(Form, Int)] = []
    for (i, sketch) in sketches.enumerated() {
      if abs(Int(sketch.length) - letters.count) > limit { continue }
      // One edit changes at most two bits.
      if (sketch.mask ^ mask).nonzeroBitCount > 2 * limit { continue }
      // One edit leaves the first or the last letter as it is.
      if limit == 1, sketch.first != letters.first, sketch.last != letters.last, letters.count > 2 {
        continue
      }
      let form = forms[i]
      guard
        let distance = EditDistance.distance(letters, form.folded, limit: limit), distance > 0
      else { continue }
      found.append((form, distance))
    }
    return found
  }
}

import StetText

/// The words that may be suggested, without accents, laid out so that those near a word that was typed are found by
/// comparing it with many: by the letters that they have, eight words at a time, and the few that are left letter by
/// letter.
///
/// All words stand in the section twice: by length, first letter, second letter; and by length, second letter, first
/// letter. The section holds how many words there are and where the letters of the words of each length begin, then for
/// each of the two orders
///
/// - the number of the first word of each length and pair of letters, and one past the last (`place`);
/// - for each word a bit for each letter that it has, by the second letter for each but the first, and eight zeros;
/// - for each word its entry, with a bit for whether others differ from it by accents alone;
/// - the letters of the words one next to the other, codes of `LetterRuns`, filled up to a multiple of four.
///
/// All are numbers of four bytes but for the letters, which are bytes.
struct SuggestionTable: @unchecked Sendable {
  /// The longest word in the table, in bytes.
  static let maximumLength = 40
  /// The codes of letters are fewer.
  static let codeCount = 29
  /// Set in an entry where others differ from the word by accents alone.
  static let hasAccents: UInt32 = 1 << 31
  /// The entry of a word that is none itself: others are, with accents.
  static let noEntry: UInt32 = 1 << 31 - 1
  /// So many words' letters are looked at together.
  static let lanes = 8

  static let startCount = (maximumLength + 1) * codeCount * codeCount + 1
  static let headCount = 1 + maximumLength + 2

  /// The words by length, first letter, second letter.
  let byFirst: Order
  /// The words by length, second letter, first letter.
  let bySecond: Order

  /// Reads the section; of a damaged or absent one nothing is near anything.
  init(_ section: UnsafeRawBufferPointer) {
    guard let base = section.baseAddress, section.count >= Self.headCount * 4,
      // All is read as whole numbers.
      Int(bitPattern: base) % MemoryLayout<UInt32>.alignment == 0
    else {
      (byFirst, bySecond) = (Order(), Order())
      return
    }
    let head = base.assumingMemoryBound(to: UInt32.self)
    let (count, letterCount) = (Int(head[0]), Int(head[Self.headCount - 1]))
    let size = Order.size(words: count, letters: letterCount)
    guard section.count >= Self.headCount * 4 + 2 * size else {
      (byFirst, bySecond) = (Order(), Order())
      return
    }
    let first = base + Self.headCount * 4
    byFirst = Order(first, letterStarts: head + 1, count: count, letterCount: letterCount)
    bySecond = Order(first + size, letterStarts: head + 1, count: count, letterCount: letterCount)
  }

  /// The place among the starts of words of a length by two of their letters, the one that they stand by first.
  @inline(__always)
  static func place(_ length: Int, _ one: Int, _ other: Int) -> Int {
    (length &* codeCount &+ one) &* codeCount &+ other
  }

  /// Words that stand next to each other, all of one length.
  struct Words {
    /// How many letters each has.
    let length: Int
    let count: Int
    /// The bits of their letters; those of eight words can be read from each.
    let masks: UnsafePointer<UInt32>
    /// Their entries, with what is noted beside them.
    let entries: UnsafePointer<UInt32>
    /// Their letters, those of one next to those of the one before.
    let letters: UnsafePointer<UInt8>
  }

  /// The words in one of the two orders.
  struct Order: @unchecked Sendable {
    // Memory of the pack, which is never written and outlives its lexicon.
    private let starts: UnsafePointer<UInt32>?
    private let letterStarts: UnsafePointer<UInt32>?
    private let count: Int
    private let letterCount: Int

    fileprivate init() {
      (starts, letterStarts, count, letterCount) = (nil, nil, 0, 0)
    }

    fileprivate init(
      _ base: UnsafeRawPointer, letterStarts: UnsafePointer<UInt32>, count: Int, letterCount: Int
    ) {
      starts = base.assumingMemoryBound(to: UInt32.self)
      self.letterStarts = letterStarts
      self.count = count
      self.letterCount = letterCount
    }

    /// How many bytes an order takes.
    static func size(words: Int, letters: Int) -> Int {
      (startCount + words + lanes + words) * 4 + (letters + 3) / 4 * 4
    }

    /// The words of a length by the letter that they stand by; nil where there are none.
    @inline(__always)
    func words(_ length: Int, _ one: Int) -> Words? {
      words(length, from: SuggestionTable.place(length, one, 0), through: codeCount)
    }

    /// The words of a length by both letters; nil where there are none.
    @inline(__always)
    func words(_ length: Int, _ one: Int, _ other: Int) -> Words? {
      words(length, from: SuggestionTable.place(length, one, other), through: 1)
    }

    /// The words of a length by the letter that they stand by, with another letter before one, or behind it.
    @inline(__always)
    func words(_ length: Int, _ one: Int, besides other: Int) -> (Words?, Words?) {
      let place = SuggestionTable.place(length, one, 0)
      return (
        words(length, from: place, through: other),
        words(length, from: place + other + 1, through: codeCount - other - 1)
      )
    }

    @inline(__always)
    private func words(_ length: Int, from place: Int, through pairs: Int) -> Words? {
      guard let starts, let letterStarts else { return nil }
      let (first, last) = (Int(starts[place]), Int(starts[place &+ pairs]))
      let before = Int(starts[SuggestionTable.place(length, 0, 0)])
      guard before <= first, first < last, last <= count else { return nil }
      let letters = Int(letterStarts[length]) + (first - before) * length
      guard letters + (last - first) * length <= letterCount else { return nil }
      let masks = starts + startCount
      let entries = masks + count + lanes
      return Words(
        length: length, count: last - first, masks: masks + first, entries: entries + first,
        letters: UnsafeRawPointer(entries + count).assumingMemoryBound(to: UInt8.self) + letters)
    }
  }
}

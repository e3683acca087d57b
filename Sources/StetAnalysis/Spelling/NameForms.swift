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
    fileprivate let index: Int
    fileprivate let forms: NameForms

    /// The letters as scalars, case kept. Made when asked for.
    public var letters: [UInt32] { EditDistance.scalars(forms.words.bytes(word)) }

    /// The letters in lower case. Made when asked for.
    public var folded: [UInt32] { Array(forms.pool[forms.records[index].letters]) }
  }

  /// What is counted of a form.
  private struct Record {
    let word: WordID
    var count: UInt32
    var inside: UInt32
    var firstToken: UInt32
    /// Where its letters begin in the pool, and how many they are.
    var start: UInt32 = 0
    var length: UInt32 = 0
    /// Which letters occur, one bit each (a to z, others hashed).
    var mask: UInt32 = 0

    var letters: Range<Int> { Int(start)..<Int(start + length) }
  }

  /// What bounds the distance to a form cheaply.
  private struct Sketch {
    /// The form's number.
    let form: UInt32
    /// Which letters occur, one bit each (a to z, others hashed).
    let mask: UInt32
  }

  /// The lowest bytes of the first and the last letters of all forms, in the order of the sketches and eight
  /// longer: eight are compared at a time.
  private struct Edges {
    var firsts: [UInt8] = []
    var lasts: [UInt8] = []

    /// Calls `body` with each place in a range where the first or the last letter is the one given, and a few more
    /// where only its lowest byte is.
    @inline(__always)
    func forEach(_ range: Range<Int>, first: UInt32, last: UInt32, _ body: (Int) -> Void) {
      let wantedFirst = UInt64(first & 0xFF) &* 0x0101_0101_0101_0101
      let wantedLast = UInt64(last & 0xFF) &* 0x0101_0101_0101_0101
      firsts.withUnsafeBytes { firsts in
        lasts.withUnsafeBytes { lasts in
          var place = range.lowerBound
          while place < range.upperBound {
            let a = firsts.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let b = lasts.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            var hits =
              Self.zeroBytes(UInt64(littleEndian: a) ^ wantedFirst)
              | Self.zeroBytes(UInt64(littleEndian: b) ^ wantedLast)
            let left = range.upperBound - place
            if left < 8 { hits &= 1 << UInt64(8 * left) &- 1 }
            while hits != 0 {
              body(place &+ hits.trailingZeroBitCount >> 3)
              hits &= hits &- 1
            }
            place += 8
          }
        }
      }
    }

    /// The highest bit of each byte that is zero.
    @inline(__always)
    private static func zeroBytes(_ eight: UInt64) -> UInt64 {
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      return ~((eight & low) &+ low | eight | low)
    }
  }

  /// The tokens of words with a capital at their start.
  let tokens: TokenSet

  private let words: WordTable
  /// The forms, by the number of their first word.
  private let records: [Record]
  /// The sketches of the forms by their number of letters.
  private let sketches: [Sketch]
  private let edges: Edges
  /// Where the sketches of each number of letters begin, and where the last ones end.
  private let lengthStarts: [UInt32]
  /// The letters of all forms in lower case.
  private let pool: [UInt32]
  /// The form of each word, `UInt32.max` where it has none.
  private let indexOfWord: [UInt32]

  /// Collects the forms of a document.
  public init(_ document: Document) {
    words = document.words
    var records: [Record] = []
    var index: [UInt32] = []
    var pool: [UInt32] = []
    var sketches: [Sketch] = []
    var edges = Edges()
    var tokens = TokenSet(tokenCount: document.tokens.count)
    var starts: [UInt32] = []
    CopyView.with(document) { view in
      (records, index) = Self.records(
        view, headline: document.headline?.tokens ?? 0..<0, tokens: &tokens)
      pool = Self.readLetters(of: &records, view)
      (sketches, starts) = Self.sketches(records, pool, &edges)
    }
    self.records = records
    self.tokens = tokens
    indexOfWord = index
    self.pool = pool
    self.sketches = sketches
    self.edges = edges
    lengthStarts = starts
  }

  /// The form of a word (with or without possessive ending), or nil.
  public func form(_ word: WordID, _ words: WordTable) -> Form? {
    let index = Int(indexOfWord[Int(words.stems[Int(word)])])
    return index < records.count ? form(index) : nil
  }

  /// Whether the form of a word stands once in the story, inside a sentence.
  func standsOnceInside(_ word: WordID) -> Bool {
    let index = Int(indexOfWord[Int(words.stems[Int(word)])])
    return index < records.count && records[index].count == 1 && records[index].inside == 1
  }

  private func form(_ index: Int) -> Form {
    let record = records[index]
    return Form(
      word: record.word, count: Int(record.count), inside: Int(record.inside),
      firstToken: Int(record.firstToken), letterCount: Int(record.length), index: index,
      forms: self)
  }

  /// Forms of more letters than this stand together.
  private static let longest = 24

  private static func bucket(_ length: Int) -> Int { max(0, min(length, longest)) }

  // MARK: Near forms

  /// The forms within `limit` edits of letters in lower case, whatever their own case; the same word excluded.
  func near(folded letters: [UInt32], limit: Int) -> [(form: Form, distance: Int)] {
    letters.withUnsafeBufferPointer { near($0, Self.mask($0), limit) }
  }

  /// The forms within `limit` edits of a form, whatever their case; the same word excluded.
  func near(_ form: Form, limit: Int) -> [(form: Form, distance: Int)] {
    pool.withUnsafeBufferPointer {
      let record = records[form.index]
      return near(UnsafeBufferPointer(rebasing: $0[record.letters]), record.mask, limit)
    }
  }

  private func near(
    _ letters: UnsafeBufferPointer<UInt32>, _ mask: UInt32, _ limit: Int
  ) -> [(form: Form, distance: Int)] {
    var found: [(index: Int, distance: Int)] = []
    let from = Int(lengthStarts[Self.bucket(letters.count - limit)])
    let to = Int(lengthStarts[Self.bucket(letters.count + limit) + 1])
    func look(at place: Int) {
      // One edit changes at most two bits.
      var other = sketches[place].mask ^ mask
      for _ in 0..<(2 * limit) { other &= other &- 1 }
      if other != 0 { return }
      let index = Int(sketches[place].form)
      if let distance = distance(letters, records[index].letters, limit), distance > 0 {
        found.append((index, distance))
      }
    }
    if limit == 1, letters.count > 2 {
      // One edit leaves the first or the last letter as it is.
      edges.forEach(from..<to, first: letters[0], last: letters[letters.count - 1], look)
    } else {
      for place in from..<to { look(at: place) }
    }
    if found.count > 1 { found.sort { $0.index < $1.index } }
    return found.map { (form($0.index), $0.distance) }
  }

  private func distance(
    _ letters: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, _ limit: Int
  ) -> Int? {
    pool.withUnsafeBufferPointer {
      EditDistance.distance(letters, UnsafeBufferPointer(rebasing: $0[range]), limit: limit)
    }
  }

  /// The letters of a word in lower case as bits.
  private static func mask(_ letters: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var mask: UInt32 = 0
    for letter in letters { mask |= bit(letter) }
    return mask
  }

  /// The bits of ASCII.
  private static let bits = (0..<128).map { bit($0) }

  @inline(__always)
  private static func bit(_ lower: UInt32) -> UInt32 {
    1 << (lower &- 0x61 < 26 ? lower &- 0x61 : 26 + lower % 6)
  }

  // MARK: Collecting

  /// The forms without their letters, and the form of each word.
  private static func records(
    _ view: CopyView, headline: Range<Int>, tokens: inout TokenSet
  ) -> ([Record], [UInt32]) {
    var records: [Record] = []
    records.reserveCapacity(view.shapes.count / 4)
    var indexOfWord = [UInt32](repeating: .max, count: view.shapes.count)
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
      if index < records.count {
        records[index].count += count
        records[index].inside += inside
        // The tokens of one word come in order, those of a name and its possessive may not.
        records[index].firstToken = min(records[index].firstToken, first)
      } else {
        indexOfWord[Int(stem)] = UInt32(records.count)
        records.append(Record(word: stem, count: count, inside: inside, firstToken: first))
      }
    }
    return (records, indexOfWord)
  }

  /// Whether a mixed word that starts with a byte starts with a capital.
  private static func startsUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 || byte >= 0xC3 }

  /// The letters of all forms in lower case, one after the other; a folded word has the same number of
  /// them.
  private static func readLetters(of records: inout [Record], _ view: CopyView) -> [UInt32] {
    var bytes = 0
    for record in records { bytes += Int(view.lengths[Int(view.folded[Int(record.word)])]) }
    let bits = bits
    return [UInt32](unsafeUninitializedCapacity: bytes) { pool, count in
      for index in records.indices {
        let word = view.bytes(view.folded[Int(records[index].word)])
        let start = count
        var mask: UInt32 = 0
        var i = 0
        while i < word.count {
          if word[i] < 0x80 {
            pool[count] = UInt32(word[i])
            mask |= bits[Int(word[i])]
            i += 1
          } else {
            let (scalar, length) = UTF8Scan.decode(word, i)
            pool[count] = scalar
            mask |= bit(scalar)
            i += length
          }
          count += 1
        }
        records[index].start = UInt32(start)
        records[index].length = UInt32(count - start)
        records[index].mask = mask
      }
    }
  }

  /// The sketches in the order of their lengths, and where each length begins.
  private static func sketches(
    _ records: [Record], _ pool: [UInt32], _ edges: inout Edges
  ) -> ([Sketch], [UInt32]) {
    edges.firsts = [UInt8](repeating: 0, count: records.count + 8)
    edges.lasts = edges.firsts
    var starts = [UInt32](repeating: 0, count: longest + 2)
    for record in records { starts[bucket(Int(record.length)) + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    var next = starts
    let sketches = [Sketch](unsafeUninitializedCapacity: records.count) { sketches, count in
      for (index, record) in records.enumerated() {
        let bucket = bucket(Int(record.length))
        let place = Int(next[bucket])
        next[bucket] += 1
        sketches.initializeElement(
          at: place, to: Sketch(form: UInt32(index), mask: record.mask))
        guard record.length > 0 else { continue }
        edges.firsts[place] = UInt8(truncatingIfNeeded: pool[record.letters.lowerBound])
        edges.lasts[place] = UInt8(truncatingIfNeeded: pool[record.letters.upperBound - 1])
      }
      count = records.count
    }
    return (sketches, starts)
  }
}

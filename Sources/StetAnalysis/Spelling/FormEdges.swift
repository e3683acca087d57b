import StetText

/// Which forms begin with the same two letters, which end with the same two, and which of four letters have the outer two
/// in common.
///
/// Two words of which one has four letters or more and that are one edit apart share one of these pairs: an edit at the
/// beginning leaves the end as it is, and only the inner two of four letters can be swapped so that neither is. So a look or
/// two find the few forms that may be near another one.
struct FormEdges: Sendable {
  /// The least that a form must have for its near ones to be found in this way.
  static let leastLetters = 4
  private static let buckets = 64

  /// A bit for each form in the bucket of its first two letters, then the same for the last two and for the outer
  /// two; each bucket has `width` words.
  private let bits: [UInt64]
  /// The buckets of each form.
  private let places: [Place]
  private let width: Int

  private struct Place {
    var first: UInt8 = 0
    var last: UInt8 = 0
    /// None for forms of more or less than four letters.
    var outer = Self.none

    static let none: UInt8 = 0xFF
  }

  /// Files all forms.
  init(_ records: [NameForms.Record], _ view: CopyView) {
    let width = (records.count + 63) / 64
    let size = Self.buckets * width
    var places = [Place](all: Place(), count: records.count)
    var bits = [UInt64](all: 0, count: 3 * size)
    bits.withUnsafeMutableBufferPointer { bits in
      places.withUnsafeMutableBufferPointer { places in
        for (index, record) in records.enumerated() {
          let place = Self.place(record, view)
          places[index] = place
          // A word of four letters may be one of three with one more.
          guard record.letters >= Self.leastLetters - 1 else { continue }
          let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: index & 63)
          let word = index >> 6
          bits[Int(place.first) &* width &+ word] |= bit
          bits[size &+ Int(place.last) &* width &+ word] |= bit
          if place.outer != Place.none {
            bits[2 &* size &+ Int(place.outer) &* width &+ word] |= bit
          }
        }
      }
    }
    self.bits = bits
    self.places = places
    self.width = width
  }

  @inline(__always)
  private static func place(_ record: NameForms.Record, _ view: CopyView) -> Place {
    let word = view.bytes(view.folded[Int(record.word)])
    let count = Int(record.letters)
    guard count >= leastLetters - 1 else { return Place() }
    if count == word.count {
      return place(word[0], word[1], word[count &- 2], word[count &- 1], count)
    }
    let letters = FormLetters.scalars(of: word).map { UInt8(truncatingIfNeeded: $0) }
    return place(letters[0], letters[1], letters[count - 2], letters[count - 1], count)
  }

  @inline(__always)
  private static func place(
    _ first: UInt8, _ second: UInt8, _ nextToLast: UInt8, _ last: UInt8, _ count: Int
  ) -> Place {
    Place(
      first: bucket(first, second), last: bucket(nextToLast, last),
      outer: count == 4 ? bucket(first, last) : Place.none)
  }

  @inline(__always)
  private static func bucket(_ a: UInt8, _ b: UInt8) -> UInt8 {
    UInt8(truncatingIfNeeded: ((UInt32(a) << 8 | UInt32(b)) &* 0x9E37_79B1) >> 26)
  }

  /// Calls `body` with each form that may be one edit away from another one of four letters or more, in order, until
  /// it returns false.
  @inline(__always)
  func forEach(near form: Int, _ body: (Int) -> Bool) {
    let place = places[form]
    bits.withUnsafeBufferPointer { bits in
      let first = Int(place.first) &* width
      let last = (Self.buckets &+ Int(place.last)) &* width
      let outer = (2 &* Self.buckets &+ Int(place.outer)) &* width
      for word in 0..<width {
        var hits = bits[first &+ word] | bits[last &+ word]
        if place.outer != Place.none { hits |= bits[outer &+ word] }
        if form >> 6 == word { hits &= ~(1 << UInt64(truncatingIfNeeded: form & 63)) }
        while hits != 0 {
          if !body(word << 6 | hits.trailingZeroBitCount) { return }
          hits &= hits &- 1
        }
      }
    }
  }
}

/// The letters of words in lower case.
enum FormLetters {
  /// How many letters a word has, and which (see `mask`).
  @inline(__always)
  static func sketch(of word: UnsafeBufferPointer<UInt8>) -> (count: UInt32, mask: UInt32) {
    var seen: UInt8 = 0
    var mask: UInt32 = 0
    for byte in word {
      seen |= byte
      mask |= bit(UInt32(byte))
    }
    if seen < 0x80 { return (UInt32(truncatingIfNeeded: word.count), mask) }
    let letters = scalars(of: word)
    return (UInt32(letters.count), letters.withUnsafeBufferPointer { self.mask($0) })
  }

  /// A bit for each letter that occurs; letters may share one. An edit changes at most two.
  static func mask(_ letters: UnsafeBufferPointer<UInt32>) -> UInt32 {
    letters.reduce(0) { $0 | bit($1) }
  }

  /// Whether two words may be so many edits apart, by their masks.
  @inline(__always)
  static func mayBeNear(_ a: UInt32, _ b: UInt32, _ edits: Int) -> Bool {
    var different = a ^ b
    for _ in 0..<(2 * edits) { different &= different &- 1 }
    return different == 0
  }

  @inline(__always)
  private static func bit(_ letter: UInt32) -> UInt32 { 1 &<< (letter & 31) }

  /// How many letters a word has, of any script.
  static func count(of word: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < word.count {
      i += UTF8Scan.decode(word, i).length
      count += 1
    }
    return count
  }

  /// The letters, of any script.
  static func scalars(of word: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    EditDistance.scalars(Array(word))
  }
}

/// The most edits that a walk looks for, known when the walk is compiled.
protocol EditLimit {
  static var edits: Int { get }
}

extension SuggestionTrie {
  /// What the walk knows at the record it has come to.
  ///
  /// The first four are a finite automaton of bits: bit j of the number for d edits says that the path so far is within d
  /// edits of the first j letters of the word.
  struct Level {
    var none: UInt64 = 0
    var one: UInt64 = 0
    var two: UInt64 = 0
    var three: UInt64 = 0
    /// Where in the word the letter stands that led here.
    var here: UInt64 = 0
    /// The record of the first letter that goes on.
    var child = 0
    /// All letters that go on.
    var letters: UInt32 = 0
    /// Those that are still to be tried.
    var rest: UInt32 = 0

    /// The bits for a number of edits.
    @inline(__always)
    subscript(edits: Int) -> UInt64 {
      switch edits {
      case 0: none
      case 1: one
      case 2: two
      default: three
      }
    }

    /// The bits for fewer edits, together.
    @inline(__always)
    func below(_ edits: Int) -> UInt64 {
      switch edits {
      case 0: 0
      case 1: none
      case 2: none | one
      default: none | one | two
      }
    }

    /// Takes over the bits one letter further down.
    ///
    /// - Parameters:
    ///   - above: the level before the letter.
    ///   - twoAbove: the level before the letter before.
    ///   - here: where in the word the letter stands.
    ///   - limit: the most edits that are asked for.
    @inline(__always)
    mutating func read<Limit: EditLimit>(
      _ here: UInt64, _ above: UnsafePointer<Level>, _ twoAbove: UnsafePointer<Level>,
      _ limit: Limit.Type
    ) {
      let before = above.pointee.here
      // Two letters swapped: this one is meant first, the one before second.
      @inline(__always)
      func swapped(_ state: UInt64) -> UInt64 { ((state & here) << 1 & before) << 1 }
      self.here = here
      // The same letter, a letter too many, another letter, a letter left out.
      none = (above.pointee.none & here) << 1
      if Limit.edits == 0 { return }
      one =
        (above.pointee.one & here) << 1 | above.pointee.none | above.pointee.none << 1 | none << 1
        | swapped(twoAbove.pointee.none)
      if Limit.edits == 1 { return }
      two =
        (above.pointee.two & here) << 1 | above.pointee.one | above.pointee.one << 1 | one << 1
        | swapped(twoAbove.pointee.one)
      if Limit.edits == 2 { return }
      three =
        (above.pointee.three & here) << 1 | above.pointee.two | above.pointee.two << 1 | two << 1
        | swapped(twoAbove.pointee.two)
    }
  }
}

extension SuggestionTrie.Level {
  /// The bits one letter further down, when the letter stands nowhere near in the word.
  @inline(__always)
  init(far above: Self) {
    one = above.none | above.none << 1
    two = above.one | above.one << 1 | one << 1
    three = above.two | above.two << 1 | two << 1
  }
}

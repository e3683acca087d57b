/// The most edits that a search looks for, known when the search is compiled.
protocol EditLimit {
  static var edits: Int { get }
}

enum NoEdit: EditLimit { static var edits: Int { 0 } }
enum OneEdit: EditLimit { static var edits: Int { 1 } }
enum TwoEdits: EditLimit { static var edits: Int { 2 } }
enum ThreeEdits: EditLimit { static var edits: Int { 3 } }

/// What is known of a word after so many of its letters, beside a word that was typed.
///
/// The first four are a finite automaton of bits: bit j of the number for d edits (insert, leave out, replace, swap) says
/// that the letters so far are within d edits of the first j letters of the word that was typed.
struct EditAutomaton {
  private var none: UInt64
  private var one: UInt64
  private var two: UInt64
  private var three: UInt64
  /// Where in the word that was typed the last letter stands.
  private let here: UInt64

  /// Before any letter: with d letters left out, the first d places are reached.
  static var start: Self { Self(none: 1, one: 3, two: 7, three: 15, here: 0) }

  /// Before the start: nothing is reached.
  static var nothing: Self { Self(none: 0, one: 0, two: 0, three: 0, here: 0) }

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

  /// What is known one letter further on.
  ///
  /// - Parameters:
  ///   - here: where in the word that was typed the letter stands.
  ///   - before: what was known before the last letter.
  ///   - limit: the most edits that are asked for.
  @inline(__always)
  func reading<Limit: EditLimit>(_ here: UInt64, after before: Self, _ limit: Limit.Type) -> Self {
    let last = self.here
    // Two letters swapped: this one is meant first, the one before second.
    @inline(__always)
    func swapped(_ state: UInt64) -> UInt64 { ((state & here) &<< 1 & last) &<< 1 }
    // The same letter, a letter too many, another letter, a letter left out.
    var next = Self(none: (none & here) &<< 1, one: 0, two: 0, three: 0, here: here)
    next.one =
      (one & here) &<< 1 | none | none &<< 1 | next.none &<< 1 | swapped(before.none)
    if Limit.edits == 1 { return next }
    next.two = (two & here) &<< 1 | one | one &<< 1 | next.one &<< 1 | swapped(before.one)
    if Limit.edits == 2 { return next }
    next.three = (three & here) &<< 1 | two | two &<< 1 | next.two &<< 1 | swapped(before.two)
    return next
  }
}

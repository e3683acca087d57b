import StetText
import Synchronization

/// The regular expressions of a run. What makes them fast over many texts would take longer than a story: it is made when
/// several texts have come.
final class ExpressionSet: Sendable {
  /// One expression of a rule.
  struct Expression: Sendable {
    /// The rule, as an index in the set.
    var rule: Int
    /// The pattern, as an index in the rule.
    var pattern: Int
    /// What is compiled.
    var source: String
    var ignoresCase: Bool
    /// The source compiled.
    var regex: RegexPattern
    /// Whether a screen tells of it.
    var isScreened = false
  }

  /// The expressions with machine code, and a screen that tells in one reading that a text has none of them.
  private final class Fast: Sendable {
    let expressions: [Expression]
    let others: [Expression]
    let screen: ExpressionScreen

    init(_ expressions: [Expression]) {
      var builder = ExpressionScreen.Builder()
      let isAdded = expressions.map { builder.add($0.source, ignoresCase: $0.ignoresCase) }
      screen = builder.finish()
      var joined = screen.isJoined.makeIterator()
      self.expressions = zip(expressions, isAdded).map { expression, isAdded in
        var expression = expression
        expression.isScreened = isAdded && joined.next() == true
        // It has compiled before.
        if let fast = try? RegexPattern(
          expression.source, ignoresCase: expression.ignoresCase, isFast: true)
        {
          expression.regex = fast
        }
        return expression
      }
      others = self.expressions.filter { !$0.isScreened }
    }
  }

  private struct State {
    var bytes = 0
    var fast: Fast?
  }

  /// After so many bytes of copy, several stories, it pays to be fast.
  private static let fewBytes = 32_768

  private let expressions: [Expression]
  private let state = Mutex(State())

  /// Takes over expressions that were compiled without machine code.
  init(_ expressions: [Expression]) { self.expressions = expressions }

  /// The expressions that may have a match in a range of a text.
  func worthTrying(_ text: [UInt8], range: TextRange) -> [Expression] {
    guard !expressions.isEmpty else { return [] }
    let fast = state.withLock { state in
      if state.fast == nil {
        state.bytes += range.count
        if state.bytes > Self.fewBytes { state.fast = Fast(expressions) }
      }
      return state.fast
    }
    guard let fast else { return expressions }
    let isClear = text.withUnsafeBufferPointer { fast.screen.isClear($0, range: range) }
    return isClear ? fast.others : fast.expressions
  }
}

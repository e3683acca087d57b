import StetText

/// All the regular expressions of a run as one: a text in which it has no match has none of any, so that most texts are
/// read once and not once for each expression.
struct ExpressionScreen: Sendable {
  private let regex: RegexPattern?
  private let starts: MatchStarts?
  /// For each expression that was added, whether the screen tells of it.
  let isJoined: [Bool]

  /// Collects expressions.
  struct Builder {
    private var alternatives: [String] = []
    /// For each byte, the bytes that follow it where an expression starts with it; nil when any may.
    private var followers: [UInt8: Set<UInt8>?] = [:]
    /// The bytes of which one follows a run of digits that an expression starts in; nil when none need to.
    private var behindDigits: ByteSet? = ByteSet()

    /// Adds an expression that compiles by itself.
    ///
    /// - Returns: false when the screen won't tell of it; else it mostly will.
    mutating func add(_ source: String, ignoresCase: Bool) -> Bool {
      guard Self.canBeJoined(source) else { return false }
      alternatives.append("(?\(ignoresCase ? "i" : ""):\(source))")
      for alternative in ExpressionParts.alternatives(of: source) {
        let starts = try? RegexPattern(alternative, ignoresCase: ignoresCase, isFast: false).starts
        if (0x30...0x39).contains(where: { starts?.bytes[$0] ?? true }) {
          let next = DigitRuns.followers(of: alternative, ignoresCase: ignoresCase)
          behindDigits = next.flatMap { behindDigits?.union($0) }
        }
        let opening = ExpressionParts.opening(alternative, ignoresCase: ignoresCase)
        for byte in UInt8(0xC2)...0xF4 where starts?.bytes[Int(byte)] ?? true {
          if let opening, opening.0 == byte, let known = followers[byte] ?? [] {
            followers[byte] = known.union([opening.1])
          } else {
            followers[byte] = .some(nil)
          }
        }
      }
      return true
    }

    /// The screen of what was added.
    func finish() -> ExpressionScreen {
      var isJoined = [Bool](repeating: true, count: alternatives.count)
      var regex = alternatives.isEmpty ? nil : try? Self.compile(alternatives, isFast: true)
      if regex == nil, !alternatives.isEmpty {
        // What doesn't compile inside a group, or beside the others, is left out.
        var joined: [String] = []
        for (place, alternative) in alternatives.enumerated() {
          isJoined[place] = (try? Self.compile(joined + [alternative], isFast: false)) != nil
          if isJoined[place] { joined.append(alternative) }
        }
        regex = joined.isEmpty ? nil : try? Self.compile(joined, isFast: true)
      }
      var starts = regex?.starts
      for case let (byte, next?) in followers { starts?.require(next, behind: byte) }
      if let behindDigits { starts?.requireBehindDigits(behindDigits) }
      return ExpressionScreen(regex: regex, starts: starts, isJoined: isJoined)
    }

    private static func compile(
      _ alternatives: [String], isFast: Bool
    ) throws(RegexPattern.CompileError) -> RegexPattern {
      try RegexPattern(
        alternatives.joined(separator: "|"), ignoresCase: false, isFast: isFast)
    }

    /// False for expressions that may mean something else as part of another: those with verbs, quoted text, comments, or
    /// groups that are spoken of.
    private static func canBeJoined(_ source: String) -> Bool {
      let bytes = Array(source.utf8)
      var i = 0
      while i < bytes.count {
        let next = i + 1 < bytes.count ? bytes[i + 1] : 0
        switch bytes[i] {
        case 0x23: return false
        case 0x5C:
          // \1 to \9, \g, \k, \Q, \E.
          if (0x31...0x39).contains(next) || [0x67, 0x6B, 0x51, 0x45].contains(next) {
            return false
          }
          i += 1
        case 0x28 where next == 0x2A: return false
        case 0x28 where next == 0x3F:
          // Of what begins with (?, only groups and what is looked at: (?: (?= (?! (?<= (?<!
          let kind = i + 2 < bytes.count ? bytes[i + 2] : 0
          let behind = i + 3 < bytes.count ? bytes[i + 3] : 0
          let isLook = kind == 0x3C && (behind == 0x3D || behind == 0x21)
          guard isLook || kind == 0x3A || kind == 0x3D || kind == 0x21 else { return false }
        default: break
        }
        i += 1
      }
      return true
    }
  }

  /// Whether no expression has a match that begins and ends in a range of a text.
  func isClear(_ text: UnsafeBufferPointer<UInt8>, range: TextRange) -> Bool {
    regex.map { !$0.mayMatch(in: text, range: range, starts: starts) } ?? false
  }
}

import StetText

/// What must stand right behind a run of digits in which a match starts, told from how an expression is written.
///
/// Copy is full of figures, and most expressions about them want a mark or letters behind: `21th`, `1980's`, `1,2345`.
/// Wherever in the run a match starts, and however many of its digits it takes, the first byte that is no digit is the
/// one behind the run.
enum DigitRuns {
  /// The bytes, one of which stands behind the run; nil when none need to, or when it can't be told.
  static func followers(of expression: String, ignoresCase: Bool) -> ByteSet? {
    var parser = Parser(bytes: Array(expression.utf8), ignoresCase: ignoresCase)
    guard let step = parser.alternatives(), parser.place == parser.bytes.count, !step.mayStay else {
      return nil
    }
    return step.followers
  }

  /// What a part of an expression may come to, begun inside the run.
  private struct Step {
    /// The bytes that it may take first of those that are no digits.
    var followers = ByteSet()
    /// Whether it may take digits alone, or nothing.
    var mayStay: Bool
  }

  private struct Parser {
    let bytes: [UInt8]
    let ignoresCase: Bool
    var place = 0

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ text: StaticString) -> Bool {
      let isNext = text.withUTF8Buffer { bytes[place...].starts(with: $0) }
      if isNext { place += text.utf8CodeUnitCount }
      return isNext
    }

    /// Reads up to a closing bracket or the end; nil for what is not understood.
    mutating func alternatives() -> Step? {
      guard var step = sequence() else { return nil }
      while take("|") {
        guard let next = sequence() else { return nil }
        step.followers.formUnion(next.followers)
        step.mayStay = step.mayStay || next.mayStay
      }
      return step
    }

    private mutating func sequence() -> Step? {
      var step = Step(mayStay: true)
      while let byte, byte != 0x7C, byte != 0x29 {
        guard let atom = atom(), let least = least() else { return nil }
        if step.mayStay {
          step.followers.formUnion(atom.followers)
          step.mayStay = atom.mayStay || least == 0
        }
      }
      return step
    }

    /// How often what was read stands at least.
    private mutating func least() -> Int? {
      var least = 1
      if take("?") || take("*") {
        least = 0
      } else if take("{") {
        var digits = 0
        least = 0
        while let byte, byte &- 0x30 < 10, digits < 6 {
          (least, digits, place) = (least * 10 + Int(byte &- 0x30), digits + 1, place + 1)
        }
        // What is no number, or two, is no count but text.
        if take(",") { while let byte, byte &- 0x30 < 10 { place += 1 } }
        guard digits > 0, take("}") else { return nil }
      } else if !take("+") {
        return least
      }
      // As few as can be, or none given back.
      if !take("?") { _ = take("+") }
      return least
    }

    private mutating func atom() -> Step? {
      if take("(?!") || take("(?<!") || take("(?<=") {
        return group().map { _ in Step(mayStay: true) }
      }
      // What is ahead is ahead of the same run.
      if take("(?:") || take("(?=") { return group() }
      if take("(?") || take("^") || take("$") || take(".") { return nil }
      if take("(") { return group() }
      if take("\\b") { return Step(mayStay: true) }
      if take("[") { return members() }
      return sign().flatMap { step([$0]) }
    }

    private mutating func group() -> Step? {
      guard let inner = alternatives(), take(")") else { return nil }
      return inner
    }

    /// One sign, quoted or not; for `\d` a digit of another script, since it may stand for one.
    private mutating func sign() -> UInt32? {
      guard let first = byte else { return nil }
      if first == 0x5C {
        place += 1
        if take("d") { return Self.anyDigit }
        guard let quoted = byte, quoted < 0x80, !Self.isLetter(quoted), quoted &- 0x30 >= 10 else {
          return nil
        }
        place += 1
        return UInt32(quoted)
      }
      let (scalar, length) = bytes.withUnsafeBufferPointer { UTF8Scan.decode($0, place) }
      place += length
      return scalar
    }

    /// `\d`, which is written out as the digits 0 to 9 where nothing stands against it.
    private static let anyDigit = UInt32.max

    /// The members of a class, up to its end.
    private mutating func members() -> Step? {
      if byte == 0x5E || byte == 0x5D { return nil }
      var signs: [UInt32] = []
      while let byte, byte != 0x5D {
        if byte == 0x5B { return nil }
        guard let first = sign() else { return nil }
        signs.append(first)
        if self.byte == 0x2D, place + 1 < bytes.count, bytes[place + 1] != 0x5D {
          place += 1
          // Ranges of ASCII alone.
          guard let last = sign(), first < 0x80, last < 0x80, first < last else { return nil }
          signs += first...last
        }
      }
      return take("]") ? step(signs) : nil
    }

    /// What one of some signs may come to.
    private func step(_ signs: [UInt32]) -> Step? {
      var step = Step(mayStay: false)
      for sign in signs {
        if sign == Self.anyDigit {
          step.mayStay = true
          step.followers.formUnion(.signsBeyondASCII)
        } else if sign >= 0x80 {
          guard let scalar = Unicode.Scalar(sign), let first = Unicode.UTF8.encode(scalar)?.first
          else { return nil }
          // In another case it may begin with any byte.
          let properties = scalar.properties
          if ignoresCase, properties.changesWhenCaseMapped || properties.changesWhenCaseFolded {
            return nil
          }
          step.followers.insert(first)
        } else if sign &- 0x30 < 10 {
          step.mayStay = true
        } else {
          let byte = UInt8(truncatingIfNeeded: sign)
          step.followers.insert(byte)
          if ignoresCase, Self.isLetter(byte) {
            step.followers.insert(byte ^ 0x20)
            // The long s and the sign for kelvin are letters of ASCII in another case.
            step.followers.formUnion(.signsBeyondASCII)
          }
        }
      }
      return step
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  }
}

/// Some of the 256 bytes: the sets of `Set` take longer than all else about a screen.
struct ByteSet: Equatable, Sendable {
  private var bits = SIMD4<UInt64>()

  /// The bytes that signs beyond ASCII begin with, C2 to F4.
  static let signsBeyondASCII: ByteSet = {
    var set = ByteSet()
    for byte in UInt8(0xC2)...0xF4 { set.insert(byte) }
    return set
  }()

  func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }
  mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
  mutating func formUnion(_ other: ByteSet) { bits |= other.bits }

  /// The bytes of either.
  func union(_ other: ByteSet) -> ByteSet {
    var both = self
    both.formUnion(other)
    return both
  }
}

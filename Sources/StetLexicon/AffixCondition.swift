import StetText

/// The condition of an affix rule: a short pattern of letters, `.`, `[abc]` and `[^abc]` that the
/// start (prefix) or end (suffix) of the word must match.
struct AffixCondition: Sendable {
  private struct Element {
    var isNegated: Bool
    // Bit i: the ASCII scalar i is in the set.
    var low: UInt64
    var high: UInt64
    var others: [UInt32]

    @inline(__always)
    func matches(_ scalar: UInt32) -> Bool {
      let found: Bool
      if scalar < 64 {
        found = low >> UInt64(scalar) & 1 != 0
      } else if scalar < 128 {
        found = high >> UInt64(scalar &- 64) & 1 != 0
      } else {
        found = others.contains(scalar)
      }
      return found != isNegated
    }
  }

  private var elements: [Element] = []

  /// Reads a pattern (UTF-8); `.` alone is no condition at all.
  init(_ pattern: [UInt8]) {
    guard pattern != [0x2E] else { return }
    let scalars = EditDistance.scalars(pattern)
    var i = 0
    while i < scalars.count {
      var element = Element(isNegated: false, low: 0, high: 0, others: [])
      if scalars[i] == 0x5B {
        i += 1
        if i < scalars.count, scalars[i] == 0x5E {
          element.isNegated = true
          i += 1
        }
        while i < scalars.count, scalars[i] != 0x5D {
          Self.insert(scalars[i], into: &element)
          i += 1
        }
      } else if scalars[i] == 0x2E {
        element.isNegated = true
      } else {
        Self.insert(scalars[i], into: &element)
      }
      elements.append(element)
      i += 1
    }
  }

  private static func insert(_ scalar: UInt32, into element: inout Element) {
    if scalar < 64 {
      element.low |= 1 << UInt64(scalar)
    } else if scalar < 128 {
      element.high |= 1 << UInt64(scalar - 64)
    } else {
      element.others.append(scalar)
    }
  }

  /// Whether the word's first letters match.
  func matchesStart(of word: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    for element in elements {
      guard index < word.count else { return false }
      let (scalar, length) = UTF8Scan.decode(word, index)
      guard element.matches(scalar) else { return false }
      index += length
    }
    return true
  }

  /// Whether the word's last letters match.
  func matchesEnd(of word: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = word.count
    for element in elements.reversed() {
      guard let (scalar, length) = UTF8Scan.decodeBefore(word, index), element.matches(scalar)
      else { return false }
      index -= length
    }
    return true
  }
}

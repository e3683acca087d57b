import StetDocument
import StetRules
import StetText

/// Names findings so that the same finding keeps its name when lines move: a hash of the path,
/// the rule, the words and the sentence around them, and a count for equal ones.
struct Fingerprints {
  private let path: String
  private var seen: [UInt64: Int] = [:]

  /// Starts a file.
  init(path: String) { self.path = path }

  /// The name of the file's next finding: 16 hexadecimal digits.
  mutating func next(_ diagnostic: Diagnostic, _ document: Document) -> String {
    var hash = FNV()
    hash.add(path.utf8)
    hash.add(diagnostic.rule.utf8)
    hash.add(document.text[clamped(diagnostic.range.indices, document)])
    hash.add(document.text[sentence(diagnostic.range, document)])
    let count = seen[hash.value, default: 0]
    seen[hash.value] = count + 1
    if count > 0 { hash.add(String(count).utf8) }
    let text = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  private func clamped(_ range: Range<Int>, _ document: Document) -> Range<Int> {
    range.clamped(to: 0..<document.text.count)
  }

  /// The sentence that the range starts in, cut at 500 bytes either side.
  private func sentence(_ range: TextRange, _ document: Document) -> Range<Int> {
    let tokens = document.tokens
    guard tokens.count > 0 else { return 0..<0 }
    let token = tokens.index(at: Int(range.start))
    let reach = 500
    var first = token
    while first > 0, !tokens.opensSentence[first], isNear(tokens, first - 1, token, reach) {
      first -= 1
    }
    var last = token + 1
    while last < tokens.count, !tokens.opensSentence[last], isNear(tokens, token, last, reach) {
      last += 1
    }
    return Int(tokens.starts[first])..<Int(tokens.starts[last])
  }

  private func isNear(_ tokens: TokenTable, _ a: Int, _ b: Int, _ reach: Int) -> Bool {
    Int(tokens.starts[b]) - Int(tokens.starts[a]) <= reach
  }
}

/// The 64-bit FNV-1a hash: the same on every machine, unlike `Hasher`.
struct FNV {
  /// The hash of what has been added.
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds bytes and an end mark, so that parts do not run into each other.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for b in bytes { mix(b) }
    mix(0xFF)
  }

  private mutating func mix(_ b: UInt8) { value = (value ^ UInt64(b)) &* 0x100_0000_01B3 }
}

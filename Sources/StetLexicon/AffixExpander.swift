import StetText

/// The forms of a dictionary, one after the other in one array: a byte of length, a byte of
/// flags, then the form in UTF-8.
struct ExpandedForms: Sendable {
  /// The entry carries NOSUGGEST.
  static let noSuggest: UInt8 = 1
  /// Stands in for a mixed-case or all-capital word when copy is in capitals; never a form by
  /// itself (libhunspell's hidden homonyms: `OpenOffice` lets `OPENOFFICE` pass).
  static let hidden: UInt8 = 2

  var bytes: [UInt8] = []
  var count = 0

  @inline(__always)
  mutating func append(_ word: UnsafeBufferPointer<UInt8>, flags: UInt8) {
    guard word.count > 0, word.count <= FoldedWord.limit else { return }
    bytes.append(UInt8(truncatingIfNeeded: word.count))
    bytes.append(flags)
    bytes.append(contentsOf: word)
    count += 1
  }

  @inline(__always)
  mutating func append(_ head: [UInt8], _ tail: UnsafeBufferPointer<UInt8>, flags: UInt8) {
    guard head.count + tail.count <= FoldedWord.limit else { return }
    bytes.append(UInt8(truncatingIfNeeded: head.count + tail.count))
    bytes.append(flags)
    bytes.append(contentsOf: head)
    bytes.append(contentsOf: tail)
    count += 1
  }

  /// Calls `body` with each form and its flags.
  @inline(__always)
  func forEach(_ body: (_ word: UnsafeBufferPointer<UInt8>, _ flags: UInt8) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index + 2 <= buffer.count {
        let end = index + 2 + Int(buffer[index])
        guard end <= buffer.count else { return }
        body(UnsafeBufferPointer(rebasing: buffer[index + 2..<end]), buffer[index + 1])
        index = end
      }
    }
  }
}

/// Makes every form that a dictionary's words and affix rules allow.
///
/// Forward what libhunspell does backward: a suffix's condition is tested on the root, the
/// condition of a prefix that is combined with a suffix on the suffixed form. Prefix and suffix
/// combine when both classes cross and the root carries both flags.
struct AffixExpander {
  private let affixes: AffixFile
  private var output = ExpandedForms()

  private init(_ affixes: AffixFile) { self.affixes = affixes }

  /// All forms of the words of a `.dic` file.
  static func expand(_ affixes: AffixFile, words: [UInt8]) -> ExpandedForms {
    var expander = AffixExpander(affixes)
    expander.output.bytes.reserveCapacity(words.count * 5)
    var hidden: [(word: [UInt8], flags: [UInt16])] = []
    var roots: Set<[UInt8]> = []
    var lines = Lines(words)
    _ = lines.next()
    while let line = lines.next() {
      let (field, flagField) = split(line)
      let word = affixes.text(field)
      guard !word.isEmpty, !word.contains(0x20) else { continue }
      let flags = flagField.isEmpty ? [] : affixes.flags(Array(flagField))
      word.withUnsafeBufferPointer { expander.expand($0, flags, mark: 0) }
      if let stand = hiddenForm(of: word, hasFlags: !flags.isEmpty) {
        hidden.append((stand, flags))
      } else if let first = word.first, first &- 0x61 >= 26 {
        roots.insert(word)
      }
    }
    // A hidden form gives way to a word of the dictionary, and to an earlier hidden form.
    for (word, flags) in hidden where roots.insert(word).inserted {
      word.withUnsafeBufferPointer { expander.expand($0, flags, mark: ExpandedForms.hidden) }
    }
    return expander.output
  }

  /// The word and the flags of a line. Descriptions start at a tab or at ` xx:`; `\/` is a slash.
  private static func split(_ line: ArraySlice<UInt8>) -> (word: [UInt8], flags: ArraySlice<UInt8>)
  {
    var text = line
    if let tab = text.firstIndex(of: 0x09) { text = text[..<tab] }
    if let colon = text.indices.first(where: {
      text[$0] == 0x3A && $0 >= text.startIndex + 4 && text[$0 - 3] == 0x20
    }) {
      var end = colon - 3
      while end > text.startIndex, text[end - 1] == 0x20 { end -= 1 }
      text = text[..<end]
    }
    var word: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 0x5C, index + 1 < text.endIndex, text[index + 1] == 0x2F {
        word.append(0x2F)
        index += 2
      } else if byte == 0x2F, index > text.startIndex {
        return (word, text[(index + 1)...])
      } else {
        word.append(byte)
        index += 1
      }
    }
    return (word, [])
  }

  private static func hiddenForm(of word: [UInt8], hasFlags: Bool) -> [UInt8]? {
    let shape = word.withUnsafeBufferPointer { FoldedWord.with($0) { $1.shape } }
    guard shape == .mixed || (shape == .upper && hasFlags) else { return nil }
    return CaseFolding.capitalised(CaseFolding.lowered(word))
  }

  private mutating func expand(
    _ root: UnsafeBufferPointer<UInt8>, _ flags: [UInt16], mark: UInt8
  ) {
    if let flag = affixes.onlyInCompound, flags.contains(flag) { return }
    var marks = mark
    if let flag = affixes.noSuggest, flags.contains(flag) { marks |= ExpandedForms.noSuggest }
    let needsAffix = affixes.needAffix.map(flags.contains) ?? false
    if !needsAffix { output.append(root, flags: marks) }
    for flag in flags {
      let suffix = affixes.suffixIndex[Int(flag)]
      if suffix >= 0 { addSuffixes(root, affixes.suffixes[Int(suffix)], flags, marks, depth: 0) }
      let prefix = affixes.prefixIndex[Int(flag)]
      if prefix >= 0 { addPrefixes(root, affixes.prefixes[Int(prefix)], marks) }
    }
  }

  private mutating func addSuffixes(
    _ root: UnsafeBufferPointer<UInt8>, _ group: AffixClass, _ flags: [UInt16], _ marks: UInt8,
    depth: Int
  ) {
    for rule in group.rules {
      guard root.count > rule.strip.count, Self.ends(root, with: rule.strip),
        rule.condition.matchesEnd(of: root)
      else { continue }
      let kept = root.count - rule.strip.count
      let needsMore = affixes.needAffix.map(rule.continuation.contains) ?? false
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: kept + rule.append.count) { scratch in
        for i in 0..<kept { scratch[i] = root[i] }
        for (i, byte) in rule.append.enumerated() { scratch[kept + i] = byte }
        let form = UnsafeBufferPointer(scratch)
        if !needsMore { output.append(form, flags: marks) }
        if group.crosses {
          for flag in flags where affixes.prefixIndex[Int(flag)] >= 0 {
            let prefixes = affixes.prefixes[Int(affixes.prefixIndex[Int(flag)])]
            if prefixes.crosses { addPrefixes(form, prefixes, marks) }
          }
        }
        guard depth == 0 else { return }
        for flag in rule.continuation where affixes.suffixIndex[Int(flag)] >= 0 {
          let next = affixes.suffixes[Int(affixes.suffixIndex[Int(flag)])]
          addSuffixes(form, next, flags, marks, depth: 1)
        }
      }
    }
  }

  private mutating func addPrefixes(
    _ word: UnsafeBufferPointer<UInt8>, _ group: AffixClass, _ marks: UInt8
  ) {
    for rule in group.rules {
      guard word.count > rule.strip.count, Self.starts(word, with: rule.strip),
        rule.condition.matchesStart(of: word)
      else { continue }
      output.append(
        rule.append, UnsafeBufferPointer(rebasing: word[rule.strip.count...]), flags: marks)
    }
  }

  @inline(__always)
  private static func ends(_ word: UnsafeBufferPointer<UInt8>, with tail: [UInt8]) -> Bool {
    let start = word.count - tail.count
    for i in 0..<tail.count where word[start + i] != tail[i] { return false }
    return true
  }

  @inline(__always)
  private static func starts(_ word: UnsafeBufferPointer<UInt8>, with head: [UInt8]) -> Bool {
    for i in 0..<head.count where word[i] != head[i] { return false }
    return true
  }
}

import StetDocument
import StetRules
import StetText

/// Lets findings stand where the copy says so: `[sic]` after a word, and comments of formats that
/// have them.
struct Suppressions {
  private struct Scope {
    var mark: StetMark
    var range: TextRange
    /// How many findings each of the mark's rules let stand; one entry for a mark of all rules.
    var uses: [Int]
  }

  private let document: Document
  private var scopes: [Scope] = []
  private var idle: [StetMark] = []

  /// Reads the marks of a document. Costs nothing but a look at its comments.
  init(_ document: Document) {
    self.document = document
    if document.comments.isEmpty { return }
    var open: [Scope] = []
    for range in document.comments {
      guard let mark = StetMark(document.string(range), range: range) else { continue }
      let uses = [Int](repeating: 0, count: max(1, mark.rules.count))
      let whole = TextRange(0, document.text.count)
      switch mark.reach {
      case .file: scopes.append(Scope(mark: mark, range: whole, uses: uses))
      case .here: scopes.append(Scope(mark: mark, range: reach(of: range), uses: uses))
      case .off:
        open.append(Scope(mark: mark, range: TextRange(range.end, whole.end), uses: uses))
      case .on:
        let closed = open.filter {
          mark.rules.isEmpty || !Set($0.mark.rules).isDisjoint(with: mark.rules)
        }
        if closed.isEmpty { idle.append(mark) }
        for var scope in closed {
          open.removeAll { $0.mark == scope.mark }
          scope.range.end = range.start
          scopes.append(scope)
        }
      }
    }
    scopes += open
  }

  /// What a mark holds for: the words before it in its line, or, where it stands on lines of its
  /// own, the block after it.
  private func reach(of comment: TextRange) -> TextRange {
    let text = document.text
    var start = Int(comment.start)
    while start > 0, text[start - 1] != 0x0A, text[start - 1] != 0x0D { start -= 1 }
    let before = text[start..<Int(comment.start)]
    // A byte order mark is no text.
    if before.contains(where: { $0 > 0x20 }), !before.elementsEqual([0xEF, 0xBB, 0xBF]) {
      return TextRange(start, Int(comment.start))
    }
    let next = document.blocks.first { $0.range.start >= comment.end }
    return next?.range ?? TextRange(comment.end, comment.end)
  }

  /// Whether a finding is to stand. Counts the use of the mark that says so.
  private mutating func letsStand(_ finding: Diagnostic) -> Bool {
    var stands = false
    for index in scopes.indices where scopes[index].range.overlaps(finding.range) {
      let rules = scopes[index].mark.rules
      if rules.isEmpty {
        scopes[index].uses[0] += 1
        stands = true
      } else if let rule = rules.firstIndex(of: finding.rule) {
        scopes[index].uses[rule] += 1
        stands = true
      }
    }
    return stands
  }

  /// Takes out the findings that are to stand, and adds those about marks that do nothing.
  ///
  /// - Parameters:
  ///   - severity: the severity of findings about marks; nil for the rule's own.
  ///   - isActive: whether a rule is running; nil for ids that no rule has.
  ///   - nearest: the id that was probably meant by one that no rule has.
  /// - Returns: how many findings were let stand.
  mutating func apply(
    to findings: inout [Diagnostic], severity: Severity?, isActive: (String) -> Bool?,
    nearest: (String) -> String?
  ) -> Int {
    let before = findings.count
    if !scopes.isEmpty { findings.removeAll { letsStand($0) } }
    let count = before - findings.count
    if scopes.isEmpty, idle.isEmpty { return count }
    if isActive(UnusedStet.info.id) == true {
      report(&findings, severity ?? UnusedStet.info.severity, isActive, nearest)
    }
    return count
  }

  /// Takes out the findings on words that `[sic]` or `(sic)` follows.
  ///
  /// - Returns: how many were let stand.
  static func applySic(to findings: inout [Diagnostic], in document: Document) -> Int {
    if findings.isEmpty { return 0 }
    let accepted = wordsWithSic(document)
    if accepted.isEmpty { return 0 }
    let before = findings.count
    findings.removeAll { finding in
      accepted.contains { $0.overlaps(finding.range) && !finding.range.isEmpty }
    }
    return before - findings.count
  }

  private func report(
    _ findings: inout [Diagnostic], _ severity: Severity, _ isActive: (String) -> Bool?,
    _ nearest: (String) -> String?
  ) {
    func add(_ mark: StetMark, _ message: String) {
      findings.append(
        Diagnostic(
          rule: UnusedStet.info.id, severity: severity, range: mark.range,
          message: message))
    }
    for mark in idle { add(mark, UnusedStet.nothingIsOff) }
    for scope in scopes {
      if scope.mark.rules.isEmpty, scope.uses[0] == 0 { add(scope.mark, UnusedStet.unused) }
      for (rule, uses) in zip(scope.mark.rules, scope.uses) where uses == 0 {
        switch isActive(rule) {
        case nil: add(scope.mark, UnusedStet.unknown(rule, nearest: nearest(rule)))
        // A rule that is off can't say whether the mark is needed.
        case false?: continue
        case true?: add(scope.mark, UnusedStet.unused(rule))
        }
      }
    }
  }

  /// The words that `[sic]` follows, closing marks between them allowed. Some papers write `(sic)`, with a stop or without.
  private static func wordsWithSic(_ document: Document) -> [TextRange] {
    var words: [TextRange] = []
    let tokens = document.tokens
    document.text.withUnsafeBufferPointer { text in
      let copy = UnsafeBufferPointer(rebasing: text[..<Int(document.range.end)])
      // Brackets are among the marks that the tokenizer has noted.
      for token in tokens.marks {
        let place = Int(tokens.starts[Int(token)])
        if place < copy.count, copy[place] == 0x5B || copy[place] == 0x28, isSic(copy, place),
          let word = word(before: place, tokens)
        {
          words.append(word)
        }
      }
    }
    return words
  }

  /// Whether an opening bracket begins `[sic]`.
  private static func isSic(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + 5 <= text.count, text[at + 1] | 0x20 == 0x73, text[at + 2] | 0x20 == 0x69,
      text[at + 3] | 0x20 == 0x63
    else { return false }
    let hasStop = text[at + 4] == 0x2E && at + 5 < text.count
    return text[hasStop ? at + 5 : at + 4] == (text[at] == 0x5B ? 0x5D : 0x29)
  }

  private static func word(before offset: Int, _ tokens: TokenTable) -> TextRange? {
    let next = tokens.starts.partitioningIndex { Int($0) >= offset }
    var index = min(next, tokens.count) - 1
    // A closing mark and a space at most stand between.
    var left = 3
    while index >= 0, left > 0 {
      switch tokens.kinds[index] {
      case .word, .number: return tokens.range(index)
      case .newline: return nil
      default: left -= 1
      }
      index -= 1
    }
    return nil
  }
}

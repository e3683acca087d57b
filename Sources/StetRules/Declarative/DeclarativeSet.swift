import StetDocument
import StetText

/// All declarative rules of a run, compiled to be checked together: phrases by their first word in
/// one pass over the tokens, regular expressions one by one.
public struct DeclarativeSet: Sendable {
  /// The rules, by id.
  public let rules: [DeclarativeRule]
  private let phrases: [[UInt8]: [Phrase]]
  private let expressions: [Expression]

  private struct Phrase: Sendable {
    var rule: Int
    var pattern: Int
    /// The words after the first, in lower case.
    var rest: [[UInt8]]
    /// The words as written, when capitals count.
    var exact: [[UInt8]]?
  }

  private struct Expression: Sendable {
    var rule: Int
    var pattern: Int
    var regex: RegexPattern
  }

  /// Compiles rules.
  ///
  /// - Throws: `DeclarativeError` for a pattern that is no regular expression.
  public init(_ rules: [DeclarativeRule]) throws(DeclarativeError) {
    var phrases: [[UInt8]: [Phrase]] = [:]
    var expressions: [Expression] = []
    for (ruleIndex, rule) in rules.enumerated() {
      for group in Self.groups(rule) {
        expressions.append(
          Expression(
            rule: ruleIndex, pattern: group.pattern,
            regex: try Self.compile(group.source, rule)))
      }
      for (patternIndex, pattern) in rule.patterns.enumerated() where !pattern.isRegex {
        let words = Self.words(pattern.text)
        guard let first = words.first else { continue }
        let lowered = words.map { CaseFolding.lowered($0) }
        phrases[CaseFolding.lowered(first), default: []].append(
          Phrase(
            rule: ruleIndex, pattern: patternIndex, rest: Array(lowered.dropFirst()),
            exact: rule.ignoresCase ? nil : words))
      }
    }
    // The longest phrase wins where several start at one word.
    self.phrases = phrases.mapValues { list in
      list.sorted {
        ($1.rest.count, $0.rule, $0.pattern) < ($0.rest.count, $1.rule, $1.pattern)
      }
    }
    self.rules = rules
    self.expressions = expressions
  }

  /// The expressions of a rule. Those of an existence rule are one alternation: each expression is a
  /// pass over the text.
  private static func groups(_ rule: DeclarativeRule) -> [(pattern: Int, source: String)] {
    var groups: [(pattern: Int, source: String)] = []
    var alternatives: [String] = []
    var first = 0
    for (index, pattern) in rule.patterns.enumerated() where pattern.isRegex {
      if pattern.isRaw {
        groups.append((index, pattern.text))
      } else if rule.kind == .existence {
        if alternatives.isEmpty { first = index }
        alternatives.append("(?:\(pattern.text))")
      } else {
        groups.append((index, bounded(pattern.text, rule)))
      }
    }
    if !alternatives.isEmpty {
      groups.append((first, bounded(alternatives.joined(separator: "|"), rule)))
    }
    return groups
  }

  private static func bounded(_ pattern: String, _ rule: DeclarativeRule) -> String {
    rule.isNonword ? pattern : "\\b(?:\(pattern))\\b"
  }

  private static func compile(
    _ source: String, _ rule: DeclarativeRule
  ) throws(DeclarativeError) -> RegexPattern {
    do throws(RegexPattern.CompileError) {
      return try RegexPattern(source, ignoresCase: rule.ignoresCase)
    } catch {
      // Name the very pattern that is at fault, where it is one of several.
      var culprit = source
      for pattern in rule.patterns where pattern.isRegex {
        if (try? RegexPattern(pattern.text, ignoresCase: rule.ignoresCase)) == nil {
          culprit = pattern.text
          break
        }
      }
      throw DeclarativeError(
        rule: rule.info.id, message: "\"\(culprit)\" is no pattern: \(error.message)")
    }
  }

  /// A phrase's words; a hyphen parts words as the tokenizer does and is kept as a word of its own.
  private static func words(_ text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if byte == 0x20 || byte == 0x2D {
        if !word.isEmpty { words.append(word) }
        word = []
        if byte == 0x2D { words.append([0x2D]) }
      } else {
        word.append(byte)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Checks the rules that are on.
  ///
  /// - Parameter isOn: whether the rule with this index runs, with its options.
  public func check(_ context: inout RuleContext, isOn: (Int) -> [String: OptionValue]?) {
    guard !rules.isEmpty else { return }
    let active = rules.indices.map(isOn)
    checkPhrases(&context, active)
    checkExpressions(&context, active)
  }

  private func checkPhrases(_ context: inout RuleContext, _ active: [[String: OptionValue]?]) {
    guard !phrases.isEmpty else { return }
    let document = context.document
    let words = document.words
    for id in 0..<UInt32(words.count) where words.firstToken[Int(id)] != UInt32.max {
      let key = words.bytes(words.folded[Int(id)])
      guard let candidates = phrases[key] else { continue }
      var token = words.firstToken[Int(id)]
      while token != UInt32.max {
        matchPhrases(candidates, at: Int(token), &context, active)
        token = document.tokens.nextSame[Int(token)]
      }
    }
  }

  private func matchPhrases(
    _ candidates: [Phrase], at token: Int, _ context: inout RuleContext,
    _ active: [[String: OptionValue]?]
  ) {
    let document = context.document
    let next = Self.wordBehind(token, document)
    for phrase in candidates {
      // Nearly all candidates fail at their second word.
      if let second = phrase.rest.first, second != [0x2D], second != next { continue }
      guard let options = active[phrase.rule],
        let range = match(phrase, at: token, document)
      else { continue }
      report(phrase.rule, phrase.pattern, range, options, &context)
      return
    }
  }

  /// The word behind a token and one stretch of white space, in lower case; empty when there is none.
  private static func wordBehind(_ token: Int, _ document: Document) -> [UInt8] {
    let tokens = document.tokens
    guard token + 2 < tokens.count, tokens.kinds[token + 2] == .word else { return [] }
    return document.words.bytes(document.words.folded[Int(tokens.words[token + 2])])
  }

  private func match(_ phrase: Phrase, at first: Int, _ document: Document) -> TextRange? {
    let tokens = document.tokens
    let words = document.words
    var token = first
    if let exact = phrase.exact, !isExact(exact[0], token, document) { return nil }
    for (index, expected) in phrase.rest.enumerated() {
      token += 1
      let isHyphen = expected == [0x2D]
      if !isHyphen, token < tokens.count,
        tokens.kinds[token] == .space || tokens.kinds[token] == .newline
      {
        token += 1
      }
      guard token < tokens.count else { return nil }
      if isHyphen {
        guard tokens.kinds[token] == .punctuation,
          document.text[Int(tokens.starts[token])] == 0x2D
        else { return nil }
        continue
      }
      guard tokens.kinds[token] == .word,
        words.bytes(words.folded[Int(tokens.words[token])]) == expected
      else { return nil }
      if let exact = phrase.exact, !isExact(exact[index + 1], token, document) { return nil }
    }
    return tokens.range(first).union(tokens.range(token))
  }

  /// Whether a word stands as written in the rule, or with a capital where a sentence opens.
  private func isExact(_ written: [UInt8], _ token: Int, _ document: Document) -> Bool {
    let bytes = document.words.bytes(document.tokens.words[token])
    if bytes == written { return true }
    return document.tokens.opensSentence[token] && bytes == CaseFolding.capitalised(written)
  }

  private func checkExpressions(_ context: inout RuleContext, _ active: [[String: OptionValue]?]) {
    let document = context.document
    for expression in expressions {
      guard let options = active[expression.rule] else { continue }
      // The whole text at once: a call costs more than the bytes it reads.
      let matches = document.text.withUnsafeBufferPointer {
        expression.regex.matches(in: $0, range: document.range)
      }
      for range in matches where liesInBlock(range, document) && !touchesMarkup(range, document) {
        report(expression.rule, expression.pattern, range, options, &context)
      }
    }
  }

  /// Whether a range lies inside one block of copy.
  private func liesInBlock(_ range: TextRange, _ document: Document) -> Bool {
    guard
      let block = document.blockIndex(ofToken: document.tokens.index(at: Int(range.start)))
    else { return false }
    return document.blocks[block].kind != .separator
      && document.blocks[block].range.contains(range)
  }

  private func touchesMarkup(_ range: TextRange, _ document: Document) -> Bool {
    var token = document.tokens.index(at: Int(range.start))
    while token < document.tokens.count, document.tokens.starts[token] < range.end {
      let kind = document.tokens.kinds[token]
      if kind == .markup || kind == .link { return true }
      token += 1
    }
    return false
  }

  private func report(
    _ ruleIndex: Int, _ patternIndex: Int, _ range: TextRange, _ options: [String: OptionValue],
    _ context: inout RuleContext
  ) {
    let rule = rules[ruleIndex]
    let found = context.document.string(range)
    if rule.exceptions.contains(found) { return }
    let replacements = rule.patterns[patternIndex].replacements.map { matchCase($0, found) }
    if replacements.contains(found) { return }
    context.turn(to: rule.info, options: options)
    context.report(
      range, rule.filledMessage(found: found, replacement: replacements.first),
      fixes: replacements.map { .replace(range, with: $0, rule.applicability) })
  }

  /// The replacement with a capital where the words found start with one.
  private func matchCase(_ replacement: String, _ found: String) -> String {
    guard let a = found.unicodeScalars.first, let b = replacement.unicodeScalars.first,
      CaseFolding.isUpper(a.value), CaseFolding.isLower(b.value)
    else { return replacement }
    return String(decoding: CaseFolding.capitalised(Array(replacement.utf8)), as: UTF8.self)
  }
}

/// A declarative rule that cannot be compiled.
public struct DeclarativeError: Error, Sendable {
  /// The rule's id.
  public var rule: String
  /// What is wrong.
  public var message: String
}

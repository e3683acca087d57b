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
      for (patternIndex, pattern) in rule.patterns.enumerated() {
        if pattern.isRegex {
          let source =
            rule.isNonword || pattern.isRaw ? pattern.text : "\\b(?:\(pattern.text))\\b"
          do throws(RegexPattern.CompileError) {
            let regex = try RegexPattern(source, ignoresCase: rule.ignoresCase)
            expressions.append(Expression(rule: ruleIndex, pattern: patternIndex, regex: regex))
          } catch {
            throw DeclarativeError(
              rule: rule.info.id, message: "\"\(pattern.text)\" is no pattern: \(error.message)")
          }
        } else {
          let words = Self.words(pattern.text)
          guard let first = words.first else { continue }
          let lowered = words.map { CaseFolding.lowered($0) }
          phrases[CaseFolding.lowered(first), default: []].append(
            Phrase(
              rule: ruleIndex, pattern: patternIndex, rest: Array(lowered.dropFirst()),
              exact: rule.ignoresCase ? nil : words))
        }
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
    for phrase in candidates {
      guard let options = active[phrase.rule],
        let range = match(phrase, at: token, context.document)
      else { continue }
      report(phrase.rule, phrase.pattern, range, options, &context)
      return
    }
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
      for block in document.blocks where block.kind != .separator {
        let matches = document.text.withUnsafeBufferPointer {
          expression.regex.matches(in: $0, range: block.range)
        }
        for range in matches where !touchesMarkup(range, document) {
          report(expression.rule, expression.pattern, range, options, &context)
        }
      }
    }
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

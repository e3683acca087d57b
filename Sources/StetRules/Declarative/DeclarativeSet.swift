import StetAnalysis
import StetDocument
import StetText

/// All declarative rules of a run, compiled to be checked together: phrases by
/// where their rarest word stands, regular expressions where a screen of them all is not clear.
public struct DeclarativeSet: Sendable {
  /// The rules, by id.
  public let rules: [DeclarativeRule]
  private let phrases: PhraseIndex
  private let expressions: ExpressionSet

  /// Compiles rules.
  ///
  /// - Throws: `DeclarativeError` for a pattern that is no regular expression.
  public init(_ rules: [DeclarativeRule]) throws(DeclarativeError) {
    var expressions: [ExpressionSet.Expression] = []
    for (ruleIndex, rule) in rules.enumerated() {
      for group in Self.groups(rule) {
        expressions.append(
          ExpressionSet.Expression(
            rule: ruleIndex, pattern: group.pattern, source: group.source,
            ignoresCase: rule.ignoresCase, regex: try Self.compile(group.source, rule)))
      }
    }
    phrases = PhraseIndex(rules)
    self.rules = rules
    self.expressions = ExpressionSet(expressions)
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
      return try RegexPattern(source, ignoresCase: rule.ignoresCase, isFast: false)
    } catch {
      // Name the very pattern that is at fault, where it is one of several.
      var culprit = source
      for pattern in rule.patterns where pattern.isRegex {
        if (try? RegexPattern(pattern.text, ignoresCase: rule.ignoresCase, isFast: false)) == nil {
          culprit = pattern.text
          break
        }
      }
      throw DeclarativeError(
        rule: rule.info.id, message: "\"\(culprit)\" is no pattern: \(error.message)")
    }
  }

  /// Checks the rules that are on.
  ///
  /// - Parameter active: the options of each rule, nil for those that are off.
  public func check(_ context: inout RuleContext, _ active: [[String: OptionValue]?]) {
    guard !rules.isEmpty else { return }
    checkPhrases(&context, active)
    checkExpressions(&context, active)
  }

  private func checkPhrases(_ context: inout RuleContext, _ active: [[String: OptionValue]?]) {
    guard !phrases.isEmpty else { return }
    let document = context.document
    let starts = CopyView.with(document) { phrases.starts(in: document.words, $0) }
    var last = -1
    for token in starts where token != last {
      last = token
      matchPhrases(at: token, &context, active)
    }
  }

  /// Reports the longest phrase that starts at a token.
  private func matchPhrases(
    at token: Int, _ context: inout RuleContext, _ active: [[String: OptionValue]?]
  ) {
    let document = context.document
    let candidates = phrases.starting(with: Self.hash(token, document))
    if candidates.isEmpty { return }
    let next = Self.wordBehind(token, document)
    let isHyphenated = document.isHyphen(token + 1)
    for place in candidates
    where phrases.mayContinue(place, with: next, isHyphenated: isHyphenated) {
      let phrase = phrases[place]
      guard let options = active[phrase.rule],
        let range = match(phrase, at: token, document)
      else { continue }
      report(phrase.rule, phrase.pattern, range, options, &context)
      return
    }
  }

  /// The hash of the word behind a token and one stretch of white space; 0 when there is none.
  private static func wordBehind(_ token: Int, _ document: Document) -> UInt64 {
    let tokens = document.tokens
    guard token + 2 < tokens.count, tokens.kinds[token + 2] == .word else { return 0 }
    return hash(token + 2, document)
  }

  private static func hash(_ token: Int, _ document: Document) -> UInt64 {
    let words = document.words
    return words.hash(words.folded[Int(document.tokens.words[token])])
  }

  private func match(
    _ phrase: PhraseIndex.Phrase, at first: Int, _ document: Document
  ) -> TextRange? {
    let tokens = document.tokens
    var token = first
    for expected in phrase.rest {
      token += 1
      let isHyphen = expected == PhraseIndex.hyphen
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
      guard tokens.kinds[token] == .word, Self.hash(token, document) == expected else { return nil }
    }
    // `its A$5m`: the letter belongs to the currency.
    if token + 1 < tokens.count, document.text[Int(tokens.starts[token + 1])] == 0x24 { return nil }
    let rule = rules[phrase.rule]
    if !rule.ignoresCase,
      !areExact(first, token, rule.patterns[phrase.pattern].text, document)
    {
      return nil
    }
    return tokens.range(first).union(tokens.range(token))
  }

  /// Whether words stand as written in the rule, or with a capital where a sentence opens.
  private func areExact(
    _ first: Int, _ last: Int, _ phrase: String, _ document: Document
  ) -> Bool {
    let found = (first...last).filter { $0 == first || document.tokens.kinds[$0] == .word }
    let written = phrase.utf8.split { $0 == 0x20 || $0 == 0x2D }
    guard written.count == found.count else { return false }
    return zip(found, written).allSatisfy { token, word in
      let bytes = document.words.bytes(document.tokens.words[token])
      if bytes.elementsEqual(word) { return true }
      return document.tokens.opensSentence[token] && bytes == CaseFolding.capitalised(Array(word))
    }
  }

  private func checkExpressions(_ context: inout RuleContext, _ active: [[String: OptionValue]?]) {
    let document = context.document
    for expression in expressions.worthTrying(document.text, range: document.range) {
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
    let replacements = rule.patterns[patternIndex].replacements.map {
      FoundCase.dressed($0, like: found)
    }
    if replacements.contains(found) { return }
    context.turn(to: rule.info, options: options)
    context.report(
      range, rule.filledMessage(found: found, replacement: replacements.first),
      fixes: replacements.map { .replace(range, with: $0, rule.applicability) })
  }
}

/// A declarative rule that cannot be compiled.
public struct DeclarativeError: Error, Sendable {
  /// The rule's id.
  public var rule: String
  /// What is wrong.
  public var message: String
}

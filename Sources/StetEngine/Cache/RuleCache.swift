import StetRules

/// The declarative rules of a data folder as they were read last: to take YAML apart at each start would
/// take longer than to lint a story.
///
/// Holds for the same program and the same files by name, size and time, and for nothing else. The
/// file is replaced in one step; one that is damaged is taken for none.
struct RuleCache {
  private static let magic = "stet rules 1"

  private let path: String

  /// The cache of a rule folder.
  ///
  /// - Parameters:
  ///   - folder: the folder for caches.
  ///   - rules: the absolute path of the rule folder.
  init(folder: String, rules: String) {
    var hash = ContentHash()
    hash.add(rules)
    path = FilePath.join(folder, "rules-\(String(hash.value, radix: 16))")
  }

  /// The rules as they were read under a key; nil when they have to be read again.
  func rules(key: UInt64) -> [DeclarativeRule]? {
    guard let bytes = try? FileSystem.read(path, limit: 1 << 24), bytes.count >= 8 else {
      return nil
    }
    var end = CacheReader(Array(bytes.suffix(8)))
    let body = Array(bytes.dropLast(8))
    var check = ContentHash()
    check.add(body)
    guard end.number64() == check.value else { return nil }
    var reader = CacheReader(body)
    guard reader.text() == Self.magic, reader.number64() == key,
      let rules = reader.list({ $0.rule() }), reader.isAtEnd
    else { return nil }
    return rules
  }

  /// Remembers rules. A cache that can't be written is no fault.
  func store(_ rules: [DeclarativeRule], key: UInt64) {
    var writer = CacheWriter()
    writer.write(Self.magic)
    writer.write(key)
    writer.write(rules) { $0.write($1) }
    var check = ContentHash()
    check.add(writer.bytes)
    writer.write(check.value)
    try? AtomicFile.makeFolder(FilePath.parent(path))
    _ = try? AtomicFile.replace(path, with: writer.bytes)
  }
}

extension CacheWriter {
  fileprivate mutating func write(_ flag: Bool) { write(flag ? 1 as UInt32 : 0) }

  /// Writes a rule that was read from YAML: it has no options and no former ids.
  fileprivate mutating func write(_ rule: DeclarativeRule) {
    let info = rule.info
    for text in [
      info.id, info.category.rawValue, info.summary, info.rationale, info.severity.rawValue,
      info.severityReason, info.fixSafety?.rawValue ?? "", info.quoted.rawValue, rule.message,
      rule.applicability.rawValue,
    ] {
      write(text)
    }
    write(info.isOnByDefault)
    write(rule.kind == .substitution)
    write(rule.ignoresCase)
    write(rule.isNonword)
    write(info.findings) { $0.write($1) }
    write(info.silent) { $0.write($1) }
    write(rule.exceptions) { $0.write($1) }
    write(rule.patterns) {
      $0.write($1.text)
      $0.write($1.isRegex)
      $0.write($1.isRaw)
      $0.write($1.replacements) { $0.write($1) }
    }
  }

  /// Writes an example as YAML holds it: its copy and its line.
  private mutating func write(_ example: Example) {
    write(example.text)
    write(UInt64(example.line))
  }
}

extension CacheReader {
  private mutating func flag() -> Bool? { number32().map { $0 != 0 } }

  private mutating func example() -> Example? {
    guard let text = text(), let line = number64() else { return nil }
    return Example(text, line: UInt(line))
  }

  fileprivate mutating func rule() -> DeclarativeRule? {
    guard let id = text(), let category = text().flatMap(RuleCategory.init), let summary = text(),
      let rationale = text(), let severity = text().flatMap(Severity.init),
      let severityReason = text(), let fixSafety = text(),
      let quoted = text().flatMap(QuotedPolicy.init), let message = text(),
      let applicability = text().flatMap(Applicability.init), let isOnByDefault = flag(),
      let isSubstitution = flag(), let ignoresCase = flag(), let isNonword = flag(),
      let findings = list({ $0.example() }), let silent = list({ $0.example() }),
      let exceptions = list({ $0.text() }), let patterns = list({ $0.pattern() })
    else { return nil }
    let info = RuleInfo(
      id: id, category: category, summary: summary, rationale: rationale, severity: severity,
      severityReason: severityReason, isOnByDefault: isOnByDefault,
      fixSafety: Applicability(rawValue: fixSafety), quoted: quoted, findings: findings,
      silent: silent)
    return DeclarativeRule(
      info: info, kind: isSubstitution ? .substitution : .existence, message: message,
      ignoresCase: ignoresCase, isNonword: isNonword, patterns: patterns, exceptions: exceptions,
      applicability: applicability)
  }

  private mutating func pattern() -> DeclarativeRule.Pattern? {
    guard let text = text(), let isRegex = flag(), let isRaw = flag(),
      let replacements = list({ $0.text() })
    else { return nil }
    return .init(text: text, isRegex: isRegex, replacements: replacements, isRaw: isRaw)
  }
}

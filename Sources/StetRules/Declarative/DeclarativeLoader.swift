/// Reads declarative rules from YAML and says exactly what is wrong with a bad one.
public enum DeclarativeLoader {
  private static let keys: Set<String> = [
    "extends", "message", "level", "scope", "link", "description", "ignorecase", "nonword",
    "tokens", "raw", "swap", "exceptions", "action", "rationale", "reason", "examples", "quoted",
    "default", "fix",
  ]

  /// Reads one rule.
  ///
  /// - Parameters:
  ///   - bytes: the YAML file.
  ///   - id: the rule's id, from the file's name.
  ///   - category: the rule's category, from the folder's name.
  /// - Throws: `YAMLError` with the place of the fault.
  public static func load(
    _ bytes: [UInt8], id: String, category: RuleCategory
  ) throws(YAMLError) -> DeclarativeRule {
    let top = YAMLMark(line: 1, column: 1)
    guard let node = try YAMLNode.parse(bytes), let entries = node.mapping else {
      throw YAMLError(top, "a rule is a mapping with the keys extends and message")
    }
    for entry in entries where !keys.contains(entry.key) {
      let near = Nearest.name(to: entry.key, among: keys)
      throw YAMLError(
        entry.keyMark,
        "unknown key \"\(entry.key)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    let kind = try kind(node)
    guard let message = node["message"]?.string else {
      throw YAMLError(node.mark, "the key \"message\" is missing")
    }
    let ignoresCase = try flag(node, "ignorecase") ?? false
    let nonword = try flag(node, "nonword") ?? false
    var patterns: [DeclarativeRule.Pattern] = []
    switch kind {
    case .existence:
      for token in try texts(node, "tokens") {
        patterns.append(pattern(token, [], nonword: nonword))
      }
      let raw = try texts(node, "raw")
      if !raw.isEmpty {
        patterns.append(.init(text: raw.joined(), isRegex: true, replacements: [], isRaw: true))
      }
    case .substitution:
      for entry in node["swap"]?.mapping ?? [] {
        guard let value = entry.value.string else {
          throw YAMLError(entry.value.mark, "a replacement must be text")
        }
        let replacements = value.split(separator: "|").map(String.init)
        patterns.append(pattern(entry.key, replacements, nonword: nonword))
      }
    }
    if patterns.isEmpty {
      throw YAMLError(
        node.mark, "the rule looks for nothing: give \(kind == .existence ? "tokens" : "swap")")
    }
    return DeclarativeRule(
      info: try info(node, id: id, category: category, kind: kind, message: message), kind: kind,
      message: message, ignoresCase: ignoresCase, isNonword: nonword, patterns: patterns,
      exceptions: try texts(node, "exceptions"), applicability: try applicability(node))
  }

  private static func kind(_ node: YAMLNode) throws(YAMLError) -> DeclarativeRule.Kind {
    guard let value = node["extends"] else {
      throw YAMLError(node.mark, "the key \"extends\" is missing")
    }
    switch value.string {
    case "existence": return .existence
    case "substitution": return .substitution
    default:
      throw YAMLError(
        value.mark,
        "extends must be \"existence\" or \"substitution\", not \"\(value.string ?? "")\"")
    }
  }

  /// A pattern without any character that means something in a regular expression is a phrase.
  private static func pattern(
    _ text: String, _ replacements: [String], nonword: Bool
  ) -> DeclarativeRule.Pattern {
    let isPlain =
      !nonword && !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x20, 0x27, 0x2D, 0x80...: return true
        default: return false
        }
      }
    return .init(text: text, isRegex: !isPlain, replacements: replacements)
  }

  private static func info(
    _ node: YAMLNode, id: String, category: RuleCategory, kind: DeclarativeRule.Kind,
    message: String
  ) throws(YAMLError) -> RuleInfo {
    var severity = Severity.warning
    if let level = node["level"] {
      switch level.string {
      case "suggestion", "advice": severity = .advice
      case "warning": severity = .warning
      case "error": severity = .error
      default: throw YAMLError(level.mark, "level must be suggestion, warning or error")
      }
    }
    var quoted = QuotedPolicy.check
    if let value = node["quoted"] {
      guard let policy = value.string.flatMap(QuotedPolicy.init) else {
        throw YAMLError(value.mark, "quoted must be check, advise or skip")
      }
      quoted = policy
    }
    let examples = node["examples"]
    return RuleInfo(
      id: id, category: category, summary: node["description"]?.string ?? message,
      rationale: node["rationale"]?.string ?? node["description"]?.string ?? message,
      severity: severity, severityReason: node["reason"]?.string ?? "As the rule's file sets it.",
      isOnByDefault: try flag(node, "default") ?? true,
      fixSafety: kind == .substitution ? try applicability(node) : nil, quoted: quoted,
      findings: try exampleList(examples, "find"), silent: try exampleList(examples, "silent"))
  }

  private static func exampleList(
    _ node: YAMLNode?, _ key: String
  ) throws(YAMLError) -> [Example] {
    guard let node, let list = node[key] else { return [] }
    guard let items = list.sequence else { throw YAMLError(list.mark, "\(key) must be a list") }
    var examples: [Example] = []
    for item in items {
      guard let text = item.string else { throw YAMLError(item.mark, "an example must be text") }
      examples.append(Example(text, line: UInt(item.mark.line)))
    }
    return examples
  }

  private static func applicability(_ node: YAMLNode) throws(YAMLError) -> Applicability {
    guard let value = node["fix"] else { return .unsafe }
    guard let result = value.string.flatMap(Applicability.init) else {
      throw YAMLError(value.mark, "fix must be safe, unsafe or display-only")
    }
    return result
  }

  private static func flag(_ node: YAMLNode, _ key: String) throws(YAMLError) -> Bool? {
    guard let value = node[key] else { return nil }
    guard let flag = value.bool else { throw YAMLError(value.mark, "\(key) must be true or false") }
    return flag
  }

  private static func texts(_ node: YAMLNode, _ key: String) throws(YAMLError) -> [String] {
    guard let value = node[key] else { return [] }
    guard let items = value.sequence else { throw YAMLError(value.mark, "\(key) must be a list") }
    var output: [String] = []
    for item in items {
      guard let text = item.string else { throw YAMLError(item.mark, "\(key) holds texts only") }
      output.append(text)
    }
    return output
  }
}

import CYAML

/// A place in a YAML file, both counted from 1; columns count Unicode scalars.
public struct YAMLMark: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column.
  public var column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// What is wrong with a YAML file, and where.
public struct YAMLError: Error, Hashable, Sendable {
  /// Where.
  public var mark: YAMLMark
  /// What, in lower case without a full stop.
  public var message: String

  /// Makes an error.
  public init(_ mark: YAMLMark, _ message: String) {
    self.mark = mark
    self.message = message
  }
}

/// A YAML value with the place it was written at.
public struct YAMLNode: Sendable {
  /// A key of a mapping with its value.
  public struct Entry: Sendable {
    /// The key's text.
    public var key: String
    /// Where the key stands.
    public var keyMark: YAMLMark
    /// The value.
    public var value: YAMLNode
  }

  /// The shapes of a value.
  public enum Content: Sendable {
    /// Text; `plain` when it was written without quotation marks, so that `yes` may mean true.
    case scalar(String, plain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// A mapping in file order; keys are unique.
    case mapping([Entry])
  }

  /// The value.
  public var content: Content
  /// Where it starts.
  public var mark: YAMLMark

  /// The text of a scalar.
  public var string: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// A plain `true`, `yes`, `on` or their opposites.
  public var bool: Bool? {
    guard case .scalar(let text, plain: true) = content else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  /// A plain whole number.
  public var int: Int? {
    guard case .scalar(let text, plain: true) = content else { return nil }
    return Int(text)
  }

  /// The values of a list; nil when it is none.
  public var sequence: [YAMLNode]? {
    if case .sequence(let nodes) = content { return nodes }
    return nil
  }

  /// The entries of a mapping; nil when it is none.
  public var mapping: [Entry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }

  /// Whether nothing is written: an empty plain scalar, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, plain: true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The value of a key of a mapping.
  public subscript(_ key: String) -> YAMLNode? {
    mapping?.first { $0.key == key }?.value
  }

  /// Reads the first document of a YAML file; nil when it holds none.
  ///
  /// Anchors and aliases are refused: a small file must not unfold to a large one.
  ///
  /// - Throws: `YAMLError` with the place of the fault.
  public static func parse(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode? {
    try YAMLReader.read(bytes)
  }
}

/// Drives libyaml's event parser.
private struct YAMLReader {
  private static let deepest = 64
  private var parser = yaml_parser_t()

  static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode? {
    var reader = YAMLReader()
    guard yaml_parser_initialize(&reader.parser) == 1 else {
      throw YAMLError(YAMLMark(line: 1, column: 1), "the YAML parser has no memory")
    }
    defer { yaml_parser_delete(&reader.parser) }
    // libyaml keeps the pointer while it parses, so the copy must outlive every event.
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    defer { copy.deallocate() }
    _ = copy.initialize(from: bytes)
    yaml_parser_set_input_string(&reader.parser, copy.baseAddress, bytes.count)
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING)
    return try reader.document()
  }

  private enum Event {
    case scalar(String, plain: Bool, YAMLMark)
    case sequenceStart(YAMLMark)
    case mappingStart(YAMLMark)
    case end
    case other
    case streamEnd
  }

  private mutating func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      let problem = parser.problem.map { String(cString: $0) } ?? "not YAML"
      throw YAMLError(Self.mark(parser.problem_mark), problem)
    }
    defer { yaml_event_delete(&event) }
    let mark = Self.mark(event.start_mark)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      if scalar.anchor != nil { throw YAMLError(mark, "anchors are not supported") }
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        String(decoding: text, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE, mark)
    case YAML_SEQUENCE_START_EVENT:
      if event.data.sequence_start.anchor != nil {
        throw YAMLError(mark, "anchors are not supported")
      }
      return .sequenceStart(mark)
    case YAML_MAPPING_START_EVENT:
      if event.data.mapping_start.anchor != nil {
        throw YAMLError(mark, "anchors are not supported")
      }
      return .mappingStart(mark)
    case YAML_ALIAS_EVENT: throw YAMLError(mark, "aliases are not supported")
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
    default: return .other
    }
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
    YAMLMark(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private mutating func document() throws(YAMLError) -> YAMLNode? {
    while true {
      let event = try next()
      switch event {
      case .streamEnd: return nil
      case .other, .end: continue
      default: return try node(event, depth: 0)
      }
    }
  }

  private mutating func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode? {
    switch event {
    case .scalar(let text, let plain, let mark):
      return YAMLNode(content: .scalar(text, plain: plain), mark: mark)
    case .sequenceStart(let mark):
      if depth >= Self.deepest { throw YAMLError(mark, "nested too deeply") }
      var nodes: [YAMLNode] = []
      while let child = try node(next(), depth: depth + 1) { nodes.append(child) }
      return YAMLNode(content: .sequence(nodes), mark: mark)
    case .mappingStart(let mark):
      if depth >= Self.deepest { throw YAMLError(mark, "nested too deeply") }
      var entries: [YAMLNode.Entry] = []
      var seen: Set<String> = []
      while let key = try node(next(), depth: depth + 1) {
        guard let name = key.string else { throw YAMLError(key.mark, "a key must be text") }
        if !seen.insert(name).inserted {
          throw YAMLError(key.mark, "the key \"\(name)\" stands twice")
        }
        guard let value = try node(next(), depth: depth + 1) else { break }
        entries.append(.init(key: name, keyMark: key.mark, value: value))
      }
      return YAMLNode(content: .mapping(entries), mark: mark)
    case .end, .streamEnd, .other: return nil
    }
  }
}

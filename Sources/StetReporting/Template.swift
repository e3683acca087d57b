import StetText

/// What is wrong with a template.
public struct TemplateError: Error, Hashable, Sendable {
  /// What is wrong: lower-case start, no full stop.
  public var message: String
  /// Where in the template.
  public var place: LineColumn
}

/// A value that a template can show.
indirect enum TemplateValue: Sendable {
  /// Text or a number.
  case text(String)
  /// A truth value, for sections.
  case flag(Bool)
  /// A list, for sections.
  case list([[String: TemplateValue]])
}

/// A parsed template: `{{name}}`, `{{name|filter}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`,
/// `{{! comment }}`.
struct Template: Sendable {
  /// A part of a template.
  indirect enum Node: Sendable {
    /// Text as it stands.
    case text(String)
    /// A value, filtered.
    case value(name: String, filter: Filter)
    /// A part that is repeated for a list, or shown when a value is (or, inverted, is not) there.
    case section(name: String, isInverted: Bool, nodes: [Node])
  }

  /// How a value is written.
  enum Filter: String, CaseIterable, Sendable {
    /// As it is.
    case plain
    /// A JSON string in quotation marks.
    case json
    /// Escaped for XML and HTML.
    case xml
    /// A field of CSV in quotation marks.
    case csv
    /// Percent-encoded.
    case url
  }

  /// The parts.
  let nodes: [Node]

  /// Parses a template; all names must be among `names`.
  init(_ source: String, names: [String]) throws(TemplateError) {
    var parser = TemplateParser(source, names: names)
    nodes = try parser.parse(until: nil)
  }

  /// Writes nodes; names are looked up from the innermost scope outwards.
  static func render(
    _ nodes: [Node], _ scopes: [[String: TemplateValue]], to output: inout ReportOutput
  ) {
    for node in nodes {
      switch node {
      case .text(let text): output.write(text)
      case .value(let name, let filter):
        if case .text(let text)? = find(name, scopes) { output.write(apply(filter, text)) }
        if case .flag(let flag)? = find(name, scopes) { output.write(flag ? "true" : "false") }
      case .section(let name, let isInverted, let nodes):
        let items = items(find(name, scopes))
        if isInverted {
          if items.isEmpty { render(nodes, scopes, to: &output) }
        } else {
          for item in items { render(nodes, scopes + [item], to: &output) }
        }
      }
    }
  }

  private static func find(_ name: String, _ scopes: [[String: TemplateValue]]) -> TemplateValue? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }

  private static func items(_ value: TemplateValue?) -> [[String: TemplateValue]] {
    switch value {
    case .list(let items)?: return items
    case .flag(true)?: return [[:]]
    case .text(let text)? where !text.isEmpty: return [[:]]
    default: return []
    }
  }

  private static func apply(_ filter: Filter, _ text: String) -> String {
    switch filter {
    case .plain: return text
    case .json:
      var json = JSONWriter(indented: false)
      json.string(text)
      return String(decoding: json.take(), as: UTF8.self)
    case .xml: return XMLText.escape(text)
    case .csv:
      return "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    case .url: return URIPath.encode(text)
    }
  }
}

/// Reads a template from its bytes.
private struct TemplateParser {
  private let bytes: [UInt8]
  private let names: [String]
  private var at = 0

  init(_ source: String, names: [String]) {
    bytes = Array(source.utf8)
    self.names = names
  }

  mutating func parse(until section: (name: String, start: Int)?) throws(TemplateError)
    -> [Template.Node]
  {
    var nodes: [Template.Node] = []
    var textStart = at
    while at < bytes.count {
      guard bytes[at...].starts(with: [0x7B, 0x7B]) else {
        at += 1
        continue
      }
      let start = at
      guard let end = close() else { throw fault("\"{{\" is never closed", start) }
      var tag = String(decoding: bytes[(start + 2)..<end], as: UTF8.self).trimmed
      at = end + 2
      var text = Array(bytes[textStart..<start])
      if let kind = tag.first, "#^/!".contains(kind) {
        tag = String(tag.dropFirst()).trimmed
        takeLine(start, &text)
        add(text, to: &nodes)
        switch kind {
        case "#", "^":
          try check(tag, start)
          let inner = try parse(until: (tag, start))
          nodes.append(.section(name: tag, isInverted: kind == "^", nodes: inner))
        case "/":
          guard let section, section.name == tag else {
            throw fault("\"{{/\(tag)}}\" closes nothing that is open", start)
          }
          return nodes
        default: break
        }
      } else {
        add(text, to: &nodes)
        nodes.append(try value(tag, start))
      }
      textStart = at
    }
    if let section { throw fault("\"{{#\(section.name)}}\" is never closed", section.start) }
    add(Array(bytes[textStart...]), to: &nodes)
    return nodes
  }

  private func close() -> Int? {
    var i = at + 2
    while i + 1 < bytes.count {
      if bytes[i] == 0x7D, bytes[i + 1] == 0x7D { return i }
      i += 1
    }
    return nil
  }

  /// A section tag or comment that stands alone on its line takes the whole line.
  private mutating func takeLine(_ start: Int, _ text: inout [UInt8]) {
    var before = start
    while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
    guard before == 0 || bytes[before - 1] == 0x0A else { return }
    var after = at
    while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 { after += 1 }
    if after < bytes.count, bytes[after] == 0x0D { after += 1 }
    guard after >= bytes.count || bytes[after] == 0x0A else { return }
    text.removeLast(min(text.count, start - before))
    at = min(bytes.count, after + 1)
  }

  private func add(_ text: [UInt8], to nodes: inout [Template.Node]) {
    if !text.isEmpty { nodes.append(.text(String(decoding: text, as: UTF8.self))) }
  }

  private func value(_ tag: String, _ start: Int) throws(TemplateError) -> Template.Node {
    let parts = tag.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    let name = parts.first ?? ""
    try check(name, start)
    guard parts.count > 1 else { return .value(name: name, filter: .plain) }
    guard parts.count == 2, let filter = Template.Filter(rawValue: parts[1]) else {
      let known = Template.Filter.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("\"\(parts[1])\" is no filter; there are \(known)", start)
    }
    return .value(name: name, filter: filter)
  }

  private func check(_ name: String, _ start: Int) throws(TemplateError) {
    guard !names.contains(name) else { return }
    let wanted = EditDistance.scalars(Array(name.utf8))
    let near = names.compactMap { known in
      EditDistance.distance(wanted, EditDistance.scalars(Array(known.utf8)), limit: 2)
        .map { (distance: $0, known: known) }
    }
    let best = near.min { $0.distance < $1.distance }
    throw fault(
      "\"\(name)\" is no name that a template knows"
        + (best.map { "; did you mean \"\($0.known)\"?" } ?? ""), start)
  }

  private func fault(_ message: String, _ offset: Int) -> TemplateError {
    TemplateError(message: message, place: LineIndex(bytes).position(of: offset))
  }
}

extension String {
  /// Without spaces at either end.
  fileprivate var trimmed: String {
    var bytes = Substring(self)
    while bytes.first == " " { bytes.removeFirst() }
    while bytes.last == " " { bytes.removeLast() }
    return String(bytes)
  }
}

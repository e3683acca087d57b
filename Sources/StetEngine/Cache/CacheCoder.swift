import StetRules
import StetText

/// Writes findings as bytes.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

  mutating func write(_ text: String) {
    write(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write<Element>(
    _ list: [Element], _ element: (inout CacheWriter, Element) -> Void
  ) {
    write(UInt32(clamping: list.count))
    for item in list { element(&self, item) }
  }

  mutating func write(_ range: TextRange) {
    write(range.start)
    write(range.end)
  }

  mutating func write(_ finding: Diagnostic) {
    write(finding.rule)
    write(finding.severity.rawValue)
    write(finding.range)
    write(finding.message)
    write(finding.notes) { $0.write($1) }
    write(finding.related) {
      $0.write($1.range)
      $0.write($1.message)
    }
    write(finding.fixes) {
      $0.write($1.title)
      $0.write($1.applicability.rawValue)
      $0.write($1.edits) {
        $0.write($1.range)
        $0.write($1.replacement)
      }
    }
  }
}

/// Reads what `CacheWriter` wrote. Nothing is believed: whatever does not fit is nil.
struct CacheReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func number64() -> UInt64? {
    guard let low = number32(), let high = number32() else { return nil }
    return UInt64(high) << 32 | UInt64(low)
  }

  mutating func number32() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    defer { at += 4 }
    return UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
      | UInt32(bytes[at + 3]) << 24
  }

  mutating func text() -> String? {
    guard let count = number32(), let slice = take(Int(count)) else { return nil }
    return String(decoding: slice, as: UTF8.self)
  }

  /// The next bytes; nil when there are not so many.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - at else { return nil }
    defer { at += count }
    return bytes[at..<at + count]
  }

  mutating func list<Element>(_ element: (inout CacheReader) -> Element?) -> [Element]? {
    guard let count = number32() else { return nil }
    var output: [Element] = []
    for _ in 0..<count {
      guard let item = element(&self) else { return nil }
      output.append(item)
    }
    return output
  }

  mutating func range() -> TextRange? {
    guard let start = number32(), let end = number32(), start <= end else { return nil }
    return TextRange(start, end)
  }

  mutating func finding() -> Diagnostic? {
    guard let rule = text(), let severity = text().flatMap(Severity.init), let range = range(),
      let message = text(), let notes = list({ $0.text() }),
      let related = list({ reader -> RelatedRange? in
        guard let range = reader.range(), let message = reader.text() else { return nil }
        return RelatedRange(range, message)
      }), let fixes = list({ $0.fix() })
    else { return nil }
    return Diagnostic(
      rule: rule, severity: severity, range: range, message: message, notes: notes,
      related: related, fixes: fixes)
  }

  private mutating func fix() -> Fix? {
    guard let title = text(), let applicability = text().flatMap(Applicability.init),
      let edits = list({ reader -> TextEdit? in
        guard let range = reader.range(), let text = reader.text() else { return nil }
        return TextEdit(range, text)
      })
    else { return nil }
    return Fix(title: title, edits: edits, applicability: applicability)
  }
}

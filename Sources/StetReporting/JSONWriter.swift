/// Writes JSON into bytes: commas, indentation and escapes, nothing else.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private var hasItem: [Bool] = [false]
  private var afterKey = false
  private let isIndented: Bool

  /// Starts a document; indented ones have one item a line.
  init(indented: Bool) { isIndented = indented }

  /// Takes out what has been written.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes an object.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(0x7B)
    body(&self)
    close(0x7D)
  }

  /// Writes an array.
  mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(0x5B)
    body(&self)
    close(0x5D)
  }

  /// Opens an object (`{`) or array (`[`) that stays open between calls.
  mutating func open(_ bracket: UInt8) {
    startItem()
    bytes.append(bracket)
    hasItem.append(false)
  }

  /// Closes what `open` opened.
  mutating func close(_ bracket: UInt8) {
    let had = hasItem.popLast() ?? false
    if had { breakLine() }
    bytes.append(bracket)
  }

  /// Ends a document with a line break, ready for the next.
  mutating func endDocument() {
    bytes.append(0x0A)
    hasItem = [false]
  }

  /// Writes a key; a value must follow.
  mutating func key(_ name: String) {
    startItem()
    quote(name)
    bytes.append(0x3A)
    if isIndented { bytes.append(0x20) }
    afterKey = true
  }

  /// Writes a key and its text.
  mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a key and its number.
  mutating func field(_ name: String, _ value: Int) {
    key(name)
    int(value)
  }

  /// Writes a key and its truth value.
  mutating func field(_ name: String, _ value: Bool) {
    key(name)
    startItem()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes a key and its object.
  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// Writes a key and its array.
  mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    array(body)
  }

  /// Writes a text.
  mutating func string(_ value: String) {
    startItem()
    quote(value)
  }

  /// Writes a number.
  mutating func int(_ value: Int) {
    startItem()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes an item that another writer wrote in the same place, as the first one there.
  mutating func item(written bytes: [UInt8]) {
    let depth = hasItem.count - 1
    if hasItem[depth] { self.bytes.append(0x2C) }
    hasItem[depth] = true
    self.bytes.append(contentsOf: bytes)
  }

  private mutating func startItem() {
    if afterKey {
      afterKey = false
      return
    }
    let depth = hasItem.count - 1
    if hasItem[depth] { bytes.append(0x2C) }
    if depth > 0 { breakLine() }
    hasItem[depth] = true
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(0x0A)
    for _ in 1..<hasItem.count { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func quote(_ value: String) {
    bytes.append(0x22)
    for b in value.utf8 {
      switch b {
      case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, b])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F: bytes.append(contentsOf: "\\u\(Self.hex(Int(b), 4))".utf8)
      default: bytes.append(b)
      }
    }
    bytes.append(0x22)
  }

  /// A number in upper-case hexadecimal with at least so many digits.
  static func hex(_ value: Int, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

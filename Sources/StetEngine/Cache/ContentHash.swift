/// A hash of bytes that is the same on every run: 64 bits, eight bytes a step.
package struct ContentHash: Hashable, Sendable {
  /// The hash so far.
  package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Starts with nothing.
  package init() {}

  /// Adds a number.
  package mutating func add(_ number: UInt64) {
    let product = (value ^ number ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low ^ (value << 23 | value >> 41)
  }

  /// Adds bytes, and how many they are.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var at = 0
      while at + 8 <= buffer.count {
        add(buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian)
        at += 8
      }
      var last: UInt64 = 0
      while at < buffer.count {
        last = last << 8 | UInt64(buffer[at])
        at += 1
      }
      add(last)
    }
    add(UInt64(bytes.count))
  }

  /// Adds text.
  package mutating func add(_ text: String) { add(Array(text.utf8)) }
}

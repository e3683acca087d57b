import StetDocument

/// Finds the words with capitals among all words of a document: one in four, so that eight shapes are looked at
/// a time.
enum CapitalScan {
  /// Calls `body` with each word that is capitalised, in capitals or mixed, in order.
  @inline(__always)
  static func forEach(_ shapes: UnsafeBufferPointer<WordShape>, _ body: (Int) -> Void) {
    guard let base = shapes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    var word = 0
    while word < shapes.count {
      var eight: UInt64 = 0
      if word &+ 8 <= shapes.count {
        eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: word, as: UInt64.self))
      } else {
        for k in 0..<(shapes.count - word) {
          eight |= UInt64(shapes[word + k].rawValue) << UInt64(8 * k)
        }
      }
      // The three shapes are 1 to 3; 0 is lower and 4 caseless, which lack the two lowest bits.
      var found = (eight | eight >> 1) & 0x0101_0101_0101_0101
      while found != 0 {
        body(word &+ found.trailingZeroBitCount >> 3)
        found &= found &- 1
      }
      word &+= 8
    }
  }
}

/// A commit message with what is not copy in it made blank, so that all positions stay.
package enum CommitMessage {
  private static let scissors = Array("------------------------ >8 ------------------------".utf8)

  /// Blanks comment lines, all below the scissors line, and trailers such as `Signed-off-by:`.
  ///
  /// - Parameter comment: the character that begins a comment line.
  package static func blanked(_ bytes: [UInt8], comment: UInt8 = 0x23) -> [UInt8] {
    var output = bytes
    var start = 0
    var isBelow = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.first == comment, line.dropFirst(2).starts(with: scissors) { isBelow = true }
      if isBelow || line.first == comment || isTrailer(line) {
        for index in start..<end { output[index] = 0x20 }
      }
      start = end + 1
    }
    return output
  }

  /// Whether a line is a trailer: one word that ends in `-by`, a colon, a value.
  private static func isTrailer(_ line: ArraySlice<UInt8>) -> Bool {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex + 3 else { return false }
    let key = line[..<colon]
    return key.suffix(3).elementsEqual("-by".utf8)
      && key.allSatisfy { $0 == 0x2D || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}

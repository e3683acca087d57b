import StetText

/// Gives the blocks of a text their tokens.
enum BlockTokens {
  /// Gives each block its tokens.
  ///
  /// - Parameter starts: where the tokens start, and where the last one ends.
  static func assign(_ blocks: inout [Block], _ starts: UnsafeBufferPointer<UInt32>) {
    let count = starts.count - 1
    var token = 0
    func advance(to offset: UInt32) {
      while token &+ 8 < count, starts[token &+ 8] < offset { token &+= 8 }
      while token < count, starts[token] < offset { token &+= 1 }
    }
    for index in blocks.indices {
      var range = blocks[index].range
      advance(to: range.start)
      let first = token
      advance(to: range.end)
      // Trailing space of a kind that the reader doesn't trim reaches over the block's end.
      if token > first, starts[token] > range.end {
        token -= 1
        range.end = max(range.start, starts[token])
        blocks[index].range = range
      }
      blocks[index].tokens = first..<token
    }
  }
}

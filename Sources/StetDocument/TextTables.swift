import StetText

extension Tokenizer {
  /// The tokens of a part of a text and its distinct words; the blocks are given their tokens, and the sentences in them are
  /// marked.
  static func run(
    _ text: [UInt8], opaque: [TextRange], in range: TextRange, blocks: inout [Block]
  ) -> (tokens: TokenTable, words: WordTable) {
    // Copy has one token for three bytes; only odd input needs as many as there are bytes.
    if let result = run(text, opaque, range, &blocks, capacity: range.count / 2 + 64) {
      return result
    }
    return run(text, opaque, range, &blocks, capacity: range.count + 64) ?? WordInterner.empty
  }

  private static func run(
    _ text: [UInt8], _ opaque: [TextRange], _ range: TextRange, _ blocks: inout [Block],
    capacity: Int
  ) -> (tokens: TokenTable, words: WordTable)? {
    text.withUnsafeBufferPointer { bytes in
      ByteClass.table.withUnsafeBufferPointer { classes in
        guard let base = bytes.baseAddress, let first = classes.baseAddress else {
          return WordInterner.empty
        }
        let room = TextRoom(tokens: capacity, words: min(1 << 16, max(64, range.count / 8)))
        return CallMemory.with(byteCount: room.byteCount) { memory in
          guard let memory = memory.baseAddress else { return nil }
          let output = room.output(in: memory)
          var tokenizer = Tokenizer(bytes, base, first, output, room.interner(in: memory))
          defer { tokenizer.words.deallocate() }
          tokenizer.scan(range, opaque)
          guard tokenizer.tokenCount <= capacity else { return nil }
          let (tokens, words, opens) = tokenizer.words.finish(
            output, count: tokenizer.tokenCount, marks: tokenizer.markCount, end: range.end)
          tokens.starts.withUnsafeBufferPointer { BlockTokens.assign(&blocks, $0) }
          SentenceMarker.mark(
            opens, tokens, words, text: bytes, blocks: blocks)
          return (tokens, words)
        }
      }
    }
  }
}

/// The memory in which the tokens and words of a text are collected.
private struct TextRoom {
  private let tokens: Int
  private let slotCount: Int

  /// Room for so many tokens, and for about so many words; for more, an interner takes memory itself.
  init(tokens: Int, words: Int) {
    self.tokens = tokens
    slotCount = WordInterner.slotCount(capacity: words)
  }

  /// Where the words begin: at a multiple of sixteen bytes.
  private var firstWord: Int { (TokenOutput.size(capacity: tokens) + 15) & ~15 }

  /// How much memory that is.
  var byteCount: Int { firstWord + InternerTables.size(slotCount: slotCount) }

  /// An empty table of tokens in that memory.
  func output(in memory: UnsafeMutableRawPointer) -> TokenOutput {
    TokenOutput(capacity: tokens, in: memory)
  }

  /// An empty table of words in it.
  func interner(in memory: UnsafeMutableRawPointer) -> WordInterner {
    WordInterner(
      InternerTables(slotCount: slotCount, in: memory + firstWord), unusedToken: UInt32(tokens))
  }
}

extension WordInterner {
  /// The tables of a text without words.
  static let empty: (tokens: TokenTable, words: WordTable) = {
    let room = TextRoom(tokens: 1, words: 0)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: room.byteCount, alignment: 16)
    defer { memory.deallocate() }
    let (tokens, words, _) = room.interner(in: memory).finish(
      room.output(in: memory), count: 0, marks: 0, end: 0)
    return (tokens, words)
  }()

  /// The tables of tokens and words: copies of just the size they need, in one piece of memory. What was taken to collect
  /// them is at once taken again for the next text, and then lies in the processor's caches.
  ///
  /// - Parameters:
  ///   - count: the number of tokens.
  ///   - marks: how many of them have been noted.
  ///   - end: where the last one ends.
  /// - Returns: also, for each token, whether it opens a sentence, false so far. It may be written until the tables are
  ///   handed out.
  func finish(
    _ output: TokenOutput, count tokenCount: Int, marks markCount: Int, end: UInt32
  ) -> (TokenTable, WordTable, opens: UnsafeMutableBufferPointer<Bool>) {
    let count = self.count
    let tables = self.tables
    let keyBytes = count * WordTable.cellSize
    let poolBytes = keyBytes + poolCount + WordTable.cellSize
    let memory = TableMemory(
      byteCount: poolBytes + 4 * (6 * count + tables.slotCount + 3 * tokenCount + 1 + markCount)
        + count
        + 2 * tokenCount)
    var columns = ColumnCutter(memory.base)
    // A multiple of eight bytes: what follows is aligned.
    let pool = columns.take(UInt8.self, poolBytes)
    fill(pool, keyBytes)
    let offsets = columns.take(UInt32.self, count)
    fill(offsets, longAt: keyBytes)
    let counts = columns.take(UInt32.self, count)
    for id in 0..<count { counts[id] = UInt32(truncatingIfNeeded: tables.uses[id] &>> 32) }
    let lengths = columns.copy(tables.lengths, count)
    let folded = columns.copy(tables.folded, count)
    let stems = columns.copy(tables.stems, count)
    let first = columns.copy(tables.first, count)
    let slots = columns.copy(tables.slots, tables.slotCount)
    let starts = columns.take(UInt32.self, tokenCount + 1)
    starts.update(from: output.starts, count: tokenCount)
    starts[tokenCount] = end
    let tokenWords = columns.copy(output.words, tokenCount)
    let nextSame = columns.copy(output.nextSame, tokenCount)
    let marks = columns.copy(output.marks, markCount)
    let shapes = columns.copy(tables.shapes, count)
    let kinds = columns.copy(output.kinds, tokenCount)
    let opens = columns.take(Bool.self, tokenCount)
    opens.update(repeating: false, count: tokenCount)
    return (
      TokenTable(
        memory, count: tokenCount, starts: starts, words: tokenWords, nextSame: nextSame,
        kinds: kinds, opensSentence: opens, marks: Column(memory, marks, markCount)),
      WordTable(
        pool: Column(memory, pool, poolBytes), offsets: Column(memory, offsets, count),
        lengths: Column(memory, lengths, count), slots: Column(memory, slots, tables.slotCount),
        shapes: Column(memory, shapes, count), counts: Column(memory, counts, count),
        folded: Column(memory, folded, count), stems: Column(memory, stems, count),
        firstToken: Column(memory, first, count)),
      UnsafeMutableBufferPointer(start: opens, count: tokenCount)
    )
  }

  /// Fills the bytes of all words: cells first, then what longer words need, then zeros.
  private func fill(_ target: UnsafeMutablePointer<UInt8>, _ keyBytes: Int) {
    UnsafeMutableRawPointer(target).copyMemory(from: tables.keys, byteCount: keyBytes)
    if let pool { (target + keyBytes).update(from: pool, count: poolCount) }
    (target + keyBytes + poolCount).update(repeating: 0, count: WordTable.cellSize)
  }

  /// Fills in where each word lies: in its cell, or behind all cells.
  private func fill(_ offsets: UnsafeMutablePointer<UInt32>, longAt start: Int) {
    for id in 0..<count { offsets[id] = UInt32(truncatingIfNeeded: id &* WordTable.cellSize) }
    guard poolCount > 0 else { return }
    for id in 0..<count where tables.lengths[id] > UInt32(WordKey.limit) {
      offsets[id] = UInt32(truncatingIfNeeded: tables.keys[id].high) &+ UInt32(start)
    }
  }
}

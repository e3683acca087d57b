import StetText

extension Tokenizer {
  /// What most copy consists of: words of at most sixteen ASCII letters and apostrophes, single spaces and marks. Returns
  /// where it ends, or where so little is left that not all reads would lie inside.
  mutating func scanPlainCopy(from start: Int, to end: Int) -> Int {
    let base = UnsafeRawPointer(self.base)
    let classes = self.classes
    let output = self.output
    // A step writes two tokens at most, and reads a word and what may belong to it.
    let lastToken = output.capacity &- 2
    let last = end &- (WordKey.limit &+ WordTail.reach)
    var i = start
    var token = tokenCount
    var words = self.words
    defer {
      tokenCount = token
      self.words = words
    }
    while i <= last, token <= lastToken {
      let first = base.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      var others = UTF8Scan.others(in: first)
      var key = WordKey(low: first, high: 0)
      var length: Int
      // The bit that parts small letters from capitals, where it is not set.
      let capitals: UInt64
      if others != 0 {
        let isIn = UTF8Scan.bytesBefore(others)
        if isIn == 0 {
          let b = UInt8(truncatingIfNeeded: first)
          guard let kind = classes[Int(b)].kindAlone(b) else {
            // Dashes, quotation marks, an ellipsis: U+2010 to U+2027, three bytes each.
            let third = UInt8(truncatingIfNeeded: first &>> 16)
            guard first & 0xFFFF == 0x80E2, third &- 0x90 < 0x18 else { break }
            if TokenTable.notesGeneral(third) { addMark(token) }
            output.set(token, i, .punctuation, WordTable.none)
            token &+= 1
            i &+= 3
            continue
          }
          if TokenTable.notes(b) { addMark(token) }
          let next = UInt8(truncatingIfNeeded: first &>> 8)
          if kind == .space {
            guard Self.isVisible(next) else { break }
          } else if next == 0x20, Self.isVisible(UInt8(truncatingIfNeeded: first &>> 16)) {
            output.setWithSpace(token, i, i &+ 1, kind, WordTable.none)
            token &+= 2
            i &+= 2
            continue
          }
          output.set(token, i, kind, WordTable.none)
          token &+= 1
          i &+= 1
          continue
        }
        key.low = first & isIn
        capitals = ~first & isIn & Self.caseBits
        length = others.trailingZeroBitCount &>> 3
      } else {
        let second = base.loadUnaligned(fromByteOffset: i &+ 8, as: UInt64.self)
        others = UTF8Scan.others(in: second)
        if others == 0 { break }
        let isIn = UTF8Scan.bytesBefore(others)
        key.high = second & isIn
        capitals = (~first | ~second & isIn) & Self.caseBits
        length = 8 &+ others.trailingZeroBitCount &>> 3
      }
      var wordEnd = i &+ length
      var hasTail = false
      // Most words end at a space or a comma: nothing that could go on a word or an address.
      if classes[Int(base.load(fromByteOffset: wordEnd, as: UInt8.self))].mayGoOn {
        guard let tail = WordTail(base + wordEnd, classes) else { break }
        if tail.count > 0 {
          hasTail = true
          length &+= tail.storedCount
          if length > WordKey.limit { break }
          key.insert(tail.stored, at: length &- tail.storedCount)
          wordEnd &+= tail.count
        }
      }
      let number = UInt32(truncatingIfNeeded: token)
      let id: WordID
      if capitals == 0, !hasTail, words.hasRoom {
        id = words.use(smallLetters: key, length, token: number, output.nextSame)
      } else {
        id = hasTail ? words.intern(short: key, length) : words.intern(letters: key, length)
        let before = words.use(id, token: number)
        if before >= WordInterner.oneUse {
          output.nextSame[Int(UInt32(truncatingIfNeeded: before))] = number
        } else {
          words.setFirst(id, token: number)
        }
      }
      let (space, next) = (
        base.load(fromByteOffset: wordEnd, as: UInt8.self),
        base.load(fromByteOffset: wordEnd &+ 1, as: UInt8.self)
      )
      if space == 0x20, Self.isVisible(next) {
        output.setWithSpace(token, i, wordEnd, .word, id)
        token &+= 2
        i = wordEnd &+ 1
      } else {
        output.set(token, i, .word, id)
        token &+= 1
        i = wordEnd
      }
    }
    return i
  }

  private static let caseBits: UInt64 = 0x2020_2020_2020_2020

  /// Whether a byte is ASCII and neither white space nor a control character: it ends a space.
  @inline(__always)
  private static func isVisible(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5F }
}

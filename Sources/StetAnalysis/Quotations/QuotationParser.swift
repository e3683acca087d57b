import StetDocument
import StetText

/// Decides what every mark of a document does, block by block.
///
/// Double marks come first: their direction follows from their neighbours, so they are nearly
/// always certain. Single marks come second, inside what the double ones hold, since most of them
/// are apostrophes. Looks ahead a fixed number of marks only, so the whole is linear.
struct QuotationParser {
  let document: Document
  /// The marks of the document: room for all, and how many there are.
  let marks: UnsafeMutableBufferPointer<QuotationMark>
  var markCount = 0
  /// The brackets, which the same look finds.
  var brackets: [BracketMark] = []
  var faults: [QuotationFault] = []
  /// The mark whose quotation is open at the end of the last body block, -1 when none is.
  var carriedDouble = -1
  /// The single marks open inside `carriedDouble`, and outside it, at the end of that block.
  var carriedInner = -1
  var carriedOuter = -1
  /// The fault of a single closer without an opener inside `carriedDouble`, -1 when none.
  var strayCloser = -1
  /// The fault of a quotation given up since the last double mark, -1 when there is none.
  private var givenUp = -1
  /// The kind of the last body block.
  var carriedKind = BlockKind.paragraph

  /// The double marks of the running block: so many are in use.
  private let doubles: UnsafeMutableBufferPointer<DoubleMark>
  private var doubleCount = 0
  /// Work space of the pass over single marks.
  var states: [SingleState] = []

  /// One double mark of the running block.
  struct DoubleMark {
    private let number: UInt32
    /// Where it turns.
    let turn: Turn

    init(_ index: Int, _ turn: Turn) {
      number = UInt32(truncatingIfNeeded: index)
      self.turn = turn
    }

    /// Its index among all marks.
    var index: Int { Int(number) }
  }

  enum Turn: UInt8 {
    case open, close, either
  }

  /// - Parameters:
  ///   - marks: room for as many marks as the tokenizer has noted, for as long as the parser is used.
  ///   - doubles: the same.
  init(
    _ document: Document, _ marks: UnsafeMutableBufferPointer<QuotationMark>,
    _ doubles: UnsafeMutableBufferPointer<DoubleMark>
  ) {
    self.document = document
    self.marks = marks
    self.doubles = doubles
  }

  mutating func run() {
    let noted = document.tokens.marks
    CopyView.with(document) { view in
      noted.withUnsafeBufferPointer { noted in
        var scanner = MarkScanner(view, noted)
        let blocks = document.blocks
        states.reserveCapacity(4)
        for index in blocks.indices {
          let first = markCount
          scanner.scan(index, blocks[index].tokens, into: marks, &markCount, &brackets)
          parse(blocks[index], first..<markCount)
        }
      }
    }
    dropCarried()
  }

  private mutating func parse(_ block: Block, _ range: Range<Int>) {
    switch block.kind {
    case .separator, .byline, .dateline: return
    default: break
    }
    if !block.isBody || block.kind == .pullQuote {
      parseAlone(block, range)
      return
    }
    if isAside(block, range) { return }
    if !canContinue(to: block.kind) { dropCarried() }
    parseFlow(block, range)
    carriedKind = block.kind
  }

  /// Furniture is balanced on its own; a running quotation goes on after it, but not after a
  /// headline or the end of a story.
  private mutating func parseAlone(_ block: Block, _ range: Range<Int>) {
    if block.kind == .headline || block.kind == .note { dropCarried() }
    let kept = (carriedDouble, carriedInner, carriedOuter, strayCloser)
    (carriedDouble, carriedInner, carriedOuter, strayCloser) = (-1, -1, -1, -1)
    parseFlow(block, range)
    if block.kind == .pullQuote {
      // Designers often set only the opening mark.
      (carriedDouble, carriedInner, carriedOuter, strayCloser) = (-1, -1, -1, -1)
    } else {
      dropCarried()
    }
    (carriedDouble, carriedInner, carriedOuter, strayCloser) = kept
  }

  /// A quotation may run on in the same kind of block, and from a paragraph into a list.
  private func canContinue(to kind: BlockKind) -> Bool {
    kind == carriedKind || (carriedKind == .paragraph && kind == .listItem)
  }

  /// Blocks that may stand inside a running quotation: placeholders such as `[image]`, and short
  /// lines without marks or a full stop, which are crossheads or labels.
  private func isAside(_ block: Block, _ range: Range<Int>) -> Bool {
    guard range.isEmpty, carriedDouble >= 0, block.kind == .paragraph, block.range.count <= 60,
      let last = document.text[block.range.indices].last
    else { return false }
    return last != 0x2E && last != 0x21 && last != 0x3F && last != 0x3A && last != 0x2C
  }

  /// Gives up what is still open: nothing continues it.
  mutating func dropCarried() {
    if carriedDouble >= 0, strayCloser >= 0 {
      // Opened by a double mark and closed by a single one: one slip, not two.
      let closer = faults[strayCloser].mark
      faults[strayCloser].kind = .mismatched
      faults[strayCloser].mark = carriedDouble
      faults[strayCloser].other = closer
      marks[carriedDouble].fault = strayCloser
      marks[carriedDouble].partner = closer
      marks[closer].partner = carriedDouble
    } else if carriedDouble >= 0 {
      givenUp = faults.count
      addFault(.unclosed, carriedDouble)
    } else if carriedOuter >= 0 {
      addFault(.unclosed, carriedOuter, certain: false)
    }
    carriedDouble = -1
    carriedInner = -1
    carriedOuter = -1
    strayCloser = -1
  }

  private mutating func parseFlow(_ block: Block, _ range: Range<Int>) {
    // Most paragraphs have no mark, and nothing is open before them.
    if range.isEmpty, carriedDouble < 0, carriedOuter < 0 {
      carriedInner = -1
      strayCloser = -1
      return
    }
    collectDoubles(range)
    parseDoubles(range)
    parseSingles(range)
    pairGuillemets(range)
  }

  // MARK: Double marks

  private mutating func collectDoubles(_ range: Range<Int>) {
    doubleCount = 0
    for index in range where marks[index].glyph.isDouble {
      doubles.initializeElement(at: doubleCount, to: DoubleMark(index, turn(index)))
      doubleCount &+= 1
    }
  }

  @inline(__always)
  private func turn(_ index: Int) -> Turn {
    let shape = QuotationMark.shape(marks[index].before, marks[index].after)
    switch marks[index].glyph {
    case .curlyDoubleOpen: return shape <= -3 || marks[index].after == .edge ? .either : .open
    case .curlyDoubleClose: return shape >= 3 || marks[index].before == .edge ? .either : .close
    case .lowDouble, .twoGraves: return .open
    default: return shape > 0 ? .open : shape < 0 ? .close : .either
    }
  }

  /// Whether reading the block's marks in order, each opener inside what is open, comes out even
  /// and never deeper than two.
  private func nestsEvenly(carried: Bool) -> Bool {
    var depth = 0
    var deepest = 0
    for k in 0..<doubleCount {
      let turn = doubles[k].turn
      if k == 0, carried, turn != .close {
        depth = 1
        continue
      }
      if turn == .open || (turn == .either && depth == 0) {
        depth += 1
        deepest = max(deepest, depth)
      } else {
        depth -= 1
        if depth < 0 { return false }
      }
    }
    return depth == 0 && deepest == 2
  }

  private mutating func parseDoubles(_ range: Range<Int>) {
    var open = -1
    var outer = -1
    /// Whether the quotation before the open one was never closed.
    var runsOn = false
    let carried = carriedDouble
    var k = 0
    if carried >= 0 {
      guard doubleCount > 0 else {
        dropCarried()
        return
      }
      let first = doubles[0].index
      if doubles[0].turn != .close, marks[first].isLeading {
        marks[first].role = .continuer
        marks[first].partner = carried
        settleReversed(first, opens: true)
        marks[carried].lastBlock = marks[first].block
        open = carried
        k = 1
      } else if doubles[0].turn == .close {
        // The paragraph goes on with the quotation but lacks the mark at its head.
        addFault(.uncontinued, first, other: carried)
        close(carried, with: first)
        carriedDouble = -1
        carriedInner = -1
        k = 1
      } else {
        dropCarried()
      }
    }
    let nests = doubleCount > 2 && nestsEvenly(carried: open >= 0)
    while k < doubleCount {
      let index = doubles[k].index
      var turn = doubles[k].turn
      if isPrime(k, isOpen: open >= 0) {
        marks[index].role = .prime
        k += 1
        continue
      }
      if turn == .either { turn = open >= 0 ? .close : .open }
      if turn == .open {
        if open >= 0 {
          if outer < 0, nests || closesTwice(after: k) {
            outer = open
          } else {
            // Paragraphs of a running quotation that were run together are one fault, not many.
            marks[open].isAbandoned = true
            if outer >= 0 || !runsOn { addUnclosed(outer >= 0 ? outer : open, before: index) }
            runsOn = true
            outer = -1
          }
        }
        marks[index].role = .opener
        marks[index].lastBlock = marks[index].block
        settleReversed(index, opens: true)
        open = index
      } else if open >= 0 {
        runsOn = false
        close(open, with: index)
        open = outer
        outer = -1
      } else if isMisplacedOpener(k) {
        marks[index].role = .opener
        settleReversed(index, opens: true)
        marks[index].lastBlock = marks[index].block
        open = index
      } else if k == 0, givenUp >= 0 {
        // Paragraphs between the opener and this closer lack their marks: one slip, not two.
        marks[index].role = .closer
        faults[givenUp].other = index
      } else {
        marks[index].role = .closer
        addFault(isDoubled(index) ? .doubled : .unopened, index)
      }
      givenUp = -1
      k += 1
    }
    if outer >= 0 {
      addFault(.unclosed, open)
      open = outer
    }
    carriedDouble = open
  }

  private mutating func addUnclosed(_ opener: Int, before index: Int) {
    let doubled = index > 0 && opener == index - 1 && marks[index].joinsPrevious
    addFault(doubled ? .doubled : .unclosed, opener)
  }

  private mutating func close(_ opener: Int, with closer: Int) {
    marks[closer].role = .closer
    marks[closer].partner = opener
    marks[opener].partner = closer
    marks[opener].lastBlock = marks[closer].block
    let isGerman = marks[opener].glyph == .lowDouble
    if !isGerman { settleReversed(closer, opens: false) }
  }

  mutating func settleReversed(_ index: Int, opens: Bool) {
    let wrong: QuotationGlyph = opens ? .curlyDoubleClose : .curlyDoubleOpen
    if marks[index].glyph == wrong { marks[index].isReversed = true }
  }

  /// Whether two closers follow the opener before another opener does: a pair inside a pair.
  private func closesTwice(after k: Int) -> Bool {
    k + 2 < doubleCount && doubles[k + 1].turn == .close && doubles[k + 2].turn == .close
      && !marks[doubles[k + 2].index].joinsPrevious
  }

  /// A closer with nothing open, before another closer, that hangs on the word before it with its
  /// space on the wrong side: `said" It was`.
  private func isMisplacedOpener(_ k: Int) -> Bool {
    guard k + 1 < doubleCount, doubles[k + 1].turn == .close else { return false }
    let mark = marks[doubles[k].index]
    return (mark.after == .space || mark.after == .letter)
      && !marks[doubles[k + 1].index].joinsPrevious
  }

  private func isDoubled(_ index: Int) -> Bool {
    index > 0 && marks[index].joinsPrevious && marks[index - 1].glyph == marks[index].glyph
  }

  /// Inches and seconds: a mark behind a short number, with nothing open or a closer left over,
  /// where feet stand before it or something that is measured follows.
  private func isPrime(_ k: Int, isOpen: Bool) -> Bool {
    let mark = marks[doubles[k].index]
    guard mark.before == .digit, doubles[k].turn != .open, !mark.joinsPrevious,
      mark.glyph == .straightDouble || mark.glyph == .curlyDoubleClose
    else { return false }
    if isOpen, k + 1 >= doubleCount || doubles[k + 1].turn != .close { return false }
    let number = mark.token - 1
    guard number > 0, document.tokens.range(number).count <= 4 else { return false }
    // `9" by 10" by 12"`: one measure makes the next one likely.
    if k > 0, marks[doubles[k - 1].index].role == .prime { return true }
    return isBehindFeet(number, doubles[k].index) || isMeasure(after: mark.token + 1)
  }

  /// `5'10"`, `5' 10"`, `51°28'38"`.
  private func isBehindFeet(_ number: Int, _ index: Int) -> Bool {
    let tokens = document.tokens
    var token = number - 1
    if token > 0, tokens.kinds[token] == .space { token -= 1 }
    guard index > 0, token > 0 else { return false }
    let previous = marks[index - 1]
    return previous.token == token && previous.before == .digit
      && (previous.glyph.isSingle || previous.glyph == .singlePrime)
  }

  private func isMeasure(after token: Int) -> Bool {
    let tokens = document.tokens
    var next = token
    if next < tokens.count,
      tokens.kinds[next] == .space || document.text[Int(tokens.starts[next])] == 0x2D
    {
      next += 1
    }
    guard next < tokens.count, tokens.kinds[next] == .word else { return false }
    let word = document.words.folded[Int(tokens.words[next])]
    return document.words.byteCount(word) <= 12
      && ApostropheWords.measured.contains(document.words.string(word))
  }

  mutating func addFault(
    _ kind: QuotationFaultKind, _ mark: Int, other: Int = -1, certain: Bool = true
  ) {
    marks[mark].fault = faults.count
    faults.append(QuotationFault(kind: kind, mark: mark, other: other, isCertain: certain))
  }
}

import StetDocument
import StetText

/// What is open among the single marks at one level of double quotation.
struct SingleState {
  /// The double mark whose quotation this is, -1 outside any.
  var double = -1
  /// The single mark that is open, -1 when none is.
  var open = -1
  /// The last mark since it opened that may close it but may be an apostrophe.
  var weakCloser = -1
  /// With nothing open: the last mark that opens if a sure closer follows, or else is an elision.
  var weakOpener = -1
}

/// The pass over single marks: the opener decides.
extension QuotationParser {
  private enum Single {
    case opener, weakOpener, closer, weakCloser, apostrophe, prime, ignored
  }

  mutating func parseSingles(_ range: Range<Int>) {
    if carriedOuter >= 0, !beginsWithSingle(range) {
      addFault(.unclosed, carriedOuter, certain: false)
      carriedOuter = -1
    }
    // `finish` leaves one state.
    if states.isEmpty { states.append(SingleState()) }
    states[0] = SingleState(open: carriedOuter)
    let outerCarried = carriedOuter
    carriedOuter = -1
    let innerCarried = carriedInner
    carriedInner = -1
    strayCloser = -1
    for index in range {
      if marks[index].glyph.isDouble {
        passDouble(index, innerCarried)
      } else if marks[index].glyph.isSingle {
        passSingle(index, carried: states.count == 1 ? outerCarried : innerCarried)
      } else if marks[index].glyph == .singlePrime || marks[index].glyph == .doublePrime {
        marks[index].role = .prime
      }
    }
    finish()
  }

  /// Guillemets bound foreign quotations: they are paired and never complained about, since arrows
  /// and bullets look the same.
  mutating func pairGuillemets(_ range: Range<Int>) {
    var open = -1
    for index in range {
      let glyph = marks[index].glyph
      guard glyph == .guillemetLeft || glyph == .guillemetRight else { continue }
      if open >= 0, marks[open].glyph != glyph {
        pair(open, index)
        open = -1
      } else {
        open = index
      }
    }
  }

  /// Whether the block's first mark stands at its head and may open a single quotation.
  private func beginsWithSingle(_ range: Range<Int>) -> Bool {
    guard let first = range.first, marks[first].isLeading, marks[first].glyph.isSingle else {
      return false
    }
    if case .opener = judge(first, isOpen: true) { return true }
    return false
  }

  private mutating func finish() {
    while states.count > 1 {
      let top = states.count - 1
      if carriedDouble >= 0, states[top].double == carriedDouble {
        settleWeak(top)
        carriedInner = states[top].open
        states.removeLast()
      } else {
        endState()
      }
    }
    settleWeak(0)
    carriedOuter = states[0].open
    if carriedOuter >= 0, carriedDouble >= 0 {
      addFault(.unclosed, carriedOuter, certain: false)
      carriedOuter = -1
    }
  }

  private mutating func passDouble(_ index: Int, _ innerCarried: Int) {
    let mark = marks[index]
    switch mark.role {
    case .opener:
      // An opener that is never closed holds nothing from the next one on.
      if let top = states.last, top.double >= 0 {
        if marks[top.double].isAbandoned || isUnclosed(top.double) {
          endState()
        } else if top.open < 0 {
          addFault(.nested, index, other: top.double)
        } else if states.count > 4 {
          addFault(.tooDeep, index, other: top.double)
        }
      }
      states.append(SingleState(double: index))
    case .continuer:
      states.append(SingleState(double: mark.partner, open: innerCarried))
    case .closer:
      if mark.fault >= 0, faults[mark.fault].kind == .unopened {
        mismatch(closer: index)
      } else if states.count > 1 {
        endState()
      }
    default: break
    }
  }

  private func isUnclosed(_ double: Int) -> Bool {
    let fault = marks[double].fault
    return fault >= 0 && faults[fault].kind == .unclosed
  }

  /// A double closer with nothing open, after a single opener with no closer: one slip, not two.
  private mutating func mismatch(closer index: Int) {
    let top = states.count - 1
    let opener = states[top].open
    guard opener >= 0, states[top].weakCloser < 0 else { return }
    let fault = marks[index].fault
    faults[fault].kind = .mismatched
    faults[fault].mark = opener
    faults[fault].other = index
    marks[opener].fault = fault
    pair(opener, index)
    states[top].open = -1
  }

  private mutating func pair(_ opener: Int, _ closer: Int) {
    marks[opener].role = .opener
    marks[opener].partner = closer
    marks[opener].lastBlock = marks[closer].block
    marks[closer].role = .closer
    marks[closer].partner = opener
    if marks[closer].glyph == .curlySingleOpen { marks[closer].isReversed = true }
    if marks[opener].glyph == .curlySingleClose { marks[opener].isReversed = true }
  }

  private mutating func settleWeak(_ level: Int) {
    if states[level].open >= 0, states[level].weakCloser >= 0 {
      pair(states[level].open, states[level].weakCloser)
      states[level].open = -1
    }
    states[level].weakCloser = -1
  }

  private mutating func endState() {
    let top = states.count - 1
    settleWeak(top)
    let open = states[top].open
    let double = states[top].double
    if open >= 0, double < 0 || !(isUnclosed(double) || marks[double].isAbandoned) {
      addFault(.unclosed, open, certain: false)
    }
    states.removeLast()
  }

  private mutating func passSingle(_ index: Int, carried: Int) {
    if marks[index].role == .apostrophe { return }
    let top = states.count - 1
    let isOpen = states[top].open >= 0
    switch judge(index, isOpen: isOpen) {
    case .opener:
      if isOpen, states[top].open == carried, marks[index].isLeading {
        marks[index].role = .continuer
        marks[index].partner = carried
        marks[carried].lastBlock = marks[index].block
        return
      }
      if isOpen, states[top].weakCloser >= 0 {
        settleWeak(top)
      } else if isOpen {
        addFault(.unclosed, states[top].open, certain: false)
      }
      marks[index].role = .opener
      marks[index].lastBlock = marks[index].block
      states[top].open = index
      states[top].weakCloser = -1
      states[top].weakOpener = -1
    case .weakOpener:
      marks[index].role = .apostrophe
      if !isOpen { states[top].weakOpener = index }
    case .closer: closeSingle(index, top)
    case .weakCloser:
      marks[index].role = .apostrophe
      if isOpen {
        states[top].weakCloser = index
      } else if marks[index].after == .edge, states[top].weakOpener >= 0,
        marks[states[top].weakOpener].isLeading
      {
        // A crosshead or headline that is quoted from end to end.
        pair(states[top].weakOpener, index)
        states[top].weakOpener = -1
      }
    case .apostrophe: marks[index].role = .apostrophe
    case .prime: marks[index].role = .prime
    case .ignored: break
    }
  }

  private mutating func closeSingle(_ index: Int, _ top: Int) {
    if states[top].open >= 0 {
      pair(states[top].open, index)
      states[top].open = -1
      states[top].weakCloser = -1
      return
    }
    if states[top].weakOpener >= 0 {
      pair(states[top].weakOpener, index)
      states[top].weakOpener = -1
      return
    }
    marks[index].role = .closer
    let double = states[top].double
    if double >= 0, isUnclosed(double) {
      let fault = marks[double].fault
      faults[fault].kind = .mismatched
      faults[fault].other = index
      marks[index].fault = fault
      marks[index].partner = double
      marks[double].partner = index
    } else if marks[index].before == .stop || marks[index].after != .letter {
      if double >= 0, double == carriedDouble { strayCloser = faults.count }
      addFault(.unopened, index, certain: false)
    } else {
      marks[index].role = .apostrophe
    }
  }

  // MARK: Judging one mark

  private func judge(_ index: Int, isOpen: Bool) -> Single {
    let mark = marks[index]
    let shape = mark.shape
    if mark.before == .digit {
      if mark.after == .digit { return .prime }
      if shape <= 0, !isOpen { return mark.after == .letter ? .apostrophe : .prime }
    }
    if mark.glyph == .acute { return .apostrophe }
    if mark.glyph == .grave {
      return shape > 0 ? .weakOpener : .apostrophe
    }
    if mark.glyph == .lowSingle { return .ignored }
    if shape > 0 { return judgeOpener(mark) }
    if shape < 0 { return judgeCloser(index) }
    // Between spaces, or between a stop and a letter: only what is open can decide.
    if mark.glyph == .curlySingleOpen { return isOpen ? .apostrophe : .opener }
    if isOpen { return mark.before == .stop ? .closer : .weakCloser }
    return .apostrophe
  }

  private func judgeOpener(_ mark: QuotationMark) -> Single {
    if mark.glyph == .curlySingleClose { return .weakOpener }
    let next = mark.token + 1
    guard next < document.tokens.count else { return .ignored }
    switch document.tokens.kinds[next] {
    case .number, .alphanumeric: return isElidedYear(next) ? .weakOpener : .opener
    case .word:
      let words = document.words
      let word = words.folded[Int(document.tokens.words[next])]
      if words.byteCount(word) > 10 { return .opener }
      let text = words.string(word)
      if ApostropheWords.elisions.contains(text) { return .weakOpener }
      // Words of their own, too: with a capital they begin a quotation.
      let isLower = words.shapes[Int(document.tokens.words[next])] == .lower
      return isLower && ApostropheWords.likeOtherWords.contains(text) ? .weakOpener : .opener
    default: return .opener
    }
  }

  /// Two digits and nothing more, or with an s: '68, '90s.
  private func isElidedYear(_ token: Int) -> Bool {
    let bytes = document.text[document.tokens.range(token).indices]
    let digits = bytes.prefix { $0 &- 0x30 < 10 }.count
    return digits == 2 && (bytes.count == 2 || (bytes.count == 3 && bytes.last == 0x73))
  }

  private func judgeCloser(_ index: Int) -> Single {
    let mark = marks[index]
    if mark.before == .stop || mark.before == .closeBracket { return .closer }
    let previous = mark.token - 1
    guard previous >= 0, mark.before == .letter, document.tokens.kinds[previous].hasWord else {
      return .closer
    }
    if isSplitContraction(mark.token + 1) { return .apostrophe }
    if cannotBePossessive(index) { return .closer }
    let words = document.words
    let word = words.folded[Int(document.tokens.words[previous])]
    return words.withBytes(word) { bytes in
      guard let last = bytes.last else { return Single.closer }
      if last == 0x73 || last == 0x7A || last == 0x78 { return Single.weakCloser }
      return ApostropheWords.isClipped(bytes) ? .weakCloser : .closer
    }
  }

  /// A possessive owns something: it does not end a headline, a clause or a quotation, and it is
  /// no word that owns nothing. What follows does not tell: a city like Minneapolis' has one.
  private func cannotBePossessive(_ index: Int) -> Bool {
    let mark = marks[index]
    let words = document.words
    let tokens = document.tokens
    let word = words.folded[Int(tokens.words[mark.token - 1])]
    let ending = words.withBytes(word) { ($0.last, $0.dropLast().last) }
    guard ending.0 == 0x73 else { return false }
    if ending.1 == 0x27 { return true }
    let isLower = words.shapes[Int(tokens.words[mark.token - 1])] == .lower
    if isLower, words.byteCount(word) <= 7, ApostropheWords.ownless.contains(words.string(word)) {
      return true
    }
    if mark.after == .edge { return true }
    if index + 1 < markCount, marks[index + 1].joinsPrevious, marks[index + 1].glyph.isDouble {
      return mark.after != .letter
    }
    guard mark.after == .stop else { return false }
    let next = document.text[Int(mark.range.end)]
    return next == 0x3A || next == 0x3B || next == 0x3F || next == 0x21
  }

  /// `it' s`, `don' t`: an apostrophe with a stray space after it.
  private func isSplitContraction(_ token: Int) -> Bool {
    guard token + 1 < document.tokens.count, document.tokens.kinds[token] == .space,
      document.tokens.kinds[token + 1] == .word
    else { return false }
    let range = document.tokens.range(token + 1)
    guard range.count <= 2 else { return false }
    switch document.string(range) {
    case "s", "t", "d", "m", "re", "ve", "ll": return true
    default: return false
    }
  }
}

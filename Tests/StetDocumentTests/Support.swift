import StetDocument
import StetText

/// A block as a reader sees it.
struct Visible: Equatable, CustomStringConvertible {
  var kind: BlockKind
  var text: String

  init(_ kind: BlockKind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  var description: String { "\(kind): \(text)" }
}

/// The document of a Markdown text.
func markdown(_ text: String) -> Document {
  Document(SourceFile(path: "story.md", text: text))
}

/// The blocks with what of them is copy; each stretch of white space is shown as one space.
func visible(_ document: Document) -> [Visible] {
  document.blocks.map { block in
    var text = ""
    for token in block.tokens {
      switch document.tokens.kinds[token] {
      case .markup: break
      case .newline, .space: if !text.isEmpty, text.last != " " { text += " " }
      default: text += document.string(document.tokens.range(token))
      }
    }
    if text.last == " " { text.removeLast() }
    return Visible(block.kind, text)
  }
}

/// The blocks of a Markdown text with what of them is copy.
func visible(_ text: String) -> [Visible] { visible(markdown(text)) }

/// Words with their place in the file, as `line:column word`.
func places(_ document: Document) -> [String] {
  let index = LineIndex(document.file.bytes)
  return document.tokens.kinds.indices.filter { document.tokens.kinds[$0].hasWord }.map { token in
    let range = document.map.fileRange(document.tokens.range(token))
    let place = index.position(of: Int(range.start))
    return "\(place.line):\(place.column) \(document.string(document.tokens.range(token)))"
  }
}

/// The tokens as strings, without white space; markup is shown in angle quotation marks.
func tokens(_ document: Document) -> [String] {
  document.tokens.kinds.indices.compactMap { token in
    let text = document.string(document.tokens.range(token))
    switch document.tokens.kinds[token] {
    case .space, .newline: return nil
    case .markup: return "«\(text)»"
    default: return text
    }
  }
}

/// What breaks the promises that every document keeps; empty when all hold.
func faults(of document: Document) -> [String] {
  var faults: [String] = []
  let table = document.tokens
  if table.starts.count != table.count + 1 { faults.append("starts and tokens differ in number") }
  if table.starts.first ?? 0 != 0 { faults.append("the first token does not start at 0") }
  if Int(table.starts.last ?? 0) != document.text.count {
    faults.append("the last token ends early")
  }
  for token in 0..<table.count where table.starts[token] >= table.starts[token + 1] {
    faults.append("token \(token) is empty or goes back")
  }
  var end: UInt32 = 0
  for block in document.blocks {
    if block.range.start < end { faults.append("block \(block) overlaps the one before") }
    end = block.range.end
    if Int(end) > document.text.count { faults.append("block \(block) ends after the text") }
    if let first = block.tokens.first, table.starts[first] < block.range.start {
      faults.append("block \(block) holds a token from before it")
    }
    if let last = block.tokens.last, table.starts[last + 1] > block.range.end {
      faults.append("block \(block) cuts token \(last)")
    }
  }
  var last: UInt32 = 0
  for offset in 0...document.text.count {
    let mapped = document.map.fileRange(TextRange(offset, offset)).start
    if mapped < last { faults.append("the source map goes back at \(offset)") }
    last = mapped
  }
  if Int(last) > document.file.bytes.count { faults.append("the source map leaves the file") }
  for word in 0..<document.words.count {
    var count = 0
    var token = document.words.firstToken[word]
    while token != UInt32.max {
      count += 1
      if table.words[Int(token)] != WordID(word) { faults.append("token \(token) is no \(word)") }
      token = table.nextSame[Int(token)]
    }
    if count != Int(document.words.counts[word]) { faults.append("word \(word) is miscounted") }
  }
  return faults
}

/// A generator of numbers that gives the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

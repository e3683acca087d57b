import StetText

/// A file of copy taken apart: text, source map, blocks, tokens, words.
///
/// A class, since every rule and model holds it: as a struct each would hold its dozen arrays.
public final class Document: Sendable {
  /// The file it was made from.
  public let file: SourceFile
  /// The text in UTF-8. All ranges of the document are byte offsets in it.
  public let text: [UInt8]
  /// From the text to the file.
  public let map: SourceMap
  /// Blocks in text order.
  public let blocks: [Block]
  /// What is not copy (code, tags, link targets, front matter), in text order, not overlapping.
  public let opaque: [TextRange]
  /// Comments that readers of the copy don't see (`<!-- … -->`), with their marks, in text order.
  public let comments: [TextRange]
  /// The part of the text that the tokens tile: all of it, but for a section of a very large file.
  public let range: TextRange
  /// Tokens that tile `range`.
  public let tokens: TokenTable
  /// The distinct words.
  public let words: WordTable

  /// Takes a file apart. Linear in its size.
  public convenience init(_ file: SourceFile, headline: HeadlineSetting = .auto) {
    let reading = FormatReading.of(file, headline: headline)
    self.init(
      file, reading, blocks: reading.blocks, range: TextRange(0, reading.text.count),
      comments: reading.comments)
  }

  /// Takes a part of a reading apart.
  ///
  /// - Parameters:
  ///   - blocks: the blocks that lie in `range`.
  ///   - range: the part of the text.
  ///   - comments: the comments that are to be found in it.
  init(
    _ file: SourceFile, _ reading: FormatReading, blocks: [Block], range: TextRange,
    comments: [TextRange]
  ) {
    var blocks = blocks
    let (tokens, words) = Tokenizer.run(
      reading.text, opaque: reading.opaque, in: range, blocks: &blocks)
    self.file = file
    self.text = reading.text
    self.map = reading.map
    self.opaque = reading.opaque
    self.blocks = blocks
    self.comments = comments
    self.range = range
    self.tokens = tokens
    self.words = words
  }

  /// A document of which only the text and its blocks are known: no tokens, no words.
  init(_ file: SourceFile, _ reading: FormatReading) {
    self.file = file
    text = reading.text
    map = reading.map
    opaque = reading.opaque
    blocks = reading.blocks
    comments = reading.comments
    range = TextRange(0, 0)
    (tokens, words) = WordInterner.empty
  }

  /// The same without tokens and words, which are most of its memory: all that a report of a clean file needs.
  package var withoutTokens: Document {
    Document(
      file,
      FormatReading(text: text, map: map, blocks: blocks, opaque: opaque, comments: comments))
  }

  /// The headline block, when the story has one.
  public var headline: Block? { blocks.first { $0.kind == .headline } }

  /// The text of a range as a string, for messages.
  public func string(_ range: TextRange) -> String {
    String(decoding: text[range.indices], as: UTF8.self)
  }

  /// Whether a token is there and is one hyphen.
  public func isHyphen(_ token: Int) -> Bool {
    guard token >= 0, token < tokens.count else { return false }
    let range = tokens.range(token)
    return range.count == 1 && text[Int(range.start)] == 0x2D
  }

  /// The index of the block that holds a token, or nil when it lies between blocks.
  public func blockIndex(ofToken token: Int) -> Int? {
    let index = blocks.partitioningIndex { $0.tokens.upperBound > token }
    guard index < blocks.count, blocks[index].tokens.contains(token) else { return nil }
    return index
  }
}

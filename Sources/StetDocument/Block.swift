import StetText

/// What a block of copy is on the page.
public enum BlockKind: UInt8, CaseIterable, Sendable {
  /// The story's headline.
  case headline
  /// The line or two under the headline that sum up the story.
  case standfirst
  /// Who wrote it.
  case byline
  /// Body copy.
  case paragraph
  /// A small heading inside the body.
  case crosshead
  /// The words under a picture, or a picture's alternative text.
  case caption
  /// A quotation lifted out of the copy for display.
  case pullQuote
  /// One item of a list.
  case listItem
  /// A paragraph of a block quotation.
  case blockQuote
  /// A cell of a table.
  case cell
  /// What is not for readers: `ends`, notes to editors, contacts.
  case note
  /// A line that parts stories or sections (`___`, `* * *`).
  case separator
  /// Where, and for whom, the story was written: `LONDON (Reuters) -`.
  case dateline
}

/// One block of copy: a paragraph, a headline, an item of a list.
public struct Block: Hashable, Sendable {
  /// What it is.
  public var kind: BlockKind
  /// Where it stands in the text, without the line break that ends it.
  public var range: TextRange
  /// Its tokens, as indices in the document's `TokenTable`.
  public var tokens: Range<Int>

  /// Makes a block.
  public init(kind: BlockKind, range: TextRange, tokens: Range<Int> = 0..<0) {
    self.kind = kind
    self.range = range
    self.tokens = tokens
  }

  /// Whether the block is part of the running text: paragraphs and what continues them.
  public var isBody: Bool {
    switch kind {
    case .paragraph, .listItem, .blockQuote, .pullQuote: return true
    default: return false
    }
  }
}

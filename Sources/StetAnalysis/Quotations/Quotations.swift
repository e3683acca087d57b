import StetDocument
import StetText

/// Who is speaking: the quotations of a document, the marks that bound them, and their faults.
///
/// Built once a document from the marks that the tokenizer has noted. Knows running quotations, in which every
/// paragraph opens and only the last one closes. When a mark cannot be decided it is left out
/// rather than guessed at. A class, since every rule holds it: as a structure it would count five tables.
public final class Quotations: Sendable {
  /// Every quotation mark, apostrophe and prime outside the words, in text order.
  public let marks: [QuotationMark]
  /// Every bracket, in text order: found with the marks.
  public let brackets: [BracketMark]
  /// The quotations, in order of their opening marks.
  public let spans: [QuotationSpan]
  /// What is wrong, in order of the marks at fault.
  public let faults: [QuotationFault]
  /// Where the depth changes, ascending, and the depth from there on.
  private let changes: [SpanBuilder.DepthChange]

  /// Builds the model. Linear in the document's marks.
  public init(_ document: Document) {
    let most = document.tokens.marks.count
    (marks, brackets, faults, spans, changes) = CallMemory.with(
      of: QuotationMark.self, capacity: most
    ) { marks in
      CallMemory.with(of: QuotationParser.DoubleMark.self, capacity: most) {
        var parser = QuotationParser(document, marks, $0)
        parser.run()
        let found = UnsafeBufferPointer(rebasing: marks[..<parser.markCount])
        if found.isEmpty { return ([], parser.brackets, [], [], []) }
        var builder = SpanBuilder(document, found)
        builder.run()
        if parser.faults.count > 1 {
          parser.faults.sort { found[$0.mark].range.start < found[$1.mark].range.start }
        }
        return (Array(found), parser.brackets, parser.faults, builder.spans, builder.changes)
      }
    }
  }

  /// How many quotations hold the byte at an offset of the text. Marks lie outside what they
  /// bound. Logarithmic in the number of marks.
  public func depth(at offset: Int) -> Int {
    let next = changes.partitioningIndex { Int($0.offset) > offset }
    return next == 0 ? 0 : Int(changes[next - 1].depth)
  }

  /// Whether all of a range is quoted.
  public func isQuoted(_ range: TextRange) -> Bool {
    isQuoted(range, next: changes.partitioningIndex { $0.offset > range.start })
  }

  /// The same for ranges that are asked for in text order.
  ///
  /// - Parameter place: where the look goes on; 0 at first.
  func isQuoted(_ range: TextRange, from place: inout Int) -> Bool {
    while place < changes.count, changes[place].offset <= range.start { place += 1 }
    return isQuoted(range, next: place)
  }

  /// - Parameter next: the first change of depth behind the range's start.
  private func isQuoted(_ range: TextRange, next: Int) -> Bool {
    var next = next
    guard next > 0, changes[next - 1].depth > 0 else { return false }
    while next < changes.count, changes[next].offset < range.end {
      if changes[next].depth == 0 { return false }
      next += 1
    }
    return true
  }

  /// Whether a token is quoted. Logarithmic in the number of marks.
  public func isQuoted(token: Int, of document: Document) -> Bool {
    depth(at: Int(document.tokens.starts[token])) > 0
  }

  /// The innermost quotation that holds the byte at an offset. Linear in the nesting depth.
  public func span(at offset: Int) -> QuotationSpan? {
    var index = spans.partitioningIndex { Int($0.open.start) > offset } - 1
    var steps = 0
    while index >= 0, steps < 64 {
      if spans[index].content.contains(offset) { return spans[index] }
      if spans[index].depth == 1, Int(spans[index].content.end) <= offset { return nil }
      index -= 1
      steps += 1
    }
    return nil
  }

  /// The index of the mark that stands at a token, or nil. Logarithmic.
  public func mark(atToken token: Int) -> Int? {
    let next = marks.partitioningIndex { $0.token > token }
    guard next > 0 else { return nil }
    let mark = marks[next - 1]
    let isPair = mark.glyph == .twoGraves || mark.glyph == .twoSingles
    return mark.token == token || (isPair && mark.token + 1 == token) ? next - 1 : nil
  }
}

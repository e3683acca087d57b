import StetAnalysis
import StetDocument
import StetText

/// Reports a bracket without its other half, and brackets that cross a quotation.
struct UnbalancedBracket: Rule {
  static let info = RuleInfo(
    id: "unbalanced-bracket",
    category: .quotations,
    summary: "A bracket lacks its other half.",
    rationale: """
      Round, square and curly brackets come in pairs, inside one paragraph or around several. \
      List markers (a), 1) and emoticons are left alone. A bracket that opens inside a quotation \
      must close inside it.
      """,
    severity: .warning,
    severityReason: "Always a slip, though readers mostly see what is meant.",
    fixSafety: .displayOnly,
    findings: [
      Example("The mayor ⟦(⟧a former nurse, said no."),
      Example("The mayor, a former nurse⟦)⟧, said no."),
      Example("“He ⟦[⟧the mayor said no,” she told us."),
      Example("The mayor ⟦(⟧a former nurse], said no."),
      Example("He said it was “odd ⟦(⟧and new” as he put it) and left."),
    ],
    silent: [
      Example("The mayor (a former nurse) said no."),
      Example("“[But] they [the council] said it was … [sic] over.”"),
      Example("a) the first point\n\nb) the second point"),
      Example("See you there :) or not :-("),
      Example("1) The first. 2) The second."),
      Example("(This runs on.\n\nAnd it ends here.)"),
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    let brackets = context.analysis.quotations.brackets
    if brackets.isEmpty { return }
    var stack: [BracketMark] = []
    var strays: [BracketMark] = []
    var unclosed: [BracketMark] = []
    var crossings: [(BracketMark, BracketMark)] = []
    for bracket in brackets where document.blocks[bracket.block].kind != .separator {
      dropOld(before: bracket.block, of: &stack, into: &unclosed, document)
      switch bracket.byte {
      case 0x28, 0x5B, 0x7B:
        if !Self.isEmoticon(bracket.token, document) { stack.append(bracket) }
      default:
        let opening: UInt8 = bracket.byte == 0x29 ? 0x28 : bracket.byte - 2
        if let position = stack.suffix(8).lastIndex(where: { $0.byte == opening }) {
          let opener = stack[position]
          unclosed.append(contentsOf: stack[(position + 1)...])
          stack.removeSubrange(position...)
          crossings.append((opener, bracket))
        } else if !Self.isListMarker(bracket.token, document.blocks[bracket.block], document),
          !Self.isEmoticon(bracket.token, document)
        {
          if let last = stack.last, last.block == bracket.block {
            // Opened by one kind of bracket and closed by another: one fault.
            unclosed.append(last)
            stack.removeLast()
          } else {
            strays.append(bracket)
          }
        }
      }
    }
    unclosed.append(contentsOf: stack)
    for bracket in unclosed {
      report(bracket, "bracket is opened and never closed", &context)
    }
    for bracket in strays {
      report(bracket, "bracket is closed but was never opened", &context)
    }
    for (opener, closer) in crossings { checkCrossing(opener, closer, &context) }
  }

  /// An aside may run over a few paragraphs, not over the rest of the story: gives up what was opened too
  /// long before a block.
  private func dropOld(
    before block: Int, of stack: inout [BracketMark], into unclosed: inout [BracketMark],
    _ document: Document
  ) {
    guard let first = stack.first, block - first.block > Self.longestAside else { return }
    var last = block - 1
    while last > first.block, document.blocks[last].kind == .separator { last -= 1 }
    let old = stack.prefix { last - $0.block >= Self.longestAside }
    unclosed.append(contentsOf: old)
    stack.removeFirst(old.count)
  }

  /// How many paragraphs an aside in brackets may fill.
  private static let longestAside = 6

  private func report(_ bracket: BracketMark, _ message: String, _ context: inout RuleContext) {
    context.report(context.document.tokens.range(bracket.token), message)
  }

  /// A pair of brackets in one paragraph, one half inside a quotation and the other outside.
  private func checkCrossing(
    _ open: BracketMark, _ close: BracketMark, _ context: inout RuleContext
  ) {
    guard open.block == close.block else { return }
    let quotations = context.analysis.quotations
    let a = context.document.tokens.range(open.token)
    let b = context.document.tokens.range(close.token)
    let outer = quotations.span(at: Int(a.start))
    let inner = quotations.span(at: Int(b.start))
    guard outer?.openMark != inner?.openMark else { return }
    // Only whole quotations can be crossed: a fault of the marks is the other rules' business.
    guard outer?.closeMark != -1, inner?.closeMark != -1 else { return }
    context.report(
      a, "bracket and quotation cross each other",
      related: [RelatedRange(b, "the bracket closes here")])
  }

  /// `a)`, `1)`, `iv)`: at the start of a block, of a sentence, or after white space.
  private static func isListMarker(_ token: Int, _ block: Block, _ document: Document) -> Bool {
    guard document.text[Int(document.tokens.starts[token])] == 0x29, token > block.tokens.lowerBound
    else { return false }
    let label = token - 1
    let range = document.tokens.range(label)
    switch document.tokens.kinds[label] {
    case .number, .alphanumeric, .word:
      guard range.count <= 4 else { return false }
      if document.tokens.kinds[label] == .word, range.count > 1 {
        let roman = document.text[range.indices].allSatisfy {
          $0 | 0x20 == 0x69 || $0 | 0x20 == 0x76 || $0 | 0x20 == 0x78
        }
        if !roman { return false }
      }
    default: return false
    }
    guard label > block.tokens.lowerBound else { return true }
    switch document.tokens.kinds[label - 1] {
    case .space, .newline, .markup: return true
    case .punctuation:
      // Behind an opening quotation mark.
      let b = document.text[Int(document.tokens.starts[label - 1])]
      return b == 0x22 || b == 0x27 || b == 0xE2
    default: return false
    }
  }

  /// Behind eyes, with or without a nose: `:)`, `;-(`.
  private static func isEmoticon(_ token: Int, _ document: Document) -> Bool {
    let start = Int(document.tokens.starts[token])
    let text = document.text
    guard start > 0 else { return false }
    func isEyes(_ at: Int) -> Bool {
      at >= 0 && (text[at] == 0x3A || text[at] == 0x3B || text[at] == 0x3D)
        && (at == 0 || text[at - 1] == 0x20 || text[at - 1] == 0x0A)
    }
    if isEyes(start - 1) { return true }
    return text[start - 1] == 0x2D && isEyes(start - 2)
  }
}

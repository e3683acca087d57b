import StetAnalysis
import StetDocument
import Testing

private let britishStory = """
  Ferry firm ‘sorry’ for winter delays

  Islanders have told a ferry company that its ‘sorry’ is not enough after a third week without \
  a crossing to the mainland.

  “We have heard it all before,” said Morag Firth, who runs the bakery. “Flour came in by \
  helicopter in the ’90s. Now it does not come at all.”

  The company’s manager, Alan Tay, said the crews’ safety came first and that the weather had \
  been “the worst since ’87”.

  He told a meeting: “Nobody wants to hear ‘not today’ from us again.

  “But I will not send a boat out in that.”

  Mrs Firth said the firm’s “excuses” were ‘old hat’, and asked the minister to act.
  """

private let americanStory = """
  "We just want the bridge back," said Dana Pruitt, who drives 40 miles to work.

  The county closed the crossing in May, calling it "unsafe for any load." Residents' letters \
  have filled two boxes.

  "They told us, 'Give it six weeks,'" Pruitt said. "That was last year's promise."

  An engineer for the state, Luis Ortega, said the 6' gap in the deck was "a real concern."

  "I'd love to open it tomorrow," Ortega said. "I can't."

  Pruitt's neighbors call the detour "the scenic route." Nobody laughs.
  """

/// Every mark but those that close a quotation which the next paragraph could continue.
@Test(arguments: [britishStory, straightened(britishStory), americanStory])
func everyLostMarkIsFoundOnce(_ text: String) throws {
  let sound = quotations(text, headline: .auto)
  try #require(sound.faults.isEmpty)
  let bytes = Array(text.utf8)
  var tried = 0
  for mark in sound.marks where mark.partner >= 0 {
    var without = bytes
    without.removeSubrange(mark.range.indices)
    let copy = String(decoding: without, as: UTF8.self)
    let faults = quotations(copy, headline: .auto)
    tried += 1
    let context = String(
      decoding: bytes[
        max(0, Int(mark.range.start) - 24)..<min(bytes.count, Int(mark.range.end) + 12)],
      as: UTF8.self)
    if readsAsRunningQuotation(bytes, mark) {
      #expect(faults.faults.count <= 1, "\(context)")
    } else {
      #expect(faults.faults.count == 1, "\(context)")
    }
  }
  #expect(tried >= 18)
}

/// Whether only the mark's paragraph break and an opening mark follow it.
private func readsAsRunningQuotation(_ bytes: [UInt8], _ mark: QuotationMark) -> Bool {
  let rest = bytes[Int(mark.range.end)...]
  guard mark.role == .closer || mark.role == .opener else { return false }
  let paragraph = rest.prefix { $0 != 0x0A }
  let next = rest.dropFirst(paragraph.count).drop { $0 == 0x0A }
  let opens = next.first == 0x22 || next.starts(with: Array("“".utf8))
  let hasMarks = paragraph.contains(0x22) || paragraph.contains(0xE2)
  return opens && (mark.role == .closer ? !hasMarks : true)
}

import StetAnalysis
import StetDocument
import Testing

/// Copy that is right, in curly form; the straight form is derived from it.
private let soundCases: [String] = [
  "“The first paragraph goes on.\n\n“The second ends it.”",
  "He said: “It began in May.\n\n[image]\n\n“It ended in June.”",
  "‘If we go, we go together,’” Grkovic told the court.".replacing(
    "‘If", with: "“‘If"),
  "Aunt Ada gave him ‘mother’s warmth’",
  "The town’s ‘shameful’ and ‘clumsy’ dark arts",
  "My life inside the banker’s ‘circle’",
  "‘What was their fault?’: Reporter visits the school",
  "The girls’ and boys’ sections were full.",
  "The league’s ‘unlikely saviour’",
  "Leaders of ‘underground union’ held",
  "Music of the ’90s and ’00s was played.",
  "It was rock ’n’ roll and fish ’n’ chips for her ’n’ him.",
  "“ ‘Tiny house’ put a name to the movement,” says Ms Lund.",
  "“[But] it’s unrealistic,” he said.",
  "The crowd sang (“We won”) all night.",
  "“Why?” – “Because.”",
  "The US’ “politicising” of trade was wrong.",
  "Wildberry Stores’ website was down.",
  "She asks: “He wrote ‘my son, are you good? Be good.’”",
  "He said ‘it’s still a nice rack’. He just smiled.",
  "It was a “first” and a “last”.",
  "“Yes,” he said. “No.\n\n“Maybe.”",
  "Ol’ Dirty Harbour and goin’ home.",
  "“I told him ‘no’.”",
  "“It began in the park.\n\nPark life\n\n“It ended in the lake,” he said.",
  "“She told him: ‘I never said “never” to you’,” he said.",
  "“It’ll be our”—she leaned in—“shared secret.”",
  "The “Nimby”s and the “Times”’s man met.",
  "The ‘90 days’ plan and the ‘10 dead’ line.",
  "The class of ’92 and ’68 met ’em at the bus.",
  "It was the boys’ fault, they said; two weeks’ time would tell.",
  "“We are late …” he said. “… but not sorry.”",
  "“He called it ‘the Joneses’ house’, which it was,” she said.",
  "He came from ’s-Hertogenbosch and knew the ’Ndrangheta.",
  "“He wrote: ‘It began here.\n\n“‘It ends there,’” she said.",
  "- “One man said so.”\n\n- “Another did too.”",
  "“‘Tis done,” he said, “and ’twas well done.”".replacing("‘Tis", with: "’Tis"),
]

/// Copy that is right and cannot be written with curly marks alone.
private let soundStraight: [String] = [
  "The 6'4\" forward beat a 5'10\" back.",
  "He said: \"I'm 5'10\".\"",
  "A 12\" single, a 24' yacht and 4'33\" of silence.",
  "It lies at 51°28'38\"N, 0°0'5\"W.",
  "He wrote: ``The end,'' and left. ``It says `This is who I am,' ''  he said.",
  "The goal came in the 45+2' of play.",
  "Swiss francs: 1'000 of them.",
  "Row \"\"\"\"\"\"\"\" of marks.",
]

@Test(arguments: soundCases)
func soundCopyHasNoFault(_ text: String) {
  #expect(faultKinds(text) == [])
  #expect(faultKinds(straightened(text)) == [])
  #expect(faultKinds(inStory(text)) == [])
  #expect(faultKinds(straightened(inStory(text))) == [])
}

@Test(arguments: soundStraight)
func soundStraightCopyHasNoFault(_ text: String) {
  #expect(faultKinds(text) == [])
  #expect(faultKinds(straightened(inStory(text))) == [])
  #expect(faultKinds(inStory(text)) == [])
}

/// Copy with one fault: the mark at fault stands between brackets.
struct FaultyCase: Sendable, CustomTestStringConvertible {
  let text: String
  let kind: QuotationFaultKind
  var testDescription: String { text }
}

private let faultyCases: [FaultyCase] = [
  .init(text: "He left. ⟦“⟧It is over, he said.\n\nNobody spoke.", kind: .unclosed),
  .init(text: "They have done the wrong thing at heart.⟦”⟧", kind: .unopened),
  .init(text: "They have done it.⟦”⟧ He “knew” so.", kind: .unopened),
  .init(text: "“It was Hector ⟦“⟧Kike” Bello,” he said.", kind: .nested),
  .init(text: "It ⟦“⟧began here, he said. “It ends here.”", kind: .unclosed),
  .init(
    text: "It began.\n\n“It went on.\n\nIt ended,⟦”⟧ he said. “So it did.”", kind: .uncontinued),
  .init(text: "He said it was “over”⟦”⟧ and left.", kind: .doubled),
  .init(text: "⟦‘⟧We’re down on last year, they say,” Mr Rodert said.", kind: .mismatched),
  .init(text: "⟦“⟧We’re down on last year, they say,’ Mr Rodert said.", kind: .mismatched),
  .init(text: "The club was ⟦‘⟧sorry for the delay and left it there.", kind: .unclosed),
  .init(text: "“He told me ⟦‘⟧never, and went,” she said.", kind: .unclosed),
  .init(text: "“He told me never.⟦’⟧ And he went,” she said.", kind: .unopened),
]

@Test(arguments: faultyCases)
func faultyCopyHasOneFault(_ sample: FaultyCase) throws {
  for text in [sample.text, inStory(sample.text)] {
    for form in [text, straightened(text)] {
      let model = try verify(form, sample.kind)
      #expect(model.faults.count == 1)
    }
  }
}

private func verify(_ marked: String, _ kind: QuotationFaultKind) throws -> Quotations {
  let bytes = Array(marked.utf8)
  let open = try #require(bytes.firstRange(of: Array("⟦".utf8)))
  let text = marked.replacing("⟦", with: "").replacing("⟧", with: "")
  let model = quotations(text)
  let fault = try #require(model.faults.first)
  #expect(fault.kind == kind)
  #expect(Int(model.marks[fault.mark].range.start) == open.lowerBound)
  return model
}

extension Array where Element == UInt8 {
  fileprivate func firstRange(of other: [UInt8]) -> Range<Int>? {
    guard count >= other.count else { return nil }
    for start in 0...(count - other.count)
    where Array(self[start..<start + other.count]) == other {
      return start..<start + other.count
    }
    return nil
  }
}

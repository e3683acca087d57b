import StetText
import Testing

@testable import StetRules

private let rules: [any Rule.Type] = [
  UnbalancedQuotation.self, ReversedQuotationMark.self, MixedQuotationMarks.self,
  NestedQuotationMark.self, SpacedQuotationMark.self, QuotationStyle.self,
  QuotationPunctuation.self, NeedlessReopening.self, UnbalancedBracket.self,
  UnattributedQuotation.self,
]

@Test(arguments: rules.indices)
func quotationExamplesHold(_ index: Int) {
  let type = rules[index]
  for example in type.info.findings + type.info.silent {
    expect(type, example.text, example.options)
    guard let fixed = example.fixed else { continue }
    let copy = MarkedCopy(example.text)
    #expect(copy.fixed(type, example.options) == fixed)
    #expect(MarkedCopy(fixed).findings(type, example.options) == [])
  }
}

@Test(arguments: rules.indices)
func everyFindingExampleHasAFinding(_ index: Int) {
  let type = rules[index]
  #expect(!type.info.findings.isEmpty)
  for example in type.info.findings {
    #expect(!MarkedCopy(example.text).ranges.isEmpty)
  }
}

@Test func aLostOpenerIsShownWhereItProbablyStood() throws {
  let copy = MarkedCopy("The mayor said: we will not pay.” Nobody spoke.")
  let finding = try #require(copy.findings(UnbalancedQuotation.self).first)
  #expect(finding.severity == .error)
  #expect(finding.related.first?.range.start == 16)
  #expect(
    copy.fixed(UnbalancedQuotation.self) == "The mayor said: “we will not pay.” Nobody spoke.")
  #expect(finding.fixes.first?.applicability == .displayOnly)
}

@Test func singleMarksOnlyWarn() throws {
  let copy = MarkedCopy("The club said ‘we are sorry and left it there.")
  #expect(try #require(copy.findings(UnbalancedQuotation.self).first).severity == .warning)
}

@Test func wrongMarksOfNewsroomCasesAreFound() {
  expect(ReversedQuotationMark.self, "Music of the ⟦‘⟧90s and ⟦‘⟧tis the season.")
  expect(ReversedQuotationMark.self, "He called it ⟦”⟧odd⟦“⟧.")
  expect(MixedQuotationMarks.self, "He said “over⟦\"⟧ and “out”.")
  expect(SpacedQuotationMark.self, "He said \"⟦ ⟧over⟦ ⟧\" and left.")
  expect(SpacedQuotationMark.self, "He said “⟦ ⟧over” and left.")
  expect(SpacedQuotationMark.self, "She said⟦\"⟧It is over\" and left.")
  expect(SpacedQuotationMark.self, "“ ‘Tiny house’ put a name to it.”")
  expect(SpacedQuotationMark.self, "“He said ‘no.’ ” She left.")
  expect(NestedQuotationMark.self, "\"It was Hector ⟦\"⟧Kike\" Bello,\" he said.")
  expect(UnbalancedQuotation.self, "He said it was “over”⟦”⟧ and left.")
}

@Test func reversedMarksInsideWordsAreFoundInContractionsOnly() {
  expect(ReversedQuotationMark.self, "They don⟦‘⟧t fly to Hawai‘i or Sana‘a.")
  expect(ReversedQuotationMark.self, "They don⟦´⟧t know, and she⟦`⟧s late.")
}

@Test func mixedMarksAreReportedOnceAStory() {
  let text =
    "“One” and “two” and ⟦\"⟧three\" and \"four\" and \"the girls' five\" and “six” “seven”."
  expect(MixedQuotationMarks.self, text)
}

@Test func bracketsNestInsideQuotations() {
  expect(UnbalancedBracket.self, "“They [the council] know (we think) it,” he said.")
  expect(UnbalancedBracket.self, "“They ⟦[⟧the council said (no),” he told us.")
  expect(UnbalancedBracket.self, "The plan (“a good one”) and (“we won.”) were odd.")
  expect(UnbalancedBracket.self, "It said ⟦(⟧“a good one) and more” were odd.")
  expect(UnbalancedBracket.self, "i) one\n\niv) four\n\n(2) two\n\n“3) three”")
}

@Test func houseStyleIsSilentUntilSet() {
  let text = "He called it 'odd', and \"new\", and 'old'."
  expect(QuotationStyle.self, text)
  expect(QuotationPunctuation.self, text)
  expect(
    QuotationPunctuation.self, "He called it 'odd'⟦,⟧ and \"new\"⟦,⟧ and 'old'⟦.⟧",
    ["style": .string("american")])
  expect(
    QuotationStyle.self, "He called it ⟦'⟧odd', and \"a 'new' one\".",
    ["primary": .string("double")])
}

@Test func manyBracketsTakeLinearTime() {
  let text = String(repeating: "([{", count: 100_000) + String(repeating: ")", count: 100_000)
  #expect(!MarkedCopy(text).findings(UnbalancedBracket.self).isEmpty)
}

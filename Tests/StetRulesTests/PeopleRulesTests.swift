import StetAnalysis
import StetDocument
import StetEngine
import StetText
import Testing

@testable import StetRules

/// The text without marks, and the ranges that `⟦ ⟧` marked in it.
private func unmarked(_ marked: String) -> (text: String, ranges: [TextRange]) {
  var bytes: [UInt8] = []
  var ranges: [TextRange] = []
  var open = 0
  for scalar in marked.unicodeScalars {
    switch scalar {
    case "⟦": open = bytes.count
    case "⟧": ranges.append(TextRange(open, bytes.count))
    default: UTF8Scan.append(scalar.value, to: &bytes)
    }
  }
  return (String(decoding: bytes, as: UTF8.self), ranges)
}

/// What one rule finds in a text, with default options.
private func findings(_ id: String, in text: String) -> [Diagnostic] {
  let document = Document(SourceFile(path: "story.txt", text: text))
  let analysis = Analysis(document: document)
  guard let type = RuleRegistry.all.first(where: { $0.info.id == id }) else { return [] }
  var context = RuleContext(document: document, analysis: analysis, info: type.info)
  type.init().check(&context)
  return context.takeDiagnostics().sorted(by: Diagnostic.precedes)
}

/// Expects exactly the marked findings.
private func expectFindings(
  _ id: String, _ marked: String, _ place: SourceLocation = #_sourceLocation
) {
  let (text, ranges) = unmarked(marked)
  let found = findings(id, in: text)
  let bytes = Array(text.utf8)
  #expect(
    found.map { String(decoding: bytes[$0.range.indices], as: UTF8.self) }
      == ranges.map { String(decoding: bytes[$0.indices], as: UTF8.self) }, sourceLocation: place)
  #expect(found.map(\.range) == ranges, sourceLocation: place)
}

struct PeopleRulesTests {
  @Test(arguments: ["inconsistent-honorific", "honorific-with-surname", "headline-name"])
  func examplesHold(_ id: String) throws {
    let type = try #require(RuleRegistry.all.first { $0.info.id == id })
    for example in type.info.findings {
      let (text, _) = unmarked(example.text)
      expectFindings(id, example.text)
      guard let fixed = example.fixed else { continue }
      var bytes = Array(text.utf8)
      for finding in findings(id, in: text).reversed() {
        for edit in finding.fixes.first?.edits.reversed() ?? [] {
          bytes.replaceSubrange(edit.range.indices, with: edit.replacement.utf8)
        }
      }
      #expect(String(decoding: bytes, as: UTF8.self) == fixed)
      #expect(findings(id, in: fixed).isEmpty)
    }
    for example in type.info.silent { expectFindings(id, example.text) }
  }

  @Test func bareSurnameAmongTitledOnesIsFoundOnce() throws {
    let text = """
      Tom Pollard chairs the board. Mr Pollard said it would close. “Pollard is wrong,” said Ann \
      Reed. Ms Reed left. Staff met ⟦Pollard⟧’s deputy, and Mr Pollard came too.
      """
    expectFindings("inconsistent-honorific", text)
    let found = findings("inconsistent-honorific", in: unmarked(text).text)
    #expect(found.first?.suggestions == ["Mr Pollard"])
    #expect(found.first?.related.count == 1)
  }

  @Test func attributiveNamesAndListsNeedNoTitle() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard chairs the board. Mr Pollard said so. The Pollard plan, a possible Pollard ally, \
      Pollard supporters, the elderly Pollard and candidate Pollard are all in the book. Ann Reed \
      met Messrs Smith and Pollard. Mr Pollard agreed. Mr Pollard left.
      """)
  }

  @Test func headlineCrossheadAndCaptionAreLeftAlone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Pollard to go

      Tom Pollard chairs the board of the bank and will leave it at the end of the year.

      Mr Pollard said that it would close by then, and Mr Pollard should know what he says.

      Why is Pollard leaving?

      Mr Pollard gave no reason for the step when he met the staff of the bank on Monday night.

      Caption: Pollard at work
      """)
  }

  @Test func peopleWithOneSurnameAreLeftAlone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard and his wife, Ann Pollard, own it. Mr Pollard said so, but Pollard did not want to.
      """)
  }

  @Test func monthsAndWordsAreNotSurnames() {
    expectFindings(
      "inconsistent-honorific",
      """
      Theresa May spoke. Mrs May said that in May the vote would come. May 5 is the date, and by \
      May the bill must pass. Mrs May left.
      """)
  }

  @Test func aMinoritySurnameWithTitleIsFoundWhereTheHouseUsesNone() {
    expectFindings(
      "inconsistent-honorific",
      """
      Tom Pollard runs it. Pollard said so. Pollard said more. Pollard left. Then ⟦Mr Pollard⟧ came \
      back.
      """)
  }

  @Test func oneOfManyWithoutTitle() {
    let text = """
      Tom Pollard, Ann Reed and President Vladimir Putin met. Mr Pollard spoke. Ms Reed spoke. \
      ⟦Putin⟧ left early.
      """
    expectFindings("inconsistent-honorific", text)
    let found = findings("inconsistent-honorific", in: unmarked(text).text)
    #expect(found.first?.suggestions.first == "Mr Putin")
  }
}

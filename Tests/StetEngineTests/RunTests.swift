import StetDocument
import StetRules
import StetText
import Testing

@testable import StetEngine

@Suite struct OrderedWorkTests {
  @Test(arguments: [1, 2, 8]) func resultsComeInTheOrderOfTheInputs(workers: Int) {
    var next = 0
    var results: [Int] = []
    OrderedWork.run(
      workers: workers,
      next: {
        next += 1
        return next <= 500 ? next : nil
      },
      work: { (input: Int) -> Int in
        // Unequal work, so that later inputs are done first.
        var sum = 0
        for turn in 0..<(input % 7) * 2000 { sum &+= turn }
        return sum == -1 ? 0 : input
      },
      deliver: {
        results.append($0)
        return true
      })
    #expect(results == Array(1...500))
  }

  @Test(arguments: [(weight: 0, allowed: 12), (weight: 1 << 20, allowed: 4)])
  func onlyAFewInputsAreUnderWay(weight: Int, allowed: Int) {
    var pulled = 0
    var delivered = 0
    var most = 0
    OrderedWork.run(
      workers: 4, weight: { _ in weight },
      next: {
        pulled += 1
        most = max(most, pulled - delivered)
        return pulled <= 300 ? pulled : nil
      },
      work: { (input: Int) in input },
      deliver: { _ in
        delivered += 1
        return true
      })
    #expect(delivered == 300)
    #expect(most <= 4 * allowed + 2)
  }

  @Test func aDeliveryCanEndTheRun() {
    var pulled = 0
    var delivered = 0
    OrderedWork.run(
      workers: 4,
      next: {
        pulled += 1
        return pulled
      },
      work: { (input: Int) in input },
      deliver: { _ in
        delivered += 1
        return delivered < 10
      })
    #expect(delivered == 10)
  }
}

@Suite struct BaselineTests {
  private func keys(_ text: String) -> [FindingKey] {
    let result = Linter(settings: Settings()).lint(SourceFile(path: "x.txt", text: text))
    return result.diagnostics.filter { $0.rule == "repeated-word" }
      .map { FindingKey($0, in: result.document) }
  }

  @Test func aKeySurvivesMovedLinesAndOtherWhiteSpace() {
    let one = keys("The man came. The cat cat sat on the mat. Nobody saw it.")
    let two = keys("New line.\r\n\r\nHe came early. The cat  cat sat on  the mat. Others saw it.")
    #expect(one.count == 1)
    #expect(one == two.map { FindingKey(rule: $0.rule, sentence: $0.sentence, text: "cat cat") })
    #expect(keys("The cat cat sat on the rug.") != one)
  }

  @Test func aFileReadBackIsTheSame() throws {
    var baseline = Baseline()
    let key = FindingKey(rule: "repeated-word", sentence: 42, text: "cat cat")
    baseline.record([key, key], of: "a\tb\nc\\d.txt")
    baseline.record([key], of: "b.txt")
    var again = try Baseline(baseline.bytes, path: "x")
    #expect(again.bytes == baseline.bytes)
    #expect(again.count == 3)
    var findings = [Diagnostic](
      repeating: Diagnostic(
        rule: "repeated-word", severity: .warning, range: TextRange(0, 1), message: ""), count: 3)
    #expect(again.filter(&findings, of: "a\tb\nc\\d.txt", keys: [key, key, key]) == 2)
    #expect(findings.count == 1)
    #expect(again.obsolete == 0)
  }
}

@Suite struct AcceptedWordsTests {
  @Test func remarksStayAndWordsAreSorted() {
    let old = "# ours\nzebra # a horse\n\napple\n"
    let new = AcceptedWords.adding(["Mango", "apple"], to: Array(old.utf8))
    #expect(String(decoding: new, as: UTF8.self) == "# ours\napple\nMango\nzebra # a horse\n")
    #expect(AcceptedWords.parse(new).map(\.text) == ["apple", "Mango", "zebra"])
    #expect(AcceptedWords.parse(new).map(\.line) == [2, 3, 4])
  }
}

@Suite struct DiffTests {
  private func diff(_ before: String, _ after: String) -> String {
    String(
      decoding: UnifiedDiff.text(Array(before.utf8), Array(after.utf8), path: "f"), as: UTF8.self)
  }

  @Test func aChangeStandsInItsContext() {
    let before = (1...9).map { "\($0)\n" }.joined()
    #expect(
      diff(before, before.replacingOccurrences("5", "five"))
        == "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n")
  }

  @Test func nothingIsNothing() {
    #expect(diff("a\n", "a\n") == "")
  }

  @Test func aMissingLastLineBreakIsSaid() {
    #expect(
      diff("a", "b")
        == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
        + "\\ No newline at end of file\n")
  }

  @Test func linesMayComeAndGo() {
    #expect(diff("a\nb\nc\n", "a\nc\n").contains("@@ -1,3 +1,2 @@\n a\n-b\n c\n"))
    #expect(diff("a\nc\n", "a\nb\nc\n").contains("@@ -1,2 +1,3 @@\n a\n+b\n c\n"))
  }
}

extension String {
  /// This text with one part for another, without Foundation.
  fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}

@Suite struct ChangedLinesTests {
  @Test func hunkHeadsAreRead() {
    let diff =
      "diff --git a/x b/x\n@@ -1 +1 @@\n-@@ -9 +9 @@\n+a\n@@ -4,0 +5,2 @@ f\n+b\n+c\n@@ -9,2 +9,0 @@\n"
    let lines = ChangedLines(diff: Array(diff.utf8))
    #expect(lines == .some([1...1, 5...6, 9...10]))
    #expect(lines.touches(6...8))
    #expect(!lines.touches(2...4))
    #expect(ChangedLines.all.touches(7...7))
  }
}

@Suite struct LintBundlerTests {
  /// The sizes of the bundles that files of these sizes come in.
  private func bundles(_ sizes: [Int], workers: Int) -> [Int] {
    let project = Project(
      base: "/", catalogue: RuleCatalogue(infos: []), data: nil, isConfigured: false)
    let run = LintRun(project: project, workers: workers)
    var waiting = sizes.reversed().map {
      run.job(.file(WalkedFile(path: "x.txt", absolute: "/x.txt", isNamed: true, size: $0)))
    }
    var bundler = LintBundler(workers: workers)
    var found: [Int] = []
    while let bundle = bundler.next(from: { waiting.popLast() }) { found.append(bundle.jobs.count) }
    return found
  }

  @Test func theyGrowSoThatAFewFilesAreSharedOut() {
    #expect(bundles([4, 4], workers: 2) == [1, 1])
    #expect(bundles(Array(repeating: 4, count: 20), workers: 2) == [1, 1, 2, 2, 4, 4, 6])
    #expect(bundles(Array(repeating: 4, count: 20), workers: 8).count == 14)
    #expect(bundles(Array(repeating: 4, count: 500), workers: 1).max() == LintBundler.largest)
    #expect(bundles([], workers: 2) == [])
  }

  @Test func heavyFilesAreNotPutTogether() {
    let half = LintBundler.heaviest / 2
    let sizes = Array(repeating: 0, count: 3) + [half, half, 1, 9 * half, 1, 1, half]
    // One file, two, then as many as the weight allows.
    #expect(bundles(sizes, workers: 1) == [1, 2, 2, 1, 1, 3])
  }
}

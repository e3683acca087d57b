import StetAnalysis
import StetDocument
import StetText
import Testing

@testable import StetRules

@Suite struct ExpressionScreenTests {
  private func isClear(_ text: String, _ expressions: [(String, Bool)]) -> Bool {
    var builder = ExpressionScreen.Builder()
    for (source, ignoresCase) in expressions {
      let isJoined = builder.add(source, ignoresCase: ignoresCase)
      #expect(isJoined)
    }
    let screen = builder.finish()
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { screen.isClear($0, range: TextRange(0, bytes.count)) }
  }

  @Test func textsWithoutAMatchAreClear() {
    let expressions = [(#"\d+(?=th\b)"#, false), ("(?<!a)b|c", true)]
    #expect(isClear("ab 12 nd", expressions))
    #expect(!isClear("the 12th", expressions))
    #expect(!isClear("xB", expressions))
    #expect(isClear("B", [("b", false)]))
    #expect(!isClear("x", []))
    // Where a match may start with any byte, or in the middle of a run of bytes that may start one.
    #expect(!isClear("ab", [("(?=b)", false), ("[0-9]7", false)]))
    #expect(!isClear("£9 is 1237 or so", [(#"£[0-8]"#, false), (#"(?<=123)7"#, false)]))
    #expect(isClear("£9 is 1297 or so", [(#"£[0-8]"#, false), (#"(?<=123)7"#, false)]))
  }

  @Test func aMatchIsSeenWhereverItStarts() {
    // Among letters, spaces and other signs, at every place in the eight bytes that are looked at together.
    for sign in ["7", "£", "/", "€"] {
      for letters in 0..<20 {
        for filler in ["a", " ", "~", "@", "é", "-"] {
          let text = String(repeating: filler, count: letters) + sign + "x" + "abcdefghij"
          #expect(!isClear(text, [("[7£/€]x", false)]))
          #expect(isClear(text, [("[7£/€]y", false)]))
        }
      }
    }
  }

  @Test func aSignBeyondASCIIMayOpenOneOfManyAlternatives() {
    // The quotation mark shares the euro's first byte: it is shown to the expressions where one of them may start with it.
    for (source, ignoresCase, finds) in [
      ("€x", false, false), ("(?:£x|(?:€x))", true, false), ("€?”x", false, true),
      ("€x|”x", true, true),
      ("(?:€x|[”]x)", false, true), ("€*”x", false, true), ("€{0}”x", false, true),
      ("(?:a|€)|”", false, true),
      (#"(?:[]|]|\|)€x|”x"#, false, true), ("[^]|€]x", false, true), ("(?:€x)?”x", false, true),
      ("(?=”)..x|€x", false, false),
    ] {
      #expect(isClear("“a” ”x €y", [(source, ignoresCase)]) == !finds, "\(source)")
      #expect(!isClear("“a” ”y €x", [(source, ignoresCase), ("€x", false)]), "\(source)")
    }
    // One byte, in either case, that all matches start with.
    #expect(isClear("“a” ”x", [("€x", false), (#"\b(?:(?:XX+))\b"#, true)]))
    #expect(!isClear("“a” ”x xX", [("€x", false), (#"\b(?:(?:XX+))\b"#, true)]))
    #expect(!isClear("a É", [("é", true)]))
    #expect(!isClear("a É€", [("é€", true), ("x", false)]))
    #expect(!isClear("ã É x", [("é x", true)]))
    #expect(isClear("ã É x", [("é x", false)]))
  }

  @Test(
    arguments: [
      (#"\d+(?:st|nd|rd|th)\b"#, false, "nrst"),
      (#"\b(?:(?:£\d+x)|(?:1[5-9]\d0[''’]s))\b"#, false, "'\u{C2}\u{E2}"),
      (#"(?=\d{1,3},\d{4})(?<![\d,.\-/:;])(?<!(?:Jan|Feb) )\d{1,3},\d"#, false, ","),
      (#"\d[\d,.]* ?(?:m|bn) kg"#, false, " ,.bm"), (#"[0-9]{2,}?-?x"#, false, "-x"),
      (#"(\d)++(?!x)(?:a|1b)?c"#, false, "abc"), (#"[0-9]x"#, true, "xX\u{E2}"),
      (#"(?:\d|\d\.)z"#, false, ".z"),
      (#"\d+"#, false, nil), (#"\d(?:x|1)*"#, false, nil), (#"\d(?=x?)"#, false, nil),
      (#"\d(?:x|1)"#, false, nil),
      (#"\d.x"#, false, nil),
      (#"\d\w"#, false, nil), (#"\d[^x]"#, false, nil), (#"\d[[:alpha:]]"#, false, nil),
      (#"\d{x"#, false, nil), (#"\d{2,a}x"#, false, nil),
      (#"\d{2,}x"#, false, "x"), (#"\d{0,3}x"#, false, "x"), (#"x{0}\dy"#, false, "xy"),
      (#"\d$"#, false, nil), (#"\dé"#, true, nil), (#"\d€"#, true, "\u{E2}"),
      (#"\d(x"#, false, nil), (#"\dx)"#, false, nil),
      (#"(?<n>\d)x"#, false, nil), (#"\d[a-é]"#, false, nil), (#"\d[x"#, false, nil),
      (#"\d\"#, false, nil),
    ] as [(String, Bool, String?)])
  func whatStandsBehindARunOfDigitsIsTold(
    _ source: String, _ ignoresCase: Bool, _ expected: String?
  ) {
    let found = DigitRuns.followers(of: source, ignoresCase: ignoresCase)
    // `\d` stands for a digit of any script where it isn't written out, and a letter for one beyond ASCII in another case.
    let bytes = (0...UInt8.max).filter { found?.contains($0) ?? false }
    let told = bytes.filter { !ByteSet.signsBeyondASCII.contains($0) }
    let wanted = expected.map { $0.unicodeScalars.map { UInt8($0.value) }.sorted() }
    #expect(found.map { _ in told } == wanted.map { $0.filter { $0 < 0x80 } })
    #expect(Set(bytes).isSuperset(of: wanted ?? []))
  }

  @Test func figuresAreSeenAsWithoutTheScreen() throws {
    let sources = [
      #"\b(?:(?:(?:1[5-9]|20)\d0[''’]s))\b"#,
      #"(?=\d{1,3},\d{4})(?<![\d,.])\d{1,3},\d{4}(?![\d,])"#,
      #"(?=\d+(?:st|nd|rd|th)\b)(?:(?:\d*[02-9])?1(?:th|nd|rd)(?<!11th)|\d*[04-9](?:st|nd|rd))"#,
      #"\d{2}(?: ?m)? k"#, "[a-z0-9]7-?x", #"€\d+x"#, "[7-9]k", #"\d(?:x|7)"#,
    ]
    let pieces = [
      "1", "7", "20", "90", "1,2345", "st", "th", "nd", "'s", "’s", " ", "m", " k", "K", "x", "€",
      "-", ".",
    ]
    var state: UInt64 = 5
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var matches = 0
    for round in 0..<6_000 {
      let source = sources[round % sources.count]
      let ignoresCase = round % 2 == 0
      let text = (0..<(1 + random(9))).map { _ in pieces[random(pieces.count)] }.joined()
      let regex = try RegexPattern(source, ignoresCase: ignoresCase)
      let bytes = Array(text.utf8)
      let found = bytes.withUnsafeBufferPointer {
        regex.matches(in: $0, range: TextRange(0, bytes.count))
      }
      matches += found.count
      #expect(isClear(text, [(source, ignoresCase)]) == found.isEmpty, "\(source) in \(text)")
    }
    #expect(matches > 250)
  }

  @Test func expressionsAreTakenApartAtTheirAlternatives() {
    #expect(
      ExpressionParts.alternatives(of: "(?:a|(?:b|c)|[|]|\\||(d|e))") == [
        "a", "b", "c", "[|]", "\\|", "(d|e)",
      ])
    #expect(ExpressionParts.alternatives(of: "(?:a)(?:b|c)") == ["(?:a)(?:b|c)"])
    #expect(ExpressionParts.alternatives(of: "") == [""])
    #expect(ExpressionParts.alternatives(of: ")|(") == [")|("])
  }

  @Test(arguments: [
    #"(a)\1"#, "(?x)a # b", "a#b", #"\Qa\E"#, "(*UTF)a", "(?<n>a)", "(?P<n>a)", "(?1)", "(?i)a",
    #"(a)\g1"#, "(?|a|b)", "a(?#b)",
  ])
  func whatMayMeanSomethingElseIsNotJoined(_ source: String) {
    var builder = ExpressionScreen.Builder()
    let isJoined = builder.add(source, ignoresCase: false)
    #expect(!isJoined)
  }

  /// Three large expressions are more than one that PCRE2 compiles.
  @Test func whatIsTooLargeTogetherIsJoinedInPart() {
    let large = "(?:abc){2000}"
    var builder = ExpressionScreen.Builder()
    for source in [large, "x1", large, large, "x2"] {
      let isAdded = builder.add(source, ignoresCase: false)
      #expect(isAdded)
    }
    let screen = builder.finish()
    #expect(screen.isJoined.contains(false) && screen.isJoined[1] && screen.isJoined[4])
    for (text, isClear) in [("x3", true), ("x1", false), ("x2", false)] {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer {
        #expect(screen.isClear($0, range: TextRange(0, bytes.count)) == isClear)
      }
    }
  }

  @Test func expressionsAreFoundWithTheScreenAndWithout() throws {
    func rule(_ id: String, _ patterns: [String]) -> DeclarativeRule {
      DeclarativeRule(
        info: RuleInfo(
          id: id, category: .style, summary: "", rationale: "", severity: .warning,
          severityReason: "", findings: [], silent: []),
        kind: .existence, message: "%s", ignoresCase: false, isNonword: false,
        patterns: patterns.map { .init(text: $0, isRegex: true, replacements: []) },
        exceptions: [], applicability: .unsafe)
    }
    let rules = [rule("one", [#"\d{3}"#]), rule("two", ["x+y"]), rule("three", [#"(q)\1"#])]
    let set = try DeclarativeSet(rules)
    func found(_ text: String) -> [String] {
      let document = Document(SourceFile(path: "x.txt", text: text), headline: .none)
      var context = RuleContext(
        document: document, analysis: Analysis(document: document), info: rules[0].info)
      set.check(&context, [[:], [:], [:]])
      return context.takeDiagnostics().map { $0.rule + document.string($0.range) }
    }
    // The screen is made when some copy has been read.
    for text in ["", String(repeating: "Nothing here. ", count: 5_000), ""] {
      #expect(found(text + "Then 123 and xxy and qq.") == ["one123", "twoxxy", "threeqq"])
      #expect(found(text + "Then qq.") == ["threeqq"])
      #expect(found(text + "Nothing here.") == [])
    }
  }
}

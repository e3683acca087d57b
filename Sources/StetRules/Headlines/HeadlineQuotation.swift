import StetAnalysis
import StetDocument
import StetText

/// Reports quoted words in the headline that the story has otherwise, or does not have.
struct HeadlineQuotation: Rule {
  static let info = RuleInfo(
    id: "headline-quotation",
    category: .headlines,
    summary: "Words quoted in the headline are otherwise in the story, or are not in it.",
    rationale: """
      Quotation marks in a headline promise somebody's own words. Where the story quotes most of \
      those words but not all, or in another order, the headline has changed them: a warning. Where \
      it has none of them, the marks stand for a claim or a paraphrase, as British headlines use \
      them: advice, unless "paraphrase" asks for more. Case, punctuation and words in square brackets \
      do not count.
      """,
    severity: .warning,
    severityReason: "A changed quotation misleads, but desks shorten on purpose.",
    options: [
      RuleOption(
        name: "paraphrase",
        summary: "Warn of quoted words that the story does not have at all, rather than advise.",
        defaultValue: .bool(false))
    ],
    findings: [
      Example(
        """
        Minister calls plan ‘⟦a complete and utter disaster⟧’

        The minister said on Thursday that the plan was “a complete disaster” and should go.
        """)
    ],
    silent: [
      Example(
        """
        Minister calls plan ‘a disaster’

        The minister said on Thursday that the plan was “a disaster in every way” and should go.
        """)
    ])

  func check(_ context: inout RuleContext) {
    let document = context.document
    guard let headline = document.headline else { return }
    let spans = context.analysis.quotations.spans
      .prefix { $0.content.start < headline.range.end }
      .filter { headline.range.contains($0.content) && $0.depth == 1 }
    guard !spans.isEmpty else { return }
    let (story, places) = Self.story(document)
    let quotations = context.analysis.quotations
    for span in spans {
      let words = Self.words(in: span.content, document)
      guard !words.isEmpty, !Self.contains(story, words, document) else { continue }
      let range = Self.trimmed(span.content, document)
      let written = document.string(range)
      let shown = written.count > 40 ? String(written.prefix(38)) + "…" : written
      let isAltered =
        words.count >= 3
        && !(Self.hasGenitive(span.content, document)
          && Self.containsGenitive(story, words, document))
        && Self.isAltered(words, story) { place in
          places[place] < document.tokens.count
            && quotations.isQuoted(token: places[place], of: document)
        }
      let isGrave = isAltered || context.flag("paraphrase")
      context.report(
        range,
        isAltered ? "the story has other words than \"\(shown)\"" : "the story lacks \"\(shown)\"",
        notes: ["Quotation marks promise the words themselves."],
        severity: isGrave ? .warning : .advice)
    }
  }

  /// The words of the story without possessive endings in lower case, and their tokens.
  private static func story(_ document: Document) -> ([WordID], [Int]) {
    let most = document.tokens.count + document.blocks.count
    var places: [Int] = []
    let story = [WordID](unsafeUninitializedCapacity: most) { story, count in
      places = [Int](unsafeUninitializedCapacity: most) { places, placeCount in
        CopyView.with(document) { view in
          for block in document.blocks where block.kind != .headline && block.kind != .separator {
            for token in block.tokens where view.kinds[token].hasWord {
              story.initializeElement(
                at: count, to: view.folded[Int(view.stems[Int(view.tokenWords[token])])])
              places.initializeElement(at: count, to: token)
              count &+= 1
            }
            // No phrase runs from one block to the next.
            story.initializeElement(at: count, to: WordTable.none)
            places.initializeElement(at: count, to: block.tokens.upperBound)
            count &+= 1
          }
        }
        placeCount = count
      }
    }
    return (story, places)
  }

  private static func plain(_ word: WordID, _ document: Document) -> WordID {
    document.words.folded[Int(document.words.stems[Int(word)])]
  }

  /// Whether a word of the quotation has a possessive ending.
  private static func hasGenitive(_ range: TextRange, _ document: Document) -> Bool {
    var token = document.tokens.index(at: Int(range.start))
    while token < document.tokens.count, document.tokens.starts[token] < range.end {
      let word = document.tokens.words[token]
      if word != WordTable.none, document.words.stems[Int(word)] != word { return true }
      token += 1
    }
    return false
  }

  /// Whether the story has the same words with `of` for the possessive: the soul of India, India's
  /// soul. Small words may differ then.
  private static func containsGenitive(
    _ story: [WordID], _ phrase: [WordID], _ document: Document
  ) -> Bool {
    guard let of = document.words.find(Array("of".utf8)) else { return false }
    let wanted = Set(phrase.filter { document.words.byteCount($0) >= 4 })
    guard !wanted.isEmpty else { return false }
    for start in story.indices where wanted.contains(story[start]) {
      let window = story[start..<min(story.count, start + phrase.count + 3)]
        .prefix { $0 != WordTable.none }
      if window.contains(of), wanted.isSubset(of: Set(window)) { return true }
    }
    return false
  }

  /// The quotation without a comma or a stop at its end.
  private static func trimmed(_ range: TextRange, _ document: Document) -> TextRange {
    var end = range.end
    while end > range.start, [0x2C, 0x2E].contains(document.text[Int(end) - 1]) { end -= 1 }
    return TextRange(range.start, end)
  }

  /// The words of a quotation, those in square brackets left out.
  private static func words(in range: TextRange, _ document: Document) -> [WordID] {
    var found: [WordID] = []
    var depth = 0
    var token = document.tokens.index(at: Int(range.start))
    while token < document.tokens.count, document.tokens.starts[token] < range.end {
      if document.tokens.kinds[token].hasWord {
        if depth == 0 { found.append(plain(document.tokens.words[token], document)) }
      } else if document.tokens.kinds[token] == .punctuation {
        let b = document.text[Int(document.tokens.starts[token])]
        if b == 0x5B { depth += 1 } else if b == 0x5D { depth -= 1 }
      }
      token += 1
    }
    return found
  }

  /// Whether the story has the phrase, written together or apart (short-sighted, shortsighted).
  private static func contains(_ story: [WordID], _ phrase: [WordID], _ document: Document) -> Bool
  {
    if phrase.count == 1, containsForm(story, phrase[0], document) { return true }
    let letters = phrase.flatMap { document.words.bytes($0).filter { $0 != 0x27 } }
    guard let first = letters.first else { return true }
    return CopyView.with(document) { view in
      for start in story.indices where story[start] != WordTable.none {
        let word = view.bytes(story[start])
        guard !word.isEmpty, word[0] == first else { continue }
        var matched = 0
        var index = start
        match: while matched < letters.count, index < story.count, story[index] != WordTable.none {
          for byte in view.bytes(story[index]) where byte != 0x27 {
            guard matched < letters.count, letters[matched] == byte else { break match }
            matched += 1
          }
          index += 1
          if matched == letters.count { return true }
        }
      }
      return false
    }
  }

  /// Whether the story has a word that starts as this one does.
  private static func containsForm(
    _ story: [WordID], _ word: WordID, _ document: Document
  ) -> Bool {
    if story.contains(word) { return true }
    let bytes = document.words.bytes(word)
    let stem = bytes.prefix(max(4, bytes.count - 3))
    return story.contains { other in
      other != WordTable.none && document.words.byteCount(other) >= 4
        && document.words.withBytes(other) { $0.starts(with: stem) }
    }
  }

  /// Whether a quoted stretch of the story, two words longer at most, has three in four of the words
  /// in order. What the reporter says in his own words may be shortened at will.
  private static func isAltered(
    _ phrase: [WordID], _ story: [WordID], isQuoted: (Int) -> Bool
  ) -> Bool {
    guard phrase.count <= 40 else { return false }
    let needed = max(2, (phrase.count * 3 + 3) / 4)
    let wanted = Set(phrase)
    for start in story.indices where wanted.contains(story[start]) {
      let window = story[start..<min(story.count, start + phrase.count + 2)]
        .prefix { $0 != WordTable.none }
      guard window.count(where: { wanted.contains($0) }) >= needed else { continue }
      if isQuoted(start), commonLength(phrase, Array(window)) >= needed { return true }
    }
    return false
  }

  private static func commonLength(_ a: [WordID], _ b: [WordID]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }
}

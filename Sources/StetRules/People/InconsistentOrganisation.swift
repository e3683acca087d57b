import StetAnalysis
import StetDocument
import StetText

/// Reports one department or ministry under two names.
struct InconsistentOrganisation: Rule {
  static let info = RuleInfo(
    id: "inconsistent-organisation",
    category: .people,
    summary: "One department or ministry is named in two ways.",
    rationale: """
      "The Department of Transport" and "the Transport Department", "the Ministry of Defence" and "the \
      Defence Ministry", "Department of Defense" and "Department of Defence": a story keeps to one. \
      The rarer form is reported, of two alike the later one. Quotations are left alone.
      """,
    severity: .advice,
    severityReason: "Official name and short name may stand side by side on purpose.",
    fixSafety: .unsafe,
    quoted: .skip,
    findings: [
      Example(
        """
        The Department of Transport said no. Later the Department of Transport said yes, and the \
        ⟦Transport Department⟧ gave no reason.
        """,
        fixed: """
          The Department of Transport said no. Later the Department of Transport said yes, and the \
          Department of Transport gave no reason.
          """),
      Example(
        """
        The Ministry of Defence said no. Later the ⟦Ministry of Defense⟧ said yes.
        """,
        fixed: """
          The Ministry of Defence said no. Later the Ministry of Defence said yes.
          """),
    ],
    silent: [
      Example(
        "The Department of Transport met the Health Department and the Ministry of Transport."),
      Example("The Fire Department of Leeds and the Department of Fire met."),
    ])

  /// One place where a body is named.
  private struct Use {
    var range: TextRange
    var form: String
  }

  func check(_ context: inout RuleContext) {
    let document = context.document
    let words = document.words
    guard context.analysis.people.hasMinistries else { return }
    var groups: [String: [Use]] = [:]
    for (head, form) in Self.heads {
      guard let id = words.find(form) else { continue }
      var token = words.firstToken[Int(id)]
      while token != UInt32.max {
        if let (subject, use) = Self.use(at: Int(token), document) {
          groups[head + " " + subject, default: []].append(use)
        }
        token = document.tokens.nextSame[Int(token)]
      }
    }
    if groups.isEmpty { return }
    let quotations = context.analysis.quotations
    for (_, found) in groups.sorted(by: { $0.key < $1.key }) {
      let uses = found.filter { !quotations.isQuoted($0.range) }.sorted { $0.range < $1.range }
      guard let first = uses.first, uses.contains(where: { $0.form != first.form }) else {
        continue
      }
      let others = uses.filter { $0.form != first.form }
      let same = uses.filter { $0.form == first.form }
      let wrong = others.count > same.count ? same : others
      guard let like = (others.count > same.count ? others : same).first else { continue }
      for use in wrong {
        context.report(
          use.range, "\"\(use.form)\" here, \"\(like.form)\" elsewhere",
          notes: ["One body has one name throughout a story."],
          related: [RelatedRange(like.range, "\"\(like.form)\" here")],
          fixes: [.replace(use.range, with: like.form, .unsafe)])
      }
    }
  }

  /// The words that name such a body, each with the forms that it stands in.
  private static let heads: [(head: String, form: [UInt8])] = ["Department", "Ministry"]
    .flatMap { head in [head, head + "'s"].map { (head, Array($0.utf8)) } }

  /// The body that a head word names at a token, with its subject in one spelling.
  private static func use(
    at head: Int, _ document: Document
  ) -> (subject: String, use: Use)? {
    let tokens = document.tokens
    guard let block = document.blockIndex(ofToken: head), document.blocks[block].isBody else {
      return nil
    }
    let limits = document.blocks[block].tokens
    func word(_ token: Int) -> WordID? {
      guard limits.contains(token), tokens.kinds[token] == .word else { return nil }
      return tokens.words[token]
    }
    func isCapitalised(_ token: Int) -> Bool {
      word(token).map { document.words.shapes[Int($0)] == .capitalised } ?? false
    }
    func isArticle(_ token: Int) -> Bool {
      word(token).map { document.words.string(document.words.folded[Int($0)]) == "the" } ?? false
    }
    func joined(_ token: Int) -> Bool { limits.contains(token) && tokens.kinds[token] == .space }
    // Department of Transport, and no longer name: Department of Health and Human Services.
    if document.words.stems[Int(tokens.words[head])] == tokens.words[head],
      let of = word(head + 2), joined(head + 1), document.words.string(of) == "of",
      isCapitalised(head + 4), joined(head + 3)
    {
      if joined(head + 5), isCapitalised(head + 6) { return nil }
      if joined(head + 5), let next = word(head + 6), document.words.string(next) == "and",
        isCapitalised(head + 8)
      {
        return nil
      }
      let range = tokens.range(head).union(stem(head + 4, document))
      return (
        subject(head + 4, document),
        Use(range: range, form: document.string(range))
      )
    }
    // Transport Department, with nothing capitalised before or behind it.
    guard joined(head - 1), isCapitalised(head - 2), !tokens.opensSentence[head - 2],
      !(joined(head - 3) && isCapitalised(head - 4) && !isArticle(head - 4)),
      !(joined(head + 1) && isCapitalised(head + 2)),
      !(joined(head + 1) && word(head + 2).map { document.words.string($0) == "of" } ?? false)
    else { return nil }
    let range = tokens.range(head - 2).union(stem(head, document))
    return (
      subject(head - 2, document), Use(range: range, form: document.string(range))
    )
  }

  /// The word without a possessive ending.
  private static func stem(_ token: Int, _ document: Document) -> TextRange {
    let range = document.tokens.range(token)
    let word = document.tokens.words[token]
    guard document.words.stems[Int(word)] != word, range.count > 3 else { return range }
    return TextRange(range.start, range.end - (document.text[Int(range.end) - 2] == 0x27 ? 2 : 4))
  }

  /// The subject in one spelling for both sides of the Atlantic.
  private static func subject(_ token: Int, _ document: Document) -> String {
    let word = document.words.stems[Int(document.tokens.words[token])]
    let text = document.words.string(document.words.folded[Int(word)])
    switch text {
    case "defence": return "defense"
    case "labour": return "labor"
    case "transportation": return "transportation"
    default: return text
    }
  }
}

import StetAnalysis
import StetDocument
import StetText

/// Reports an office that stands with a capital in one place and without it in another.
struct InconsistentTitleCase: Rule {
  static let info = RuleInfo(
    id: "inconsistent-title-case",
    category: .people,
    summary: "An office stands with a capital in one place and without it in another.",
    rationale: """
      Houses differ on "the prime minister" and "the Prime Minister", but no house writes both. The \
      same office is compared only with itself and only in the same position: right before a name, \
      before or behind a name with commas, alone. Sentence starts, quotations and headlines are left \
      alone, and an organisation's own president is not the country's.
      """,
    severity: .warning,
    severityReason: "A slip in nearly every case, but two holders of one office may differ.",
    fixSafety: .unsafe,
    quoted: .skip,
    options: [
      RuleOption(
        name: "alone",
        summary: "Also compare offices that stand alone: the president, the President.",
        defaultValue: .bool(true)),
      RuleOption(
        name: "before-name",
        summary: "How the house writes offices of state right before a name.",
        defaultValue: .string("consistent"), choices: ["consistent", "capital", "small"]),
      RuleOption(
        name: "standing-alone",
        summary: "How the house writes offices of state that stand alone.",
        defaultValue: .string("consistent"), choices: ["consistent", "capital", "small"]),
    ],
    findings: [
      Example(
        """
        The talks began when Foreign Minister Ann Reed arrived. Later ⟦foreign minister⟧ Tom Pollard \
        met Foreign Minister Ann Reed.
        """,
        fixed: """
          The talks began when Foreign Minister Ann Reed arrived. Later Foreign Minister Tom Pollard \
          met Foreign Minister Ann Reed.
          """),
      Example(
        """
        On Monday the prime minister left. On Tuesday the ⟦Prime Minister⟧ came back, and on \
        Wednesday the prime minister was tired.
        """,
        fixed: """
          On Monday the prime minister left. On Tuesday the prime minister came back, and on \
          Wednesday the prime minister was tired.
          """),
      Example(
        "The ⟦Prime Minister⟧ said that ⟦Foreign Minister⟧ Ann Reed would go. “The Prime Minister left.”",
        fixed:
          "The prime minister said that foreign minister Ann Reed would go. “The Prime Minister left.”",
        options: ["before-name": .string("small"), "standing-alone": .string("small")]),
    ],
    silent: [
      Example("On Monday Prime Minister Ann Reed left. On Tuesday the prime minister came back."),
      Example("The Fifa president Tom Pollard met US President Ann Reed."),
    ])

  func check(_ context: inout RuleContext) {
    let uses = context.analysis.offices.uses
    guard !uses.isEmpty else { return }
    let before = context.text("before-name") ?? "consistent"
    let alone = context.text("standing-alone") ?? "consistent"
    for use in uses where use.isPolitical {
      let style = use.position == .beforeName ? before : use.position == .alone ? alone : ""
      if style == "capital", !use.isCapitalised { reportHouse(use, &context) }
      if style == "small", use.isCapitalised { reportHouse(use, &context) }
    }
    guard uses.contains(where: \.isCapitalised), uses.contains(where: { !$0.isCapitalised }) else {
      return
    }
    let withAlone = context.flag("alone")
    var groups: [UInt64: [Int]] = [:]
    for (index, use) in uses.enumerated() {
      // What the house has settled is not compared.
      if use.position == .alone, !withAlone || alone != "consistent" { continue }
      if use.position == .beforeName, before != "consistent", use.isPolitical { continue }
      groups[use.key &* 7 &+ UInt64(use.position.rawValue), default: []].append(index)
    }
    var wrong: [(use: OfficeUse, like: OfficeUse)] = []
    for members in groups.values where members.count > 1 {
      let capitals = members.filter { uses[$0].isCapitalised }
      let smalls = members.filter { !uses[$0].isCapitalised }
      guard let capital = capitals.first, let small = smalls.first else { continue }
      // The minority is at fault; of two alike, the later one.
      let faulty: [Int]
      if capitals.count == smalls.count {
        faulty = capital < small ? smalls : capitals
      } else {
        faulty = capitals.count < smalls.count ? capitals : smalls
      }
      let like = faulty[0] == capital ? small : capital
      wrong.append(contentsOf: faulty.map { (uses[$0], uses[like]) })
    }
    wrong.sort { $0.use.range < $1.use.range }
    for (use, like) in wrong { report(use, like, &context) }
  }

  private func reportHouse(_ use: OfficeUse, _ context: inout RuleContext) {
    let written = context.document.string(use.range)
    let words = written.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bytes = Array(word.utf8)
      let cased = use.isCapitalised ? CaseFolding.lowered(bytes) : CaseFolding.capitalised(bytes)
      return String(decoding: cased, as: UTF8.self)
    }
    context.report(
      use.range,
      use.isCapitalised
        ? "\"\(written)\" has a capital here, against the house's style"
        : "\"\(written)\" lacks its capital here, against the house's style",
      fixes: [.replace(use.range, with: words.joined(separator: " "), .unsafe)])
  }

  private func report(_ use: OfficeUse, _ like: OfficeUse, _ context: inout RuleContext) {
    let written = context.document.string(use.range)
    let shown = context.document.string(like.range)
    let kind = use.isCapitalised ? "a capital" : "a small letter"
    context.report(
      use.range, "\"\(written)\" with \(kind) here, \"\(shown)\" elsewhere",
      notes: ["The same office in the same position has the same capitals throughout a story."],
      related: [RelatedRange(like.range, "\"\(shown)\" here")],
      fixes: [.replace(use.range, with: shown, .unsafe)])
  }
}

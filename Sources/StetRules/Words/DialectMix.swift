import StetAnalysis
import StetLexicon
import StetText

/// Reports British spellings among American ones, or the reverse.
struct DialectMix: Rule {
  static let info = RuleInfo(
    id: "dialect-mix",
    category: .words,
    summary: "A British spelling in American copy, or the reverse.",
    rationale: """
      Copy keeps to one spelling; agency copy brings the other in. The dialect that is set decides, \
      else the spelling that the story uses at least four times as often, and four times at \
      least. Names of bodies keep their own spelling and are left alone; so is -ize, which is good \
      in both.
      """,
    severity: .warning,
    severityReason: "Both forms are right somewhere; a house keeps to one.",
    fixSafety: .unsafe,
    quoted: .advise,
    findings: [
      Example(
        "The colour of the harbour, its theatre and its neighbours pleased us; the ⟦color⟧ did.",
        fixed:
          "The colour of the harbour, its theatre and its neighbours pleased us; the colour did."
      ),
      Example("The ⟦theater⟧ opened.", fixed: "The theatre opened.", dialect: "en-GB"),
    ],
    silent: [
      Example("The colour of the theatre pleased the US Department of Defense and its labourers."),
      Example("They organize and realize their plans; the colour was grey."),
      Example("The color was chosen; the centre was too."),
    ])

  func check(_ context: inout RuleContext) {
    guard mayDecide(context), let lexicon = context.analysis.resources.lexicon,
      let use = context.analysis.dialectUse,
      let wantsAmerican = wanted(use, context.analysis.resources.preferred)
    else { return }
    let words = context.document.words
    for occurrence in use.occurrences where occurrence.isAmerican != wantsAmerican {
      let range = context.document.tokens.range(occurrence.token)
      let word = context.document.string(range)
      let folded = words.folded[Int(context.document.tokens.words[occurrence.token])]
      let fixes = DialectUse.others(of: words.bytes(folded), lexicon).map { other -> Fix in
        let first = word.unicodeScalars.first.map { CaseFolding.isUpper($0.value) } ?? false
        let text = String(decoding: first ? CaseFolding.capitalised(other) : other, as: UTF8.self)
        return .replace(range, with: text, .unsafe)
      }
      let side = occurrence.isAmerican ? "American" : "British"
      context.report(range, "\"\(word)\" is \(side) spelling", fixes: fixes)
    }
  }

  /// False when the story has too few words with variants to show which spelling it keeps to.
  private func mayDecide(_ context: RuleContext) -> Bool {
    guard context.analysis.resources.preferred.isEmpty else { return true }
    guard let vocabulary = context.analysis.vocabulary else { return false }
    return DialectUse.uses(vocabulary, context.document) >= Self.leastUses
  }

  /// Whether American spelling is wanted, or nil when neither is.
  private func wanted(_ use: DialectUse, _ preferred: Dialects) -> Bool? {
    if preferred == .america { return true }
    if preferred == .britain || preferred == .australia || preferred == .southAfrica {
      return false
    }
    if !preferred.isEmpty { return nil }
    let (a, b) = (use.americanCount, use.britishCount)
    if a >= Self.leastUses, a >= 4 * b { return true }
    if b >= Self.leastUses, b >= 4 * a { return false }
    return nil
  }

  /// How often a story has a spelling that it is taken to keep to, at least.
  private static let leastUses = 4
}

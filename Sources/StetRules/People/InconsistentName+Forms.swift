import StetAnalysis
import StetDocument

/// Names that news writes in several forms: Kyiv and Kiev, Zelensky and Zelenskyy.
extension InconsistentName {
  /// Of two forms the rarer one is reported, of two alike the later. Forms that meet in a sentence are spoken of.
  func checkForms(_ context: inout RuleContext) {
    for name in context.analysis.mixedNames {
      let forms = Dictionary(grouping: name.uses, by: \.form)
      guard !Self.meet(name.uses, context.document),
        let like = forms.values.max(by: { a, b in
          a.count != b.count ? a.count < b.count : a[0].range > b[0].range
        })?.first
      else { continue }
      for use in name.uses where use.form != like.form { report(use.range, like.range, &context) }
    }
  }

  /// Whether two forms stand in one sentence.
  private static func meet(_ uses: [MixedName.Use], _ document: Document) -> Bool {
    zip(uses, uses.dropFirst()).contains { a, b in
      a.form != b.form
        && document.blockIndex(ofToken: a.token) == document.blockIndex(ofToken: b.token)
        && document.tokens.shareSentence(a.token, b.token)
    }
  }
}

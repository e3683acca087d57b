import StetRules

/// The rules that a run knows, those written in Swift and those in YAML, by id.
package struct RuleCatalogue: Sendable {
  /// The rules, sorted by id.
  package let infos: [RuleInfo]
  private let index: [String: Int]

  /// Makes a catalogue of the built-in rules and of further ones.
  package init(declarative: [RuleInfo] = []) {
    self.init(infos: RuleRegistry.all.map { $0.info } + declarative)
  }

  /// Makes a catalogue of given rules.
  package init(infos: [RuleInfo]) {
    self.infos = infos.sorted { $0.id < $1.id }
    var index: [String: Int] = [:]
    for (place, info) in self.infos.enumerated() {
      index[info.id] = place
      for alias in info.aliases { index[alias] = place }
    }
    self.index = index
  }

  /// The rule of an id, or of a former one.
  package func info(_ id: String) -> RuleInfo? { index[id].map { infos[$0] } }

  /// The id that was probably meant.
  package func nearest(to id: String) -> String? {
    Nearest.name(to: id, among: infos.map(\.id))
  }

  /// What to say of an id that no rule has.
  package func unknown(_ id: String) -> String {
    "there is no rule \"\(id)\"" + (nearest(to: id).map { "; did you mean \"\($0)\"?" } ?? "")
  }
}

import StetRules
import Testing

@testable import StetEngine

@Suite struct ConfigurationReaderTests {
  private static let info = RuleInfo(
    id: "made-up", category: .style, summary: "", rationale: "", severity: .warning,
    severityReason: "",
    options: [
      RuleOption(name: "flag", summary: "", defaultValue: .bool(false)),
      RuleOption(name: "count", summary: "", defaultValue: .int(3)),
      RuleOption(name: "kind", summary: "", defaultValue: .string("a"), choices: ["a", "b"]),
      RuleOption(name: "words", summary: "", defaultValue: .list([])),
    ], findings: [], silent: [], aliases: ["formerly"])

  private func read(_ text: String) throws -> Configuration {
    try ConfigurationReader.read(
      Array(text.utf8), path: "c.yml", catalogue: RuleCatalogue(infos: [Self.info]),
      profiles: ["gazette"])
  }

  private func problem(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return (error as? ConfigurationFailure)?.problems.first?.description
    }
  }

  @Test func optionsHaveTheTypesOfTheirDefaults() throws {
    let layer = try read(
      "rules:\n  made-up:\n    on: true\n    severity: advice\n    quoted: skip\n"
        + "    options: {flag: yes, count: 5, kind: b, words: [x, y]}\n"
    ).layer
    let rule = try #require(layer.settings.rules["made-up"])
    #expect(rule.isOn == true)
    #expect(rule.severity == .advice)
    #expect(rule.quoted == .skip)
    #expect(
      rule.options == [
        "flag": .bool(true), "count": .int(5), "kind": .string("b"), "words": .list(["x", "y"]),
      ])
  }

  @Test func aSeverityTurnsARuleOnAndAFormerIdIsKnown() throws {
    let rule = try #require(try read("rules: {formerly: error}").layer.settings.rules["made-up"])
    #expect(rule.isOn == true)
    #expect(rule.severity == .error)
  }

  @Test(arguments: [
    ("rules: {made-up: {options: {flag: 3}}}", "1:35: error: \"flag\" takes true or false"),
    ("rules: {made-up: {options: {count: many}}}", "1:36: error: \"count\" takes a whole number"),
    ("rules: {made-up: {options: {kind: c}}}", "\"kind\" takes one of a, b, not \"c\""),
    ("rules: {made-up: {flag: on}}", "\"flag\" is an option; it stands under \"options:\""),
    ("rules: {mad-up: on}", "did you mean \"made-up\"?"),
    ("profile: gazete", "did you mean \"gazette\"?"),
    ("dialect: [en-GB]", "\"dialect\" takes one of"),
    ("words: {a: b}", "\"words\" takes a list"),
    ("formats: {'*.x': pdf}", "unknown format \"pdf\""),
    ("paths: [a]", "unknown key \"paths\""),
    ("overrides:\n  - paths: [a]\n    exclude: [b]", "3:5: error: unknown key \"exclude\""),
    ("dialect: en-GB\ndialect: en-US", "2:1: error: the key \"dialect\" stands twice"),
    ("a: \u{0}", "c.yml:"),
  ])
  func faultsAreNamed(text: String, part: String) throws {
    let text = try #require(problem(text))
    #expect(text.contains(part))
  }

  @Test func emptyFilesSetNothing() throws {
    for text in ["", "# remark\n", "rules:\n", "words:\ndialect: en-GB\n"] {
      #expect(problem(text) == nil)
    }
  }

  @Test func invalidTextIsAnErrorWithItsPlace() {
    #expect {
      try ConfigurationReader.read(
        Array("a: 1\nb: ".utf8) + [0xFF], path: "c.yml", catalogue: RuleCatalogue(infos: []),
        profiles: [])
    } throws: { error in
      (error as? ConfigurationFailure)?.problems.first?.description
        == "c.yml:2:4: error: not valid UTF-8"
    }
  }
}

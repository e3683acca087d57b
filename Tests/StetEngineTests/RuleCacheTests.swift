import Foundation
import StetRules
import Testing

@testable import StetEngine

/// The declarative rules are read once, and again when they have changed.
@Suite struct RuleCacheTests {
  private struct Folder: ~Copyable {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("stet-rules-\(UUID().uuidString)")
    var rules: String { url.appendingPathComponent("rules").path }
    var caches: String { url.appendingPathComponent("caches").path }

    func write(_ text: String, to name: String) throws {
      let file = url.appendingPathComponent("rules/style/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func cacheFiles() throws -> [URL] {
      try FileManager.default.contentsOfDirectory(
        at: URL(fileURLWithPath: caches), includingPropertiesForKeys: nil)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private static let rule = """
    extends: substitution
    message: "Write '%s' for '%s'."
    description: Plain words for grand ones.
    rationale: Readers prefer them.
    reason: A matter of taste.
    level: suggestion
    ignorecase: true
    quoted: skip
    fix: safe
    swap:
      prior to: before
      '\\d+ percent': per cent|%
    exceptions:
      - Prior to
    examples:
      find: ["He left ⟦prior to⟧ lunch."]
      silent: ["A prior engagement."]
    """

  @Test func everyFieldComesBack() throws {
    let folder = Folder()
    try folder.write(Self.rule, to: "plain-words.yml")
    let read = try RuleFolder.read(folder.rules, caches: folder.caches)
    #expect(read.count == 1)
    #expect(try folder.cacheFiles().count == 1)
    let again = try RuleFolder.read(folder.rules, caches: folder.caches)
    // Every stored property, nested ones included.
    var first = ""
    var second = ""
    dump(read, to: &first)
    dump(again, to: &second)
    #expect(first == second)
    #expect(first.contains("Readers prefer them."))
  }

  @Test func aChangedRuleIsReadAgain() throws {
    let folder = Folder()
    try folder.write(Self.rule, to: "plain-words.yml")
    _ = try RuleFolder.read(folder.rules, caches: folder.caches)
    try folder.write(Self.rule + "\nlink: https://example.org", to: "plain-words.yml")
    try folder.write(Self.rule, to: "other-words.yml")
    let ids = try RuleFolder.read(folder.rules, caches: folder.caches).map(\.info.id)
    #expect(ids == ["other-words", "plain-words"])
    try folder.write("extends: nothing", to: "other-words.yml")
    #expect(throws: ConfigurationFailure.self) {
      try RuleFolder.read(folder.rules, caches: folder.caches)
    }
  }

  @Test(arguments: [0, 3, 20, 300]) func aDamagedCacheIsTakenForNone(_ kept: Int) throws {
    let folder = Folder()
    try folder.write(Self.rule, to: "plain-words.yml")
    let whole = try RuleFolder.read(folder.rules, caches: folder.caches)
    let file = try #require(try folder.cacheFiles().first)
    let bytes = try Data(contentsOf: file)
    #expect(bytes.count > 300)
    try bytes.prefix(kept).write(to: file)
    #expect(try RuleFolder.read(folder.rules, caches: folder.caches).count == whole.count)
    var turned = bytes
    turned[bytes.count / 2] ^= 1
    try turned.write(to: file)
    #expect(try RuleFolder.read(folder.rules, caches: folder.caches).count == whole.count)
  }
}

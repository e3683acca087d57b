import ArgumentParser
import Foundation
import StetEngine
import StetRules

/// Writes what is made from the rules: the registry, the documentation pages, the schema; and the
/// lists around names, from `dictionaries/`.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the registry of rules, their documentation and the configuration's schema.")

  @Flag(help: "Change nothing; fail when a file is not as it would be written.")
  var check = false

  @Option(help: "The root of the checkout.")
  var root = "."

  func run() throws {
    let base = URL(fileURLWithPath: root, isDirectory: true)
    let sources = try RuleSources(root: base)
    try Self.checkNames(sources)
    var stale = try write(NameTableSource.path, try NameTableSource.text(base), to: base)
    stale += try write(
      "Sources/StetRules/RuleRegistry+Generated.swift", sources.registry, to: base)
    if !stale.isEmpty, !check {
      // The pages are made by the rules themselves, so a program with all of them must make them.
      print("The registry has changed: building again.")
      try Self.again(base)
      return
    }
    stale += try write(MisspeltNameRule.path, try MisspeltNameRule.text(base), to: base)
    let declarative: [DeclarativeRule]
    do {
      declarative = try RuleFolder.read(base.appendingPathComponent("rules").path)
    } catch {
      throw ValidationError(error.problems.map(\.description).joined(separator: "\n"))
    }
    let catalogue = RuleCatalogue(declarative: declarative.map(\.info))
    var pages: [String: String] = [:]
    for info in catalogue.infos { pages["\(info.id).md"] = RulePages.page(info) }
    pages["README.md"] = RulePages.index(catalogue.infos)
    for name in pages.keys.sorted() {
      stale += try write("docs/rules/\(name)", pages[name] ?? "", to: base)
    }
    stale += try removeOthers(than: pages.keys.sorted(), in: base)
    let profiles =
      try FileManager.default.contentsOfDirectory(
        atPath: base.appendingPathComponent("rules").path
      ).contains("houses") ? Self.profiles(base) : []
    stale += try write(
      "docs/stet.schema.json", try ConfigurationSchema.text(catalogue, profiles: profiles),
      to: base)
    stale += try write("docs/stet.1", try ManPage.text(try help(base)), to: base)
    if check, !stale.isEmpty {
      let list = stale.map { "  \($0)" }.joined(separator: "\n")
      print("Out of date:\n\(list)\nRun: swift run stet-dev generate")
      throw ExitCode.failure
    }
  }

  private static func profiles(_ base: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: base.appendingPathComponent("rules/houses").path
    ).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// Type, file, folder and id agree.
  private static func checkNames(_ sources: RuleSources) throws {
    var faults: [String] = []
    for entry in sources.entries {
      if !entry.isNamedAlike {
        faults.append("\(entry.path): the rule \(entry.type) belongs in \(entry.type).swift")
      }
      if RuleCategory(rawValue: entry.category) == nil {
        faults.append("\(entry.path): there is no category \(entry.category)")
      }
    }
    for type in RuleRegistry.all {
      let info = type.info
      let name = "\(type)"
      guard let entry = sources.entries.first(where: { $0.type == name }) else { continue }
      if entry.id != info.id {
        faults.append("\(entry.path): \(name) has the id \(info.id), not \(entry.id)")
      }
      if entry.category != info.category.rawValue {
        faults.append("\(entry.path): it has the category \(info.category.rawValue)")
      }
    }
    if !faults.isEmpty { throw ValidationError(faults.joined(separator: "\n")) }
  }

  /// Writes a file unless it is as wanted; its path when it was not.
  private func write(_ path: String, _ text: String, to base: URL) throws -> [String] {
    let url = base.appendingPathComponent(path)
    if let old = try? String(contentsOf: url, encoding: .utf8), old == text { return [] }
    if !check {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
      print("wrote \(path)")
    }
    return [path]
  }

  /// Removes pages of rules that are no more.
  private func removeOthers(than names: [String], in base: URL) throws -> [String] {
    let folder = base.appendingPathComponent("docs/rules")
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let old = there.filter { $0.hasSuffix(".md") && !names.contains($0) }.sorted()
    for name in old where !check {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      print("removed docs/rules/\(name)")
    }
    return old.map { "docs/rules/\($0)" }
  }

  private static func again(_ base: URL) throws {
    try swift(["run", "stet-dev", "generate"], base)
  }

  private static func swift(_ arguments: [String], _ base: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    process.currentDirectoryURL = base
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
  }

  /// What the command, built beside this program, says of itself.
  private func help(_ base: URL) throws -> Data {
    if !check { try Self.swift(["build", "--quiet", "--product", "stet"], base) }
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let process = Process()
    process.executableURL = program.deletingLastPathComponent().appendingPathComponent("stet")
    process.arguments = ["--experimental-dump-help"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
